// Arguments are looked at before they are encoded: JSON drops what it cannot say, or throws. Every call of a client or
// a channel comes through here, with its arguments by the names of the engine.
import { checkId, checkIds } from '../../uni_modules/rtm/utssdk/common/protocol/ids.uts'
import { RtmError } from '../api/error.ts'

type Given = Record<string, unknown>
/** '' or what is wrong with a value. */
type Check = (name: string, value: unknown) => string

const isPlain = (value: unknown): value is Given => {
  if (typeof value !== 'object' || value === null) return false
  const above: unknown = Object.getPrototypeOf(value)
  // also one of another window; Map, Date and the like have more above them
  return above === null || Object.getPrototypeOf(above) === null
}

const must =
  (fits: (value: unknown) => boolean, what: string): Check =>
  (name, value) =>
    fits(value) ? '' : `${name} must be ${what}`
const isText = (value: unknown): value is string => typeof value === 'string'
const isFlag = (value: unknown): boolean => typeof value === 'boolean'
// a hole is none
const areTexts = (value: unknown): boolean => Array.isArray(value) && value.filter(isText).length === value.length

const text = must(isText, 'a string')
const flag = must(isFlag, 'true or false')
const object = must(isPlain, 'a plain object')
const texts = must(areTexts, 'an array of strings')
const value = must(
  (one) => isText(one) || isFlag(one) || Number.isFinite(one),
  'a string, a finite number or a boolean'
)
const id: Check = (name, one) => text(name, one) || checkId(name, one as string)
const ids: Check = (name, list) => texts(name, list) || checkIds(name, list as string[])

const attributes: Check = (name, map) => {
  let wrong = object(name, map)
  if (wrong === '')
    for (const key of [...Object.keys(map as Given), ...Object.getOwnPropertySymbols(map)])
      wrong = wrong || value(`${name}.${String(key)}`, isText(key) ? (map as Given)[key] : key)
  return wrong
}

/** What stands in options, and may be left out. By the engine's names, as all here. */
const optional: Readonly<Record<string, Check>> = {
  user: id,
  token: text,
  offline: flag,
  historical: flag,
  notify: flag,
  busy: flag,
  channel: text,
  content: text,
  response: text,
  invitationId: text
}
const checks: Readonly<Record<string, Check>> = Object.assign(
  { to: id, from: id, id, users: ids, channels: ids, text, attributes, keys: texts, held: flag },
  optional
)
/** What this interface calls otherwise. */
const names: Readonly<Record<string, string>> = {
  to: 'userId',
  from: 'userId',
  id: 'channelId',
  users: 'userIds',
  channels: 'channelIds',
  user: 'userId',
  historical: 'history',
  channel: 'channelId'
}

/** As the engine takes them. Throws what is wrong with the first that is not fit. */
export function encoded(call: string, args: Given, options: unknown = {}): string {
  const out: Given = {}
  let name = 'options' // what is looked at
  const refusal = (wrong: string): RtmError =>
    new RtmError(call, { why: name === 'text' ? 'bad_text' : 'invalid', message: wrong })
  try {
    let wrong = object(name, options)
    for (const key of wrong === '' ? [...Object.keys(args), ...Object.keys(optional)] : []) {
      name = names[key] ?? key
      const isGiven = key in args
      const given = (isGiven ? args : (options as Given))[isGiven ? key : name]
      if (isGiven || given !== undefined) wrong = checks[key]!(name, given)
      if (wrong !== '') break
      out[key] = isFlag(given) ? Number(given) : given
    }
    if (wrong !== '') throw refusal(wrong)
    return JSON.stringify(out)
  } catch (fault) {
    throw fault instanceof RtmError ? fault : refusal(`${name} cannot be read`)
  }
}
