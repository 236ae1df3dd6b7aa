// The back ends in memory keep the contracts.
import { randomIds } from '../../server/src/ids.ts'
import { AttributesMemory } from '../../server/src/attributes-memory.ts'
import { InboxesMemory } from '../../server/src/inboxes-memory.ts'
import { InvitationsMemory } from '../../server/src/invitations-memory.ts'
import { MembersMemory } from '../../server/src/members-memory.ts'
import { PresenceMemory } from '../../server/src/presence-memory.ts'
import { SessionsMemory } from '../../server/src/sessions-memory.ts'
import { StreamsMemory } from '../../server/src/streams-memory.ts'
import { reloaded } from '../kit/server/carried.ts'
import { attributesContract, type Made } from './attributes.ts'
import { inboxesContract } from './inboxes.ts'
import { invitationsContract } from './invitations.ts'
import { membersContract } from './members.ts'
import { presenceContract } from './presence.ts'
import { sessionsContract } from './sessions.ts'
import { streamsContract } from './streams.ts'

streamsContract('memory', async (budget) => new StreamsMemory(randomIds(), budget))
inboxesContract('memory', async () => new InboxesMemory(randomIds()))
sessionsContract('memory', async () => new SessionsMemory())
membersContract('memory', async () => new MembersMemory())
presenceContract('memory', async () => new PresenceMemory())

const attributesMade = (attributes: AttributesMemory): Made => ({
  attributes,
  again: async (now) => attributesMade(await reloaded(attributes, new AttributesMemory(), now))
})
attributesContract('memory', async () => attributesMade(new AttributesMemory()))
invitationsContract('memory', async () => new InvitationsMemory())
