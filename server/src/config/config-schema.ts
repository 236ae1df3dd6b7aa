// The keys of the configuration as rows: what a key may hold, what it is when nobody sets it. The check of a value
// knows no file, no environment.
import { isIP } from 'node:net'
import { HELD, USERS_PER_ADDRESS } from './held.ts'
import type { LogLevel } from '../base/log.ts'

export interface Config {
  host: string
  port: number
  path: string
  pages: string
  data: string
  origins: readonly string[]
  trustedProxies: readonly string[]
  allowOpenApps: boolean
  connections: number
  connectionsPerAddress: number
  usersPerAddress: number
  frameBytes: number
  handshakeMs: number
  helloMs: number
  stopMs: number
  moveAfterMs: number
  moveJitterMs: number
  unwrittenBytes: number
  streamBytes: number
  inboxBytes: number
  attributeBytes: number
  invitationBytes: number
  outcomesKept: number
  sessionsKept: number
  memberships: number
  watchesKept: number
  waitingBytes: number
  logLevel: LogLevel
}

export type Key = keyof Config

// wrong: what is wrong with the value and what to do about it; '' when it is right.
// fromText reads a value of the environment.
export interface Kind {
  wrong(value: unknown): string
  fromText(text: string): unknown
}

export interface Row {
  kind: Kind
  fallback: Config[Key]
}

const MINUTE = 60_000
const MEGABYTE = 1_048_576

const integer = (least: number, most: number, unit: string): Kind => ({
  wrong: (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
      ? ''
      : `must be a whole number from ${least} to ${most}${unit === '' ? '' : ` (${unit})`}`,
  fromText: (text) => (/^\d{1,16}$/.test(text) ? Number(text) : text)
})

const flag: Kind = {
  wrong: (value) => (typeof value === 'boolean' ? '' : 'must be true or false (in the environment 1 or 0)'),
  fromText: (text) => ({ '1': true, true: true, '0': false, false: false })[text] ?? text
}

const text = (fits: (value: string) => boolean, advice: string): Kind => ({
  wrong: (value) => (typeof value === 'string' && fits(value) ? '' : advice),
  fromText: (given) => given
})

const list = (fits: (value: string) => boolean, advice: string): Kind => ({
  wrong: (value) =>
    Array.isArray(value) && value.every((item) => typeof item === 'string' && fits(item)) ? '' : advice,
  fromText: (given) =>
    given
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '')
})

function isNetwork(value: string): boolean {
  const [address = '', bits, more] = value.split('/')
  const version = isIP(address)
  if (version === 0 || more !== undefined) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

function isOrigin(value: string): boolean {
  if (value === '*' || value === 'null') return true
  try {
    return new URL(value).origin === value
  } catch {
    return false
  }
}

const anyText = text(() => true, 'must be a text')
const levels = ['error', 'warn', 'info', 'debug']

export const rows: { readonly [K in Key]: Row & { fallback: Config[K] } } = {
  host: {
    kind: text(
      (value) => value !== '' && !/[\s/]/.test(value),
      'must be an address or a host name to listen on, such as "127.0.0.1"'
    ),
    fallback: '127.0.0.1'
  },
  port: { kind: integer(0, 65_535, '0 takes any free port'), fallback: 7080 },
  path: {
    kind: text((value) => /^\/[\w\-./]*$/.test(value), 'must be a path that begins with "/", such as "/rtm"'),
    fallback: '/rtm'
  },
  pages: { kind: anyText, fallback: '' },
  data: { kind: anyText, fallback: '' },
  origins: {
    kind: list(
      isOrigin,
      'must be a list of origins such as "https://example.com" (no path, no slash at the end), or "*" for all'
    ),
    fallback: []
  },
  trustedProxies: {
    kind: list(isNetwork, 'must be a list of addresses or networks such as "10.0.0.7" or "10.0.0.0/8"'),
    fallback: []
  },
  allowOpenApps: { kind: flag, fallback: false },
  connections: { kind: integer(1, 1_000_000, ''), fallback: 50_000 },
  connectionsPerAddress: { kind: integer(1, 1_000_000, ''), fallback: 1_000 },
  usersPerAddress: { kind: integer(1, 1_000_000, ''), fallback: USERS_PER_ADDRESS }, // P-LIMIT-3
  // P-FRAME-8; six times the longest text is the least
  frameBytes: { kind: integer(196_608, 16 * MEGABYTE, 'bytes'), fallback: 262_144 },
  handshakeMs: { kind: integer(100, MINUTE, 'milliseconds'), fallback: 10_000 },
  helloMs: { kind: integer(100, MINUTE, 'milliseconds'), fallback: 5_000 }, // P-HELLO-2
  stopMs: { kind: integer(0, MINUTE, 'milliseconds'), fallback: 5_000 },
  moveAfterMs: { kind: integer(0, 10 * MINUTE, 'milliseconds'), fallback: 1_000 },
  moveJitterMs: { kind: integer(0, 10 * MINUTE, 'milliseconds'), fallback: 2_000 },
  unwrittenBytes: { kind: integer(MEGABYTE, 65_536 * MEGABYTE, 'bytes'), fallback: 128 * MEGABYTE },
  streamBytes: { kind: integer(MEGABYTE, 65_536 * MEGABYTE, 'bytes'), fallback: 512 * MEGABYTE },
  inboxBytes: { kind: integer(MEGABYTE, 65_536 * MEGABYTE, 'bytes'), fallback: HELD.inboxBytes },
  attributeBytes: { kind: integer(MEGABYTE, 65_536 * MEGABYTE, 'bytes'), fallback: HELD.attributeBytes },
  invitationBytes: { kind: integer(MEGABYTE, 65_536 * MEGABYTE, 'bytes'), fallback: HELD.invitationBytes },
  outcomesKept: { kind: integer(10_000, 1_000_000_000, ''), fallback: HELD.outcomesKept },
  sessionsKept: { kind: integer(1_000, 10_000_000, ''), fallback: HELD.sessionsKept },
  memberships: { kind: integer(1_000, 1_000_000_000, ''), fallback: HELD.memberships },
  watchesKept: { kind: integer(1_000, 1_000_000_000, ''), fallback: HELD.watchesKept },
  waitingBytes: { kind: integer(MEGABYTE, 65_536 * MEGABYTE, 'bytes'), fallback: HELD.waitingBytes },
  logLevel: { kind: text((value) => levels.includes(value), `must be one of ${levels.join(', ')}`), fallback: 'info' }
}

export const keys = Object.keys(rows) as Key[]

export function defaults(): Config {
  return Object.fromEntries(keys.map((key) => [key, rows[key].fallback])) as unknown as Config
}
