// The bytes of a saved state: as a whole or not at all, whatever befell them.
import { describe, expect, test } from 'vitest'
import { Damaged, decoded, encoded } from '../../server/src/app/saved-format.ts'
import { textFrame } from '../../server/src/wire/frames.ts'
import type { StorePiece } from '../../server/src/store/saved.ts'
import { bytesOf, carried, chunksOf } from '../kit/server/carried.ts'

const frame = (i: number): Buffer => textFrame(`{"t":"m","p":"${'x'.repeat(i * 37)}"}`)
async function* some(count: number): AsyncGenerator<StorePiece> {
  for (let i = 0; i < count; i++) yield { store: `s${i % 3}`, row: { i, text: '时间' }, frames: i % 2 === 0 ? [] : [frame(i), frame(i + 2)] }
}

async function read(bytes: Buffer, size = 997): Promise<StorePiece[]> {
  const pieces: StorePiece[] = []
  for await (const piece of (await decoded(chunksOf(bytes, size))).pieces) pieces.push({ ...piece, frames: piece.frames.map((one) => Buffer.from(one)) })
  return pieces
}

const listOf = async (pieces: AsyncIterable<StorePiece>): Promise<StorePiece[]> => {
  const list: StorePiece[] = []
  for await (const piece of pieces) list.push(piece)
  return list
}

describe('a saved state (P-STOP-1)', () => {
  test('is read as it was written, whatever the chunks', async () => {
    const before = await listOf(some(9))
    const bytes = await bytesOf(some(9))
    for (const size of [1, 13, 4096, bytes.length]) expect(await read(bytes, size)).toEqual(before)
    expect(await listOf(await carried(some(0)))).toEqual([])
  })

  test('that is cut anywhere, or has one bit that differs anywhere, is none', async () => {
    const bytes = await bytesOf(some(3))
    for (let length = 0; length < bytes.length; length += 3) await expect(read(bytes.subarray(0, length)), `cut at ${length}`).rejects.toThrow()
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1
      await expect(read(changed), `changed at ${at}`).rejects.toThrow()
    }
  })

  test('is refused in words, and a length that is damaged asks for no memory', async () => {
    const bytes = await bytesOf(some(1))
    await expect(read(bytes.subarray(0, -1))).rejects.toThrow(new Damaged('its end is missing'))
    const long = Buffer.from(bytes)
    long.writeUInt32BE(0xffffffff, 10)
    await expect(read(long)).rejects.toThrow(new Damaged('a piece of it is too long'))
    const other = Buffer.from(bytes.toString('latin1').replace('"format":2', '"format":9'), 'latin1')
    await expect(read(other)).rejects.toThrow(new Damaged('it has the format 9, and this server reads 2'))
  })

  test('is made a megabyte at a time, however much it is', async () => {
    async function* much(): AsyncGenerator<StorePiece> {
      const record = textFrame('x'.repeat(30_000))
      for (let i = 0; i < 100; i++) yield { store: 's', row: { i }, frames: Array.from({ length: 8 }, () => record) }
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
