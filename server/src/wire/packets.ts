// What a link is given to send: frames of the protocol as JSON.
// How a socket carries them is its gate's business (gates/websocket/framing.ts).

/**
 * One frame as JSON: a text that is sent once, or the bytes of a record, which are kept and shared. Never change them.
 */
export type Frame = string | Buffer

/** A frame, or several that belong together. */
export type Packet = Frame | Frames

/** How a gate writes frames. */
export interface Framing {
  /** The bytes of all these frames, one behind the other. */
  bytesOf(frames: readonly Frame[]): Buffer
  /** How many bytes one frame takes in them. */
  sizeOf(frame: Frame): number
}

/** Several frames. As a link counts what waits, `length` is bytes of records and characters of texts. */
export abstract class Frames {
  abstract readonly list: readonly Frame[]
  abstract readonly length: number
  abstract bytes(framing: Framing): Buffer
}

/** Frames that go to many links, or in one piece. A gate makes its bytes of them once, whoever they go to. */
export class Batch extends Frames {
  readonly length: number
  /** The first gate that asked, and what it made of it. The batch of another one is a twin. */
  private framing: Framing | null = null
  private made: Buffer | null = null
  private twin: Batch | null = null
  // Only parts ask for these: where each frame ends, in length and in bytes.
  private lengths: number[] | null = null
  private ends: number[] | null = null

  constructor(readonly list: readonly Frame[]) {
    super()
    let length = 0
    for (const frame of list) length += frame.length
    this.length = length
  }

  bytes(framing: Framing): Buffer {
    const own = this.of(framing)
    return (own.made ??= framing.bytesOf(this.list))
  }

  /** From one place to before another: no byte is copied, however many parts there are. */
  part(from: number, to: number): Frames {
    return from === 0 && to === this.list.length ? this : new Part(this, from, to)
  }

  lengthOf(from: number, to: number): number {
    this.lengths ??= endsOf(this.list, (frame) => frame.length)
    const [start, end] = between(this.lengths, from, to)
    return end - start
  }

  bytesOf(framing: Framing, from: number, to: number): Buffer {
    const own = this.of(framing)
    own.ends ??= endsOf(this.list, framing.sizeOf)
    return own.bytes(framing).subarray(...between(own.ends, from, to))
  }

  private of(framing: Framing): Batch {
    this.framing ??= framing
    return this.framing === framing ? this : (this.twin ??= new Batch(this.list)).of(framing)
  }
}

class Part extends Frames {
  readonly length: number

  constructor(
    private readonly whole: Batch,
    private readonly from: number,
    private readonly to: number
  ) {
    super()
    this.length = whole.lengthOf(from, to)
  }

  get list(): readonly Frame[] {
    return this.whole.list.slice(this.from, this.to)
  }

  bytes(framing: Framing): Buffer {
    return this.whole.bytesOf(framing, this.from, this.to)
  }
}

/** The texts of a packet, for whoever reads them instead of sending them. */
export function textsIn(packet: Packet): string[] {
  return packet instanceof Frames ? packet.list.map(String) : [String(packet)]
}

function endsOf(frames: readonly Frame[], sizeOf: (frame: Frame) => number): number[] {
  let end = 0
  return frames.map((frame) => (end += sizeOf(frame)))
}

function between(ends: readonly number[], from: number, to: number): [number, number] {
  return [from === 0 ? 0 : ends[from - 1]!, to === 0 ? 0 : ends[to - 1]!]
}
