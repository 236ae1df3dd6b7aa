// Which pages may open a socket. Browsers always send Origin; native clients send none and are let in, because nobody can lure them to a page.
import { isLoopbackHost } from '../addresses.ts'

export interface OriginRule {
  /** What the configuration lists; empty: the server's own pages, and pages of this machine. */
  readonly listed: readonly string[]
  /** The server listens on loopback with no proxy before it: then a page of its own cannot have a public name (DNS rebinding). */
  readonly onlyLoopback: boolean
}

export function originAllowed(rule: OriginRule, origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true
  if (rule.listed.length > 0) return rule.listed.includes('*') || rule.listed.includes(origin)
  const from = hostOf(origin)
  if (from === null) return false
  if (isLoopbackHost(from.hostname)) return true
  return !rule.onlyLoopback && from.host === (host ?? '').toLowerCase().replace(from.protocol === 'https:' ? /:443$/ : /:80$/, '')
}

function hostOf(origin: string): URL | null {
  try {
    return new URL(origin)
  } catch {
    return null
  }
}
