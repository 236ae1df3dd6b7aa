// One socket of the network in memory: two ends that hear of each other by steps, and what may befall what is between
// them. Bytes of the server are decoded as a browser would.
import type { Link, LinkListener } from '../../uni_modules/rtm/utssdk/common/ports.uts'
import { type Packet, textsIn } from '../../server/src/wire/packets.ts'
import type { Wire, WireEvents } from '../../server/src/wire/wire.ts'
import type { Net } from './net.ts'
import type { Side, Silence, LinkFaults } from './link-faults.ts'

export class Socket implements Link {
  readonly address = '127.0.0.1'
  private events: WireEvents | null = null
  private toServer: string[] = []
  private toClient: string[] = []
  private closing: { code: number; reason: string } | null = null
  private clientEnded = false
  private serverEnded = false
  private clientLeft = false
  /** The client has stopped reading: bytes pile up at the server. */
  stalled = false
  /** Nothing passes any more, and nobody is told: a half-open socket. */
  dead = false
  /** What this side says is lost on the way, and nobody is told. */
  private unheard: Silence | null
  private greeted = false
  private readonly faults: LinkFaults
  /** When the last thing on its way to a side gets there: nothing overtakes. */
  private readonly due: Record<Side, number> = { client: 0, server: 0 }

  constructor(
    private readonly net: Net,
    readonly owner: string,
    private readonly epoch: number,
    private readonly listener: LinkListener
  ) {
    this.faults = net.faultsOf(owner)
    this.unheard = this.faults.silenceNext()
  }

  // The client's side.
  open(): void {
    this.toward('server', () => {
      if (this.clientEnded || this.isUnheard('client')) return
      const door = this.net.door
      if (door === null || this.net.blocked.has(this.owner)) return this.endClient(1006, 'refused')
      this.events = door.accept(this.asWire())
      const opened = (): void => {
        if (!this.clientEnded && !this.isUnheard('server')) this.listener.onOpen(this.epoch)
      }
      if (this.faults.delayMs > 0) this.toward('client', opened)
      else opened()
    })
  }
  send(text: string): void {
    if (this.clientEnded || this.clientLeft || this.dead) return
    if (text.startsWith('{"t":"hello"')) this.net.greets(this.owner, text)
    this.toServer.push(text)
    this.toward('server', () => {
      const next = this.toServer.shift()
      if (next === undefined || this.serverEnded || this.isUnheard('client')) return
      this.events?.text(next)
      if (this.faults.repeats('server', next)) this.cut()
    })
  }
  // A page's close goes behind what it has sent, as a close frame does.
  close(code: number, reason: string): void {
    if (this.clientLeft) return
    this.clientLeft = true
    this.toward('server', () => {
      if (!this.isUnheard('client')) this.endServer()
      this.endClient(code, reason)
    })
  }

  // The server's side.
  write(packet: Packet): number {
    if (this.serverEnded || this.closing !== null) return 0
    for (const text of textsIn(packet)) {
      this.toClient.push(text)
      this.pump()
    }
    return packet.length
  }
  writeAll(packets: readonly Packet[]): number {
    return packets.reduce((sum, packet) => sum + this.write(packet), 0)
  }
  unwritten(): number {
    if (!this.stalled) return 0
    return this.toClient.reduce((sum, text) => sum + text.length, 0)
  }
  destroy(): void {
    this.cut()
  }
  closeByServer(code: number, reason: string): void {
    if (this.serverEnded || this.closing !== null) return
    this.closing = { code, reason }
    this.toward('client', () => {
      this.endServer()
    })
    this.pump()
  }
  /** The server's face of this socket. */
  asWire(): Wire {
    return {
      address: this.address,
      place: '',
      write: (packet) => this.write(packet),
      writeAll: (packets) => this.writeAll(packets),
      unwritten: () => this.unwritten(),
      close: (code, reason) => {
        this.closeByServer(code, reason)
      },
      destroy: () => {
        this.destroy()
      }
    }
  }

  // What the network does.
  /** Both ends learn that the socket broke; everything under way is lost. */
  cut(): void {
    this.toServer = []
    this.toClient = []
    this.endServer()
    this.endClient(1006, 'cut')
  }
  /** Only one end learns of it; the other sits on a half-open socket. */
  halfCut(side: 'client' | 'server'): void {
    this.dead = true
    this.toServer = []
    this.toClient = []
    if (side === 'client') this.endClient(1006, 'cut')
    else this.endServer()
  }
  /** From now on what this side says does not arrive, and nobody is told. */
  silence(side: Silence): void {
    this.unheard = this.unheard === null || this.unheard === side ? side : 'both'
  }
  resumeReading(): void {
    this.stalled = false
    for (let left = this.toClient.length; left >= 0; left--) this.pump() // the last one for the end, if that waits too
    this.net.step(() => {
      if (!this.serverEnded) this.events?.drained()
    })
  }
  get live(): boolean {
    return !this.clientEnded && !this.serverEnded && !this.dead
  }

  /** One text, or the end, on its way to the client. */
  private pump(): void {
    this.toward('client', () => {
      if (this.stalled || this.isUnheard('server')) return
      const next = this.toClient.shift()
      if (next !== undefined && !this.clientEnded) this.read(next)
      this.finish()
    })
  }
  private read(text: string): void {
    this.listener.onText(this.epoch, text)
    if (this.faults.repeats('client', text)) return this.cut()
    if (this.greeted || !text.startsWith('{"t":"welcome"')) return
    this.greeted = true
    for (const { side, text: again } of this.faults.repeated()) {
      if (side === 'client') this.listener.onText(this.epoch, again)
      else this.events?.text(again)
    }
  }
  private isUnheard(side: Side): boolean {
    return this.dead || this.unheard === side || this.unheard === 'both'
  }
  /** A step, after the time that the way to this side takes. */
  private toward(side: Side, task: () => void): void {
    const now = this.net.monotonic()
    const due = Math.max(this.due[side], now + this.faults.delayMs)
    this.due[side] = due
    if (due > now) this.net.later(due - now, task)
    else this.net.step(task)
  }
  private finish(): void {
    if (this.closing !== null && this.toClient.length === 0) this.endClient(this.closing.code, this.closing.reason)
  }
  private endClient(code: number, reason: string): void {
    if (this.clientEnded) return
    this.clientEnded = true
    this.goIfOver()
    this.listener.onClose(this.epoch, code, reason)
  }
  private endServer(): void {
    if (this.serverEnded) return
    this.serverEnded = true
    this.goIfOver()
    this.events?.closed()
  }
  /** Nobody has this end or the other any more. */
  private goIfOver(): void {
    if (this.clientEnded && (this.serverEnded || this.events === null)) this.net.forget(this)
  }
}
