// What a person wrote, cut where it leads somewhere. Only http and https lead: anything else stays a text, and nothing
// of it is ever markup.
export interface TextPart {
  text: string
  href: string // '' where it leads nowhere
}

// No sign that turns the direction of what follows, or that is not to be seen: an address is what it looks like.
const ADDRESS =
  /https?:\/\/[^\s<>"'`“”‘’«»。，！？；：、（）【】《》\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/giu
// No name of a user before the host: it would look like one.
const HOST = /^https?:\/\/[\p{L}\p{N}[][^\s/?#@]*(?:[/?#]|$)/iu
const pairs: Record<string, string> = { ')': '(', ']': '[', '}': '{' }

export function partsOf(text: string): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const found of text.matchAll(ADDRESS)) {
    const address = withoutEnd(found[0])
    if (!HOST.test(address)) continue
    if (found.index > at) parts.push({ text: text.slice(at, found.index), href: '' })
    parts.push({ text: address, href: address })
    at = found.index + address.length
  }
  if (at < text.length || parts.length === 0) parts.push({ text: text.slice(at), href: '' })
  return parts
}

// The sentence goes on after an address: its signs are not the address's, and a bracket only where it was opened.
function withoutEnd(address: string): string {
  let kept = address
  for (;;) {
    const last = kept.charAt(kept.length - 1)
    const opening = pairs[last]
    const isOfSentence = opening === undefined ? /[.,;:!?*_~]/.test(last) : count(kept, last) > count(kept, opening)
    if (!isOfSentence) return kept
    kept = kept.slice(0, -1)
  }
}

const count = (text: string, sign: string): number => text.split(sign).length - 1

/**
 * Where an address is no link of the platform's own: an app opens its browser; a mini-program opens no address, so it
 * is copied.
 */
export function goTo(href: string): void {
  let go = (): void => {
    void uni.setClipboardData({ data: href })
  }
  // #ifdef APP-PLUS
  go = () => {
    plus.runtime.openURL(href)
  }
  // #endif
  go()
}
