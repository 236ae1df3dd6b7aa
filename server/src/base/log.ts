// Structured log: an event name and flat fields. Never message text, tokens or keys.

export type LogLevel = 'error' | 'warn' | 'info' | 'debug'

export type LogFields = Readonly<Record<string, string | number>>

export interface Log {
  /** One line for each session: wanted while something is looked into, too much for ten thousand of them. */
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }
