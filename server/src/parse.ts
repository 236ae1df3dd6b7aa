// From text to frame. The payload of a message is relayed as it was written, so header and payload are parsed apart (P-FRAME-7):
// what stands before `,"p":"` must be an object when closed with a brace, what follows must be one JSON string and a brace, and nothing else.
// A quote after a comma can only open a name, so no string of the header can hold that mark. Everything else goes the slow way, which gives
// the same frame.

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
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

function stringOf(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}

function parseApart(text: string, mark: number): Frame | null {
  if (!text.endsWith('"}')) return null
  const raw = text.slice(mark + MARK.length - 1, -1)
  const payload = stringOf(raw)
  if (payload === null) return null
  const fields = objectOf(text.slice(0, mark) + '}')
  if (fields === null || typeof fields['t'] !== 'string') return null
  return { t: fields['t'], fields, raw, payload }
}

/** null: not a JSON object with a string `t` (P-FRAME-1, P-FRAME-10). */
export function parse(text: string): Frame | null {
  const mark = text.indexOf(MARK)
  const apart = mark > 0 ? parseApart(text, mark) : null
  if (apart !== null) return apart
  const fields = objectOf(text)
  if (fields === null || typeof fields['t'] !== 'string') return null
  const payload = fields['p']
  if (typeof payload !== 'string') return { t: fields['t'], fields, raw: null, payload: null }
  return { t: fields['t'], fields, raw: JSON.stringify(payload), payload }
}
