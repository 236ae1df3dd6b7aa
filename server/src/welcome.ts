// The welcome frame (P-WELCOME-1 to 6). What belongs to the app is written once per app.
import type { App } from './apps.ts'
import type { Granted } from './channel.ts'
import { textFrame } from './frames.ts'
import type { Gap } from './replies.ts'
import type { Outcome } from './sessions.ts'

export interface Welcome {
  readonly session: string
  readonly key: string
  readonly resumed: 'full' | 'rejoined' | 'fresh'
  readonly why: 'login' | 'resume' | 'expired' | 'unknown'
  readonly generation: number
  readonly taken: number
  readonly outcomes: readonly (readonly [number, Outcome])[]
  readonly now: number
  readonly inbox: { readonly e: string; readonly o: number; readonly gap?: Gap }
  readonly channels: readonly WelcomeChannel[]
}

export type WelcomeChannel = ({ readonly ch: string } & Granted) | { readonly ch: string; readonly no: 'too_many_channels' }

const hints = new WeakMap<App, string>()

/** P-WELCOME-3 */
function hintsOf(app: App): string {
  let text = hints.get(app)
  if (text !== undefined) return text
  const { text: textMost, channels, presenceIds, countIds, memberList, rates, ping, silent, unreachable, lease, retention } = app.limits
  const fields = {
    limits: { text: textMost, channels, presenceIds, countIds, memberList, rates },
    heartbeat: { ping, silent, unreachable, lease },
    retention: { messages: retention.messages, ms: retention.ms, bytes: retention.bytes },
  }
  text = JSON.stringify(fields).slice(1, -1)
  hints.set(app, text)
  return text
}

export function welcomeFrame(app: App, welcome: Welcome): Buffer {
  const { session, key, resumed, why, generation, taken, outcomes, now, inbox, channels } = welcome
  const settled = outcomes.map(([n, outcome]) => ({ n, ...outcome })) // P-WELCOME-2
  const before = JSON.stringify({ t: 'welcome', v: 1, session, key, resumed, why, generation, taken, outcomes: settled }).slice(0, -1)
  const after = JSON.stringify({ now, features: [], inbox, channels }).slice(1)
  return textFrame(`${before},${hintsOf(app)},${after}`)
}
