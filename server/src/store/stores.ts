// The contracts of all that a node keeps. What is behind each of them, memory or a disk, is chosen in app/stores.ts.
import type { Attributes } from './attributes.ts'
import type { Inboxes } from './inboxes.ts'
import type { Invitations } from './invitations.ts'
import type { Mail } from './mail.ts'
import type { Members } from './members.ts'
import type { Presence } from './presence.ts'
import type { Sessions } from './sessions.ts'
import type { Streams } from './streams.ts'

export interface Stores {
  readonly streams: Streams
  readonly inboxes: Inboxes
  readonly mail: Mail
  readonly sessions: Sessions
  readonly members: Members
  readonly presence: Presence
  /** By the key of the user, of the channel. */
  readonly userAttributes: Attributes
  readonly channelAttributes: Attributes
  readonly invitations: Invitations
}
