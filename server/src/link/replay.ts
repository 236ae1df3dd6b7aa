// The frames that bring a link forward through records that are stored already: the bytes are the same as live; what is
// the session's own is answered or skipped in its place (P-REPLAY-1, P-RECORD-7, P-SKIP-1).
import type { Feed } from './feed.ts'
import { Batch, type Frame, type Packet } from '../wire/packets.ts'
import type { StoredRecord } from '../wire/records.ts'
import { gap, replay, skip } from '../wire/replies.ts'

/** Moves the feed's cursor past the records. */
export function replayFrames(alias: number, feed: Feed, session: string, records: readonly StoredRecord[]): Packet {
  const frames: Frame[] = []
  let i = 0
  while (i < records.length) {
    const first = i
    if (records[i]!.session === session) {
      const out = feed.outs?.get(records[i]!.offset)
      if (out !== undefined) {
        feed.outs!.delete(records[i]!.offset)
        frames.push(out)
        i++
        continue
      }
      while (i < records.length && records[i]!.session === session && feed.outs?.has(records[i]!.offset) !== true) i++
      frames.push(skip(alias, records[first]!.offset, records[i - 1]!.offset, 'own'))
      continue
    }
    while (i < records.length && records[i]!.session !== session) i++
    frames.push(replay(alias, records[first]!.offset, records[i - 1]!.offset))
    for (let k = first; k < i; k++) frames.push(records[k]!.json)
  }
  const last = records[records.length - 1]
  if (last !== undefined) feed.cursor = last.offset
  return new Batch(frames)
}

/**
 * What retention dropped before `to` (P-GAP-1), and moves the feed's cursor there. The answers follow the gap: who has
 * one has passed its place.
 */
export function gapFrames(alias: number, feed: Feed, to: number, own: number): string[] {
  const from = feed.cursor + 1
  const frames = [gap(alias, { from, to, count: to - from + 1 - own, why: 'retention' })]
  feed.cursor = to
  for (const [offset, out] of feed.outs ?? []) {
    if (offset > to) continue
    frames.push(out)
    feed.outs!.delete(offset)
  }
  return frames
}
