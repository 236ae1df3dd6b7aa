// What channels need of their node.
import type { Runtime } from '../base/runtime.ts'
import type { HeldBounds } from '../config/held.ts'
import type { LinkNode } from '../link/link-node.ts'
import type { Stores } from '../store/stores.ts'
import type { OutcomeNode } from '../user/settle.ts'

export interface ChannelNode
  extends
    Runtime,
    OutcomeNode,
    Pick<Stores, 'streams' | 'members' | 'sessions' | 'channelAttributes'>,
    Pick<LinkNode, 'flusher' | 'slow'> {
  readonly held: Pick<HeldBounds, 'memberships'>
}
