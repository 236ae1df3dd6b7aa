// What it takes to come in and to go: nearly everything of a user is brought to their link, and taken away again.
import type { ChannelNode } from '../channel/channel-node.ts'
import type { Channels } from '../channel/channels.ts'
import type { Apps } from '../config/apps.ts'
import type { HeldBounds } from '../config/held.ts'
import type { InvitationRunner } from '../invitation/invitation-runner.ts'
import type { Watchers } from '../presence/watchers.ts'
import type { Stores } from '../store/stores.ts'
import type { Leases } from '../user/leases.ts'
import type { Session } from '../user/user.ts'
import type { UserNode } from '../user/user-node.ts'
import type { Users } from '../user/users.ts'
import type { Seats } from './seats.ts'
import type { TokenVerifier } from './verifier.ts'

export interface LoginNode extends UserNode, ChannelNode, Pick<Stores, 'presence' | 'userAttributes'> {
  /** Sessions that live on this node, by id. */
  readonly live: Map<string, Session>
  /** Those of them without a link, the longest away first. */
  readonly away: Set<Session>
  readonly apps: Apps
  readonly verifier: TokenVerifier
  readonly held: HeldBounds
  readonly users: Users
  readonly channels: Channels
  readonly seats: Seats
  readonly calls: InvitationRunner
  readonly leases: Leases
  readonly watchers: Watchers
}
