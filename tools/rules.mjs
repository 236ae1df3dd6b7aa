// npm run rules [-- --report]: every rule of docs/protocol.md and docs/ar-rules.md stands in the name of a test and on
// a line that implements it, and nobody cites a rule that does not exist. Reserved rules have no code yet.
import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { filesUnder } from './lib/inputs.mjs'
import { inRoot } from './lib/paths.mjs'

/** The pages of rules. A number begins with the letter of its page. */
export const books = [
  { name: 'protocol', page: 'docs/protocol.md', letter: 'P' },
  { name: 'AR façade', page: 'docs/ar-rules.md', letter: 'A' }
]

const citedIn = ({ letter }, text) => text.match(new RegExp(`\\b${letter}-[A-Z]+-\\d+\\b`, 'g')) ?? []

export function rulesOf(book, page) {
  const rules = new Map()
  const defined = new RegExp(`\\*\\*\\[(${book.letter}-[A-Z]+-\\d+)\\]\\*\\*\\s*(\\*?\\(reserved\\))?`, 'g')
  for (const [, id, reserved] of page.matchAll(defined)) {
    rules.set(id, { reserved: reserved !== undefined, times: (rules.get(id)?.times ?? 0) + 1 })
  }
  return rules
}

// Only strings count in a test: a comment proves nothing.
export function namesIn(book, text) {
  const found = new Set()
  const visit = (node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      for (const id of citedIn(book, node.text)) found.add(id)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('test.ts', text, ts.ScriptTarget.ES2022))
  return found
}

/** pages: what cites rules and proves nothing, [file, text]. A page's own numbers are judged, too. */
export function judge(book, page, tests, code, pages = []) {
  const rules = rulesOf(book, page)
  const tested = new Map()
  const implemented = new Map()
  const unknown = []
  const known = (id, file) => {
    if (!rules.has(id)) unknown.push(`${file} cites ${id}, which ${book.page} does not have`)
  }
  const note = (map, id, file) => {
    known(id, file)
    map.set(id, [...(map.get(id) ?? []), file])
  }
  for (const [file, text] of tests) for (const id of namesIn(book, text)) note(tested, id, file)
  for (const [file, text] of code) for (const id of new Set(citedIn(book, text))) note(implemented, id, file)
  for (const [file, text] of pages) for (const id of new Set(citedIn(book, text))) known(id, file)
  for (const [id, { times }] of rules) {
    if (times > 1) unknown.push(`${book.page} has ${id} ${times} times: give each rule a number of its own`)
  }
  const live = [...rules].filter(([, rule]) => !rule.reserved).map(([id]) => id)
  return {
    rules,
    tested,
    implemented,
    unknown,
    untested: live.filter((id) => !tested.has(id)),
    unimplemented: live.filter((id) => !implemented.has(id))
  }
}

function read(folders, keep) {
  return folders
    .flatMap((folder) => filesUnder(folder, keep))
    .map((file) => [file.replaceAll('\\', '/'), readFileSync(inRoot(file), 'utf8')])
}

/** Prints what is found; true when all is well. */
function report(book, result) {
  if (process.argv.includes('--report')) {
    for (const [id, rule] of result.rules) {
      const count = (map) => String(map.get(id)?.length ?? 0).padStart(3)
      const mark = rule.reserved ? '  reserved' : ''
      console.log(`${id.padEnd(14)} tests ${count(result.tested)}  code ${count(result.implemented)}${mark}`)
    }
  }
  for (const line of result.unknown) console.log(line)
  const list = (what, ids) => {
    if (ids.length > 0) console.log(`${what} (${ids.length}): ${ids.join(' ')}`)
  }
  list('without a test', result.untested)
  list('cited on no line of code', result.unimplemented)
  const reserved = [...result.rules.values()].filter((rule) => rule.reserved).length
  const [untested, unimplemented] = [result.untested.length, result.unimplemented.length]
  const left = `${reserved} reserved, ${untested} without a test, ${unimplemented} without code`
  console.log(`${book.name}: ${result.rules.size} rules, ${left}`)
  return result.rules.size > 0 && result.unknown.length + untested + unimplemented === 0
}

function main() {
  const tests = read(['test'], (name) => /\.[cm]?ts$|\.mjs$/.test(name)).filter(
    ([file]) => !/^test\/(tools|lint|dialect)\//.test(file)
  )
  const code = read(['uni_modules/rtm/utssdk/common', 'server/src', 'sdk'], (name) => /\.(uts|ts)$/.test(name))
  const top = ['README.md', 'README.zh.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md']
  const pages = read(['docs', ...top], (name) => name.endsWith('.md'))
  let isWell = true
  for (const book of books) {
    if (!existsSync(inRoot(book.page))) {
      console.error(`${book.page} is missing: there are no rules to count`)
      process.exit(1)
    }
    isWell = report(book, judge(book, readFileSync(inRoot(book.page), 'utf8'), tests, code, pages)) && isWell
  }
  if (!isWell) process.exit(1)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
