// Every shape in which pages call AR-RtmModule (A-CALL-1), made the one that the plugin has:
// an object or null, and a callback.

export type Options = Readonly<Record<string, unknown>> | null
export type Callback = (result: Readonly<Record<string, unknown>>) => void

/** fn(options, callback), fn(callback), fn(options), fn(). */
export function givenIn(given: readonly unknown[]): { options: unknown; callback: Callback | null } {
  const at = typeof given[0] === 'function' ? 0 : 1
  const callback = given[at]
  return {
    options: at === 0 ? null : given[0],
    callback: typeof callback === 'function' ? (callback as Callback) : null
  }
}

/** The plugin takes an object or nothing; on a phone anything else would throw in the page. */
export function objectOrNull(options: unknown): Options {
  return typeof options === 'object' && options !== null && !Array.isArray(options) ? (options as Options) : null
}

/**
 * In the place of what no function takes: it crosses every bridge, and is refused there with the number and the words
 * for the real thing.
 */
const UNFIT: readonly unknown[] = []

// {} and arrays, in whichever window they were made: not a Map, a Promise, a ref of Vue or a page.
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const above: unknown = Object.getPrototypeOf(value)
  return Array.isArray(value) || above === null || Object.getPrototypeOf(above) === null
}

const isSingle = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)

// What the vendor's plugin for Android took where a text belongs: numbers and booleans as their text, plain objects and
// arrays as their JSON. What is not plain has no JSON of its own and would lose all it is, however deep it stands; a
// Date inside says itself what it is.
function textFrom(value: unknown): unknown {
  if (isSingle(value)) return String(value)
  if (!isPlain(value)) return UNFIT
  try {
    return JSON.stringify(value, (_key, inner: unknown) => {
      if (typeof inner === 'object' && inner !== null && !isPlain(inner)) throw new TypeError('not plain')
      return inner
    })
  } catch {
    return UNFIT // a circle, a BigInt, a getter that throws
  }
}

const oneFrom = (value: unknown): unknown => (value === null || value === undefined || isSingle(value) ? value : UNFIT)

// A Set of the documents would cross to a phone as an empty object.
const listFrom = (value: unknown): unknown =>
  value instanceof Set || Array.isArray(value)
    ? Array.from<unknown>(value).map((one) => (isSingle(one) ? one : UNFIT))
    : UNFIT

/**
 * A map of attributes as it is, or a copy in which what cannot be one is refused: on the way to a phone null and
 * undefined would be dropped, and with them the attribute cleared.
 */
export function attributesFrom(given: unknown): Options {
  if (!isPlain(given) || Array.isArray(given)) return null
  if (Object.keys(given).every((key) => isSingle(given[key]))) return given
  const copy = Object.create(null) as Record<string, unknown> // a key may be called __proto__
  for (const key of Object.keys(given)) copy[key] = isSingle(given[key]) ? given[key] : UNFIT
  return copy
}

const TEXTS = ['text', 'content', 'response', 'token', 'newToken']
const LISTS = ['peerIds', 'channelIds', 'attributeKeys']

function fieldFrom(key: string, value: unknown): unknown {
  if (value === null || value === undefined) return value
  if (TEXTS.includes(key)) return textFrom(value)
  if (LISTS.includes(key)) return listFrom(value)
  return key === 'attributes' ? attributesFrom(value) : oneFrom(value)
}

/** A copy in which texts are texts, lists are lists, and everything crosses a bridge. */
export function fitted(given: unknown): Options {
  const options = objectOrNull(given)
  if (options === null) return null
  const copy: Record<string, unknown> = {}
  for (const key of Object.keys(options)) copy[key] = fieldFrom(key, options[key])
  return copy
}

/** setParameters also takes JSON text. */
export const parameters = (options: unknown): Options =>
  typeof options === 'string' ? { parameters: options } : fitted(options)

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
