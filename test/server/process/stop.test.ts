// A graceful stop of the real process: how much it can save, and what it leaves when it cannot.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildServer, FrameClient, ServerProcess } from '../../kit/process.ts'

const CHANNELS = 120
const EACH = 110
const SIZE = 32_000
/** Frames of one sender that have no answer yet. */
const UNDER_WAY = 48
const ROOMS_OF_ONE = 20

let data = ''
let mounted = false
const unmount = (): void => {
  if (mounted) execFileSync('umount', ['-l', data])
  mounted = false
}
const servers: ServerProcess[] = []
const track = <T extends ServerProcess>(server: T): T => {
  servers.push(server)
  return server
}
const saved = (): string[] => readdirSync(data).filter((name) => name.startsWith('rtm-state'))

beforeAll(buildServer)
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'rtm-stop-'))
})
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.signal('SIGKILL')
    await server.ended
  }
  unmount()
  rmSync(data, { recursive: true, force: true })
})

const roomsOf = (i: number): string[] => Array.from({ length: ROOMS_OF_ONE }, (_, k) => `room${i * ROOMS_OF_ONE + k}`)

/** Joined, and the epochs of the rooms. */
async function inRooms(
  port: number,
  user: string,
  rooms: readonly string[]
): Promise<{ client: FrameClient; session: string; key: string; epochs: Record<string, string> }> {
  const client = await FrameClient.open(port)
  const { session, key } = await client.hello({ user })
  const epochs: Record<string, string> = {}
  for (const [i, ch] of rooms.entries()) {
    client.send({ t: 'join', id: i + 1, ch, mode: 'full' })
    epochs[ch] = String((await client.frame('ok', { id: i + 1 }))['e'])
  }
  return { client, session: String(session), key: String(key), epochs }
}

/** Every message names its room and its place. */
const textOf = (ch: string, i: number): string => `${ch}:${i}:`.padEnd(SIZE, 'x')

async function fill(port: number, user: string, rooms: readonly string[]): Promise<void> {
  const { client } = await inRooms(port, user, rooms)
  const most = rooms.length * EACH
  await new Promise<void>((resolve, reject) => {
    let [n, answered] = [0, 0]
    const next = (): void => {
      while (n < most && n - answered < UNDER_WAY)
        client.send({
          t: 'pub',
          n: ++n,
          ch: rooms[(n - 1) % rooms.length],
          hist: 0,
          p: textOf(rooms[(n - 1) % rooms.length]!, Math.ceil(n / rooms.length))
        })
    }
    client.socket.on('message', (bytes) => {
      const frame = JSON.parse(String(bytes)) as { t: string; outcome?: string }
      if (frame.t !== 'out') return
      if (frame.outcome !== 'taken') reject(new Error(`not taken: ${String(bytes)}`))
      if (++answered === most) resolve()
      else next()
    })
    client.socket.on('close', (code) => {
      reject(new Error(`closed with ${code}`))
    })
    next()
  })
}

describe('a stop with much to save', () => {
  it(`P-STOP-1: 13,200 messages of 32,000 bytes in ${CHANNELS} channels outlive a restart, same epochs`, async () => {
    const config = join(data, 'config.json')
    const limits = { rates: { message: [100_000, 1000], join: [1000, 1000] }, lease: 600_000, session: 600_000 }
    writeFileSync(config, JSON.stringify({ apps: [{ id: '0'.repeat(32), name: 'much', limits }] }))
    const env = { RTM_DATA: data, RTM_CONFIG: config }
    const first = track(await ServerProcess.start(env))
    const listeners = []
    for (let i = 0; i * ROOMS_OF_ONE < CHANNELS; i++) {
      const listener = await inRooms(first.port, `listener${i}`, roomsOf(i))
      listener.client.socket.terminate()
      listeners.push(listener)
    }
    for (let i = 0; i < listeners.length; i++) await fill(first.port, `sender${i}`, roomsOf(i))
    first.signal('SIGTERM')
    expect(await first.ended).toBe(0)
    expect(first.events.find(({ event }) => event === 'saved')!['bytes']).toBeGreaterThan(CHANNELS * EACH * SIZE)
    expect(statSync(join(data, 'rtm-state')).size).toBeGreaterThan(CHANNELS * EACH * SIZE)

    const second = track(await ServerProcess.start(env))
    expect(second.events.map(({ event }) => event)).toContain('restored')
    for (const [i, { session, key, epochs }] of listeners.entries()) {
      const seen = EACH - 3
      const back = await FrameClient.open(second.port)
      const channels = roomsOf(i).map((ch) => ({ ch, e: epochs[ch], o: seen, i: '', v: 0, mode: 'full' }))
      expect(await back.hello({ user: `listener${i}`, auto: 1, session, key, attempt: 2, channels })).toMatchObject({
        resumed: 'full',
        channels: channels.map(({ ch, e, o }) => ({ ch, e, o }))
      })
      for (const ch of roomsOf(i))
        for (let place = seen + 1; place <= EACH; place++) await back.frame('m', { o: place, p: textOf(ch, place) })
      expect(back.frames.filter(({ t }) => t === 'gap')).toEqual([])
      back.socket.terminate()
    }
  }, 240_000)
})

/** Messages of 4 MB in one room; more than any of the places below can take. */
async function filled(port: number): Promise<{ session: string; key: string; epoch: string }> {
  const { client, session, key, epochs } = await inRooms(port, 'alice', ['room'])
  let n = 0
  for (; n < 120; n++) client.send({ t: 'pub', n: n + 1, ch: 'room', hist: 0, p: textOf('room', n) })
  await client.frame('out', { n })
  return { session, key, epoch: epochs['room']! }
}

/** The ways in which a stop can be kept from saving. `undo` gives the folder back. */
const OBSTACLES: { name: string; start(): Promise<ServerProcess & { port: number }>; hinder?(): void; undo(): void }[] =
  [
    {
      name: 'files may not grow (EFBIG)',
      start: () =>
        ServerProcess.start({ RTM_DATA: data, RTM_STOP_MS: '500' }, [
          'bash',
          '-c',
          'ulimit -f 2048; exec "$@"',
          'bash'
        ]),
      undo() {}
    },
    {
      name: 'something is in the way (EISDIR)',
      start: () => ServerProcess.start({ RTM_DATA: data, RTM_STOP_MS: '500' }),
      hinder() {
        mkdirSync(join(data, 'rtm-state.unfinished'))
      },
      undo() {
        rmSync(join(data, 'rtm-state.unfinished'), { recursive: true })
      }
    },
    ...(process.platform !== 'linux' || process.getuid!() !== 0
      ? []
      : [
          {
            name: 'the disk is full (ENOSPC)',
            start: () => {
              execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', data])
              mounted = true
              return ServerProcess.start({ RTM_DATA: data, RTM_STOP_MS: '500' })
            },
            undo() {
              unmount()
            }
          }
        ])
  ]

describe('a stop that cannot save', () => {
  for (const { name, start, hinder, undo } of OBSTACLES) {
    it(`P-STREAM-3: leaves no state, says so, and ends with 1; the next start has new epochs: ${name}`, async () => {
      const first = track(await start())
      const before = await filled(first.port)
      hinder?.()
      first.signal('SIGTERM')
      expect(await first.ended).toBe(1)
      expect(first.events.find(({ event }) => event === 'not_saved')).toMatchObject({
        level: 'error',
        file: join(data, 'rtm-state')
      })
      expect(first.events.map(({ event }) => event)).not.toContain('saved')
      expect(saved().filter((file) => !statSync(join(data, file)).isDirectory())).toEqual([])
      undo()

      const second = track(await ServerProcess.start({ RTM_DATA: data }))
      expect(second.events.map(({ event }) => event)).not.toContain('restored')
      const back = await FrameClient.open(second.port)
      const welcome = await back.hello({
        user: 'alice',
        auto: 1,
        session: before.session,
        key: before.key,
        attempt: 2,
        channels: [{ ch: 'room', e: before.epoch, o: 5, i: '', v: 0, mode: 'full' }]
      })
      expect(welcome).toMatchObject({
        resumed: 'fresh',
        why: 'unknown',
        channels: [{ ch: 'room', gap: { count: -1, why: 'epoch' } }]
      })
    }, 60_000)
  }
})
