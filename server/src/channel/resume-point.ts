// Where a client that comes back with a cursor goes on in a channel, and what it must be told has gone (P-HELLO-11,
// P-GAP-1, P-GAP-2).
import type { ChannelNode } from './channel-node.ts'
import type { Membership } from './membership.ts'
import { epochGap, type Gap } from '../wire/replies.ts'

/** A row of `channels` in a hello. */
export interface HelloChannel {
  readonly ch: string
  readonly e: string
  readonly o: number
  readonly i: string
  readonly v: number
  /** The last notice of attributes that the client has (P-ATTR-7). */
  readonly n: number
  /** Which join it is; 0: he does not say (P-CHANNEL-5). */
  readonly j: number
}

export interface Wanted extends HelloChannel {
  /**
   * The session that the cursor belongs to has ended: what was missed is a gap, even if it is still stored. Its id
   * tells own messages.
   */
  readonly ended: string | null
}

/** The channel's stream of now. */
export interface Place {
  readonly node: Pick<ChannelNode, 'sessions' | 'streams'>
  readonly key: string
  readonly alias: number
  readonly epoch: string
  readonly head: number
}

export interface ResumePoint {
  /** Records follow after this offset. */
  readonly cursor: number
  readonly gap: Gap | null
}

export async function resumePoint(channel: Place, membership: Membership, wanted: Wanted): Promise<ResumePoint> {
  const start = await startOf(channel, membership, wanted)
  await channel.node.sessions.passed(membership.session.id, channel.alias, start.cursor)
  return start
}

async function startOf(channel: Place, membership: Membership, wanted: Wanted): Promise<ResumePoint> {
  const { head, epoch, key, node } = channel
  // P-HELLO-11: perhaps the answer to the join was lost
  if (wanted.e === '') return { cursor: membership.start, gap: null }
  const diverged: ResumePoint = { cursor: head, gap: epochGap(head) }
  if (wanted.e !== epoch || wanted.o > head) return diverged // P-GAP-2
  const before = await node.streams.read(key, Math.max(0, wanted.o - 1), { messages: 1, bytes: 0 })
  const same = before?.records[0]
  // P-RECORD-5
  if (wanted.o > 0 && wanted.i !== '' && same?.offset === wanted.o && same.id !== wanted.i) return diverged
  if (wanted.ended === null || wanted.o === head) return { cursor: wanted.o, gap: null }
  const page = await node.streams.read(key, wanted.o, { messages: Infinity, bytes: Infinity })
  const kept = page?.records.filter((record) => record.session === wanted.ended).length ?? 0
  const own = kept + (await node.sessions.own(wanted.ended, channel.alias, wanted.o + 1, (page?.tail ?? head + 1) - 1))
  return { cursor: head, gap: { from: wanted.o + 1, to: head, count: head - wanted.o - own, why: 'expired' } }
}
