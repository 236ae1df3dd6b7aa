// Frames of the protocol as a WebSocket carries them: many links share the bytes of a batch, and each gets what is its
// own (P-FRAME-1).
import { expect, it } from 'vitest'
import { asciiFrame, framed, webSocketFraming } from '../../server/src/gates/websocket/framing.ts'
import { isWellFormed } from '../../server/src/wire/fields.ts'
import { Batch, type Frame, type Framing, textsIn } from '../../server/src/wire/packets.ts'
import { decode } from '../kit/decode.ts'
import fc from '../kit/properties.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary' }).filter(isWellFormed),
  fc.string({ unit: 'grapheme-ascii', maxLength: 200 }),
  fc.integer({ min: 100, max: 70_000 }).map((size) => 'x'.repeat(size))
)
const frames = fc.array(
  fc.record({ text, kept: fc.boolean() }).map(({ text, kept }): Frame => (kept ? Buffer.from(text) : text)),
  { minLength: 1, maxLength: 8 }
)

it('a client reads the frames of a batch in their order, whole, whatever they are made of', () => {
  fc.assert(
    fc.property(frames, (list) => {
      expect(decode(new Batch(list).bytes(webSocketFraming))).toEqual(list.map(String))
      expect(textsIn(new Batch(list))).toEqual(list.map(String))
    }),
    { numRuns: 200 }
  )
})

it('a text of ASCII is the same bytes as characters for the socket; any other one is none', () => {
  fc.assert(
    fc.property(text, (frame) => {
      const characters = asciiFrame(frame)
      const isAscii = [...frame].every((c) => c < '\x80')
      expect(characters !== null).toBe(isAscii && frame.length <= 16_000)
      if (characters !== null) expect(Buffer.from(characters, 'latin1')).toEqual(framed(frame))
    }),
    { numRuns: 200 }
  )
})

it('any part of a batch is the frames of that part, in the bytes that all share', () => {
  fc.assert(
    fc.property(frames, fc.nat(8), fc.nat(8), (list, a, b) => {
      const [from, to] = [Math.min(a, b, list.length), Math.min(Math.max(a, b), list.length)]
      const batch = new Batch(list)
      const part = batch.part(from, to)
      const bytes = part.bytes(webSocketFraming)
      expect(decode(bytes)).toEqual(list.slice(from, to).map(String))
      expect(textsIn(part)).toEqual(list.slice(from, to).map(String))
      expect(part.length).toBe(list.slice(from, to).reduce((sum, { length }) => sum + length, 0))
      if (bytes.length > 0) expect(bytes.buffer).toBe(batch.bytes(webSocketFraming).buffer)
    }),
    { numRuns: 200 }
  )
})

it('however many links of however many gates get a batch or parts of it, each gate makes its bytes once', () => {
  const made = [0, 0, 0]
  const gates = made.map((_, gate): Framing => ({
    ...webSocketFraming,
    bytesOf: (list) => {
      made[gate]!++
      return webSocketFraming.bytesOf(list)
    }
  }))
  const batch = new Batch(['a', 'b', 'c'])
  for (let link = 0; link < 100; link++) {
    for (const gate of gates) {
      batch.bytes(gate)
      batch.part(1, 2).bytes(gate)
    }
  }
  expect(made).toEqual([1, 1, 1])
})

it('a gate with another framing gets its own bytes of the same batch', () => {
  const lines: Framing = {
    bytesOf: (list) => Buffer.from(list.join('\n')),
    sizeOf: (frame) => Buffer.byteLength(frame) + 1
  }
  const batch = new Batch(['a', Buffer.from('b')])
  expect(decode(batch.bytes(webSocketFraming))).toEqual(['a', 'b'])
  expect(batch.bytes(lines).toString()).toBe('a\nb')
  expect(decode(batch.part(1, 2).bytes(webSocketFraming))).toEqual(['b'])
})
