// Every shape in which pages call AR-RtmModule (semantics A.1), made the one that the plugin has: an object or null, and a callback.

export type Options = Readonly<Record<string, unknown>> | null
export type Callback = (result: Readonly<Record<string, unknown>>) => void

/** fn(options, callback), fn(callback), fn(options), fn(). */
export function givenIn(given: readonly unknown[]): { options: unknown; callback: Callback | null } {
  const at = typeof given[0] === 'function' ? 0 : 1
  const callback = given[at]
  return { options: at === 0 ? null : given[0], callback: typeof callback === 'function' ? callback as Callback : null }
}

/** The plugin takes an object or nothing; on a phone anything else would throw in the page. */
export function objectOrNull(options: unknown): Options {
  return typeof options === 'object' && options !== null && !Array.isArray(options) ? options as Options : null
}

// What the vendor's plugin for Android took where a text belongs: numbers and booleans as their text, an object as its JSON.
function textFrom(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}

// A Set of the documents would cross to a phone as an empty object.
const listFrom = (value: unknown): unknown => (value instanceof Set ? Array.from(value) : value)

const TEXTS = ['text', 'content', 'response', 'token', 'newToken']
const LISTS = ['peerIds', 'channelIds', 'attributeKeys']

/** A copy in which texts are texts and lists are lists; everything else stays as it is. */
export function fitted(given: unknown): Options {
  const options = objectOrNull(given)
  if (options === null) return null
  const copy: Record<string, unknown> = { ...options }
  for (const key of TEXTS) if (key in copy) copy[key] = textFrom(copy[key])
  for (const key of LISTS) if (key in copy) copy[key] = listFrom(copy[key])
  return copy
}

/** setParameters also takes JSON text. */
export const parameters = (options: unknown): Options => (typeof options === 'string' ? { parameters: options } : objectOrNull(options))

/** Whether these parameters of setParameters name a server. */
export function namesServer(options: Options): boolean {
  if (options === null) return false
  const { parameters: text, server, ServerAdd: host } = options
  if (typeof text === 'string') return namesServer(parsed(text))
  return isFilled(server) || isFilled(host)
}

const isFilled = (value: unknown): boolean => typeof value === 'string' && value !== ''

function parsed(text: string): Options {
  try {
    return objectOrNull(JSON.parse(text))
  } catch {
    return null // the plugin says what is wrong with it
  }
}
