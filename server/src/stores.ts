// The back ends of a node. What is in memory is lost with the process, save what a graceful stop wrote down.
import { attributesOnDisk } from './attributes-disk.ts'
import { AttributesMemory } from './attributes-memory.ts'
import type { Stores } from './core.ts'
import type { Shelves } from './shelves.ts'
import { HELD } from './held.ts'
import type { Ids } from './ids.ts'
import { InboxesMemory } from './inboxes-memory.ts'
import { InvitationsDisk } from './invitations-disk.ts'
import { InvitationsMemory } from './invitations-memory.ts'
import { MailDisk } from './mail-disk.ts'
import { NoMail } from './mail-none.ts'
import { MembersMemory } from './members-memory.ts'
import { PresenceMemory } from './presence-memory.ts'
import { SessionsMemory } from './sessions-memory.ts'
import { StreamsMemory } from './streams-memory.ts'

/** `streamBytes`: what all streams may keep together. */
export function memoryStores(ids: Ids, held = HELD, streamBytes?: number): Stores {
  return {
    streams: new StreamsMemory(ids, streamBytes),
    inboxes: new InboxesMemory(ids, held.inboxBytes),
    mail: new NoMail(),
    sessions: new SessionsMemory(undefined, held.outcomesKept),
    members: new MembersMemory(),
    presence: new PresenceMemory(),
    userAttributes: new AttributesMemory(null, [], held.attributeBytes / 2),
    channelAttributes: new AttributesMemory(null, [], held.attributeBytes / 2),
    invitations: new InvitationsMemory(held.invitationBytes)
  }
}

/** Nouns that outlive the process, beside those in memory. */
export function diskStores(disk: Shelves, now: number, held = HELD): Partial<Stores> {
  return {
    mail: new MailDisk(disk),
    channelAttributes: attributesOnDisk(disk, now, held.attributeBytes / 2),
    invitations: new InvitationsDisk(disk)
  }
}
