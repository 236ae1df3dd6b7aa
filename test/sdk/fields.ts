// Every field of an object and of what it holds, by its path: two clients are compared by it, whatever fields they are given later.

/** `leave`: names of fields that are somebody else's, such as a clock. A function is only that there is one. */
export function fieldsOf(object: unknown, leave: readonly string[] = []): Map<string, unknown> {
  const out = new Map<string, unknown>()
  const seen = new Set<unknown>()
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'function') out.set(path, 'function')
    else if (typeof value !== 'object' || value === null) out.set(path, value)
    else if (!seen.has(value)) {
      seen.add(value)
      const held = value instanceof Map || value instanceof Set ? [...value.entries()].map(([key, one], i) => [typeof key === 'object' ? String(i) : String(key), one] as const) : []
      if (Array.isArray(value) || held.length > 0 || value instanceof Map || value instanceof Set) out.set(`${path}.size`, Array.isArray(value) ? value.length : held.length)
      for (const [key, one] of [...held, ...Object.entries(value)]) if (!leave.includes(key)) walk(one, `${path}.${key}`)
    }
  }
  walk(object, '')
  return out
}
