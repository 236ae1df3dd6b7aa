// A feed is a place in a stream that a link has not caught up with. It is a cursor, not a queue: records stay in the
// stream until the wire has drained (P-REPLAY-2). A resume, a slow link and a join in a hello are the same thing here.
// A link in step has no feed at all.
import type { LinkSession, Sink } from './sink.ts'

/** A stream as feeds see it. */
export interface Source<S extends LinkSession = LinkSession> {
  /**
   * Hands the next portion to the link, in the lane of the stream. True: the link is in step and belongs to the live
   * set now.
   */
  catchUp(feed: Feed<S>): Promise<boolean>
}

export class Feed<S extends LinkSession = LinkSession> {
  ended = false
  /** What the link knows of the members (roster.ts); -1: nothing. Only channels use it. */
  version = -1
  /** The notice of attributes that the link knows. Only channels use it. */
  notices = 0
  /** Answers to own messages that must not overtake the records before them (P-RECORD-7). */
  outs: Map<number, string> | null = null

  constructor(
    readonly link: Sink<S>,
    readonly source: Source<S>,
    public cursor: number
  ) {}
}

/** What a feed takes from its stream at once. */
export const PORTION = { messages: 1000, bytes: 65536 } as const
/**
 * With more than this unwritten a feed waits for the wire to drain. Above a socket's own mark, so that `drained` is
 * sure to come.
 */
export const PUMP_BELOW = 65536

/** Moves the feeds of a link forward, one portion per turn and link, in turn. */
export class Pump<S extends LinkSession> {
  private feeds: Feed<S>[] = []
  private busy = false

  constructor(private readonly link: Sink<S>) {}

  get isIdle(): boolean {
    return this.feeds.length === 0
  }

  add(feed: Feed<S>): void {
    this.feeds.push(feed)
    void this.run()
  }

  /** Called when there may be room again: after a flush, and when the wire has drained. */
  async run(): Promise<void> {
    if (this.busy) return
    this.busy = true
    try {
      while (this.feeds.length > 0 && this.link.hasRoom()) {
        const feed = this.feeds.shift()!
        if (feed.ended) continue
        const inStep = await feed.source.catchUp(feed)
        if (!inStep && !feed.ended) this.feeds.push(feed)
      }
    } catch (fault) {
      this.link.fault('feed', fault)
    } finally {
      this.busy = false
    }
  }

  end(): void {
    for (const feed of this.feeds) feed.ended = true
    this.feeds = []
  }
}
