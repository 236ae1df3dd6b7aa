// The hello of a client, read and proved (section 2 of the protocol).
import type { HelloChannel } from '../channel/resume-point.ts'
import { MAX_DEVICE, WIRE_VERSION } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import { isId } from '../../../uni_modules/rtm/utssdk/common/protocol/ids.uts'
import { countOf, countOr, type Fields, flagOr, idOf, idsOf, textOr } from '../wire/fields.ts'
import { invalid } from '../wire/refusal.ts'
import type { SeenCall } from '../invitation/invitation-versions.ts'

const MAX_NAME = 64
const TOKEN_READ = 8192 // a token that is too long is an invalid token, not a wrong frame
const MAX_WANTED = 1000
const MAX_WATCHED = 2000
const MAX_CALLS = 1000
const FEATURES = ['poke'] as const

export type Feature = (typeof FEATURES)[number]

export interface Hello {
  readonly v: number
  /** Words that this version knows of those that the client says. */
  readonly features: readonly Feature[]
  readonly app: string
  readonly user: string
  readonly token: string
  readonly device: string
  readonly login: string
  readonly auto: 0 | 1
  readonly generation: number
  readonly session: string
  readonly key: string
  readonly attempt: number
  readonly settled: number
  readonly inbox: { readonly e: string; readonly o: number; readonly i: string; readonly h: number }
  readonly channels: readonly HelloChannel[]
  /** Users whose presence the link is to be told (P-WATCH-1). */
  readonly watch: readonly string[]
  /** Invitations that the client takes for running (P-HELLO-13). */
  readonly calls: readonly SeenCall[]
}

function objectOf(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(name, 'an object')
  return value as Fields
}

function channelsOf(value: unknown): HelloChannel[] {
  if (value === undefined) return []
  if (!Array.isArray(value) || value.length > MAX_WANTED)
    throw invalid('channels', `a list of at most ${MAX_WANTED} channels`)
  const names = new Set<string>()
  return value.map((row: unknown) => {
    const fields = objectOf(row, 'channels')
    const ch = fields['ch']
    if (typeof ch !== 'string' || !isId(ch) || names.has(ch)) throw invalid('channels', 'channel ids, each once')
    names.add(ch)
    return {
      ch,
      e: textOr(fields, 'e', MAX_NAME),
      o: countOr(fields, 'o', 0),
      i: textOr(fields, 'i', MAX_NAME),
      v: countOr(fields, 'v', 0),
      n: countOr(fields, 'n', 0),
      j: countOr(fields, 'j', 0)
    }
  })
}

function watchOf(fields: Fields): string[] {
  const { watch } = fields
  if (watch === undefined || (Array.isArray(watch) && watch.length === 0)) return []
  return [...new Set(idsOf(fields, 'watch', MAX_WATCHED))]
}

function callsOf(value: unknown): SeenCall[] {
  if (value === undefined) return []
  if (!Array.isArray(value) || value.length > MAX_CALLS)
    throw invalid('calls', `a list of at most ${MAX_CALLS} invitations`)
  return value.map((row: unknown) => {
    const fields = objectOf(row, 'calls')
    return { i: idOf(fields, 'i'), of: idOf(fields, 'of'), v: countOr(fields, 'v', 0) }
  })
}

/** P-HELLO-14: a word that is not known means nothing, and so does what is no list. */
function featuresOf(value: unknown): Feature[] {
  return Array.isArray(value) && value.length > 0 ? FEATURES.filter((word) => value.includes(word)) : []
}

/**
 * Throws a refusal that names the field. The app and the user are looked at by the greeting, because they have codes of
 * their own.
 */
export function readHello(fields: Fields): Hello {
  const v = countOf(fields, 'v')
  const later = v !== WIRE_VERSION
  const codecs = fields['codecs']
  if (!later && (!Array.isArray(codecs) || !codecs.includes('json')))
    throw invalid('codecs', 'a list that contains "json"') // P-HELLO-3
  const inbox = fields['inbox'] === undefined || later ? {} : objectOf(fields['inbox'], 'inbox')
  return {
    v,
    features: featuresOf(fields['features']),
    app: textOr(fields, 'app', MAX_NAME),
    user: typeof fields['user'] === 'string' ? fields['user'] : '',
    token: textOr(fields, 'token', TOKEN_READ),
    device: textOr(fields, 'device', MAX_DEVICE), // P-HELLO-8
    login: textOr(fields, 'login', MAX_NAME),
    auto: flagOr(fields, 'auto'),
    generation: countOr(fields, 'generation', 0),
    session: textOr(fields, 'session', MAX_NAME),
    key: textOr(fields, 'key', MAX_NAME),
    attempt: countOr(fields, 'attempt', 1),
    settled: countOr(fields, 'settled', 0),
    inbox: {
      e: textOr(inbox, 'e', MAX_NAME),
      o: countOr(inbox, 'o', 0),
      i: textOr(inbox, 'i', MAX_NAME),
      h: countOr(inbox, 'h', 0)
    },
    channels: channelsOf(fields['channels']),
    watch: later ? [] : watchOf(fields),
    calls: callsOf(fields['calls'])
  }
}
