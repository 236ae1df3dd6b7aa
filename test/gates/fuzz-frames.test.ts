// The whole server behind its own gate: frames that are JSON and still wrong.
import fc from '../kit/properties.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaults } from '../../server/src/config/config-schema.ts'
import { DEVELOPMENT_APP, readApps } from '../../server/src/config/config-apps.ts'
import type { Log } from '../../server/src/base/log.ts'
import { startServer } from '../../server/src/app/server.ts'
import type { RunningServer } from '../../server/src/app/server.ts'
import type { Rate } from '../../server/src/config/apps.ts'
import { FrameClient } from '../kit/process.ts'
import { everyRate } from '../kit/rates.ts'

const faults: unknown[] = []
/** alice greets and joins as often as the machine is fast: no rate is in its way. */
const UNMET: Rate = [1_000_000, 1000]
const log: Log = {
  debug() {},
  info() {},
  warn() {},
  error: (event, fields) => {
    faults.push([event, fields])
  }
}
let server: RunningServer
let neighbour: FrameClient
let asked = 0

beforeAll(async () => {
  server = await startServer(
    { ...defaults(), port: 0 },
    readApps([{ id: DEVELOPMENT_APP, limits: { rates: everyRate(UNMET) } }], {}, []).apps,
    log
  )
  neighbour = await FrameClient.open(server.address.port)
  await neighbour.hello({ user: 'neighbour' })
})
afterAll(async () => {
  neighbour.socket.terminate()
  await server.stop()
})

async function neighbourAnswers(): Promise<void> {
  neighbour.send({ t: 'unheard-of', id: ++asked })
  await neighbour.frame('no', { id: asked })
  neighbour.frames.length = 0
}

const names = [
  'id',
  'n',
  'to',
  'ch',
  'p',
  'hist',
  'store',
  'mode',
  'users',
  'chs',
  'after',
  'limit',
  'r',
  'h',
  'e',
  'o',
  'i',
  'v',
  'session',
  'key',
  'attempt',
  'channels',
  'inbox',
  'settled',
  'watch',
  'w',
  'how',
  'rows',
  'keys',
  'notify',
  'user',
  'app',
  'token',
  '__proto__',
  'constructor'
]
const value = fc.oneof(
  fc.constantFrom<unknown>(
    'room',
    'alice',
    '',
    'null',
    0,
    1,
    -1,
    0.5,
    2 ** 53,
    null,
    true,
    [],
    {},
    ['a'],
    [null],
    [[]],
    { e: 1 },
    'merge',
    'restore',
    [{ k: 'a', v: 1 }],
    [{ k: '__proto__', v: 'x' }],
    '\ud800',
    'x'.repeat(40_000),
    '__proto__'
  ),
  fc.nat(20),
  fc.string({ maxLength: 8 }),
  fc.jsonValue({ maxDepth: 2 })
)
const verb = fc.constantFrom(
  'send',
  'pub',
  'join',
  'leave',
  'list',
  'counts',
  'setattrs',
  'getattrs',
  'invite',
  'call',
  'renew',
  'presence',
  'watch',
  'unwatch',
  'ack',
  'ping',
  'bye',
  'hello',
  'read',
  'reset',
  '',
  '__proto__',
  'toString'
)
const frame = fc
  .tuple(verb, fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 6 }))
  .map(([t, fields]) => JSON.stringify({ t, ...fields }))
const notFrame = fc.constantFrom(
  '',
  '[]',
  'null',
  '1',
  '"t"',
  '{"t":1}',
  '{"t":"send"',
  '{"t":"ping","t":"bye"}',
  `${'['.repeat(50_000)}`,
  '{"t":"pub","n":1,"ch":"room","p":"a","p":"b"}',
  '\u0000'
)

describe('hostile frames', () => {
  it('P-FRAME-10 P-FRAME-11: are answered or end their own link: no fault, and the neighbour is served', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(fc.oneof({ weight: 5, arbitrary: frame }, { weight: 1, arbitrary: notFrame }), {
          minLength: 1,
          maxLength: 15
        }),
        async (greeted, frames) => {
          const peer = await FrameClient.open(server.address.port)
          if (greeted)
            await peer.hello({ user: 'alice', channels: [{ ch: 'room', e: '', o: 0, i: '', v: 0, mode: 'full' }] })
          for (const text of frames) peer.socket.send(text)
          await neighbourAnswers()
          peer.socket.terminate()
          await peer.closed
          expect(faults).toEqual([])
        }
      ),
      { numRuns: 400 }
    )
  })
})
