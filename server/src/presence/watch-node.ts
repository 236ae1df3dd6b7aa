// What watch lists need of their node.
import type { HeldBounds } from '../config/held.ts'
import type { LinkNode } from '../link/link-node.ts'
import type { Stores } from '../store/stores.ts'

export interface WatchNode extends Pick<Stores, 'presence'>, Pick<LinkNode, 'flusher' | 'events'> {
  readonly held: Pick<HeldBounds, 'watchesKept'>
}
