// What a person has to know about the connection, and whether to do something about it, as rows.
import type { Word } from '../shared/language/language'
import type { Tone } from '../shared/language/state-words'
import type { ChatState } from './state'

export interface Banner {
  word: Word
  tone: Tone
  again: boolean // the way back is a new login
}

const held: Banner = { word: 'chatBannerHeld', tone: 'wait', again: false }
const reconnecting: Banner = { word: 'chatBannerReconnecting', tone: 'wait', again: false }
const replaced: Banner = { word: 'chatBannerReplaced', tone: 'bad', again: true }
const aborted: Banner = { word: 'chatBannerAborted', tone: 'bad', again: true }
const out: Banner = { word: 'chatBannerOut', tone: 'bad', again: true }

export function bannerOf({
  connection,
  reason,
  held: isHeld
}: Pick<ChatState, 'connection' | 'reason' | 'held'>): Banner | null {
  if (connection === 'aborted') return reason === 'remote_login' ? replaced : aborted
  if (connection === 'disconnected') return out
  if (isHeld) return held
  return connection === 'reconnecting' ? reconnecting : null
}
