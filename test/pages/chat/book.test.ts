import { describe, expect, it } from 'vitest'
import { Book } from '../../../pages/chat/book.ts'
import type { Conversation } from '../../../pages/chat/rows.ts'

function bookAt(): { book: Book; list: Conversation[]; dropped: string[]; tick(): void } {
  let now = 0
  const list: Conversation[] = []
  const dropped: string[] = []
  return {
    book: new Book(list, { now: () => now, monotonic: () => now }, (one) => {
      dropped.push(one.id)
    }),
    list,
    dropped,
    tick: () => {
      now++
    }
  }
}

describe('the book of conversations', () => {
  it('the oldest conversation makes room, whatever the clock on the wall says', () => {
    let wall = 0
    let time = 0
    const list: Conversation[] = []
    const dropped: string[] = []
    const book = new Book(list, { now: () => wall, monotonic: () => ++time }, (one) => {
      dropped.push(one.id)
    })
    for (let i = 0; i <= 200; i++) {
      wall -= 3_600_000
      book.start('peer', `p${i}`)
    }
    expect(dropped).toEqual(['p0'])
  })

  it('keeps the newest 500 lines of a conversation', () => {
    const { book } = bookAt()
    const talk = book.start('peer', 'bob')
    for (let i = 1; i <= 510; i++) book.got(talk, { userId: 'bob', text: String(i) }, true)
    expect(talk.lines).toHaveLength(500)
    expect([talk.lines[0]?.text, talk.lines.at(-1)?.text]).toEqual(['11', '510'])
  })

  it('says how many messages it does not show, and shows them again, as far as there are any', () => {
    const { book } = bookAt()
    const talk = book.start('peer', 'bob')
    for (let i = 1; i <= 1000; i++) book.got(talk, { userId: 'bob', text: String(i) }, true)
    const shown = (): unknown[] => [talk.lines[0]?.text, talk.lines.length, talk.hidden, talk.gone]
    expect(shown()).toEqual(['501', 500, 500, 0])
    book.showOlder(talk)
    expect(shown()).toEqual(['301', 700, 300, 0])
    book.got(talk, { text: 'new' }, true) // what was asked for stays as long as it is looked at
    expect(shown()).toEqual(['302', 700, 301, 0])
    for (let i = 0; i < 3; i++) book.showOlder(talk)
    expect(shown()).toEqual(['1', 1001, 0, 0])
    book.shut(talk)
    expect(shown()).toEqual(['502', 500, 501, 0])
  })

  it('says how many it has forgotten', () => {
    const { book } = bookAt()
    const talk = book.start('peer', 'bob')
    for (let i = 1; i <= 6000; i++) book.got(talk, { text: String(i) }, true)
    expect([talk.hidden, talk.gone, talk.older.length]).toEqual([5000, 500, 5000])
    for (let i = 0; i < 40; i++) book.showOlder(talk)
    expect([talk.lines[0]?.text, talk.hidden, talk.gone]).toEqual(['501', 0, 500])
  })

  it('counts what comes while somebody looks at older lines, until they are back at the newest', () => {
    const { book } = bookAt()
    const talk = book.start('peer', 'bob')
    book.got(talk, { text: '1' }, true)
    book.look(talk, true)
    for (const text of ['2', '3']) book.got(talk, { text }, true)
    expect([talk.below, talk.unread]).toEqual([2, 0])
    book.look(talk, false)
    book.got(talk, { text: '4' }, true)
    expect([talk.below, talk.away]).toEqual([0, false])
  })

  it('makes room for a new user by the one of whom nothing was heard for longest, but never for channels', () => {
    const { book, list, dropped, tick } = bookAt()
    book.start('channel', 'plaza')
    for (let i = 0; i < 200; i++) {
      tick()
      book.start('peer', `user${i}`)
    }
    tick()
    book.got(book.start('peer', 'user0'), { text: 'still here' }, false)
    expect(dropped).toEqual([])
    book.start('peer', 'newcomer')
    expect(dropped).toEqual(['user1'])
    expect(list).toHaveLength(201)
    expect(book.find('channel', 'plaza')).not.toBeNull()
  })

  it('takes an outcome of the newest attempt only', () => {
    const { book } = bookAt()
    const talk = book.start('peer', 'bob')
    const line = book.add(talk, 'own', { text: 'hello' })
    const first = book.attempt(talk, line)
    book.settle(line, first, { outcome: 'open' })
    const second = book.attempt(talk, line)
    book.settle(line, first, { outcome: 'received', late: true })
    expect(line).toMatchObject({ outcome: 'sending', late: false })
    book.settle(line, second, { outcome: 'stored' })
    expect(line.outcome).toBe('stored')
  })

  it('settles a line that has long been pushed out, without bringing it back', () => {
    const { book } = bookAt()
    const talk = book.start('peer', 'bob')
    const line = book.add(talk, 'own', { text: 'old' })
    for (let i = 0; i < 500; i++) book.got(talk, { text: 'new' }, true)
    expect(talk.lines).not.toContain(line)
    book.settle(line, book.attempt(talk, line), { outcome: 'received' })
    expect(line.outcome).toBe('received')
    expect(talk.lines).not.toContain(line)
  })
})
