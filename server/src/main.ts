// The process: configuration in, signals and exit codes out. 0 stopped, 1 a fault, 2 bad configuration, 3 port in use.
import { format, parseArgs } from 'node:util'
import { check } from './cli/check.ts'
import { readConfig } from './config/config.ts'
import { DiskProblem } from './store/disk/disk-problems.ts'
import { faultFields } from './base/faults.ts'
import { ListenProblem } from './gates/listener.ts'
import { PagesProblem } from './gates/pages/pages.ts'
import { JsonLog } from './base/log-json.ts'
import type { Log } from './base/log.ts'
import { SaveProblem } from './app/save.ts'
import { startServer } from './app/server.ts'
import type { RunningServer } from './app/server.ts'

const FAULT = 1
const BAD_CONFIGURATION = 2
const PORT_IN_USE = 3

function leave(code: number, lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`rtm-server: ${line}\n`)
  process.exit(code)
}

interface Arguments {
  readonly config: string
  readonly check: boolean
}

function readArguments(): Arguments {
  try {
    const { config = '', check = false } = parseArgs({
      options: { config: { type: 'string' }, check: { type: 'boolean' } }
    }).values
    return { config, check }
  } catch (error) {
    return leave(BAD_CONFIGURATION, [`${(error as Error).message}. The options are --config file and --check.`])
  }
}

function crash(log: Log, error: unknown): never {
  log.error('crash', faultFields(error))
  process.exit(FAULT)
}

// From before the start on: a signal that comes while a saved state is being taken over must not lose it.
function stopOnSignals(started: Promise<RunningServer>, log: Log): void {
  let stopping = false
  const stop = (signal: string): void => {
    if (stopping) {
      log.warn('stopped_at_once', { signal })
      process.exit(FAULT)
    }
    stopping = true
    started
      .then((server) => server.stop())
      .then(
        (isSaved) => process.exit(isSaved ? 0 : FAULT),
        (error) => crash(log, error)
      )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

function failedStart(error: unknown, log: Log): never {
  if (error instanceof ListenProblem && error.code === 'EADDRINUSE') {
    log.error('port_in_use', { host: error.host, port: error.port, message: error.message })
    leave(PORT_IN_USE, [])
  }
  const ofConfiguration = [ListenProblem, PagesProblem, SaveProblem, DiskProblem]
  if (ofConfiguration.some((problem) => error instanceof problem)) leave(BAD_CONFIGURATION, [(error as Error).message])
  return crash(log, error)
}

/** The log is the only voice of the process: what packages say on the console goes through it. */
function consoleTo(log: Log): void {
  for (const name of ['log', 'info', 'warn', 'error'] as const)
    console[name] = (...words: unknown[]) => {
      log.warn('console', { line: format(...words).split('\n')[0]! })
    }
}

const { config: file, check: onlyCheck } = readArguments()
const { config, apps, anyApp, problems } = readConfig(file, process.env)
if (problems.length > 0) leave(BAD_CONFIGURATION, problems)
if (onlyCheck) {
  const { lines, isWhole } = await check(config.data)
  leave(isWhole ? 0 : BAD_CONFIGURATION, lines)
}
const log = new JsonLog(config.logLevel)
consoleTo(log)
process.on('uncaughtException', (error) => crash(log, error))
process.on('unhandledRejection', (error) => crash(log, error))
const started = startServer(config, apps, log, anyApp)
stopOnSignals(started, log)
started.catch((error) => failedStart(error, log))
