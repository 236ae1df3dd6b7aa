// The back ends of a node. In memory today: a lost process loses what they hold, save what a graceful stop wrote down.
import type { Stores } from './core.ts'
import type { Ids } from './ids.ts'
import { InboxesMemory } from './inboxes-memory.ts'
import { InvitationsMemory } from './invitations-memory.ts'
import { MembersMemory } from './members-memory.ts'
import { PresenceMemory } from './presence-memory.ts'
import { SessionsMemory } from './sessions-memory.ts'
import { StreamsMemory } from './streams-memory.ts'

/** `streamBytes`: what all streams may keep together. */
export function memoryStores(ids: Ids, streamBytes?: number): Stores {
  return {
    streams: new StreamsMemory(ids, streamBytes),
    inboxes: new InboxesMemory(ids),
    sessions: new SessionsMemory(),
    members: new MembersMemory(),
    presence: new PresenceMemory(),
    invitations: new InvitationsMemory()
  }
}
