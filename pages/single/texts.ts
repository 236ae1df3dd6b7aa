// What the plugin says, in words. Events carry `rtmEvent`; the numbers are those of AR-RtmModule.
import type { Values, Word } from '../shared/language/language'

export interface Reply {
  code: number
  message?: string
  members?: { userId: string }[]
  memberCounts?: { channelId: string; count: number }[]
  peerOnlineStatus?: { peerId: string; state: number }[]
}

export interface Event {
  rtmEvent: string
  state?: number
  reason?: string | number
  peerId?: string
  channelId?: string
  userId?: string
  text?: string
  memberCount?: number
  missed?: number
}

export interface Text {
  word: Word
  values: Values
  words: Record<string, Word>
}

// onConnectionStateChanged: 1 disconnected, 2 connecting, 3 connected, 4 reconnecting, 5 aborted.
const states: Record<number, Word> = {
  1: 'stateOut',
  2: 'stateEntering',
  3: 'stateIn',
  4: 'stateReturning',
  5: 'stateAborted'
}
const reasons: Record<string, Word> = {
  retention: 'gapRetention',
  expired: 'gapExpired',
  evicted: 'gapEvicted',
  epoch: 'gapEpoch'
}

export const stateText = (state: number): Word => states[state] ?? 'stateOut'

const text = (word: Word, values: Values = {}, words: Record<string, Word> = {}): Text => ({ word, values, words })

export function textOfEvent(event: Event): Text | null {
  const { channelId: channel = '', peerId = '', userId: user = '', text: said = '', missed = -1, reason = '' } = event
  if (event.rtmEvent === 'onConnectionStateChanged')
    return text('stateEvent', {}, { state: stateText(event.state ?? 1) })
  if (event.rtmEvent === 'onPeerMessageReceived') return text('peerSays', { user: peerId, text: said })
  if (event.rtmEvent === 'onChannelMessageReceived') return text('channelSays', { user, channel, text: said })
  if (event.rtmEvent === 'onMemberJoined') return text('joinedEvent', { user, channel })
  if (event.rtmEvent === 'onMemberLeft') return text('leftEvent', { user, channel })
  if (event.rtmEvent === 'onMemberCountUpdated') return text('countEvent', { channel, n: event.memberCount ?? 0 })
  if (event.rtmEvent === 'onMessagesMissed') {
    const word = reasons[reason]
    return text(
      missed < 0 ? 'missedUnknown' : 'missedEvent',
      { n: missed, where: channel === '' ? peerId : channel, reason },
      word === undefined ? {} : { reason: word }
    )
  }
  return event.rtmEvent === 'onTokenDidExpire' ? text('tokenEvent') : null
}
