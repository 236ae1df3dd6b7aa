// One user: the second client, and everything that it was promised and told, as rows for the ledger. The oracles use it
// too, on their fake network.
import { SecondClient } from '../../test/second-client/client.mjs'

export const ROOMS = ['room', 'hall']
const LONGEST = 3000
/** Messages without an outcome of one user; more are not begun. */
const UNDER_WAY = 4

export class Person {
  /** { kind: 'send' | 'pub', to, text, outcome, e, o } */
  sent = []
  /** Peer messages in the order in which they came: { from, id, text }. */
  mail = []
  /** Peer gaps: { peer, count, why }. */
  mailGaps = []
  /**
   * A stay is a join and what follows in one epoch: { channel, e, from, to, heard: [{ o, id, from, text }], gaps: [{
   * from, to, count, why }] }.
   */
  stays = []
  /** Why others were told to have left, and holes that the client found. */
  leftWhys = {}
  holes = 0
  /** What was answered twice, and what was told of a channel outside of every stay. */
  twice = []
  strays = []
  #now = new Map()
  #n = 0
  #random
  #moved

  /** `ports`: what its client stands on. */
  constructor(name, app, ports, random, moved) {
    this.name = name
    this.#random = random
    this.#moved = moved
    this.client = new SecondClient(ports, { app, device: name, tell: (event) => this.#hear(event) })
  }

  get state() {
    return this.client.state
  }

  get underWay() {
    return this.sent.filter(({ outcome }) => outcome === '' || outcome === 'open').length
  }

  login() {
    this.client.login(this.name)
    for (const room of ROOMS) this.client.join(room, () => {})
  }

  /** One more message, to a channel or to somebody, unless too many are under way. */
  speak(names) {
    if (this.state !== 'in' || this.sent.filter(({ outcome }) => outcome === '').length >= UNDER_WAY) return false
    const body = 'x'.repeat(this.#random.below(4) === 0 ? this.#random.below(LONGEST) : 0)
    if (this.#random.below(2) === 0) this.publish(this.#random.pick(ROOMS), body)
    else this.send(this.#random.pick(names), this.#random.below(3) === 0 ? 0 : 1, body)
    return true
  }

  publish(channel, body = '') {
    const row = this.#row('pub', channel, body)
    this.client.publish(channel, row.text, (out) => this.#settle(row, out))
    return row
  }

  send(to, store, body = '') {
    const row = this.#row('send', to, body)
    this.client.send(to, row.text, store, (out) => this.#settle(row, out))
    return row
  }

  #row(kind, to, body) {
    const row = { kind, to, text: `${this.name}>${to}:${++this.#n} ${body}`, outcome: '', n: 0, e: '', o: 0 }
    this.sent.push(row)
    return row
  }

  #settle(row, { outcome, why, n = 0, e = '', o = 0 }) {
    if (row.outcome !== '' && row.outcome !== 'open') this.twice.push(row.text)
    Object.assign(row, { outcome: outcome === 'refused' ? `refused ${why}` : outcome, n, e, o })
    this.#moved()
  }

  #hear(event) {
    const { what } = event
    if (what === 'message') this.mail.push(event)
    else if (what === 'record') this.#inStay(event, ({ heard }) => heard.push(event))
    else if (what === 'granted') this.#granted(event)
    else if (what === 'gone') this.#close(event.channel, event.o)
    else if (what === 'missed' && event.channel === '') this.mailGaps.push(event)
    else if (what === 'missed') this.#inStay(event, ({ gaps }) => gaps.push(event))
    else if (what === 'left') this.leftWhys[event.why] = (this.leftWhys[event.why] ?? 0) + 1
    else if (what === 'fault') this.holes++
    else if (what === 'late') {
      const row = this.sent.find(({ outcome, n }) => outcome === 'open' && n === event.n)
      if (row !== undefined) this.#settle(row, event)
    }
    this.#moved()
  }

  #inStay(event, keep) {
    const stay = this.#now.get(event.channel)
    if (stay === undefined) this.strays.push(event)
    else keep(stay)
  }

  #granted({ channel, e, o, first }) {
    const now = this.#now.get(channel)
    if (now !== undefined && !first && now.e === e) return
    // the epoch is over, and nobody knows its end
    if (now !== undefined) this.#close(channel, now.heard.at(-1)?.o ?? now.from)
    const stay = { channel, e, from: o, to: -1, heard: [], gaps: [] }
    this.stays.push(stay)
    this.#now.set(channel, stay)
  }

  #close(channel, o) {
    const now = this.#now.get(channel)
    if (now !== undefined) now.to = o
    this.#now.delete(channel)
  }

  /** Closes the stays that go on, where the client stands. */
  finish() {
    for (const [channel, stay] of [...this.#now])
      this.#close(channel, this.client.cursor(channel)?.o ?? stay.heard.at(-1)?.o ?? stay.from)
  }
}
