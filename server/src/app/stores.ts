// The back ends of a node. What is in memory is lost with the process, save what a graceful stop wrote down.
import { attributesOnDisk } from '../store/disk/attributes-disk.ts'
import { AttributesMemory } from '../store/memory/attributes-memory.ts'
import type { Stores } from '../store/stores.ts'
import type { Shelves } from '../store/shelves.ts'
import { HELD } from '../config/held.ts'
import type { Ids } from '../base/ids.ts'
import { InboxesMemory } from '../store/memory/inboxes-memory.ts'
import { InvitationsDisk } from '../store/disk/invitations-disk.ts'
import { InvitationsMemory } from '../store/memory/invitations-memory.ts'
import { MailDisk } from '../store/mail/mail-disk.ts'
import { NoMail } from '../store/mail/mail-none.ts'
import { MembersMemory } from '../store/memory/members-memory.ts'
import { PresenceMemory } from '../store/memory/presence-memory.ts'
import { SessionsMemory } from '../store/memory/sessions-memory.ts'
import { StreamsMemory } from '../store/memory/streams-memory.ts'

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
