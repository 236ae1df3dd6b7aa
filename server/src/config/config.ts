// Reads the configuration: defaults, then the file, then the environment. All that is wrong is told at once, one line
// for each.
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Limits } from './apps.ts'
import { readAnyApp } from './config-any-app.ts'
import type { AnyApp } from './config-any-app.ts'
import { readApps } from './config-apps.ts'
import type { ConfiguredApp } from './config-apps.ts'
import { CONFIG_FILE, OPEN_LAN, settingsOf, unknownVariables } from './config-env.ts'
import type { Environment } from './config-env.ts'
import { defaults, keys, rows } from './config-schema.ts'
import type { Config, Key } from './config-schema.ts'
import { isLoopbackHost } from '../base/addresses.ts'
import { suggestion } from './nearest.ts'

export type { Config } from './config-schema.ts'

export interface Reading {
  config: Config
  apps: readonly ConfiguredApp[]
  anyApp: AnyApp | null
  problems: readonly string[] // empty: config and apps may be used
}

const folders: readonly Key[] = ['pages', 'data']
const ANY_APP = 'anyApp'
const withoutRow = ['apps', ANY_APP]

// `file` is the argument of --config; without it RTM_CONFIG; without both there is no file.
export function readConfig(file: string, env: Environment): Reading {
  const problems: string[] = []
  const config: Record<string, unknown> = { ...defaults() }
  const path = file !== '' ? file : (env[CONFIG_FILE] ?? '')
  const written = path === '' ? {} : objectOf(path, problems)

  for (const [key, value] of Object.entries(written)) {
    if (withoutRow.includes(key)) continue
    if (!isKey(key))
      problems.push(
        `${key}: unknown key in ${path}.${suggestion(key, [...keys, ...withoutRow])} See docs/server.md for all keys.`
      )
    else set(config, key, value, `${key} in ${path}`, dirname(resolve(path)), problems)
  }
  for (const [key, { where, value }] of settingsOf(env)) set(config, key, value, where, process.cwd(), problems)

  const { apps, variables } = readApps(written['apps'], env, problems)
  const anyApp = readAnyApp(written[ANY_APP], problems)
  problems.push(...unknownVariables(env, variables))
  const complete = config as unknown as Config
  if (problems.length === 0) {
    const all = apps.map(({ app, certificate }): Judged => ({
      name: `the app ${app.id}`,
      limits: app.limits,
      isOpen: certificate === ''
    }))
    if (anyApp !== null) all.push({ name: ANY_APP, limits: anyApp.traits.limits, isOpen: true })
    problems.push(...frameProblems(complete, all), ...openAppProblems(complete, all, env))
  }
  return { config: complete, apps, anyApp, problems }
}

function set(
  config: Record<string, unknown>,
  key: Key,
  value: unknown,
  where: string,
  folder: string,
  problems: string[]
): void {
  const wrong = rows[key].kind.wrong(value)
  if (wrong !== '') problems.push(`${where}: ${wrong}.`)
  else config[key] = folders.includes(key) && value !== '' ? resolve(folder, value as string) : value
}

function objectOf(path: string, problems: string[]): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
    problems.push(`${path}: must hold one JSON object.`)
  } catch (error) {
    // The message of JSON.parse quotes the text, and the text may hold a certificate.
    const reason = error instanceof SyntaxError ? 'it is not JSON' : String((error as NodeJS.ErrnoException).code)
    problems.push(`${path}: cannot be read (${reason}). Correct the file, or the path in --config or ${CONFIG_FILE}.`)
  }
  return {}
}

const isKey = (name: string): name is Key => (keys as string[]).includes(name)

/** An app, or what stands for any, as a problem names it. */
interface Judged {
  name: string
  limits: Limits
  isOpen: boolean
}

// JSON may spell one byte as six (\u001f), and a frame has to hold the longest text,
// or all attributes, with its envelope.
function frameProblems(config: Config, all: readonly Judged[]): string[] {
  const names = ['text', 'userAttributes', 'channelAttributes'] as const
  return all.flatMap(({ name, limits }) =>
    names
      .filter((limit) => limits[limit] * 6 > config.frameBytes)
      .map(
        (limit) =>
          `frameBytes: ${config.frameBytes} is less than six times the longest text of ${name} (limits.${limit} is ` +
          `${limits[limit]}). Raise frameBytes or lower that limit.`
      )
  )
}

// Whoever reaches the server can be anybody in an app without a certificate. Beyond loopback that has to be said twice.
function openAppProblems(config: Config, all: readonly Judged[], env: Environment): string[] {
  if (isLoopbackHost(config.host)) return []
  const open = all.filter(({ isOpen }) => isOpen)
  if (open.length === 0 || (config.allowOpenApps && env[OPEN_LAN] === '1')) return []
  const advice = open[0]!.name === ANY_APP ? 'Leave anyApp out' : 'Give the app a certificate'
  return [
    `host: "${config.host}" can be reached from other machines, and ${open[0]!.name} has no certificate, so anybody ` +
      'could log in as anybody. ' +
      `${advice}, or listen on 127.0.0.1, or confirm it twice: allowOpenApps (RTM_ALLOW_OPEN_APPS=1) and ${OPEN_LAN}=1.`
  ]
}
