// What the typed client rejects with, as the answers of the plugin say it: fields are read, so an error of any copy of
// the client is as good.
import type { Refusal } from './explain'

export function refusalOf(problem: unknown): Required<Refusal> {
  const {
    code = 'internal',
    reason,
    action = '',
    message = String(problem)
  } = Object(problem) as { code?: string; reason?: string; action?: string; message?: string }
  return { why: code, message: reason === undefined ? message : `${reason}. ${action}` }
}
