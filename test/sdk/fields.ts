// Every field of an object and of what it holds, by its path: two clients are compared by it, whatever fields they are
// given later.

/** `leave`: names of fields that are somebody else's, such as a clock. A function is only that there is one. */
export function fieldsOf(object: unknown, leave: readonly string[] = []): Map<string, unknown> {
  const out = new Map<string, unknown>()
  const seen = new Set<unknown>()
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'function') out.set(path, 'function')
    else if (typeof value !== 'object' || value === null) out.set(path, value)
    else if (!seen.has(value)) {
      seen.add(value)
      const held =
        value instanceof Map || value instanceof Set
          ? [...value.entries()].map(
              ([key, one], i) => [typeof key === 'object' ? String(i) : String(key), one] as const
            )
          : []
      if (Array.isArray(value) || held.length > 0 || value instanceof Map || value instanceof Set)
        out.set(`${path}.size`, Array.isArray(value) ? value.length : held.length)
      for (const [key, one] of [...held, ...Object.entries(value)])
        if (!leave.includes(key)) walk(one, `${path}.${key}`)
    }
  }
  walk(object, '')
  return out
}

/** Paths at which the two differ, but for those that are meant to. */
export function differing(
  used: unknown,
  fresh: unknown,
  leave: readonly string[] = [],
  meant: readonly RegExp[] = []
): string[] {
  const [before, after] = [fieldsOf(fresh, leave), fieldsOf(used, leave)]
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path) && !meant.some((pattern) => pattern.test(path))
  )
}

/** What the engine of one client keeps on purpose. */
export const staying: readonly RegExp[] = [
  // of the same user: what ended without a link is called off after his next login, and is answered as ended
  // (P-CALL-14)
  /^\.core\.invitations\.(list|count)/,
  /^\.core\.limits\./, // rates are the user's, and logging in again makes nothing new
  // what was told is not told again to the same user; another one's are forgotten at his login
  /^\.(lastUser|core\.invitations\.user|core\.inbox\.recent)/,
  // figures since the client was made, and numbers of events, which go on
  /^\.(pageEvents\.(messages|last)|core\.session\.meter|core\.outbox\.given)/,
  // numbers that go on, so that nothing late is taken for something new
  /^\.core\.(requests\.lastId|outbox\.(lastN|writtenTo)|own\.lastChange|channels\.joins|watched\.lastId)$/,
  /^\.core\.session\.(line\.epoch|greeting\.logins)$/,
  // of the last link; begun anew by the next login
  /^\.core\.session\.(greeting\.(user|name|attempt|tokenSaid|tokenProved)|line\.(url|settledAt|heartbeat))/,
  /^\.core\.session\.(tokens\.endAt|fault\.url)/
]

/** The same, wherever the client stands. */
export const meantToStay: readonly RegExp[] = staying.map(
  (pattern) => new RegExp(pattern.source.replace('^\\.', '^\\.(ar\\.)?(\\w*\\.)*?'))
)
