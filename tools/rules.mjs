// npm run rules [-- --report]: every rule of docs/protocol.md stands in the name of a test and on a line that implements it,
// and nobody cites a rule that does not exist. Reserved rules have no code yet.
import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { filesUnder } from './lib/inputs.mjs'
import { inRoot } from './lib/paths.mjs'

const cited = /\bP-[A-Z]+-\d+\b/g
const defined = /\*\*\[(P-[A-Z]+-\d+)\]\*\*\s*(\*?\(reserved\))?/g

export function rulesOf(protocol) {
  const rules = new Map()
  for (const [, id, reserved] of protocol.matchAll(defined)) rules.set(id, { reserved: reserved !== undefined, times: (rules.get(id)?.times ?? 0) + 1 })
  return rules
}

// Only strings count in a test: a comment proves nothing.
export function namesIn(text) {
  const found = new Set()
  const visit = (node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      for (const id of node.text.match(cited) ?? []) found.add(id)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('test.ts', text, ts.ScriptTarget.ES2022))
  return found
}

export function judge(protocol, tests, code) {
  const rules = rulesOf(protocol)
  const tested = new Map()
  const implemented = new Map()
  const unknown = []
  const note = (map, id, file) => {
    if (!rules.has(id)) unknown.push(`${file} cites ${id}, which docs/protocol.md does not have`)
    map.set(id, [...(map.get(id) ?? []), file])
  }
  for (const [file, text] of tests) for (const id of namesIn(text)) note(tested, id, file)
  for (const [file, text] of code) for (const id of new Set(text.match(cited) ?? [])) note(implemented, id, file)
  for (const [id, { times }] of rules) if (times > 1) unknown.push(`docs/protocol.md has ${id} ${times} times: give each rule a number of its own`)
  const live = [...rules].filter(([, rule]) => !rule.reserved).map(([id]) => id)
  return {
    rules, tested, implemented, unknown,
    untested: live.filter((id) => !tested.has(id)),
    unimplemented: live.filter((id) => !implemented.has(id))
  }
}

function read(folders, keep) {
  return folders.flatMap((folder) => filesUnder(folder, keep)).map((file) => [file.replaceAll('\\', '/'), readFileSync(inRoot(file), 'utf8')])
}

function main() {
  if (!existsSync(inRoot('docs/protocol.md'))) {
    console.error('docs/protocol.md is missing: there are no rules to count')
    process.exit(1)
  }
  const tests = read(['test'], (name) => /\.[cm]?ts$|\.mjs$/.test(name)).filter(([file]) => !/^test\/(tools|lint|dialect)\//.test(file))
  const code = read(['uni_modules/rtm/utssdk/common', 'server/src'], (name) => /\.(uts|ts)$/.test(name))
  const result = judge(readFileSync(inRoot('docs/protocol.md'), 'utf8'), tests, code)
  if (process.argv.includes('--report')) {
    for (const [id, rule] of result.rules) {
      const count = (map) => String(map.get(id)?.length ?? 0).padStart(3)
      console.log(`${id.padEnd(14)} tests ${count(result.tested)}  code ${count(result.implemented)}${rule.reserved ? '  reserved' : ''}`)
    }
  }
  for (const line of result.unknown) console.log(line)
  if (result.untested.length > 0) console.log(`without a test (${result.untested.length}): ${result.untested.join(' ')}`)
  if (result.unimplemented.length > 0) console.log(`cited on no line of code (${result.unimplemented.length}): ${result.unimplemented.join(' ')}`)
  const reserved = [...result.rules.values()].filter((rule) => rule.reserved).length
  console.log(`protocol: ${result.rules.size} rules, ${reserved} reserved, ${result.untested.length} without a test, ${result.unimplemented.length} without code`)
  if (result.rules.size === 0 || result.unknown.length + result.untested.length + result.unimplemented.length > 0) process.exit(1)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
