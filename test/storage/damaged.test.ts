// Files of the data folder that are not what was written: the real process with the real library, and every page of a
// store for the walk itself.
import {
  closeSync,
  copyFileSync,
  cpSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { randomOf } from '../../sdk/testing/random.ts'
import { Disk } from '../../server/src/store/disk/disk.ts'
import { DiskProblem } from '../../server/src/store/disk/disk-problems.ts'
import { lookAt } from '../../server/src/store/disk/store-file.ts'
import { buildServer } from '../kit/process.ts'
import { plainDisk, Stage } from '../kit/storage-stage.ts'

const PAGE = 4096
const STORE = 'rtm-store.mdb'
const LETTERS = 20
let made = ''
const stages: Stage[] = []

/** A folder as a killed server left it: letters short and long, attributes, an invitation. */
async function make(): Promise<string> {
  const stage = new Stage(plainDisk(), {})
  const server = await stage.start()
  const alice = await stage.client('alice')
  for (let n = 1; n <= LETTERS; n++)
    alice.send({ t: 'send', n, to: 'bob', hist: 0, store: 1, p: `${n}:${'x'.repeat(n % 2 === 0 ? 30_000 : 300)}` })
  for (let n = 1; n <= LETTERS; n++) await alice.frame('out', { n, outcome: 'stored' })
  alice.send({ t: 'setattrs', id: 1, w: 1, ch: 'room', how: 'merge', rows: [{ k: 'colour', v: 'red' }], notify: 0 })
  await alice.frame('ok', { id: 1 })
  server.signal('SIGKILL')
  await server.ended
  return stage.disk.data
}

function copy(): Stage {
  const stage = new Stage(plainDisk(), {})
  cpSync(made, stage.disk.data, { recursive: true })
  stages.push(stage)
  return stage
}

const bytesAt = (path: string, at: number, bytes: Buffer): void => {
  const file = openSync(path, 'r+')
  writeSync(file, bytes, 0, bytes.length, at)
  closeSync(file)
}
const zero = (path: string): void => {
  writeFileSync(path, Buffer.alloc(statSync(path).size))
}
const halve = (path: string): void => {
  truncateSync(path, statSync(path).size >> 1)
}
const empty = (path: string): void => {
  truncateSync(path, 0)
}
const noise = (path: string): void => {
  const random = randomOf(7)
  writeFileSync(path, Buffer.from(Array.from({ length: statSync(path).size }, () => random.below(256))))
}

beforeAll(async () => {
  await buildServer()
  made = await make()
}, 120_000)
afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.end()
})
afterAll(() => {
  rmSync(made, { recursive: true, force: true })
})

describe('a damaged file of the data folder', () => {
  const backup = /rtm-store\.mdb is (damaged \(.+\)|missing, and there was one)\. Put .*backup/
  const table: readonly (readonly [name: string, file: string, harm: (path: string) => void, line: RegExp])[] = [
    ['zeroed', STORE, zero, backup],
    ['cut to half', STORE, halve, backup],
    ['empty', STORE, empty, backup],
    ['gone', STORE, unlinkSync, backup],
    ['noise', STORE, noise, backup],
    [
      'without its middle',
      STORE,
      (path) => {
        bytesAt(path, PAGE * 2, Buffer.alloc(PAGE * 8))
      },
      backup
    ],
    ['zeroed', 'rtm-owner.mdb', zero, /rtm-owner\.mdb is damaged .* remove it\./],
    ['cut to half', 'rtm-owner.mdb', halve, /rtm-owner\.mdb is damaged/],
    ['noise', 'rtm-owner.mdb', noise, /rtm-owner\.mdb is damaged/]
  ]
  it.each(table)(
    '%s, %s: the start says which and what to do in one line, ends with 2, and changes nothing; so does --check',
    async (_name, file, harm, line) => {
      const stage = copy()
      harm(join(stage.disk.data, file))
      const before = readdirSync(stage.disk.data)
      for (const args of [[], ['--check']]) {
        const server = stage.run(args)
        expect([await server.ended, server.lines]).toEqual([2, [expect.stringMatching(line)]])
        expect(readdirSync(stage.disk.data)).toEqual(before)
      }
    },
    120_000
  )

  it.each([['rtm-store.mdb-lock'], ['rtm-owner.mdb-lock']])(
    '%s, whatever is in it, is made anew, and nothing is lost',
    async (file) => {
      for (const harm of [halve, noise, unlinkSync]) {
        const stage = copy()
        harm(join(stage.disk.data, file))
        await stage.start()
        const bob = await stage.client('bob')
        await bob.until(() => bob.frames.filter(({ t }) => t === 'm').length === LETTERS)
      }
    },
    120_000
  )

  it('P-MAIL-5: with one wrong value starts, tells that letter as missing, the others whole, and logs it', async () => {
    const stage = copy()
    const path = join(stage.disk.data, STORE)
    const at = readFileSync(path).indexOf('"4:xxxx')
    bytesAt(path, at + 8_000, Buffer.from('this was not written'))
    const checked = stage.run(['--check'])
    expect([await checked.ended, checked.lines]).toEqual([
      2,
      [expect.stringMatching(/damaged values in mail-letters: 1\./)]
    ])
    const server = await stage.start()
    expect(await server.event('damaged_value')).toMatchObject({ level: 'error', shelf: 'mail-letters', values: 1 })
    const bob = await stage.client('bob')
    await bob.until(() => bob.frames.filter(({ t }) => t === 'm').length === LETTERS - 1)
    expect(bob.frames.filter(({ t }) => t === 'gap')).toMatchObject([
      { a: 0, count: 1, why: 'evicted', by: [{ u: 'alice', count: 1 }] }
    ])
    expect(bob.frames.some(({ p }) => String(p).startsWith('4:'))).toBe(false)
    expect(server.lines.join('\n')).not.toContain('this was not written')
  }, 120_000)

  it('that is whole is told so by --check, with code 0', async () => {
    const server = copy().run(['--check'])
    expect([await server.ended, server.lines]).toEqual([
      0,
      [expect.stringMatching(/rtm-store\.mdb: whole, \d+ pages, \d+ values\.$/)]
    ])
  }, 120_000)
})

describe('the walk through a store', () => {
  /** Everything in every shelf, as texts. */
  async function contents(folder: string): Promise<string[]> {
    const disk = await Disk.at(folder)
    try {
      return ['mail', 'mail-letters', 'mail-losses', 'mail-over', 'attributes'].flatMap((name) =>
        disk
          .shelf(name)
          .range('', '\x7f', Infinity)
          .map(({ key, value }) => `${name}/${key}=${JSON.stringify(value)}`)
      )
    } finally {
      await disk.close()
    }
  }

  it('finds the damage of every page, or it is unused, or the value is told; the rest is as written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rtm-pages-'))
    const whole = new Set(await contents(made))
    const pages = statSync(join(made, STORE)).size / PAGE
    const random = randomOf(11)
    const found = { damaged: 0, values: 0, unused: 0 }
    for (let page = 0; page < pages; page++) {
      const bytes =
        page % 2 === 0 ? Buffer.alloc(PAGE) : Buffer.from(Array.from({ length: PAGE }, () => random.below(256)))
      copyFileSync(join(made, STORE), join(folder, STORE))
      bytesAt(join(folder, STORE), page * PAGE, bytes)
      try {
        const seen = lookAt(join(folder, STORE), '')!
        found[seen.bad.size > 0 ? 'values' : 'unused']++
      } catch (error) {
        expect(error).toBeInstanceOf(DiskProblem)
        found.damaged++
        continue
      }
      for (const one of await contents(folder)) expect(whole.has(one)).toBe(true)
    }
    expect(found.damaged).toBeGreaterThan(10)
    expect(found.values).toBeGreaterThan(10)
    rmSync(folder, { recursive: true })
  }, 120_000)

  it('takes no bit of a used page for another: what it lets pass is read as written, or not at all', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rtm-bits-'))
    const whole = new Set(await contents(made))
    const bytes = statSync(join(made, STORE)).size
    const random = randomOf(23)
    for (let round = 0; round < 60; round++) {
      copyFileSync(join(made, STORE), join(folder, STORE))
      const at = random.below(bytes)
      bytesAt(join(folder, STORE), at, Buffer.from([readFileSync(join(made, STORE))[at]! ^ (1 << random.below(8))]))
      try {
        lookAt(join(folder, STORE), '')
      } catch (error) {
        expect(error).toBeInstanceOf(DiskProblem)
        continue
      }
      for (const one of await contents(folder)) expect(whole.has(one), `bit at ${at}`).toBe(true)
    }
    rmSync(folder, { recursive: true })
  }, 120_000)

  it('ends when its time is over, with its pages or with its values, and says that it is not done', () => {
    const all = lookAt(join(made, STORE), '')!
    expect(all.whole).toBe(true)
    const parts = [0, 2].map((most) => {
      let asked = 0
      return lookAt(join(made, STORE), '', () => ++asked > most)!
    })
    expect(parts.map(({ whole }) => whole)).toEqual([false, false])
    expect(parts[0]!.pages).toBeLessThan(parts[1]!.pages)
  })
})
