// The log as JSON lines, one event each: {"time","level","event", then the fields}. For machines first; a person reads
// the event name.
import { standardError } from './log-lines.ts'
import type { Lines } from './log-lines.ts'
import type { Log, LogFields, LogLevel } from './log.ts'

const order: readonly LogLevel[] = ['error', 'warn', 'info', 'debug']
const MAX_TEXT = 512 // a field is a name or a reason, never a document

export class JsonLog implements Log {
  readonly #depth: number

  constructor(
    level: LogLevel,
    readonly lines: Lines = standardError()
  ) {
    this.#depth = order.indexOf(level)
  }

  debug(event: string, fields?: LogFields): void {
    this.#write('debug', event, fields)
  }

  info(event: string, fields?: LogFields): void {
    this.#write('info', event, fields)
  }

  warn(event: string, fields?: LogFields): void {
    this.#write('warn', event, fields)
  }

  error(event: string, fields?: LogFields): void {
    this.#write('error', event, fields)
  }

  #write(level: LogLevel, event: string, fields: LogFields = {}): void {
    if (order.indexOf(level) > this.#depth) return
    this.lines.add(
      JSON.stringify({ time: new Date().toISOString(), level, event, ...fields }, short),
      level === 'error'
    )
  }
}

function short(_key: string, value: unknown): unknown {
  return typeof value === 'string' && value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value
}
