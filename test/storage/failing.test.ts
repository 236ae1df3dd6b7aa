// Every call by which the disk of the data folder can fail, at every time at which it may: in the real process with the
// real library.
import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DiskShim, type Call } from '../kit/disk-shim.ts'
import { buildServer, type ServerProcess } from '../kit/process.ts'
import { plainDisk, smallDisk, Stage, type TestDisk } from '../kit/storage-stage.ts'

const NOBODY = 65_534
let shim: DiskShim
const stages: Stage[] = []

function onDisk(disk: TestDisk = plainDisk(), env: Record<string, string> = {}): Stage {
  const stage = new Stage(disk, { ...shim.env, ...env })
  stages.push(stage)
  return stage
}

async function kill(server: ServerProcess): Promise<void> {
  server.signal('SIGKILL')
  await server.ended
}

/** Until this process is gone. */
const waitFor = (pid: number): void => {
  execFileSync('tail', [`--pid=${pid}`, '-f', '/dev/null'])
}

/** Nothing but the log, and nothing in it that nobody caught. */
function isClean(server: ServerProcess): void {
  expect(server.lines.filter((line) => !line.startsWith('{'))).toEqual([])
  expect(server.events.filter(({ event }) => event === 'crash' || event === 'fault')).toEqual([])
}

beforeAll(async () => {
  await buildServer()
  shim = new DiskShim()
}, 120_000)
afterEach(async () => {
  shim.mend()
  for (const stage of stages.splice(0)) await stage.end()
})
afterAll(() => {
  shim.end()
})

/** A letter before, one that the disk does not take, one after; all in the next process, once. */
async function failAndHeal(stage: Stage, code: string, fail: () => void, heal: () => void): Promise<void> {
  const server = await stage.start()
  const alice = await stage.client('alice')
  alice.send({ t: 'send', n: 1, to: 'bob', hist: 0, store: 1, p: 'before' })
  await alice.frame('out', { n: 1, outcome: 'stored' })
  fail()
  alice.send({ t: 'send', n: 2, to: 'bob', hist: 0, store: 1, p: 'meanwhile' })
  await alice.frame('out', { n: 2, outcome: 'unknown' })
  alice.send({ t: 'send', n: 3, to: 'alice', hist: 0, store: 0, p: 'needs no disk' })
  await alice.frame('m', { p: 'needs no disk' })
  expect((await stage.health()).body).toMatchObject({ status: 'degraded', reason: 'disk', code })
  heal()
  await server.event('disk_back')
  alice.send({ t: 'send', n: 4, to: 'bob', hist: 0, store: 1, p: 'after' })
  await alice.frame('out', { n: 4, outcome: 'stored' })
  expect((await stage.health()).body).toMatchObject({ status: 'ok' })
  isClean(server)
  await kill(server)
  await stage.start()
  const bob = await stage.client('bob')
  await bob.frame('m', { p: 'after' })
  expect(bob.frames.filter(({ t }) => t === 'm').map(({ p }) => p)).toEqual(['before', 'meanwhile', 'after'])
}

describe('P-MAIL-2: a disk that fails while the server runs: the send ends unknown, the rest goes on, it heals by itself', () => {
  const calls: readonly (readonly [Call, 'EIO' | 'ENOSPC' | 'EROFS' | 'EDQUOT'])[] = [
    ['write', 'EIO'],
    ['write', 'ENOSPC'],
    ['write', 'EDQUOT'],
    ['write', 'EROFS'],
    ['sync', 'EIO'],
    ['sync', 'ENOSPC'],
    ['meta', 'EIO'],
    ['meta', 'ENOSPC']
  ]
  it.each(calls)(
    '%s: %s',
    async (call, code) => {
      await failAndHeal(
        onDisk(),
        code,
        () => {
          shim.fail(call, 'rtm-store', code)
        },
        () => {
          shim.mend()
        }
      )
    },
    120_000
  )

  it('its writer is killed, and may not open the store any more (EACCES, without root)', async () => {
    const disk = plainDisk()
    chownSync(disk.data, NOBODY, NOBODY)
    const stage = onDisk(disk).as(NOBODY)
    const store = join(disk.data, 'rtm-store.mdb')
    await failAndHeal(
      stage,
      'EACCES',
      () => {
        chmodSync(store, 0o400)
        for (const pid of stage.writers()) process.kill(pid, 'SIGKILL')
      },
      () => {
        chmodSync(store, 0o600)
      }
    )
  }, 120_000)
})

it('while the disk fails, what has to be on it is refused and was not, the rest is answered, and nothing is left half done', async () => {
  const stage = onDisk()
  const server = await stage.start()
  const [alice, bob] = [await stage.client('alice', { login: 'A' }), await stage.client('bob', { login: 'B' })]
  alice.send({ t: 'invite', id: 1, i: 'A.1', to: 'bob', ch: '', content: 'before' })
  await alice.frame('ok', { id: 1 })
  await bob.frame('call', { i: 'A.1' })
  shim.fail('write', 'rtm-store', 'EIO')
  alice.send({ t: 'setattrs', id: 2, w: 1, ch: 'room', how: 'merge', rows: [{ k: 'colour', v: 'red' }], notify: 0 })
  alice.send({ t: 'invite', id: 3, i: 'A.2', to: 'carol', ch: '', content: 'meanwhile' })
  bob.send({ t: 'call', id: 1, i: 'A.1', of: 'alice', do: 'accept', text: 'yes' })
  for (const [client, id] of [
    [alice, 2],
    [alice, 3],
    [bob, 1]
  ] as const)
    expect(await client.frame('no', { id })).toMatchObject({
      why: 'internal',
      message: expect.stringContaining('disk') as string
    })
  alice.send({ t: 'setattrs', id: 4, w: 2, how: 'merge', rows: [{ k: 'own', v: 'yes' }] })
  alice.send({ t: 'join', id: 5, ch: 'room', mode: 'full' })
  alice.send({ t: 'pub', n: 1, ch: 'room', hist: 0, p: 'hello' })
  alice.send({ t: 'presence', id: 6, users: ['bob'] })
  for (const id of [4, 5, 6]) await alice.frame('ok', { id })
  await alice.frame('out', { n: 1, outcome: 'taken' })
  shim.mend()
  await server.event('disk_back')
  bob.send({ t: 'call', id: 2, i: 'A.1', of: 'alice', do: 'accept', text: 'yes' })
  await bob.frame('ok', { id: 2 })
  isClean(server)
  await kill(server)
  await stage.start()
  const again = await stage.client('alice', {
    login: 'A',
    auto: 1,
    calls: [
      { i: 'A.1', of: 'alice', v: 1 },
      { i: 'A.2', of: 'alice', v: 1 }
    ]
  })
  expect(await again.frame('call', { i: 'A.1' })).toMatchObject({ state: 'answering', response: 'yes' })
  expect(await again.frame('call', { i: 'A.2' })).toMatchObject({ state: 'unknown' })
  again.send({ t: 'getattrs', id: 1, ch: 'room' })
  expect((await again.frame('ok', { id: 1 }))['rows']).toEqual([])
}, 120_000)

it('a writer that is killed costs nobody anything: the next one writes, and no fault of the disk is told', async () => {
  const stage = onDisk()
  const server = await stage.start()
  const alice = await stage.client('alice')
  for (const n of [1, 2, 3]) {
    for (const pid of stage.writers()) process.kill(pid, 'SIGKILL')
    alice.send({ t: 'send', n, to: 'bob', hist: 0, store: 1, p: `letter ${n}` })
    await alice.frame('out', { n, outcome: 'stored' })
  }
  expect((await stage.health()).body).toMatchObject({ status: 'ok' })
  expect(server.events.filter(({ event }) => String(event).startsWith('disk_'))).toEqual([])
  isClean(server)
}, 120_000)

describe('a disk that fails at the start: one line that names the file, code 2', () => {
  it.each([
    ['read', 'rtm-store', 'EIO'],
    ['read', 'rtm-owner', 'EIO'],
    ['write', 'rtm-store', 'ENOSPC'],
    ['write', 'rtm-owner', 'EIO'],
    ['sync', 'rtm-store', 'EIO']
  ] as const)(
    '%s of %s: %s',
    async (call, file, code) => {
      const stage = onDisk()
      if (call === 'read') await kill(await stage.start())
      shim.fail(call, file, code)
      const server = stage.run()
      expect([await server.ended, server.lines]).toEqual([
        2,
        [expect.stringMatching(new RegExp(`^rtm-server: data: .*\\(${code}\\)\\. `))]
      ])
      shim.mend()
      await stage.start()
    },
    120_000
  )

  it('a file system that is read-only', async () => {
    const stage = onDisk(smallDisk(4))
    const first = await stage.start()
    const writers = stage.writers()
    await kill(first)
    for (const pid of writers) waitFor(pid) // it has the store open
    stage.disk.readOnly(true)
    const server = stage.run()
    expect([await server.ended, server.lines]).toEqual([
      2,
      [expect.stringMatching(/^rtm-server: data: .*\(EROFS\)\. /)]
    ])
    stage.disk.readOnly(false)
    await stage.start()
  }, 120_000)

  it('a folder, or a file, that belongs to another (EACCES, without root)', async () => {
    const disk = plainDisk()
    const stage = onDisk(disk).as(NOBODY)
    const folder = stage.run()
    expect([await folder.ended, folder.lines]).toEqual([
      2,
      [expect.stringMatching(/^rtm-server: data: .*\(EACCES\)\. .*permissions/)]
    ])
    chownSync(disk.data, NOBODY, NOBODY)
    await kill(await stage.start())
    for (const name of readdirSync(disk.data)) {
      const path = join(disk.data, name)
      chownSync(path, 0, 0)
      const server = stage.run()
      expect([await server.ended, server.lines], name).toEqual([
        2,
        [expect.stringMatching(/^rtm-server: data: .*\(EACCES\)\. .*permissions/)]
      ])
      chownSync(path, NOBODY, NOBODY)
    }
    await stage.start()
  }, 120_000)
})

describe('P-STOP-1: a disk that fails at a stop: said, code 1, no state is left', () => {
  it.each([
    ['write', 'rtm-store', 'not_stored'],
    ['sync', 'rtm-store', 'not_stored'],
    ['write', 'rtm-state', 'not_saved'],
    ['sync', 'rtm-state', 'not_saved']
  ] as const)(
    '%s of %s: %s',
    async (call, file, event) => {
      const stage = onDisk()
      const server = await stage.start()
      const alice = await stage.client('alice')
      shim.fail(call, file, 'EIO')
      alice.send({ t: 'send', n: 1, to: 'bob', hist: 0, store: 1, p: 'letter' })
      await alice.frame('out', { n: 1 })
      server.signal('SIGTERM')
      expect(await server.ended).toBe(1)
      expect(await server.event(event)).toMatchObject({ level: 'error', code: 'EIO' })
      expect(readdirSync(stage.disk.data).filter((name) => name.startsWith('rtm-state'))).toEqual([])
      isClean(server)
      shim.mend()
      await stage.start()
    },
    120_000
  )

  it('a state that cannot be read is not taken and not lost: the start says it and ends with 2', async () => {
    const stage = onDisk()
    const server = await stage.start()
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    shim.fail('read', 'rtm-state', 'EIO')
    const second = stage.run()
    expect(await second.ended).toBe(2)
    expect(second.lines.filter((line) => !line.startsWith('{'))).toEqual([
      expect.stringMatching(/^rtm-server: data: .*rtm-state.*\(EIO\)/)
    ])
    shim.mend()
    await (await stage.start()).event('restored')
  }, 120_000)
})

it('a server that is killed takes its writer along', async () => {
  const stage = onDisk()
  const server = await stage.start()
  const pids = stage.writers()
  expect(pids).toHaveLength(1)
  await kill(server)
  waitFor(pids[0]!)
  expect(existsSync(`/proc/${pids[0]!}`)).toBe(false)
}, 120_000)
