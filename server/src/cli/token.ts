// npm run token -- --app <id> --user <id> [--hours 24] (--certificate-env NAME | --config file): prints a token and
// nothing else. The certificate is never an argument, because arguments stand in process lists and shell histories.
import { parseArgs } from 'node:util'
import { isAppId, isId } from '../../../uni_modules/rtm/utssdk/common/protocol/ids.uts'
import { CERTIFICATE_LEAST } from '../config/config-apps.ts'
import { readConfig } from '../config/config.ts'
import { issueToken } from '../login/tokens.ts'

const HOUR = 3_600_000
const usage =
  'usage: npm run token -- --app <32 letters or digits> --user <id> [--hours 1-24] (--certificate-env NAME | ' +
  '--config file)'

class Refusal extends Error {}

function read(): { app: string; user: string; hours: number; variable: string; file: string } {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      options: { app: text, user: text, hours: text, 'certificate-env': text, config: text }
    })
    return {
      app: values.app ?? '',
      user: values.user ?? '',
      hours: Number(values.hours ?? 24),
      variable: values['certificate-env'] ?? '',
      file: values.config ?? ''
    }
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n${usage}`)
  }
}

function certificateOf(app: string, variable: string, file: string): string {
  if (variable !== '') {
    const certificate = process.env[variable] ?? ''
    if (certificate.length >= CERTIFICATE_LEAST) return certificate
    throw new Refusal(
      `the environment variable ${variable} must hold the certificate of the app (at least ${CERTIFICATE_LEAST} ` +
        'characters)'
    )
  }
  const { apps, problems } = readConfig(file, process.env)
  if (problems.length > 0) throw new Refusal(problems.join('\n'))
  const found = apps.find((candidate) => candidate.app.id === app)
  if (found === undefined)
    throw new Refusal(
      `the app ${app} is not configured. Name the file with --config, or the certificate's variable with ` +
        '--certificate-env'
    )
  if (found.certificate === '') throw new Refusal(`the app ${app} has no certificate, so its users need no token`)
  return found.certificate
}

function main(): void {
  const { app, user, hours, variable, file } = read()
  if (!isAppId(app)) throw new Refusal(`--app must be 32 letters or digits\n${usage}`) // P-ID-2
  if (!isId(user)) throw new Refusal(`--user must be 1 to 64 letters, digits, spaces or signs of P-ID-1\n${usage}`)
  if (!(hours > 0 && hours <= 24)) throw new Refusal(`--hours must be above 0 and at most 24\n${usage}`)
  console.log(issueToken(app, user, certificateOf(app, variable, file), Date.now(), hours * HOUR))
}

try {
  main()
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(error.message)
  process.exitCode = 2
}
