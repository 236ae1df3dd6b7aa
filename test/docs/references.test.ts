// Whoever has the repository has everything that it refers to: code, tests and pages cite rules and pages of this
// repository and nothing outside.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'

/** What only those had who wrote this. Whatever counted of it is in docs/protocol.md, ar-rules.md and lifecycle.md. */
const outside: readonly RegExp[] = [
  /\bsemantics(\.md| \d| [A-H]\b)/,
  /(?<![\w.'"`])[A-H]\.\d{1,2}\b(?![\w.])/, // a bare section; 'A.1' as a whole is the id of an invitation
  /(?<=['"`])[A-H]\.\d{1,2}\b(?!['"`\w.])/, // the same at the beginning of a test's name
  /\b(it|test|describe)\(['"`]\d{1,2}\.\d/,
  /\bdelivery(\.md| section)? \d|\bdelivery\.md\b/,
  /\boracles? \d/i,
  /\bissues? #?\d/i,
  /(?<![\w.-]\/?)(spec|seeds|lab)\/\w/,
  /\b(uts-runtime|anyrtc-plugin|kotlin-on-jvm|lab-swift)\b|\b(peers|house|cluster)\.md\b/,
  /(?<![\w.])\/(work|tmp\/w)\/\w/
]

/** Where a text refers to something that is not in the repository, each as `line: words`. */
const strangersIn = (text: string): string[] =>
  text.split('\n').flatMap((line, i) =>
    outside.flatMap((form) => {
      const found = form.exec(line)
      if (found === null) return []
      return [`${i + 1}: ${line.slice(Math.max(0, found.index - 20), found.index + found[0].length + 20).trim()}`]
    })
  )

const HERE = 'test/docs/references.test.ts'
const isText = (file: string): boolean => !/\.(png|jpe?g|ico|gif|ttf|woff2?|jar|aar|gz|zip|bin|p12|so|db)$/.test(file)

it('no file refers to a document outside the repository', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: inRoot('.'), encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '' && file !== HERE && isText(file) && !file.endsWith('package-lock.json'))
    .filter((file) => existsSync(inRoot(file))) // one that is deleted and not committed yet
  expect(files.length).toBeGreaterThan(500)
  const found = files.flatMap((file) => strangersIn(readFileSync(inRoot(file), 'utf8')).map((at) => `${file}:${at}`))
  expect(found, 'cite a rule of docs/protocol.md or docs/ar-rules.md, or a page of docs').toEqual([])
})

it.each([
  '// the order of checks (semantics A.1)',
  "it('A.2 join 6: joining or joined', () => {})",
  'it(`A.2: ${most} per second`, () => {})',
  "name: 'join is answered 6 the second time (A.2)'",
  "it('0.8: called while reconnecting', () => {})",
  '/* D.3 */',
  '// done by hand (C.5, C.6)',
  '// kept for a while (delivery 6, 9)',
  '// Each law names the rule of delivery section 9.',
  '// delivery.md 15: one is empty',
  "describe('oracle 4: fencing'",
  'older than issue 12',
  "it('issue 3.7: without an address'",
  '(spec/house.md)',
  'as `spec/semantics.md` says',
  '// see seeds/003',
  '// anyrtc-plugin section 7',
  '// uts-runtime 9',
  '../shared/spec/peers.md'
])('finds %s', (line) => {
  expect(strangersIn(`first\n${line}\n`)).toContainEqual(expect.stringMatching(/^2: /))
})

it.each([
  "i: 'A.1', of: 'alice'",
  'of `k3v9.1` and `k3v9.2`',
  'P-CALL-1, A-INVITE-3',
  'x.A.1',
  'const A1 = B.length',
  'at-most-once semantics',
  'delivery is told',
  'bench/spec.mjs',
  'github.com/vitest-dev/vitest/issues/42',
  'RTM_SEED=200',
  '/tmp/rtm'
])('takes no offence at %s', (line) => {
  expect(strangersIn(line)).toEqual([])
})
