// The real process: stopped and continued by signals, and with a clock on the wall that is set. Its limits are small,
// so that a stop longer than a lease takes seconds; the same with the limits of a shipped server is
// RTM_STOPPED_MS=40000.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildServer, FrameClient, ServerProcess, settable } from '../../kit/process.ts'

const HOUR = 3_600_000
const stoppedMs = Number(process.env['RTM_STOPPED_MS'] ?? 6_000)
const isLong = process.env['RTM_STOPPED_MS'] !== undefined
/** Times of the app, in ms; those that are shipped in the long run. */
const times = isLong ? {} : { ping: 200, silent: 2_000, unreachable: 4_000, lease: 4_000, session: 60_000 }

let folder = ''
let server: ServerProcess & { port: number }
const pinging = new Map<FrameClient, NodeJS.Timeout>()

beforeAll(buildServer)
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rtm-stopped-'))
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify({ data: 'data', apps: [{ id: '0'.repeat(32), name: 'test', limits: times }] })
  )
  server = await ServerProcess.start({ RTM_CONFIG: join(folder, 'config.json'), ...settable })
})
afterEach(async () => {
  for (const client of pinging.keys()) hush(client)
  server.signal('SIGCONT')
  server.signal('SIGKILL')
  await server.ended
  rmSync(folder, { recursive: true, force: true })
})

/** Logged in, in the room, and pinging as an engine does. */
async function enter(user: string, fields: Record<string, unknown> = {}): Promise<FrameClient> {
  const client = await FrameClient.open(server.port)
  await client.hello({ user, ...fields })
  client.send({ t: 'join', id: 1, ch: 'room', mode: 'full' })
  await client.frame('ok', { id: 1 })
  pinging.set(
    client,
    setInterval(() => client.send({ t: 'ping' }), 200)
  )
  return client
}

function hush(client: FrameClient): void {
  clearInterval(pinging.get(client))
  pinging.delete(client)
}

const left = (client: FrameClient): unknown[] => client.frames.filter(({ left }) => left !== undefined)

let asked = 100
async function stateOf(user: string, by: FrameClient): Promise<unknown> {
  const id = ++asked
  by.send({ t: 'presence', id, users: [user] })
  return ((await by.frame('ok', { id }))['states'] as unknown[])[0]
}

/** Resolves when the server has answered what it was sent until now. */
async function answered(client: FrameClient): Promise<number> {
  const before = client.frames.filter(({ t }) => t === 'pong').length
  client.send({ t: 'ping' })
  while (client.frames.filter(({ t }) => t === 'pong').length === before) await client.next()
  return client.frames.filter(({ t }) => t === 'pong').at(-1)!['now'] as number
}

describe('a process that is stopped for longer than a lease', () => {
  it(
    'P-LIFE-3: ends nobody, reads first what waited, and counts silence from there',
    async () => {
      const [alice, bob] = [await enter('alice'), await enter('bob', { watch: ['alice'] })]
      server.signal('SIGSTOP')
      bob.send({ t: 'pub', n: 1, ch: 'room', hist: 0, p: 'said meanwhile' })
      await new Promise((resolve) => {
        setTimeout(resolve, stoppedMs)
      }) // the time of a signal is real time
      server.signal('SIGCONT')
      await alice.frame('m', { p: 'said meanwhile' })
      expect(await stateOf('alice', bob)).toBe('online')
      expect([left(alice), left(bob), bob.frames.filter(({ t }) => t === 'peers')]).toEqual([[], [], []])
      hush(alice)
      expect(await bob.frame('members', { count: 1 })).toMatchObject({ left: [{ u: 'alice', why: 'lost' }] })
      expect(await alice.closed).toBe(4002)
    },
    60_000 + 3 * stoppedMs
  )
})

describe.each([
  ['back', -HOUR],
  ['forward', HOUR]
])('a clock on the wall that is set by an hour: %s', (_how, jump) => {
  it('P-LIFE-3 P-MAIL-3 P-MAIL-5: who is linked stays; who breaks is offline in time, what waits stays', async () => {
    const [alice, bob] = [await enter('alice'), await enter('bob')]
    const before = await answered(bob)
    server.setClock(jump)
    while (Math.abs((await answered(bob)) - before - jump) > HOUR / 2); // the clock was set
    alice.socket.terminate()
    hush(alice)
    bob.send({ t: 'send', n: 1, to: 'alice', hist: 0, store: 1, p: 'waits' })
    bob.send({ t: 'send', n: 2, to: 'alice', hist: 0, store: 0, p: 'does not' })
    expect(await bob.frame('out', { n: 1 })).toMatchObject({ outcome: 'stored' })
    expect(await bob.frame('out', { n: 2 })).toMatchObject({ outcome: expect.stringMatching(/offline|unknown/) })
    expect(await stateOf('alice', bob)).toBe('offline')
    const again = await enter('alice')
    expect(await again.frame('m', { p: 'waits' })).toMatchObject({ f: 'bob' })
    expect(left(bob)).toMatchObject([{ left: [{ u: 'alice', why: 'lost' }] }])
  }, 60_000)
})
