// Limits of an app, laid over the defaults. The names and shapes are those of Limits (apps.ts); what the engine sees of
// them stands in P-WELCOME-3.
import { defaultLimits } from './apps.ts'
import type { Limits } from './apps.ts'
import { suggestion } from './nearest.ts'

type Range = readonly [least: number, most: number]
type Shape = { readonly [name: string]: Range | 'rate' | Shape }

const HOUR = 3_600_000
const GIGABYTE = 1_073_741_824

const shape: Shape = {
  text: [1, 1_048_576], // bytes; frameBytes must leave room for six times as much, see frameProblems
  channels: [1, 10_000],
  presenceIds: [1, 10_000],
  countIds: [1, 10_000],
  memberList: [1, 100_000],
  watch: [1, 2_000], // all of them stand in one hello
  attributeKey: [1, 1_024],
  attributeValue: [1, 1_048_576], // bytes, as the sums
  attributes: [1, 1_024],
  userAttributes: [1, 1_048_576],
  channelAttributes: [1, 1_048_576],
  rates: {
    message: 'rate',
    join: 'rate',
    rejoin: 'rate',
    members: 'rate',
    counts: 'rate',
    userWrite: 'rate',
    userRead: 'rate',
    channelWrite: 'rate',
    channelRead: 'rate',
    presence: 'rate',
    watch: 'rate',
    renew: 'rate',
    invite: 'rate',
    login: 'rate'
  },
  invitation: [1, 32_768], // bytes; a view carries two of them, each six times as long at worst
  ping: [100, HOUR],
  silent: [200, HOUR],
  unreachable: [300, HOUR],
  lease: [1_000, 24 * HOUR],
  session: [1_000, 168 * HOUR],
  retention: {
    messages: [1, 1_000_000],
    ms: [1_000, 168 * HOUR],
    bytes: [65_536, GIGABYTE],
    leastMessages: [0, 10_000],
    leastMs: [0, HOUR]
  },
  inbox: { messages: [1, 1_000_000], bytes: [65_536, GIGABYTE] },
  attributesMs: [1_000, 168 * HOUR],
  idleChannels: [0, 1_000_000],
  idleChannelsPerUser: [0, 1_000_000],
  offline: {
    messages: [1, 10_000],
    ms: [1_000, 366 * 24 * HOUR],
    allMessages: [1, 100_000_000],
    allBytes: [65_536, 1_024 * GIGABYTE]
  }
}

export function readLimits(written: unknown, where: string, problems: string[]): Limits {
  if (written === undefined) return defaultLimits
  const before = problems.length
  const limits = laidOver(defaultLimits, written, shape, where, problems) as unknown as Limits
  if (problems.length === before) problems.push(...orderProblems(limits, where))
  return limits
}

function laidOver(base: object, written: unknown, allowed: Shape, where: string, problems: string[]): object {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    problems.push(`${where}: must be an object.`)
    return base
  }
  const result: Record<string, unknown> = { ...base }
  for (const [name, value] of Object.entries(written)) {
    const rule = Object.hasOwn(allowed, name) ? allowed[name] : undefined
    const here = `${where}.${name}`
    if (rule === undefined)
      problems.push(`${here}: unknown limit.${suggestion(name, Object.keys(allowed))} See docs/server.md.`)
    else if (rule === 'rate') {
      if (isRate(value)) result[name] = value
      else problems.push(`${here}: must be [count, milliseconds], such as [60, 1000].`)
    } else if (isRange(rule)) {
      const [least, most] = rule
      if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) result[name] = value
      else problems.push(`${here}: must be a whole number from ${least} to ${most}.`)
    } else result[name] = laidOver(result[name] as object, value, rule, here, problems)
  }
  return result
}

const isRange = (rule: Range | Shape): rule is Range => Array.isArray(rule)

function isRate(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((part) => Number.isInteger(part) && part >= 1 && part <= 1_000_000_000)
  )
}

// A client that is told to ping later than it counts as silent would never be in peace.
function orderProblems({ ping, silent, unreachable, lease, session }: Limits, where: string): string[] {
  const rising = ping < silent && silent <= unreachable && unreachable <= lease && lease <= session
  return rising
    ? []
    : [
        `${where}: the times must rise: ping < silent <= unreachable <= lease <= session (they are ${ping}, ` +
          `${silent}, ${unreachable}, ${lease}, ${session}).`
      ]
}
