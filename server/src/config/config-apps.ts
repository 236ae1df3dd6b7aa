// The apps of the configuration. A certificate is a secret: it leaves here beside the app, for the verifier alone, and
// no problem quotes it.
import { isAppId } from '../../../uni_modules/rtm/utssdk/common/protocol/ids.uts'
import { defaultLimits, newest, newestWins } from './apps.ts'
import type { App } from './apps.ts'
import { APP_CERTIFICATE, APP_ID, APP_NAME } from './config-env.ts'
import type { Environment } from './config-env.ts'
import { readLimits } from './config-limits.ts'
import { suggestion } from './nearest.ts'

/** What is there when nobody configures an app: open, and therefore for loopback. */
export const DEVELOPMENT_APP = '00000000000000000000000000000000'
/** HS256 wants a key at least as long as its hash. */
export const CERTIFICATE_LEAST = 32

export interface ConfiguredApp {
  app: App
  certificate: string // '' for an open app
}

export type Fields = Readonly<Record<string, unknown>>
export type Traits = Omit<App, 'id' | 'name' | 'certificate'>

export interface AppsReading {
  apps: ConfiguredApp[]
  variables: ReadonlySet<string> // of the environment, that certificates were taken from
}

const appKeys = ['id', 'name', 'certificate', 'certificateEnv', 'sessions', 'limits', 'inviteExpireFrom']

const MAX_SESSIONS = 10

export function readApps(written: unknown, env: Environment, problems: string[]): AppsReading {
  const apps: ConfiguredApp[] = []
  const variables = new Set<string>()
  if (written !== undefined && !Array.isArray(written))
    problems.push('apps: must be a list of objects with id and name.')
  else for (const [i, item] of (written ?? []).entries()) readApp(item, `apps[${i}]`)
  readAppOfEnvironment()

  if (written === undefined && apps.length === 0 && problems.length === 0) {
    apps.push({
      app: { id: DEVELOPMENT_APP, name: 'development', certificate: false, limits: defaultLimits, policy: newestWins },
      certificate: ''
    })
  } else if (Array.isArray(written) && written.length === 0 && apps.length === 0) {
    problems.push(
      'apps: the list is empty, so nobody could log in. Add an app, or leave the key out for the open development app.'
    )
  }
  return { apps, variables }

  function readApp(item: unknown, where: string): void {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      problems.push(`${where}: must be an object with id and name.`)
      return
    }
    const fields = item as Fields
    for (const key of Object.keys(fields)) {
      if (!appKeys.includes(key))
        problems.push(`${where}.${key}: unknown key.${suggestion(key, appKeys)} An app has ${appKeys.join(', ')}.`)
    }
    add(where, fields['id'], fields['name'] ?? '', certificateOf(fields, where), fields)
  }

  function certificateOf(fields: Fields, where: string): unknown {
    const variable = fields['certificateEnv']
    if (variable === undefined) return fields['certificate'] ?? ''
    if (typeof variable !== 'string' || fields['certificate'] !== undefined) {
      problems.push(
        `${where}.certificateEnv: must be the name of an environment variable, and certificate must be absent.`
      )
      return ''
    }
    variables.add(variable)
    const value = env[variable]
    if (value === undefined || value === '')
      problems.push(
        `${where}.certificateEnv: the environment variable ${variable} is not set. Set it to the certificate of ` +
          'the app.'
      )
    return value ?? ''
  }

  function readAppOfEnvironment(): void {
    const id = env[APP_ID]
    if (id !== undefined && id !== '') add(APP_ID, id, env[APP_NAME] ?? '', env[APP_CERTIFICATE] ?? '', {})
    else if (env[APP_CERTIFICATE] || env[APP_NAME])
      problems.push(`${APP_ID}: must be set too when ${APP_CERTIFICATE} or ${APP_NAME} is.`)
  }

  function add(where: string, id: unknown, name: unknown, certificate: unknown, fields: Fields): void {
    if (typeof id !== 'string' || !isAppId(id)) {
      // P-ID-2
      problems.push(`${where}: the id of an app must be 32 letters or digits.`)
      return
    }
    if (apps.some(({ app }) => app.id === id))
      problems.push(`${where}: the app ${id} is listed twice. Use each id once.`)
    if (typeof name !== 'string') problems.push(`${where}.name: must be a string.`)
    if (typeof certificate !== 'string' || (certificate !== '' && certificate.length < CERTIFICATE_LEAST)) {
      problems.push(
        `${where}.certificate: must be a string of at least ${CERTIFICATE_LEAST} characters, or absent for an open app.`
      )
    } else if (certificate.includes('-----BEGIN')) {
      problems.push(
        `${where}.certificate: must be a shared secret, not a key or certificate in PEM form. Any text of at least ` +
          `${CERTIFICATE_LEAST} random characters will do.`
      )
    }
    apps.push({
      app: { id, name: String(name), certificate: certificate !== '', ...readTraits(fields, where, problems) },
      certificate: String(certificate)
    })
  }
}

/** What an app is besides its id and its certificate. */
export function readTraits(fields: Fields, where: string, problems: string[]): Traits {
  const { sessions = 1, limits, inviteExpireFrom: from } = fields
  const isCount = Number.isInteger(sessions) && (sessions as number) >= 1 && (sessions as number) <= MAX_SESSIONS
  if (!isCount)
    problems.push(
      `${where}.sessions: must be a whole number from 1 to ${MAX_SESSIONS}: how many sessions a user may have at once.`
    )
  if (from !== undefined && from !== 'ack' && from !== 'sent')
    problems.push(`${where}.inviteExpireFrom: must be "ack" (when absent) or "sent".`)
  const ringFrom = from === 'sent' ? ({ inviteExpireFrom: from } as const) : {}
  return {
    limits: readLimits(limits, `${where}.limits`, problems),
    policy: newest(isCount ? (sessions as number) : 1),
    ...ringFrom
  }
}
