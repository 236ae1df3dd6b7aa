// The welcome frame (P-WELCOME-1 to 6). What belongs to the app is written once per app.
import type { App } from '../config/apps.ts'
import type { Granted } from '../channel/membership.ts'
import type { PresenceState } from '../store/presence.ts'
import type { Gap } from '../wire/replies.ts'
import type { Outcome } from '../wire/outcomes.ts'

export interface Welcome {
  readonly session: string
  readonly key: string
  readonly resumed: 'full' | 'rejoined' | 'fresh'
  readonly why: 'login' | 'resume' | 'expired' | 'unknown'
  readonly generation: number
  readonly taken: number
  /** P-ATTR-8 */
  readonly own: number
  readonly outcomes: readonly (readonly [number, Outcome])[]
  readonly now: number
  /** P-TOKEN-1; 0: no token, no end. */
  readonly exp: number
  /** Those of hello that this server has, too (P-HELLO-14). */
  readonly features: readonly string[]
  readonly inbox: { readonly e: string; readonly o: number; readonly gap?: Gap }
  readonly channels: readonly WelcomeChannel[]
  /** What the users that hello watches are; null when it watches none (P-WATCH-1). */
  readonly peers: readonly PresenceState[] | null
}

export type WelcomeChannel =
  ({ readonly ch: string } & Granted) | { readonly ch: string; readonly no: 'too_many_channels' | 'full' }

/** Those that the engine keeps to, or tells the page. */
const TOLD_LIMITS = [
  'text',
  'channels',
  'presenceIds',
  'countIds',
  'memberList',
  'watch',
  'attributeKey',
  'attributeValue',
  'attributes',
  'userAttributes',
  'channelAttributes',
  'invitation'
] as const
/** Rates that the engine has no part in. */
const OWN_RATES = ['invite', 'login']

// The parts that are the same for most: built as bytes, because a long text made of pieces is copied several times on
// its way to the wire.
const hints = new WeakMap<App, Buffer>()

/** P-WELCOME-3 */
function hintsOf(app: App): Buffer {
  let bytes = hints.get(app)
  if (bytes !== undefined) return bytes
  const { limits } = app
  const { ping, silent, unreachable, lease, retention } = limits
  const fields = {
    limits: {
      ...Object.fromEntries(TOLD_LIMITS.map((name) => [name, limits[name]])),
      rates: Object.fromEntries(Object.entries(limits.rates).filter(([name]) => !OWN_RATES.includes(name)))
    },
    heartbeat: { ping, silent, unreachable, lease },
    retention: { messages: retention.messages, ms: retention.ms, bytes: retention.bytes }
  }
  bytes = Buffer.from(`,${JSON.stringify(fields).slice(1, -1)},`)
  hints.set(app, bytes)
  return bytes
}

export function welcomeFrame(app: App, welcome: Welcome): Buffer {
  const { session, key, resumed, why, generation, taken, own, outcomes, now, exp, features, inbox, channels, peers } =
    welcome
  // P-WELCOME-2
  const settled = outcomes.length === 0 ? '[]' : JSON.stringify(outcomes.map(([n, outcome]) => ({ n, ...outcome })))
  const fields = { t: 'welcome', v: 1, session, key, resumed, why, generation, taken }
  const head = JSON.stringify(own > 0 ? { ...fields, own } : fields)
  const joined = channels.length === 0 ? '[]' : JSON.stringify(channels)
  const end = exp === 0 ? '' : `"exp":${exp},`
  const granted = features.length === 0 ? '[]' : JSON.stringify(features)
  const watched = peers === null ? '' : `,"peers":${JSON.stringify(peers)}`
  return around(
    `${head.slice(0, -1)},"outcomes":${settled}`,
    hintsOf(app),
    `"now":${now},${end}"features":${granted},"inbox":${JSON.stringify(inbox)},"channels":${joined}${watched}}`
  )
}

/** A text of two with bytes between them that are ready. */
function around(before: string, middle: Buffer, after: string): Buffer {
  const start = Buffer.byteLength(before)
  const end = Buffer.byteLength(after)
  const bytes = Buffer.allocUnsafe(start + middle.length + end)
  bytes.write(before, 0, start, 'utf8')
  middle.copy(bytes, start)
  bytes.write(after, start + middle.length, end, 'utf8')
  return bytes
}
