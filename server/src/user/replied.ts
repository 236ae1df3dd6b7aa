// What a session was answered to its numbered changes: one that is repeated after a broken link is answered as the
// first time, and not done again (P-ATTR-5). The last few are enough, because a client has few under way at once.
import type { Verdict } from '../store/attributes.ts'

const MAX_KEPT = 128

export class Replies {
  private readonly verdicts = new Map<number, Verdict>()

  constructor(saved: readonly (readonly [w: number, verdict: Verdict])[] = []) {
    for (const [w, verdict] of saved) this.keep(w, verdict)
  }

  find(w: number): Verdict | undefined {
    return this.verdicts.get(w)
  }

  keep(w: number, verdict: Verdict): void {
    this.verdicts.set(w, verdict)
    for (const oldest of this.verdicts.keys()) {
      if (this.verdicts.size <= MAX_KEPT) return
      this.verdicts.delete(oldest)
    }
  }

  dump(): (readonly [w: number, verdict: Verdict])[] {
    return [...this.verdicts]
  }
}
