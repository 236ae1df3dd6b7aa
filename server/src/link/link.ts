// One link's way out. Everything for a link in a turn goes through one list, in order, and is written together. A link
// that does not read leaves the live sets and goes on by feeds.
import type { LinkNode } from './link-node.ts'
import { faultFields } from '../base/faults.ts'
import { type Feed, Pump, PUMP_BELOW } from './feed.ts'
import type { LinkSession, LinkState, Sink } from './sink.ts'
import type { Packet } from '../wire/packets.ts'
import type { Wire } from '../wire/wire.ts'
import { CLOSE_FAULT, CLOSE_SLOW } from '../../../uni_modules/rtm/utssdk/common/protocol/close.uts'

/** A list this long is written at once, and a link with more unwritten leaves the live sets (P-REPLAY-2). */
export const FLUSH_AT = 262144
/** Nobody needs this much of answers to his own requests at once. */
export const MAX_UNWRITTEN = 1024 * 1024

/** An object and not a function: a closure for each link would be memory of each connection. */
export interface LinkOwner {
  /** The greeting has given it a session. */
  linkEntered(): void
  linkEnded(): void
}

/** What ends with a link. */
export interface LinkWatch {
  end(): void
}

export class Link<S extends LinkSession = LinkSession> implements Sink<S> {
  state: LinkState = 'greeting'
  session: S | null = null
  /** Bytes ever handed to the wire: with `unwritten` they tell whether a slow peer reads at all. */
  handed = 0
  /** The highest request id (P-FRAME-6). */
  lastId = 0
  /** Its client wants to be poked when it is quiet (P-LIFE-8). */
  pokes = false
  /** The users whose presence it is told of. */
  watch: LinkWatch | null = null
  /** Hears of its beginning and its end in the same turn. */
  owner: LinkOwner | null = null
  private one: Packet | null = null
  private more: Packet[] | null = null
  /** What waits, about: bytes of records, characters of texts. */
  private queued = 0
  private pump: Pump<S> | null = null

  constructor(
    readonly node: LinkNode,
    readonly wire: Wire
  ) {}

  push(packet: Packet): void {
    if (this.state === 'closed') return
    this.queued += packet.length
    if (this.one === null) {
      this.one = packet
      if (this.state === 'open') this.node.flusher.link(this)
    } else if (this.more === null) this.more = [this.one, packet]
    else this.more.push(packet)
    if (this.queued > FLUSH_AT && this.state === 'open') this.flush()
  }

  /** What was pushed while the greeting went on follows the welcome. */
  open(welcome: Packet): void {
    if (this.state !== 'greeting') return
    const list = this.more ?? (this.one === null ? [] : [this.one])
    this.one = welcome
    this.more = list.length === 0 ? null : [welcome, ...list]
    this.queued += welcome.length
    this.state = 'open'
    this.node.flusher.link(this)
    void this.pump?.run()
  }

  flush(): void {
    const one = this.one
    if (one === null || this.state === 'closed') return
    const more = this.more
    this.one = null
    this.more = null
    this.queued = 0
    this.handed += more === null ? this.wire.write(one) : this.wire.writeAll(more)
    const unwritten = this.wire.unwritten()
    if (unwritten > FLUSH_AT) this.node.slow.add(this)
    if (unwritten > MAX_UNWRITTEN) this.close(CLOSE_SLOW, 'too slow')
    else if (this.pump !== null && !this.pump.isIdle) void this.pump.run()
  }

  hasRoom(): boolean {
    return this.state === 'open' && this.queued < PUMP_BELOW && this.wire.unwritten() < PUMP_BELOW
  }

  follow(feed: Feed<S>): void {
    this.pump ??= new Pump(this)
    this.pump.add(feed)
  }

  drained(): void {
    if (this.state !== 'open') return
    this.node.slow.delete(this)
    void this.pump?.run()
  }

  /** Writes what is in the list, then closes. */
  close(code: number, reason: string): void {
    if (this.state === 'closed') return
    const rest = this.more ?? (this.one === null ? [] : [this.one])
    this.end()
    if (rest.length > 0) this.wire.writeAll(rest)
    this.wire.close(code, reason)
  }

  /** Closes without writing what is in the list: a newer link will write it. */
  abandon(code: number, reason: string): void {
    if (this.state === 'closed') return
    this.end()
    this.wire.close(code, reason)
  }

  /** The wire is gone. */
  gone(): void {
    if (this.state !== 'closed') this.end()
  }

  fault(where: string, fault: unknown): void {
    this.node.log.error('fault', { where, ...faultFields(fault) })
    this.close(CLOSE_FAULT, 'server fault')
  }

  /** In the turn that closes a link it leaves all sets. */
  private end(): void {
    this.state = 'closed'
    this.owner?.linkEnded()
    this.owner = null
    this.one = null
    this.more = null
    this.queued = 0
    this.pump?.end()
    this.watch?.end()
    this.node.slow.delete(this)
    this.node.links.delete(this)
    const session = this.session
    if (session !== null && session.link === this) session.detach(this.node.clock.lasting())
  }
}
