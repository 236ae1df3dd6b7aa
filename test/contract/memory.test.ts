// The back ends in memory keep the contracts.
import { expect, it } from 'vitest'
import { randomIds } from '../../server/src/base/ids.ts'
import { AttributesMemory } from '../../server/src/store/memory/attributes-memory.ts'
import { InboxesMemory } from '../../server/src/store/memory/inboxes-memory.ts'
import { InvitationsMemory } from '../../server/src/store/memory/invitations-memory.ts'
import { MembersMemory } from '../../server/src/store/memory/members-memory.ts'
import { PresenceMemory } from '../../server/src/store/memory/presence-memory.ts'
import { SessionsMemory } from '../../server/src/store/memory/sessions-memory.ts'
import { StreamsMemory } from '../../server/src/store/memory/streams-memory.ts'
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
it('P-HELLO-10: only so many users who are gone are remembered; the longest gone are forgotten first', async () => {
  const sessions = new SessionsMemory(2)
  for (const [n, user] of ['ann', 'ben', 'cem'].entries()) {
    await sessions.create({ id: user, user, keyHash: '', attempt: 1, generation: 5, device: '', login: '' })
    await sessions.end(user, n)
  }
  expect(await Promise.all(['ann', 'ben', 'cem'].map(async (user) => (await sessions.generations(user)).last))).toEqual(
    [0, 5, 5]
  )
})

sessionsContract('memory', async () => new SessionsMemory())
membersContract('memory', async () => new MembersMemory())
presenceContract('memory', async () => new PresenceMemory())

const attributesMade = (attributes: AttributesMemory): Made => ({
  attributes,
  again: async (now) => attributesMade(await reloaded(attributes, new AttributesMemory(), now))
})
attributesContract('memory', async () => attributesMade(new AttributesMemory()))
invitationsContract('memory', async () => new InvitationsMemory())
