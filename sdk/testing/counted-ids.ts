// Names of a server in a test: counted, so that a failing test reads the same at every run. Nobody steals a key here,
// so it is kept as it is.
import type { Ids } from '../../server/src/base/ids.ts'

/** Names go on counting through restarts of the server: none is given twice. */
export function countedIds(): Ids {
  const counts = new Map<string, number>()
  const next = (kind: string) => (): string => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return `${kind}${count}`
  }
  return {
    session: next('session'),
    key: next('key'),
    epoch: next('epoch'),
    message: next('message'),
    keyHash: (key) => key,
    keyFits: (key, hash) => key === hash
  }
}
