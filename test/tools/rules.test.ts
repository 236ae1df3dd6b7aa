import { describe, expect, it } from 'vitest'
import { books, judge } from '../../tools/rules.mjs'

const pageOf = (letter: string): string => `
- **[${letter}-HELLO-1]** First frame.
- **[${letter}-HELLO-2]** Deadline.
- **[${letter}-LATER-1]** *(reserved)* Nothing yet.
- **[${letter}-SEND-3]** A word is *(reserved)*, the rule is not.

| rule | function |
|---|---|
| **[${letter}-ROW-1]** | \`join\` |
`

describe.each(books)('counting the rules of $page', (book) => {
  const { letter } = book
  const page = pageOf(letter)
  const test = (name: string): [string, string] => ['test/a.test.ts', `// ${letter}-HELLO-2\nit('${name}', () => {})`]

  it('finds rules without a test and without code, in lists and tables; a comment in a test proves nothing', () => {
    const code = `go() // ${letter}-HELLO-1 ${letter}-SEND-3`
    const result = judge(book, page, [test(`${letter}-HELLO-1 greets first`)], [['a.uts', code]])
    expect(result.untested).toEqual([`${letter}-HELLO-2`, `${letter}-SEND-3`, `${letter}-ROW-1`])
    expect(result.unimplemented).toEqual([`${letter}-HELLO-2`, `${letter}-ROW-1`])
  })

  it('asks nothing of reserved rules', () => {
    expect(judge(book, page, [], []).untested).not.toContain(`${letter}-LATER-1`)
  })

  it('does not take number 12 for number 1, and reports what does not exist, in code and in pages too', () => {
    const cited = `${letter}-HELLO-12`
    const code: [string, string] = ['a.uts', `// ${cited}`]
    const result = judge(book, page, [test(`${cited} is another rule`)], [code], [['docs/b.md', `(${cited})`]])
    expect(result.untested).toContain(`${letter}-HELLO-1`)
    expect(result.unknown).toEqual(
      ['test/a.test.ts', 'a.uts', 'docs/b.md'].map((file) => `${file} cites ${cited}, which ${book.page} does not have`)
    )
  })

  it('does not let two rules have one number', () => {
    const twice = `${page}- **[${letter}-HELLO-2]** Another.\n`
    expect(judge(book, twice, [], []).unknown).toEqual([expect.stringContaining(`has ${letter}-HELLO-2 2 times`)])
  })

  it('leaves the numbers of the other page alone', () => {
    const others = books.filter((other) => other !== book).map((other) => `${other.letter}-HELLO-9`)
    expect(judge(book, page, [test(others.join(' '))], [['a.uts', others.join(' ')]]).unknown).toEqual([])
  })
})

it('there are two pages of rules: the wire and the AR façade', () => {
  const found = books.map(({ page, letter }) => `${letter} ${page}`)
  expect(found).toEqual(['P docs/protocol.md', 'A docs/ar-rules.md'])
})
