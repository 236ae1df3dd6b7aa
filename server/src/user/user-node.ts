// What users and their sessions need of their node.
import type { Runtime } from '../base/runtime.ts'
import type { Stores } from '../store/stores.ts'
import type { AwaitedSends } from './awaited-sends.ts'
import type { RateBook } from './rate-book.ts'
import type { Packet } from '../wire/packets.ts'

export interface UserNode extends Runtime, Pick<Stores, 'inboxes' | 'mail' | 'sessions'> {
  readonly rateBook: RateBook
  readonly awaitedSends: AwaitedSends
  /** Sessions that live on this node, by id. */
  readonly live: { get(id: string): { readonly link: { push(packet: Packet): void } | null } | undefined }
  /** Those of them without a link, the longest away first. */
  readonly away: { add(session: unknown): unknown }
}
