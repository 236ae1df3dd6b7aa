// A wire in memory. It reads the frames that the server writes, and it can stop reading, crawl, and break.
import { countedPlace } from '../../../server/src/base/addresses.ts'
import { type Packet, textsIn } from '../../../server/src/wire/packets.ts'
import type { Wire, WireEvents } from '../../../server/src/wire/wire.ts'

/** Whatever came: a test says what it expects of it. */
export type Fields = Record<string, ReturnType<typeof JSON.parse>>

/** What one write brought. */
interface Written {
  readonly texts: readonly string[]
  readonly size: number
}

export class MemoryWire implements Wire {
  /** Set by `accept`. */
  events!: WireEvents
  /** Called for each frame that the peer reads. */
  onFrame: (frame: Fields) => void = () => {}
  onClosed: (code: number, reason: string) => void = () => {}
  writes = 0
  /** The highest value of `unwritten` ever. */
  peak = 0
  closed: { code: number; reason: string } | null = null
  private reading = true
  private pending: Written[] = []
  private pendingBytes = 0
  private ended = false

  constructor(readonly address = 'memory') {}

  get place(): string {
    return countedPlace(this.address)
  }

  get isEnded(): boolean {
    return this.ended
  }

  get isReading(): boolean {
    return this.reading
  }

  write(packet: Packet): number {
    this.writes++
    return this.put(packet)
  }

  writeAll(packets: readonly Packet[]): number {
    this.writes++
    return packets.reduce((sum, packet) => sum + this.put(packet), 0)
  }

  unwritten(): number {
    return this.pendingBytes
  }

  close(code: number, reason: string): void {
    if (this.ended) return
    this.closed = { code, reason }
    this.finish()
  }

  destroy(): void {
    this.finish()
  }

  /** The peer's socket broke: what was not read is lost. */
  break(): void {
    this.finish()
  }

  stall(): void {
    this.reading = false
  }

  /** The peer reads so many packets and stays stalled. */
  crawl(packets: number): void {
    for (const written of this.pending.splice(0, packets)) this.deliver(written)
    if (this.pending.length === 0) this.events.drained()
  }

  resume(): void {
    this.reading = true
    const had = this.pending.length > 0
    for (const written of this.pending.splice(0)) this.deliver(written)
    if (had && !this.ended) this.events.drained()
  }

  private put(packet: Packet): number {
    if (this.ended) return 0
    const texts = textsIn(packet)
    const size = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
    this.pendingBytes += size
    if (this.reading) this.deliver({ texts, size })
    else {
      this.pending.push({ texts, size })
      this.peak = Math.max(this.peak, this.pendingBytes)
    }
    return size
  }

  private deliver({ texts, size }: Written): void {
    this.pendingBytes -= size
    for (const text of texts) this.onFrame(JSON.parse(text) as Fields)
  }

  private finish(): void {
    if (this.ended) return
    this.ended = true
    this.pending = []
    this.pendingBytes = 0
    if (this.closed !== null) this.onClosed(this.closed.code, this.closed.reason)
    queueMicrotask(() => this.events.closed())
  }
}
