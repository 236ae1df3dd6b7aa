// Small judgements on words and numbers of the wire. Nothing here keeps a state.

const encoder = new TextEncoder()

// What a close code asks for: 'resume', 'again' (a new session, same login) or 'stop' (P-CLOSE-1).
// The range decides, so that a code that this client has never heard of is obeyed, too.
export function ruleOf(code) {
  if (code >= 4100 && code <= 4199) return 'again'
  if (code >= 4200 && code <= 4399) return 'stop'
  if (code === 1002 || code === 1003 || code === 1007 || code === 1009) return 'stop'
  // Without a code, and with a number of no range: come back. A client that stops for nothing is worse.
  return 'resume'
}

// P-ID-1. Asked here, because one bad channel in a `hello` is refused with 4300: the login ends (P-FRAME-11).
export function isId(id) {
  return typeof id === 'string' && id !== 'null' && /^[A-Za-z0-9 !#$%&()+\-:;<=.>?@[\]^_{}|~,]{1,64}$/.test(id)
}

// '' or the word of refusal for a text. A text far above the limit would close the link with 1009, and that is a
// stop (P-FRAME-8), so the client refuses it itself (P-LIMIT-1). A lone surrogate: P-FRAME-12.
export function textFault(text, limit) {
  if (typeof text !== 'string' || !text.isWellFormed()) return 'invalid'
  // A UTF-16 unit has three bytes at most, so most texts need no count.
  if (text.length * 3 > limit && encoder.encode(text).length > limit) return 'too_large'
  return ''
}

// The name of a client, which stands before the count of its logins (P-HELLO-12). Chance alone may be that of a test.
let clients = 0
export function clientName(ports) {
  clients += 1
  const chance = () => Math.floor(ports.random() * 0x100000000).toString(36)
  return `${chance()}${chance()}${Math.floor(ports.now()).toString(36)}-${clients}`
}

// One missed event for each peer that a gap names, and one for those it does not (P-GAP-3).
// `channel` is '' for the inbox. A count of 0 is not told: all that is missing was one's own.
export function missedOf(channel, gap) {
  const event = (peer, count) => ({ what: 'missed', channel, peer, count, why: gap.why, from: gap.from, to: gap.to })
  if (gap.count === 0) return []
  const by = channel === '' && gap.count > 0 && Array.isArray(gap.by) ? gap.by : []
  const events = by.filter((one) => one.count > 0).map((one) => event(one.u, one.count))
  const rest = gap.count - by.reduce((sum, one) => sum + one.count, 0)
  if (rest > 0 || gap.count < 0) events.push(event('', gap.count < 0 ? gap.count : rest))
  return events
}

// The ids of the last messages that were handed on. They outlive sessions: a message may come again elsewhere.
export class Ring {
  constructor(size) {
    this.size = size
    this.ids = new Set()
  }

  // True when it is new. A repeat does not make it younger: its place among the last 1,024 messages is its first one.
  take(id) {
    if (this.ids.has(id)) return false
    this.ids.add(id)
    if (this.ids.size > this.size) this.ids.delete(this.ids.values().next().value)
    return true
  }
}
