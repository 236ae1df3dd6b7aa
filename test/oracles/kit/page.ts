// One page on an engine, whichever interface shows it: what it calls and what it hears stand in one list, in the order
// in which it hears it. Words are the engine's; of AR-RtmModule its numbers.
export const VERBS = [
  'login',
  'logout',
  'invite',
  'cancel',
  'accept',
  'refuse',
  'create',
  'release',
  'join',
  'leave',
  'publish',
  'watch',
  'unwatch',
  'set',
  'clear',
  'setChannel',
  'clearChannel'
] as const
export type Verb = (typeof VERBS)[number]
export type Kind = 'engine' | 'AR' | 'typed'

export interface Heard {
  readonly call: number
  readonly word: string
}
/** `of`: the number of the invitation, the user, or the channel. */
export interface Told {
  readonly event: string
  readonly state: string
  readonly of: string
}

export abstract class Page {
  readonly log: (Heard | Told)[] = []
  private calls = 0
  abstract readonly kind: Kind
  /** Those that this interface has. */
  abstract has(verb: Verb): boolean
  protected abstract run(verb: Verb, done: (word: string) => void): void
  /** What the number of this word is for this interface. */
  shown(_verb: Verb, word: string): string {
    return word
  }
  call(verb: Verb): number {
    const call = this.calls++
    this.run(verb, (word) => {
      this.log.push({ call, word })
    })
    return call
  }
  /** What is published says which call it was. */
  protected get text(): string {
    return String(this.calls - 1)
  }
  answersOf(call: number): string[] {
    return this.log.flatMap((row) => ('call' in row && row.call === call ? [row.word] : []))
  }
  told(event: string): Told[] {
    return this.log.filter((row): row is Told => 'event' in row && row.event === event)
  }
  protected hear(event: string, state: unknown, of: unknown): void {
    this.log.push({ event, state: String(state), of: String(of) })
  }
}

/** What pages set as attributes. */
export const MINE = { mood: 'good' }
