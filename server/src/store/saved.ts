// What a store hands to a graceful stop: pieces, one after the other, so that nobody ever holds the whole of it in one
// text (P-STOP-1).

export interface Piece<Row = unknown> {
  /** JSON-serialisable. */
  readonly row: Row
  /** Records as their JSON bytes. */
  readonly records: readonly Buffer[]
}

/** A piece, and whose it is. */
export interface StorePiece extends Piece {
  readonly store: string
}

export interface Saves<Row> {
  /** Times are ages and remaining times: a clock means nothing to another process. */
  dump(now: number): AsyncIterable<Piece<Row>>
  /** One piece of a dump; pieces come in their order. */
  load(piece: Piece<Row>, now: number): Promise<void>
}

const NONE: readonly Buffer[] = Object.freeze([])
/** What a piece holds, roughly: enough to be cheap, little enough to be held. */
export const PIECE = { messages: 1000, bytes: 262_144 } as const

export const piece = <Row>(row: Row, records: readonly Buffer[] = NONE): Piece<Row> => ({ row, records })

/** A list in parts that fit into a piece. */
export function* parts<T>(list: Iterable<T>, bytesOf: (item: T) => number = () => 0): Generator<T[]> {
  let part: T[] = []
  let bytes = 0
  for (const item of list) {
    part.push(item)
    bytes += bytesOf(item)
    if (part.length < PIECE.messages && bytes < PIECE.bytes) continue
    yield part
    part = []
    bytes = 0
  }
  if (part.length > 0) yield part
}
