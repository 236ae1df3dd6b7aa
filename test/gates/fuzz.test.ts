// Hostile bytes at the gate: whatever comes over a socket, the server lives and the link beside it is answered.
import { once } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from '../kit/properties.ts'
import type { WebSocket } from 'ws'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, masked, RawPeer, TestGate } from '../kit/gate.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const FRAME_BYTES = 4_096
let gate: TestGate
let neighbour: WebSocket
let neighbours = 0

beforeAll(async () => {
  gate = await TestGate.start({ frameBytes: FRAME_BYTES, closeMs: 50 })
  neighbour = await connect(gate.url)
})
afterAll(() => gate.stop())

// Whatever the hostile peer does, the link beside it answers.
async function neighbourAnswers(): Promise<void> {
  const text = `still here ${++neighbours}`
  neighbour.send(text)
  expect(String((await once(neighbour, 'message'))[0])).toBe(text)
}

const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((array) => Buffer.from(array))

const hostile = fc.oneof(
  bytes(200), // noise
  fc
    .tuple(fc.integer({ min: 0, max: 15 }), bytes(300), fc.boolean())
    .map(([opcode, body, fin]) => masked(opcode, body, fin)), // any opcode, any body
  fc.tuple(fc.integer({ min: 0, max: 255 }), bytes(60)).map(([first, body]) => {
    // reserved bits
    const frame = masked(1, body)
    frame[0] = first
    return frame
  }),
  bytes(100).map((body) => Buffer.concat([Buffer.from([0x81, body.length]), body])), // not masked
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((length) => {
    // a length that never comes
    const head = Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4])
    head.writeBigUInt64BE(length, 2)
    return head
  }),
  fc.integer({ min: 0, max: 65_535 }).map((code) => masked(8, Buffer.from([code >> 8, code & 255]))), // any close code
  fc.constant(masked(1, 'x'.repeat(FRAME_BYTES + 1))), // too large
  // too many parts
  fc.constant(Buffer.concat(Array.from({ length: 3_000 }, (_, i) => masked(i === 0 ? 1 : 0, '', false)))),
  fc.constant(Buffer.concat(Array.from({ length: 200 }, () => masked(9, 'p')))) // a flood of pings
)

async function attack(parts: readonly Buffer[]): Promise<void> {
  const peer = await RawPeer.open(gate.port, { more: Buffer.concat([...parts]) })
  await neighbourAnswers()
  peer.socket.destroy()
  await peer.closed
}

async function allForgotten(): Promise<void> {
  for (const accepted of gate.accepted.slice(1)) await accepted.untilClosed()
  gate.accepted.length = 1
  expect(gate.admission.total).toBe(1)
}

describe('hostile bytes at the gate', () => {
  it('end their own link at most: the server lives and the neighbour is answered', async () => {
    await fc.assert(fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 6 }), attack), { numRuns: 300 })
    await allForgotten()
  })

  it('as a handshake get an answer or the end, and no link', async () => {
    const line = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.constantFrom(
        'GET /rtm HTTP/1.1',
        'Upgrade: websocket',
        'Connection: Upgrade',
        'Sec-WebSocket-Version: 99',
        'Sec-WebSocket-Key: x',
        'Content-Length: -1',
        'Transfer-Encoding: chunked',
        'Host:',
        'Origin: \u0000',
        `X: ${'y'.repeat(20_000)}`
      )
    )
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), async (lines) => {
        const peer = await RawPeer.open(gate.port, { greeting: `${lines.join('\r\n')}\r\n\r\n` })
        await neighbourAnswers()
        peer.socket.destroy()
        await peer.closed
      }),
      { numRuns: 150 }
    )
    await allForgotten()
  })

  it('leave no memory behind', async () => {
    const parts = fc.sample(fc.array(hostile, { minLength: 1, maxLength: 6 }), { seed: 7, numRuns: 100 })
    const round = async (): Promise<number> => {
      for (const part of parts) await attack(part)
      await allForgotten()
      collect()
      const { heapUsed, external } = process.memoryUsage()
      return heapUsed + external
    }
    await round() // what is compiled and cached once
    const before = await round()
    await round()
    const after = await round()
    expect(after - before).toBeLessThan(2_000_000)
  })
})
