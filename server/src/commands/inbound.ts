// One link's way in: frames in order, one at a time (P-ORDER-3), each proved before it acts. Nothing that a peer sends
// throws out of here.
import * as codes from '../../../uni_modules/rtm/utssdk/common/protocol/close.uts'
import { MAX_FRAME } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import type { Going } from '../base/eventual.ts'
import type { CommandNode } from './command.ts'
import { acknowledge } from './ack.ts'
import { dispatch } from './table.ts'
import { greet } from '../login/greeting.ts'
import type { LinkOwner } from '../link/link.ts'
import type { UserLink } from '../user/user.ts'
import { parse, type Frame } from '../wire/parse.ts'
import { Refusal } from '../wire/refusal.ts'
import { no } from '../wire/replies.ts'
import type { WireEvents } from '../wire/wire.ts'

const MAX_MALFORMED = 10
const FRAMES_HELD = 4000 // P-LIFE-6
const FRAMES_PER_MS = 0.4
const FRAMES = 'frames'
/** What counts although its sender has gone: everything else wants an answer. */
const ACCEPTED_AFTER_CLOSE = ['send', 'pub', 'bye']
/** Frames that wait for one before them. */
const WAITING_BYTES = 4 * 1024 * 1024

export class Inbound implements WireEvents, LinkOwner {
  private greeted = false
  private malformed = 0
  private level = FRAMES_HELD
  private levelAt: number
  private busy = false
  private leftByPeer = false
  private waiting: string[] | null = null
  private waitingBytes = 0
  // Made with the first frame that takes a while: most links are silent.
  private onDone: (() => void) | null = null
  private onFault: ((fault: unknown) => void) | null = null

  constructor(
    private readonly node: CommandNode,
    private readonly link: UserLink
  ) {
    const { hellos, clock } = node
    this.levelAt = clock.monotonic()
    link.owner = this
    hellos.add(link) // P-HELLO-2
  }

  text(text: string): void {
    const { link } = this
    if (link.state === 'closed') return
    if (!this.isWithinRate()) return link.close(codes.CLOSE_TOO_MANY_FRAMES, 'too many frames')
    if (text.length > MAX_FRAME || (text.length * 3 > MAX_FRAME && Buffer.byteLength(text) > MAX_FRAME))
      return link.close(1009, 'frame too large') // P-FRAME-8
    if (link.session !== null && link.state === 'open') this.node.leases.heard(link.session) // P-LIFE-1
    if (!this.busy) return this.take(text)
    if (this.waitingBytes + text.length > WAITING_BYTES || !this.node.waiting.admits(this.waitingBytes))
      return link.close(codes.CLOSE_TOO_MANY_FRAMES, 'too many frames')
    this.waits(text.length)
    this.waiting ??= []
    this.waiting.push(text)
  }

  binary(): void {
    this.link.close(codes.CLOSE_BINARY, 'binary frame') // P-FRAME-9
  }

  drained(): void {
    this.link.drained()
  }

  /** What came before the end was said: a farewell may wait behind a slow frame. */
  closed(): void {
    if (!this.greeted) this.node.hellos.delete(this.link)
    this.leftByPeer = this.link.state === 'open'
    this.link.gone()
  }

  private take(text: string): void {
    const going = this.begun(text)
    if (going === null) return
    this.busy = true
    this.node.work.begin() // a stop waits for what was begun (P-STOP-1)
    going.then((this.onDone ??= () => this.next()), (this.onFault ??= (fault: unknown) => this.failed(fault)))
  }

  private next(): void {
    this.node.work.end()
    this.busy = false
    while (!this.busy && this.waiting !== null) {
      const text = this.waiting.shift()
      if (text === undefined || (this.link.state === 'closed' && !this.isAcceptedAfterClose())) {
        // P-RESUME-2: unread frames of a link that the server closed, or that has a successor, have no effect
        this.waiting = null
        this.waits(-this.waitingBytes)
        return
      }
      this.waits(-text.length)
      this.take(text)
    }
  }

  private waits(more: number): void {
    this.node.waiting.changed(this.waitingBytes, this.waitingBytes + more)
    this.waitingBytes += more
  }

  private isAcceptedAfterClose(): boolean {
    const { session } = this.link
    return this.leftByPeer && session !== null && !session.ended && session.link === null
  }

  private failed(fault: unknown): void {
    this.link.fault('frame', fault)
    this.next()
  }

  private begun(text: string): Going {
    try {
      return this.handle(text)
    } catch (fault) {
      this.link.fault('frame', fault)
      return null
    }
  }

  /** A frame that goes on makes the next one wait. */
  private handle(text: string): Going {
    const { link } = this
    const frame = parse(text)
    if (frame === null) return this.reject()
    if (!this.greeted) return this.hello(frame)
    if (frame.t === 'hello' || link.session === null) {
      link.close(codes.CLOSE_OUT_OF_ORDER, 'second hello') // P-HELLO-1
      return null
    }
    if (link.state === 'closed' && !ACCEPTED_AFTER_CLOSE.includes(frame.t)) return null
    acknowledge(link, link.session, frame)
    return dispatch(this.node, link, link.session, frame)
  }

  private hello(frame: Frame): Promise<void> | null {
    if (frame.t !== 'hello') {
      this.link.close(codes.CLOSE_OUT_OF_ORDER, 'hello comes first') // P-HELLO-1
      return null
    }
    this.greeted = true
    this.node.hellos.delete(this.link)
    return greet(this.node, this.link, frame)
  }

  /** P-LIMIT-3: a new link has no more frames than the last one of its user had left. */
  linkEntered(): void {
    const { node } = this
    const { session } = this.link
    const fullAt = node.rateBook.timeOf(session!.user.key, FRAMES)
    this.level = Math.min(this.level, FRAMES_HELD - (fullAt - node.rateBook.monotonic()) * FRAMES_PER_MS)
  }

  linkEnded(): void {
    const { node } = this
    const { session } = this.link
    if (session === null || this.level >= FRAMES_HELD / 2) return
    const now = node.rateBook.monotonic()
    node.rateBook.of(session.user.key, now).set(FRAMES, now + (FRAMES_HELD - this.level) / FRAMES_PER_MS)
  }

  /** P-FRAME-10 */
  private reject(): null {
    this.malformed++
    this.link.push(no(0, new Refusal('malformed', 'The frame is not a JSON object with a string t. Fix the client.')))
    if (!this.greeted || this.malformed >= MAX_MALFORMED) this.link.close(codes.CLOSE_MALFORMED, 'malformed')
    return null
  }

  private isWithinRate(): boolean {
    const now = this.node.clock.monotonic()
    this.level = Math.min(FRAMES_HELD, this.level + Math.max(0, now - this.levelAt) * FRAMES_PER_MS) - 1
    this.levelAt = now
    return this.level >= 0 // P-LIFE-6
  }
}
