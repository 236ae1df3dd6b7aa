// The four handle functions as promises. They always answer, so nothing here rejects: a refusal is an answer with ok 0.
import { call, close, listen, open } from '@/uni_modules/rtm'
import type { Refusal } from '../shared/explain'

export interface Answer extends Refusal {
  ok: number
  outcome?: string
  id?: string
  n?: number
  states?: string[]
  users?: string[]
}

export interface ClientEvent {
  event: 'state' | 'peerMessage' | 'channelMessage' | 'memberJoined' | 'memberLeft' | 'memberCount' | 'missed' | 'outcome' | 'channelLost' | 'tokenExpired'
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

const answered = (start: (done: (answer: string) => void) => void): Promise<Answer> =>
  new Promise((resolve) => { start((answer) => { resolve(JSON.parse(answer) as Answer) }) })

export const openClient = (handle: string, app: string, server: string): Promise<Answer> =>
  answered((done) => { open(handle, JSON.stringify({ app, server }), done) })

export const callClient = (handle: string, method: string, args: object = {}): Promise<Answer> =>
  answered((done) => { call(handle, method, JSON.stringify(args), done) })

// An answer reaches the one who awaits it a moment after it came; events wait as long, so that the order stays that of the engine.
export const listenTo = (handle: string, listener: (event: ClientEvent) => void): void => {
  listen(handle, (event: string) => { void Promise.resolve().then(() => { listener(JSON.parse(event) as ClientEvent) }) })
}

export const closeClient = (handle: string): Promise<Answer> => answered((done) => { close(handle, done) })
