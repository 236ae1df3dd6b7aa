// What is saved, as the next process finds it: through the bytes of the file, without one.
import { decoded, encoded } from '../../../server/src/app/saved-format.ts'
import type { Piece, Saves, StorePiece } from '../../../server/src/store/saved.ts'
import type { Snapshot } from '../../../server/src/app/snapshot.ts'

export async function bytesOf(pieces: AsyncIterable<StorePiece>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of encoded(0, pieces)) chunks.push(Buffer.from(chunk)) // the writer uses its own again
  return Buffer.concat(chunks)
}

/** In chunks of a size that divides nothing. */
export async function* chunksOf(bytes: Buffer, size = 997): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Written wholly before the first piece is read, because the writer may go on. */
export async function carried(pieces: Snapshot): Promise<Snapshot> {
  return (await decoded(chunksOf(await bytesOf(pieces)))).pieces
}

/** A store saved at one time and loaded at another. */
export async function reloaded<Row, S extends Saves<Row>>(
  from: S,
  to: S,
  savedAt: number,
  loadedAt = savedAt
): Promise<S> {
  async function* own(): AsyncGenerator<StorePiece> {
    for await (const { row, records } of from.dump(savedAt)) yield { store: 'one', row, records }
  }
  for await (const { row, records } of await carried(own())) await to.load({ row, records } as Piece<Row>, loadedAt)
  return to
}
