// Every call by which the disk of the data folder can fail while the server runs: in the real process with the real
// library.
import { chmodSync, chownSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Call } from '../kit/disk-shim.ts'
import { plainDisk, type Stage } from '../kit/storage-stage.ts'
import { failingDisks, isClean, kill, NOBODY } from './kit/failing-disks.ts'

const disks = failingDisks()

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

describe('P-MAIL-2: the disk fails while the server runs: that send is unknown, the rest goes on, it heals', () => {
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
        disks.onDisk(),
        code,
        () => {
          disks.fail(call, 'rtm-store', code)
        },
        () => {
          disks.mend()
        }
      )
    },
    120_000
  )

  it('its writer is killed, and may not open the store any more (EACCES, without root)', async () => {
    const disk = plainDisk()
    chownSync(disk.data, NOBODY, NOBODY)
    const stage = disks.onDisk(disk).as(NOBODY)
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

it('while the disk fails, what must be on it is refused, the rest is answered, nothing is half done', async () => {
  const stage = disks.onDisk()
  const server = await stage.start()
  const [alice, bob] = [await stage.client('alice', { login: 'A' }), await stage.client('bob', { login: 'B' })]
  alice.send({ t: 'invite', id: 1, i: 'A.1', to: 'bob', ch: '', content: 'before' })
  await alice.frame('ok', { id: 1 })
  await bob.frame('call', { i: 'A.1' })
  disks.fail('write', 'rtm-store', 'EIO')
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
  disks.mend()
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
  const stage = disks.onDisk()
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
