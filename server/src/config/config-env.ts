// The environment as configuration: every key has a variable (frameBytes is RTM_FRAME_BYTES), and a few variables have
// no key.
import { keys, rows } from './config-schema.ts'
import type { Key } from './config-schema.ts'
import { suggestion } from './nearest.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export const CONFIG_FILE = 'RTM_CONFIG'
// The second word for open apps beyond loopback. It has no key, so that a copied file alone never opens a server.
export const OPEN_LAN = 'RTM_ALLOW_OPEN_LAN'
// One app without a file, for containers.
export const APP_ID = 'RTM_APP_ID'
export const APP_NAME = 'RTM_APP_NAME'
export const APP_CERTIFICATE = 'RTM_APP_CERTIFICATE'

const withoutKey = [CONFIG_FILE, OPEN_LAN, APP_ID, APP_NAME, APP_CERTIFICATE]
// Read by the project's own tools and tests, which may share a shell with the server.
const ofTools = ['RTM_CHROMIUM', 'RTM_CACHE']

export const variableOf = (key: Key): string => `RTM_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`

export interface Setting {
  where: string // how a problem names it
  value: unknown
}

export function settingsOf(env: Environment): Map<Key, Setting> {
  const found = new Map<Key, Setting>()
  for (const key of keys) {
    const name = variableOf(key)
    const text = env[name]
    if (text !== undefined && text !== '') found.set(key, { where: name, value: rows[key].kind.fromText(text) })
  }
  return found
}

// `named`: variables that an app of the file names as the place of its certificate.
export function unknownVariables(env: Environment, named: ReadonlySet<string>): string[] {
  const known = [...keys.map(variableOf), ...withoutKey]
  return Object.keys(env)
    .filter((name) => name.startsWith('RTM_') && !known.includes(name) && !ofTools.includes(name) && !named.has(name))
    .sort()
    .map(
      (name) => `${name}: unknown variable.${suggestion(name, known)} See docs/server.md for all of them, or unset it.`
    )
}
