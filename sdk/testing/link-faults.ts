// What the network does to the links of one owner from now on. A link of TCP keeps order and loses nothing in the
// middle, so what can go wrong is this: it takes long, it falls silent for good, or it breaks in a bad moment, after
// which both ends repeat what they cannot know of.

/** Who says something. 'both' stands for a silent link only. */
export type Side = 'client' | 'server'
export type Silence = Side | 'both'

interface Repeat {
  /** Who hears it a second time. */
  readonly side: Side
  readonly text: string
}

/** Messages: requests and acknowledgements are told apart by numbers that are good for one link only. */
const MESSAGES: Record<Side, readonly string[]> = { server: ['{"t":"send"', '{"t":"pub"'], client: ['{"t":"m"'] }

export class LinkFaults {
  /** One way. */
  delayMs = 0
  private silent: Silence = 'both'
  private silentLinks = 0
  private breaks = 0
  private repeating: Repeat[] = []

  /** The next so many links are silent from their beginning. */
  silence(silent: Silence, links: number): void {
    this.silent = silent
    this.silentLinks = links
  }

  /** Whose words are lost on a link that is made now; null: nobody's. */
  silenceNext(): Silence | null {
    if (this.silentLinks <= 0) return null
    this.silentLinks--
    return this.silent
  }

  /** The next so many messages come a second time. */
  repeat(messages: number): void {
    this.breaks = messages
  }

  /** Whether the link has to break behind this frame, which `side` has just heard. It is kept for the next link. */
  repeats(side: Side, text: string): boolean {
    if (this.breaks <= 0 || !MESSAGES[side].some((start) => text.startsWith(start))) return false
    this.breaks--
    this.repeating.push({ side, text })
    return true
  }

  /** What a link that has been welcomed brings again. */
  repeated(): readonly Repeat[] {
    return this.repeating.splice(0)
  }

  /** Nothing of all this any more. */
  clear(): void {
    this.delayMs = 0
    this.silentLinks = 0
    this.breaks = 0
  }
}
