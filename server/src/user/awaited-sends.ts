// Sends of app servers. They have no session that outcomes are kept for: whoever sent waits here, under a key that no
// session has.
import type { Ids } from '../base/ids.ts'
import type { Outcome } from '../wire/outcomes.ts'

export interface AwaitedSend {
  readonly key: string
  readonly n: number
  readonly outcome: Promise<Outcome>
}

export class AwaitedSends {
  /**
   * Of this process alone: a record that an earlier one saved must not answer a send of today.
   * '' until there was a send.
   */
  key = ''
  private last = 0
  private readonly waiting = new Map<number, (outcome: Outcome) => void>()

  constructor(private readonly ids: Pick<Ids, 'session'>) {}

  begin(): AwaitedSend {
    if (this.last === 0) this.key = this.ids.session()
    const n = ++this.last
    return { key: this.key, n, outcome: new Promise((resolve) => this.waiting.set(n, resolve)) }
  }

  /** The first outcome stays. */
  settle(n: number, outcome: Outcome): boolean {
    this.waiting.get(n)?.(outcome)
    return this.waiting.delete(n)
  }

  /** What becomes of the others is decided in another process, where nobody waits. */
  stop(): void {
    for (const n of [...this.waiting.keys()]) this.settle(n, { outcome: 'unknown' })
  }
}
