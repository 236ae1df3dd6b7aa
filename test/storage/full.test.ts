// A disk that is full, in the real process with the real library: a file system of 4 MB.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildServer, type FrameClient } from '../kit/process.ts'
import { smallDisk, Stage } from '../kit/storage-stage.ts'

const LETTER = 'x'.repeat(30_000)
const stages: Stage[] = []

function onSmallDisk(): Stage {
  const stage = new Stage(smallDisk(4), {})
  stages.push(stage)
  return stage
}

beforeAll(buildServer, 120_000)
afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.end()
})

describe('a full disk', () => {
  it('P-MAIL-2: what cannot be kept ends unknown, all else goes on; health and log say so, and it heals', async () => {
    const stage = onSmallDisk()
    const server = await stage.start()
    const alice = await stage.client('alice')
    for (let n = 1; n <= 150; n++) alice.send({ t: 'send', n, to: 'bob', hist: 0, store: 1, p: LETTER })
    const outcomes: string[] = []
    for (let n = 1; n <= 150; n++) outcomes.push(String((await alice.frame('out', { n }))['outcome']))
    const stored = outcomes.filter((outcome) => outcome === 'stored').length
    expect(stored).toBeGreaterThan(30)
    expect(outcomes.filter((outcome) => outcome === 'unknown').length).toBe(150 - stored)
    expect(await stage.health()).toMatchObject({
      code: 200,
      body: { status: 'degraded', reason: 'disk', code: 'ENOSPC' }
    })

    // What needs no disk.
    const carol = await stage.client('carol')
    alice.send({ t: 'send', n: 151, to: 'carol', hist: 0, store: 0, p: 'hello' })
    await carol.frame('m', { p: 'hello' })
    expect(server.events.filter(({ event }) => event === 'disk_failing')).toHaveLength(1)
    expect(server.lines.filter((line) => !line.startsWith('{'))).toEqual([])

    stage.disk.makeRoom()
    await server.event('disk_back')
    expect(await stage.health()).toMatchObject({ code: 200, body: { status: 'ok' } })
    alice.send({ t: 'send', n: 152, to: 'bob', hist: 0, store: 1, p: 'there is room' })
    expect(await alice.frame('out', { n: 152 })).toMatchObject({ outcome: 'stored' })

    // Nothing that was stored is lost, nothing comes twice, after a kill as well.
    server.signal('SIGKILL')
    await server.ended
    await stage.start()
    const bob = await stage.client('bob')
    await bob.frame('m', { p: 'there is room' })
    const ids = bob.frames.filter(({ t }) => t === 'm').map(({ i }) => i)
    expect(new Set(ids).size).toBe(ids.length)
    const kept = alice.frames.filter(({ t, outcome }) => t === 'out' && outcome === 'stored').map(({ i }) => i)
    for (const id of kept) expect(ids).toContain(id)
  }, 120_000)

  it('P-STOP-1: at a stop no state is saved beside a store that lags; exit code 1, then new epochs', async () => {
    const stage = onSmallDisk()
    const server = await stage.start()
    const alice = await stage.client('alice')
    alice.send({ t: 'join', id: 1, ch: 'room', mode: 'full' })
    const { e } = await alice.frame('ok', { id: 1 })
    for (let n = 1; n <= 150; n++) alice.send({ t: 'send', n, to: 'bob', hist: 0, store: 1, p: LETTER })
    await alice.frame('out', { n: 150 })
    server.signal('SIGTERM')
    expect(await server.ended).toBe(1)
    expect(await server.event('not_stored')).toMatchObject({ level: 'error', code: 'ENOSPC' })
    expect(stage.files()).not.toContainEqual(expect.stringMatching(/^rtm-state/))
    await stage.start()
    const again = await stage.client('alice')
    again.send({ t: 'join', id: 1, ch: 'room', mode: 'full' })
    expect((await again.frame('ok', { id: 1 }))['e']).not.toBe(e)
  }, 120_000)

  it('from the start: a store opens, reads, refuses what it cannot keep; without one it says so', async () => {
    const stage = onSmallDisk()
    const first = await stage.start()
    const alice = await stage.client('alice')
    alice.send({ t: 'send', n: 1, to: 'bob', hist: 0, store: 1, p: 'before' })
    await alice.frame('out', { n: 1, outcome: 'stored' })
    first.signal('SIGKILL')
    await first.ended
    stage.disk.fill()
    const second = await stage.start()
    const bob = await stage.client('bob')
    await bob.frame('m', { p: 'before' })
    const carol = await stage.client('carol')
    carol.send({ t: 'send', n: 1, to: 'dan', hist: 0, store: 1, p: LETTER })
    await carol.frame('out', { n: 1, outcome: 'unknown' })
    // what lmdb prints goes through the log, too
    expect((await second.event('lmdb'))['line']).toMatch(/^Write error: No space left/)
    expect(second.lines.filter((line) => !line.startsWith('{'))).toEqual([])
    second.signal('SIGKILL')
    await second.ended

    stage.clear()
    stage.disk.fill()
    const empty = stage.run()
    expect(await empty.ended).toBe(2)
    expect(empty.lines).toEqual([expect.stringMatching(/^rtm-server: data: .* \(ENOSPC\)\. .*make room/)])
  }, 120_000)

  it('P-ATTR-10: takes back what could not be kept: a refused attribute is absent, also after a restart', async () => {
    const stage = onSmallDisk()
    const first = await stage.start()
    const alice = await stage.client('alice')
    alice.send({ t: 'setattrs', id: 1, w: 1, ch: 'room', how: 'merge', rows: [{ k: 'colour', v: 'red' }], notify: 0 })
    await alice.frame('ok', { id: 1 })
    for (let n = 1; n <= 150; n++) alice.send({ t: 'send', n, to: 'bob', hist: 0, store: 1, p: LETTER })
    await alice.frame('out', { n: 150 })
    alice.send({
      t: 'setattrs',
      id: 2,
      w: 2,
      ch: 'room',
      how: 'merge',
      rows: [{ k: 'colour', v: 'b'.repeat(8_000) }],
      notify: 0
    })
    await alice.frame('no', { id: 2 })
    const colour = async (): Promise<unknown> => {
      const client = await stage.client('carol')
      client.send({ t: 'getattrs', id: 1, ch: 'room' })
      return await client.frame('ok', { id: 1 })
    }
    expect(JSON.stringify(await colour())).toContain('red')
    stage.disk.makeRoom()
    await first.event('disk_back')
    first.signal('SIGKILL')
    await first.ended
    await stage.start()
    expect(JSON.stringify(await colour())).toContain('red')
  }, 120_000)

  // LMDB copies a page before it changes it, so what makes room wants room.
  it.each([
    ['gone when somebody has made some', true],
    ['told again under the same id after a kill before that', false]
  ] as const)(
    'P-MAIL-4 P-INBOX-2: removes nothing without room: what was handled is not told again while it lives, and is %s',
    async (_, hasRoom) => {
      const stage = onSmallDisk()
      const server = await stage.start()
      const alice = await stage.client('alice')
      for (let n = 1; n <= 40; n++) alice.send({ t: 'send', n, to: 'bob', hist: 0, store: 1, p: `letter ${n}` })
      alice.send({ t: 'setattrs', id: 1, w: 1, ch: 'room', how: 'merge', rows: [{ k: 'colour', v: 'red' }], notify: 0 })
      await alice.frame('ok', { id: 1 })
      await alice.frame('out', { n: 40, outcome: 'stored' })
      stage.disk.fill()

      const bob = await stage.client('bob')
      await bob.frame('m', { p: 'letter 40' })
      const letters = (client: FrameClient): unknown[] => client.frames.filter(({ t }) => t === 'm').map(({ i }) => i)
      const ids = letters(bob)
      expect(new Set(ids).size).toBe(40)
      bob.send({ t: 'ack', r: 40, h: 40 })
      await server.event('disk_failing')
      alice.send({ t: 'setattrs', id: 2, w: 2, ch: 'room', how: 'clear', notify: 0 })
      expect(await alice.frame('no', { id: 2 })).toMatchObject({ why: 'internal' })
      bob.send({ t: 'bye', id: 9 })
      await bob.frame('ok', { id: 9 })
      const again = await stage.client('bob')
      alice.send({ t: 'send', n: 41, to: 'bob', hist: 0, store: 0, p: 'live' })
      await again.frame('m', { p: 'live' })
      expect(letters(again)).toHaveLength(1)

      if (hasRoom) {
        stage.disk.makeRoom()
        await server.event('disk_back')
      }
      server.signal('SIGKILL')
      await server.ended
      stage.disk.makeRoom()
      await stage.start()
      const after = await stage.client('bob')
      const dora = await stage.client('dora')
      dora.send({ t: 'send', n: 1, to: 'bob', hist: 0, store: 0, p: 'the last one' })
      await after.frame('m', { p: 'the last one' })
      expect(letters(after).slice(0, -1)).toEqual(hasRoom ? [] : ids)
    },
    120_000
  )
})
