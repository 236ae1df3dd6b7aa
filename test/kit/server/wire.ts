// A wire in memory. It decodes the WebSocket frames that the server writes, and it can stop reading, crawl, and break.
import { countedPlace } from '../../../server/src/base/addresses.ts'
import type { Wire, WireEvents } from '../../../server/src/wire/wire.ts'

/** Whatever came: a test says what it expects of it. */
export type Fields = Record<string, ReturnType<typeof JSON.parse>>

/** All frames of the bytes; throws when they are not whole, unmasked, final text frames. */
export function decode(bytes: Buffer): string[] {
  const texts: string[] = []
  let at = 0
  while (at < bytes.length) {
    if (bytes[at] !== 0x81) throw new Error(`frame begins with ${bytes[at]}`)
    let size = bytes[at + 1]!
    if (size > 127) throw new Error('masked')
    at += 2
    if (size === 126) {
      size = bytes.readUInt16BE(at)
      at += 2
    } else if (size === 127) {
      size = Number(bytes.readBigUInt64BE(at))
      at += 8
    }
    if (at + size > bytes.length) throw new Error('frame is cut')
    texts.push(bytes.toString('utf8', at, at + size))
    at += size
  }
  return texts
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
  private pending: Buffer[] = []
  private pendingBytes = 0
  private ended = false

  constructor(readonly address = 'memory') {}

  get place(): string { return countedPlace(this.address) }

  get isEnded(): boolean {
    return this.ended
  }

  get isReading(): boolean {
    return this.reading
  }

  write(bytes: Buffer): void {
    this.writes++
    this.put(bytes)
  }

  writeAll(list: Buffer[]): void {
    this.writes++
    for (const bytes of list) this.put(bytes)
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

  /** The peer reads so many buffers and stays stalled. */
  crawl(buffers: number): void {
    for (const bytes of this.pending.splice(0, buffers)) this.deliver(bytes)
    if (this.pending.length === 0) this.events.drained()
  }

  resume(): void {
    this.reading = true
    const had = this.pending.length > 0
    for (const bytes of this.pending.splice(0)) this.deliver(bytes)
    if (had && !this.ended) this.events.drained()
  }

  private put(bytes: Buffer): void {
    if (this.ended) return
    this.pendingBytes += bytes.length
    if (this.reading) return this.deliver(bytes)
    this.pending.push(bytes)
    this.peak = Math.max(this.peak, this.pendingBytes)
  }

  private deliver(bytes: Buffer): void {
    this.pendingBytes -= bytes.length
    for (const text of decode(bytes)) this.onFrame(JSON.parse(text) as Fields)
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
