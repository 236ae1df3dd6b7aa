// The configuration of apps that nobody has named: any appId that a client comes with. For development, where pages
// bring the id of another service.
import { readTraits } from './config-apps.ts'
import type { Fields, Traits } from './config-apps.ts'
import { suggestion } from './nearest.ts'

export interface AnyApp {
  /** How many of them there may be in the life of a process. */
  readonly most: number
  readonly traits: Traits
}

const keys = ['most', 'sessions', 'limits', 'inviteExpireFrom']
const MOST = 16
const MOST_OF_ALL = 1_000

/** null: only the apps that are named. */
export function readAnyApp(written: unknown, problems: string[]): AnyApp | null {
  if (written === undefined) return null
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    problems.push(
      'anyApp: must be an object; {} lets any appId log in. Leave the key out to allow only the apps in the list.'
    )
    return null
  }
  const fields = written as Fields
  for (const key of Object.keys(fields))
    if (!keys.includes(key))
      problems.push(`anyApp.${key}: unknown key.${suggestion(key, keys)} It has ${keys.join(', ')}.`)
  const { most = MOST } = fields
  const isCount = Number.isInteger(most) && (most as number) >= 1 && (most as number) <= MOST_OF_ALL
  if (!isCount)
    problems.push(`anyApp.most: must be a whole number from 1 to ${MOST_OF_ALL}: how many such apps there may be.`)
  return { most: isCount ? (most as number) : MOST, traits: readTraits(fields, 'anyApp', problems) }
}
