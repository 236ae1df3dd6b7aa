// The four handle functions as promises. They always answer, so nothing here rejects: a refusal is an answer with ok 0.
import { call, close, listen, open } from '@/uni_modules/rtm'
import type { Refusal } from '../shared/language/explain'

export interface Answer extends Refusal {
  ok: number
  outcome?: string
  id?: string
  n?: number
  states?: string[]
  users?: string[]
}

export interface ClientEvent {
  event:
    | 'state'
    | 'peerMessage'
    | 'channelMessage'
    | 'memberJoined'
    | 'memberLeft'
    | 'memberCount'
    | 'missed'
    | 'outcome'
    | 'channelLost'
    | 'tokenExpired'
  state?: string
  reason?: string
  from?: string
  id?: string
  time?: number
  text?: string
  channel?: string
  peer?: string
  user?: string
  count?: number
  missed?: number
  redelivered?: number
  n?: number
  outcome?: string
  why?: string
}

type Told = Omit<ClientEvent, 'event'> & { event: ClientEvent['event'] | 'probe'; handle?: string; confirm?: number }

const answered = (start: (done: (answer: string) => void) => void): Promise<Answer> =>
  new Promise((resolve) => {
    start((answer) => {
      resolve(JSON.parse(answer) as Answer)
    })
  })

// The native plugin outlives a life of JavaScript, so it is told which one opens a client, asks whether that goes on,
// and takes as handled what is confirmed. The id stands on `uni`, as js_sdk puts it there: one for all bundles and
// pages of a life.
function life(): string {
  const shared = uni as unknown as Record<string, string | undefined>
  return (shared.rtmContext ??= [0, 0].map(() => Math.random().toString(36).slice(2)).join(''))
}

export const openClient = (handle: string, app: string, server: string): Promise<Answer> =>
  answered((done) => {
    open(handle, JSON.stringify({ app, server, context: life() }), done)
  })

export const callClient = (handle: string, method: string, args: object = {}): Promise<Answer> =>
  answered((done) => {
    call(handle, method, JSON.stringify(args), done)
  })

// An answer reaches the one who awaits it a moment after it came; events wait as long, so that the order stays that of
// the engine.
export const listenTo = (handle: string, listener: (event: ClientEvent) => void): void => {
  const take = (text: unknown): void => {
    const event = (typeof text === 'string' ? JSON.parse(text) : {}) as Told
    if (event.handle !== handle) return // meant for a function of the last life
    if (event.event === 'probe') void callClient(handle, 'here', { context: life() })
    else listener(event as ClientEvent)
    if (event.confirm !== undefined) void callClient(handle, 'handled', { n: event.confirm })
  }
  listen(handle, (text: string) => {
    void Promise.resolve().then(() => {
      take(text)
    })
  })
}

export const closeClient = (handle: string): Promise<Answer> =>
  answered((done) => {
    close(handle, done)
  })
