// The end of the turn: first channels and watch lists hand their joined frames to the links, then links hand their
// lists to the wires. Nothing here waits: with one message in flight the flush comes
// at the end of the turn in which it came.
import type { Turn } from '../base/clock.ts'

export interface Flushed {
  flush(): void
}

export class Flusher {
  private sources: Flushed[] = []
  private links: Flushed[] = []
  private asked = false

  constructor(private readonly turn: Turn) {}

  /** Something that has frames for links: a channel, a watch list. */
  source(source: Flushed): void {
    this.sources.push(source)
    this.ask()
  }

  link(link: Flushed): void {
    this.links.push(link)
    this.ask()
  }

  private ask(): void {
    if (this.asked) return
    this.asked = true
    this.turn.soon(this.run)
  }

  private readonly run = (): void => {
    this.asked = false
    const sources = this.sources
    this.sources = []
    for (const source of sources) source.flush()
    const links = this.links
    this.links = []
    for (const link of links) link.flush()
  }
}
