// A chat on one channel. A page of uni-app shows `chat` in its template and calls `send` from its button; what can be
// wrong is decided here, so it is tested here.
import { reactive } from 'vue'
import { createRtmClient, RtmError } from '@/uni_modules/rtm/js_sdk/index.js'
import type { RtmClientOptions } from '@/uni_modules/rtm/js_sdk/index.js'

/** `sending`: no answer yet. `unsure`: none within 10 s, it may have arrived. */
export type LineState = 'sending' | 'sent' | 'unsure' | 'failed'

export interface Line {
  userId: string
  text: string
  state: LineState
}

export function createChat(options: RtmClientOptions, channelId: string) {
  const client = createRtmClient(options)
  const channel = client.channel(channelId)
  const chat = reactive({ lines: [] as Line[], notice: '' })

  const add = (userId: string, text: string, state: LineState): Line =>
    chat.lines[chat.lines.push({ userId, text, state }) - 1]

  client.on('state', ({ state, reason }) => {
    if (state === 'reconnecting') chat.notice = 'No connection. What you write is sent when it is back.'
    else if (state === 'aborted')
      chat.notice = reason === 'remote_login' ? 'You are logged in on another device.' : 'You were sent away.'
    else chat.notice = ''
  })
  client.on('tokenFailed', () => {
    chat.notice = 'Please sign in again.'
  })
  channel.on('message', ({ userId, text }) => {
    add(userId, text, 'sent')
  })
  channel.on('missed', ({ count }) => {
    add('', count === null ? 'Messages may be missing.' : `${count} messages are missing.`, 'sent')
  })
  channel.on('lost', ({ error }) => {
    chat.notice = error.reason
  })

  async function open(userId: string): Promise<void> {
    await client.login({ userId })
    await channel.join()
  }

  async function send(text: string): Promise<void> {
    const line = add(client.userId, text, 'sending')
    try {
      await channel.sendMessage(text)
      line.state = 'sent'
    } catch (error) {
      if (!(error instanceof RtmError)) throw error
      if (error.code === 'too_often') chat.notice = `Too fast. Wait ${error.retryAfterMs} ms.`
      line.state = error.lateOutcome === null ? 'failed' : 'unsure'
      const outcome = await error.lateOutcome
      if (outcome === 'taken') line.state = 'sent'
      else if (outcome === 'not_sent' || outcome === 'refused') line.state = 'failed'
    }
  }

  return { chat, open, send, close: () => client.destroy() }
}
