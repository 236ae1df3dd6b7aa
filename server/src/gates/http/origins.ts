// Which pages may open a socket. Browsers always send Origin; native clients send none and are let in, because nobody
// can lure them to a page.
import { isIP } from 'node:net'
import { isLoopbackHost } from '../../base/addresses.ts'

export interface OriginRule {
  /** What the configuration lists; empty: pages of this machine, and own pages by an address. */
  readonly listed: readonly string[]
}

// A name that a page has in common with the request proves nothing: a foreign site can let its own name lead here (DNS
// rebinding), or to the proxy before this server, which hands that name on as Host, and as X-Forwarded-Host. So a name
// has to be listed. An address cannot be led anywhere.
export function originAllowed(rule: OriginRule, origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true
  if (rule.listed.length > 0) return rule.listed.includes('*') || rule.listed.includes(origin)
  const from = hostOf(origin)
  if (from === null) return false
  if (isLoopbackHost(from.hostname)) return true
  const isAddress = isIP(from.hostname.replace(/^\[|\]$/g, '')) !== 0
  return (
    isAddress && from.host === (host ?? '').toLowerCase().replace(from.protocol === 'https:' ? /:443$/ : /:80$/, '')
  )
}

function hostOf(origin: string): URL | null {
  try {
    return new URL(origin)
  } catch {
    return null
  }
}
