// From text to frame. The payload of a message is relayed as it was written (P-FRAME-7): it usually stands last and has
// no escapes, so its text is what lies between `,"p":` and the last brace, and one comparison with the decoded payload
// proves that. Everything else is written anew, which gives the same payload.

export interface Frame {
  readonly t: string
  readonly fields: Readonly<Record<string, unknown>>
  /** The payload as JSON text, ready to be relayed; null when there is none or it is not a string. */
  readonly raw: string | null
  /** The payload decoded. */
  readonly payload: string | null
}

const MARK = ',"p":"'

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/**
 * Without a quote in it, the payload that stands between the mark and the last `"}` is one string, and the last field
 * of the frame itself.
 */
function rawOf(text: string, payload: string): string {
  const start = text.length - payload.length - 2
  const isLast =
    text.startsWith(MARK, start - MARK.length) &&
    text.startsWith(payload, start) &&
    text.endsWith('"}') &&
    !payload.includes('"')
  return isLast ? text.slice(start - 1, -1) : JSON.stringify(payload)
}

/** null: not a JSON object with a string `t` (P-FRAME-1, P-FRAME-10). */
export function parse(text: string): Frame | null {
  const fields = objectOf(text)
  if (fields === null || typeof fields['t'] !== 'string') return null
  const payload = fields['p']
  if (typeof payload !== 'string') return { t: fields['t'], fields, raw: null, payload: null }
  return { t: fields['t'], fields, raw: rawOf(text, payload), payload }
}
