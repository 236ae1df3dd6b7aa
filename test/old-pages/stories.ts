// What pages that were written for AR-RtmModule do, done by hand.
import { expect } from 'vitest'
import { Person } from './stand.ts'
import type { Stand } from './stand.ts'

/** The appId that the pages bring along. */
export const APP_ID = 'c4cb0c9e7a8d4b5fa7b0f2f3b6d1e0aa'

export interface Story {
  readonly name: string
  /** It waits for a minute. */
  readonly isLong?: true
  readonly play: (stand: Stand) => Promise<void>
}

/** At most two logins a second. */
const A_SECOND = 1_000
const PAST_RING_MS = 63_000

async function logsIn(person: Person, userId: string): Promise<void> {
  await person.does('login', { userId })
  await person.hears('createInstance', { code: 0 })
  await person.hears('onConnectionStateChanged', { state: 2, reason: 1 })
  await person.hears('onConnectionStateChanged', { state: 3, reason: 2 })
  await person.hears('login', { code: 0 })
}

/** Both have turned call events on. */
async function twoWhoCall(stand: Stand): Promise<{ alice: Person; bob: Person }> {
  const [alice, bob] = [
    await Person.at('demo', stand, { peerId: 'bob' }),
    await Person.at('demo', stand, { peerId: 'alice' })
  ]
  for (const [person, userId] of [
    [alice, 'alice'],
    [bob, 'bob']
  ] as const) {
    await logsIn(person, userId)
    await person.does('setCallEventListener')
    await person.hears('setCallEventListener', { code: 0 })
  }
  return { alice, bob }
}

async function rings(alice: Person, bob: Person): Promise<void> {
  await alice.does('sendLocalInvitation')
  await alice.hears('sendLocalInvitation', { code: 0 })
  await bob.hears('onRemoteInvitationReceived', { callerId: 'alice', content: '', channelId: '', state: 1 })
  await alice.hears('onLocalInvitationReceivedByPeer', { calleeId: 'bob', content: '', channelId: '', state: 2 })
}

const login: Story = {
  name: 'the demo: a failed login and the same calls again; mail; logout and release in one tick, then login again',
  play: async (stand) => {
    const [alice, bob] = [await Person.at('demo', stand), await Person.at('demo', stand, { peerId: 'alice' })]
    await alice.does('login')
    await alice.hears('createInstance', { code: 0 })
    await alice.hears('login failed', { code: 3 })
    await alice.does('login', { userId: 'alice', peerId: 'bob' })
    await alice.hears('createInstance', { code: 2 })
    await alice.hears('onConnectionStateChanged', { state: 2, reason: 1 })
    await alice.hears('onConnectionStateChanged', { state: 3, reason: 2 })
    await alice.hears('login', { code: 0 })
    await logsIn(bob, 'bob')
    await alice.does('queryPeersOnlineStatus')
    await alice.hears('queryPeersOnlineStatus', {
      code: 0,
      peerOnlineStatus: [
        { peerId: 'bob', state: 0 },
        { peerId: 'nobody', state: 2 }
      ]
    })

    await bob.does('logout')
    await bob.hears('release', { code: 0 })
    // In this order; the fields of an object have none on iOS.
    expect(await bob.unheard()).toEqual([
      expect.stringMatching(/^onConnectionStateChanged (?=.*"state":1\b)(?=.*"reason":6\b)/),
      'logout {"code":0}'
    ])
    await alice.does('sendOffline', { text: 'for later' })
    await alice.hears('sendOffline', { code: 4 })
    await stand.pass(A_SECOND)
    await logsIn(bob, 'bob')
    await bob.hears('onPeerMessageReceived', { peerId: 'alice', text: 'for later', OfflineMessage: true })
    await alice.does('sendMessageToPeer', { text: 'now' })
    await alice.hears('sendMessageToPeer', { code: 0 })
    await bob.hears('onPeerMessageReceived', { peerId: 'alice', text: 'now', OfflineMessage: false })
    expect([await alice.unheard(), (await bob.unheard()).length]).toEqual([[], 2]) // those two of the logout
  }
}

const channels: Story = {
  name: 'the demo: create and join in one tick, twice; members, messages, attributes of users and channels, presence',
  play: async (stand) => {
    const [alice, bob] = [
      await Person.at('demo', stand, { peerId: 'bob' }),
      await Person.at('demo', stand, { peerId: 'alice' })
    ]
    await logsIn(alice, 'alice')
    for (let again = 0; again < 2; again++) {
      await alice.does('joinChannel')
      await alice.hears('createChannel', { code: 0 })
      await alice.hears('join', { code: 0 })
      await alice.does('getMembers')
      await alice.hears('getMembers', { code: 0, members: [{ channelId: '909090', userId: 'alice' }] })
      if (again === 1) break
      await alice.does('leave')
      await alice.hears('leave', { code: 0 })
    }
    await alice.does('subscribePeersOnlineStatus')
    await alice.hears('onPeersOnlineStatusChanged', { peersStatus: [{ peerId: 'bob', state: 2 }] })
    await logsIn(bob, 'bob')
    await alice.hears('onPeersOnlineStatusChanged', { peersStatus: [{ peerId: 'bob', state: 0 }] })
    await alice.does('queryPeersBySubscriptionOption')
    await alice.hears('queryPeersBySubscriptionOption', { code: 0, peers: ['bob'] })
    await alice.does('unsubscribePeersOnlineStatus')
    await alice.hears('unsubscribePeersOnlineStatus', { code: 0 })

    await bob.does('joinChannel')
    await bob.hears('join', { code: 0 })
    await alice.hears('onMemberJoined', { channelId: '909090', userId: 'bob' })
    await bob.does('sendChannelMessage', { text: 'to all' })
    await bob.hears('sendChannelMessage', { code: 0 })
    await alice.hears('onChannelMessageReceived', { channelId: '909090', userId: 'bob', text: 'to all' })
    await alice.does('getChannelMemberCount')
    await alice.hears('getChannelMemberCount', { code: 0, memberCounts: [{ channelId: '909090', count: 2 }] })

    await alice.does('setLocalUserAttributes')
    await alice.hears('setLocalUserAttributes', { code: 0 })
    await bob.does('getUserAttributes')
    await bob.hears('getUserAttributes', { code: 0, userId: 'alice', userAttributesList: { age: 23, name: 'Jerry' } })
    await bob.hears('getUserAttributesByKeys', { code: 0, userAttributesList: { age: 23 } })
    await alice.does('changeLocalUserAttributes')
    await alice.hears('addOrUpdateLocalUserAttributes', { code: 0 })
    await alice.hears('deleteLocalUserAttributesByKeys', { code: 0 })
    await alice.does('clearLocalUserAttributes')
    await alice.hears('clearLocalUserAttributes', { code: 0 })

    await alice.does('setChannelAttributes')
    await alice.hears('setChannelAttributes', { code: 0 })
    const { attributeList } = (await bob.hears('onAttributesUpdated', { channelId: '909090' })) as {
      attributeList: { key: string; value: string; lastUpdateUid: string }[]
    }
    expect(attributeList.map(({ key, value, lastUpdateUid }) => [key, value, lastUpdateUid]).sort()).toEqual([
      ['age', '23', 'alice'],
      ['name', 'Jerry', 'alice']
    ])
    await bob.does('changeChannelAttributes')
    await bob.hears('addOrUpdateChannelAttributes', { code: 0 })
    await bob.hears('deleteChannelAttributesByKeys', { code: 0 })
    await alice.does('getChannelAttributes')
    await alice.hears('getChannelAttributes', { code: 0, channelAttributes: { age: 24 } })
    await alice.hears('getChannelAttributesByKeys', { code: 0, channelAttributes: { age: 24 } })
    await alice.does('clearChannelAttributes')
    await alice.hears('clearChannelAttributes', { code: 0 })
    await bob.does('channelRelease')
    await bob.hears('channelRelease', { code: 0 })
    await alice.hears('onMemberLeft', { channelId: '909090', userId: 'bob' })
    await alice.does('setLog')
    await alice.hears('setLogFilter', { code: 0 })
    await alice.hears('setLogFileSize', { code: 0 })
  }
}

const invitations: Story = {
  name: 'the demo: of three calls by ids alone, without words, one is accepted, one cancelled, one refused',
  play: async (stand) => {
    const { alice, bob } = await twoWhoCall(stand)
    await rings(alice, bob)
    await alice.does('sendLocalInvitation')
    await alice.hears('sendLocalInvitation', { code: 5 })
    await bob.does('acceptRemoteInvitation')
    await bob.hears('acceptRemoteInvitation', { code: 0 })
    await alice.hears('onLocalInvitationAccepted', { calleeId: 'bob', state: 3, response: '', getResponse: '' })
    await bob.hears('onRemoteInvitationAccepted', { callerId: 'alice', state: 4, response: '' })
    await rings(alice, bob)
    await alice.does('cancelLocalInvitation')
    await alice.hears('cancelLocalInvitation', { code: 0 })
    await alice.hears('onLocalInvitationCanceled', { calleeId: 'bob', state: 5 })
    await bob.hears('onRemoteInvitationCanceled', { callerId: 'alice', state: 5 })
    await rings(alice, bob)
    await bob.does('refuseRemoteInvitation')
    await bob.hears('refuseRemoteInvitation', { code: 0 })
    await alice.hears('onLocalInvitationRefused', { calleeId: 'bob', state: 4, response: 'no' })
    await bob.hears('onRemoteInvitationRefused', { callerId: 'alice', state: 3 })
    expect([await alice.unheard(), await bob.unheard()]).toEqual([[], []])
  }
}

const ringsOut: Story = {
  name: 'the demo: nobody answers a call, and both hear so after 60 s',
  isLong: true,
  play: async (stand) => {
    const { alice, bob } = await twoWhoCall(stand)
    await rings(alice, bob)
    await stand.pass(PAST_RING_MS)
    await alice.hears('onLocalInvitationFailure', { calleeId: 'bob', state: 6, code: 3 })
    await bob.hears('onRemoteInvitationFailure', { callerId: 'alice', state: 6, code: 3 })
  }
}

async function enters(stand: Stand, userId: string, peerId = ''): Promise<Person> {
  const person = await Person.at('call', stand, { userId, peerId })
  await person.does('enter')
  for (const line of ['createInstance 0', 'connection 2/1', 'connection 3/2', 'login 0']) await person.hears(line)
  return person
}

const call: Story = {
  name: 'a call app with numeric ids: JSON both ways, a refused third, a break, a peer who goes, a second device',
  play: async (stand) => {
    const [alice, bob, carol] = [
      await enters(stand, '1001'),
      await enters(stand, '1002'),
      await enters(stand, '1003', '1002')
    ]
    await alice.does('callUp')
    await alice.hears('cannot see who is there: 2')
    await alice.does('callUp', { peerId: '1009' })
    await alice.hears('not there')

    await alice.does('callUp', { peerId: '1002' })
    await alice.hears('subscribe 0')
    await alice.hears('rings: 来电 "1001"')
    await bob.hears('call from 1001: 来电 "1001"')
    await carol.does('callUp')
    await carol.hears('refused: Calling')
    await bob.does('accept')
    await bob.hears('accept 0')
    await bob.hears('talking, mode 1')
    await alice.hears('accepted, mode 1 1')
    await alice.does('switchAudio')
    await bob.hears('1001 says SwitchAudio')

    await stand.away(alice.page, '1001')
    await alice.hears('connection 4/5')
    await stand.back(alice.page)
    await alice.hears('connection 3/2')
    await bob.hears('1001 says CallState')
    await alice.hears('1002 says CallStateResult')
    await bob.does('leave')
    await bob.hears('connection 1/6')
    await alice.hears('the other side is gone')

    await bob.does('enterAgain') // he has left already
    for (const line of ['logout 102', 'connection 3/2', 'login 0']) await bob.hears(line)
    await alice.does('callUp')
    await bob.hears('call from 1001: 来电 "1001"')
    await alice.hears('rings: 来电 "1001"')
    await alice.does('cancel')
    await alice.hears('cancel 0')
    await alice.hears('cancelled')
    await bob.hears('the caller has cancelled')

    const second = await enters(stand, '1001')
    await alice.hears('connection 5/8')
    await alice.does('enterAgain')
    for (const line of ['logout 0', 'connection 1/6', 'connection 3/2', 'login 0']) await alice.hears(line)
    await second.hears('connection 5/8')
  }
}

export const stories: readonly Story[] = [login, channels, invitations, ringsOut, call]
