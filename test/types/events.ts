// Channels and events with their types, by the declarations that are shipped.
import type { RtmChannel, RtmMemberLeftEvent, RtmMissedEvent, RtmSubscription } from '@/uni_modules/rtm/js_sdk/index.js'
import { createRtmClient as createOnWeb } from '@/uni_modules/rtm/js_sdk/web.js'
import { client } from './client'

export const subscriptions: RtmSubscription[] = [
  client.on('state', ({ state, previous, reason }) => {
    if (state !== previous) reason.trim()
  }),
  client.on('message', ({ userId, text, messageId, time, offline, redelivered }) => {
    if (!offline && !redelivered) `${userId} ${text} ${messageId}`.slice(time)
  }),
  client.on('missed', ({ userId, count }: RtmMissedEvent) => {
    userId.slice(count ?? 0)
  }),
  client.on('presence', (users) => {
    users.map(({ presence }) => presence)
  }),
  client.on('invitation', ({ role, state, reason }) => {
    if (role === 'callee' && state === 'failed') reason.trim()
  }),
  client.on('tokenWillExpire', () => {}),
  client.on('tokenExpired', () => {}),
  client.on('tokenFailed', ({ error }) => {
    if (error instanceof Error) error.message.trim()
  })
]
client.off(subscriptions[0]!)
client.offAll('message')
client.offAll()
// @ts-expect-error no such event
client.on('messages', () => {})
// @ts-expect-error the old names are those of the old functions
client.on('onPeerMessageReceived', () => {})
// @ts-expect-error it has no such field
client.on('message', ({ peerId }) => {
  console.log(peerId)
})
client.on('missed', ({ count }) => {
  // @ts-expect-error nobody can know the count, perhaps
  count.toFixed()
})
// @ts-expect-error not a state
client.on('state', ({ state }) => state === 'online')
// @ts-expect-error off takes what on gave
client.off('message')
client.on('tokenFailed', ({ error }) => {
  // @ts-expect-error an unknown fault is asked what it is first
  console.log(error.message)
})
// @ts-expect-error of a channel
client.on('memberJoined', () => {})

const channel: RtmChannel = client.channel('plaza')
channel.on('message', ({ channelId, userId, text, messageId, time }) => {
  ;`${channelId} ${userId} ${text} ${messageId}`.slice(time)
})
channel.on('memberJoined', ({ userId }) => {
  userId.trim()
})
channel.on('memberLeft', ({ userId, reason }: RtmMemberLeftEvent) => {
  if (reason === 'kicked') userId.trim()
})
channel.on('memberCount', ({ count }) => {
  count.toFixed()
})
channel.on('attributes', ({ attributes, rows }) => {
  if (attributes['topic'] === '') rows.map(({ userId, time }) => userId.slice(time))
})
channel.on('missed', ({ count, reason }) => {
  reason.slice(count ?? 0)
})
channel.on('lost', ({ error }) => {
  error.action.trim()
})
// @ts-expect-error of a client
channel.on('invitation', () => {})
// @ts-expect-error the name is for good
channel.id = 'other'
// @ts-expect-error of which channel?
client.channel()

export async function use(): Promise<void> {
  await channel.join()
  const { outcome } = await channel.sendMessage('hello', { history: true })
  // @ts-expect-error the server takes it for all members
  if (outcome === 'received') return
  // @ts-expect-error nothing is kept for members who are not there
  await channel.sendMessage('hello', { offline: true })
  const members: string[] = await channel.getMembers()
  await channel.setAttributes({ topic: members.length }, { notify: true })
  await channel.updateAttributes(await channel.getAttributes(['topic']))
  await channel.deleteAttributes(['topic'], { notify: false })
  await channel.clearAttributes()
  await channel.leave()
}

class Socket {
  constructor(readonly url: string) {}
}
createOnWeb({ appId: '', WebSocket: Socket })
// @ts-expect-error a class, not one of its sockets
createOnWeb({ appId: '', WebSocket: new Socket('') })
