// What is remembered of the sends of all sessions together: outcomes and own places. Above the bound those give way of
// whom no send came for longest: by halves, the oldest first, so that a client which lost its link a moment ago still
// hears what became of its sends.

export interface Remembered {
  readonly size: number
  /** The older half goes; answers how many those were. */
  halve(): number
  /** It has had something, and is in the round. */
  listed: boolean
  /** It got more since it was looked at last. */
  busy: boolean
}

export class SentRoom {
  used = 0
  private readonly round = new Set<Remembered>()

  constructor(private readonly most: number) {}

  /** It has so many more, or fewer. */
  changed(one: Remembered, more: number): void {
    this.used += more
    if (more > 0) one.busy = true
    if (more > 0 && !one.listed) this.list(one, true) // who has nothing for a moment stays in the round
    if (this.used > this.most) this.shrink()
  }

  /** The session ended. */
  end(one: Remembered): void {
    this.used -= one.size
    this.list(one, false)
  }

  private list(one: Remembered, listed: boolean): void {
    one.listed = listed
    if (listed) this.round.add(one)
    else this.round.delete(one)
  }

  /** Goes round: who was busy has a round more. Each step takes a mark or an outcome away, so it ends. */
  private shrink(): void {
    for (const one of this.round) {
      if (this.used <= this.most) return
      if (!one.busy) this.used -= one.halve()
      one.busy = false
      this.list(one, false)
      if (one.size > 0) this.list(one, true)
    }
  }
}
