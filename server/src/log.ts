// Structured log: an event name and flat fields. Never message text, tokens or keys.

export type LogFields = Readonly<Record<string, string | number>>

export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

export const silentLog: Log = { info() {}, warn() {}, error() {} }
