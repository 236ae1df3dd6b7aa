// The bytes of a saved state: as a whole or not at all, whatever befell them.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Damaged, decoded, encoded } from '../../../server/src/app/saved-format.ts'
import { webSocketFraming } from '../../../server/src/gates/websocket/framing.ts'
import type { StorePiece } from '../../../server/src/store/saved.ts'
import { bytesOf, carried, chunksOf } from '../../kit/server/carried.ts'

const record = (i: number): Buffer => Buffer.from(`{"t":"m","p":"${'x'.repeat(i * 37)}"}`)
async function* some(count: number): AsyncGenerator<StorePiece> {
  for (let i = 0; i < count; i++)
    yield { store: `s${i % 3}`, row: { i, text: '时间' }, records: i % 2 === 0 ? [] : [record(i), record(i + 2)] }
}

async function read(bytes: Buffer, size = 997): Promise<StorePiece[]> {
  const pieces: StorePiece[] = []
  for await (const piece of (await decoded(chunksOf(bytes, size))).pieces)
    pieces.push({ ...piece, records: piece.records.map((one) => Buffer.from(one)) })
  return pieces
}

const listOf = async (pieces: AsyncIterable<StorePiece>): Promise<StorePiece[]> => {
  const list: StorePiece[] = []
  for await (const piece of pieces) list.push(piece)
  return list
}

/** As servers wrote it that kept records as WebSocket frames: those bytes one behind the other, and 2 as its format. */
async function secondFormat(pieces: readonly StorePiece[]): Promise<Buffer> {
  const part = (json: unknown, frames: Buffer): Buffer => {
    const text = Buffer.from(JSON.stringify(json))
    const lengths = Buffer.alloc(8)
    lengths.writeUInt32BE(text.length, 0)
    lengths.writeUInt32BE(frames.length, 4)
    return Buffer.concat([lengths, text, frames])
  }
  const body = Buffer.concat([
    Buffer.from('rtm-state\n'),
    part({ format: 2, savedAt: 0 }, Buffer.alloc(0)),
    ...pieces.map(({ store, row, records }) => part([store, row], webSocketFraming.bytesOf(records)))
  ])
  const sha256 = createHash('sha256').update(body).digest('hex')
  return Buffer.concat([body, part(['end', { pieces: pieces.length, sha256 }], Buffer.alloc(0))])
}

describe('P-STOP-1: a saved state', () => {
  it('is read as it was written, whatever the chunks', async () => {
    const before = await listOf(some(9))
    const bytes = await bytesOf(some(9))
    for (const size of [1, 13, 4096, bytes.length]) expect(await read(bytes, size)).toEqual(before)
    expect(await listOf(await carried(some(0)))).toEqual([])
  })

  it('that is cut anywhere, or has one bit that differs anywhere, is none', async () => {
    const bytes = await bytesOf(some(3))
    for (let length = 0; length < bytes.length; length += 3)
      await expect(read(bytes.subarray(0, length)), `cut at ${length}`).rejects.toThrow()
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1
      await expect(read(changed), `changed at ${at}`).rejects.toThrow()
    }
  })

  it('is refused in words, and a length that is damaged asks for no memory', async () => {
    const bytes = await bytesOf(some(1))
    await expect(read(bytes.subarray(0, -1))).rejects.toThrow(new Damaged('its end is missing'))
    const long = Buffer.from(bytes)
    long.writeUInt32BE(0xffffffff, 10)
    await expect(read(long)).rejects.toThrow(new Damaged('a piece of it is too long'))
    const other = Buffer.from(bytes.toString('latin1').replace('"format":3', '"format":9'), 'latin1')
    await expect(read(other)).rejects.toThrow(new Damaged('it has the format 9, and this server reads 2 and 3'))
  })

  it('of the format before, with records in WebSocket frames, is read too: that deploy makes no gap', async () => {
    const long = 'é'.repeat(40_000)
    const records = ['short', 'x'.repeat(126), long].map((one) => Buffer.from(one))
    const bytes = await secondFormat([{ store: 's', row: { i: 1 }, records }])
    expect(await read(bytes)).toEqual([{ store: 's', row: { i: 1 }, records }])
  })

  it('is made a megabyte at a time, however much it is', async () => {
    async function* much(): AsyncGenerator<StorePiece> {
      const long = Buffer.from('x'.repeat(30_000))
      for (let i = 0; i < 100; i++) yield { store: 's', row: { i }, records: Array.from({ length: 8 }, () => long) }
    }
    let bytes = 0
    const held = new Set<ArrayBufferLike>()
    for await (const chunk of encoded(0, much())) {
      bytes += chunk.length
      if (chunk.length > 1000) held.add(chunk.buffer)
      expect(chunk.length).toBeLessThanOrEqual(1_048_576)
    }
    expect(bytes).toBeGreaterThan(24_000_000)
    expect(held.size).toBe(2)
  })
})
