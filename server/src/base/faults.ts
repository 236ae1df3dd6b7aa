// What the log may tell about an error: its kind and the place. Not its message, because those of JSON.parse and others
// quote what they were given.
import type { LogFields } from './log.ts'

const MAX_FRAMES = 6

export function faultFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { fault: typeof error }
  const code = (error as NodeJS.ErrnoException).code
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MAX_FRAMES)
  return {
    fault: error.name,
    ...(code === undefined ? {} : { code: String(code) }),
    at: frames.map((line) => line.trim()).join(' ')
  }
}
