// Room that many share. While less than half of it is in use everybody may take what he likes; above that nobody may
// have more than his share of that half, so one who fills it does not take it from those who have next to nothing.
// Above the whole nobody gets more.

export class Shares {
  used = 0
  holders = 0

  constructor(private readonly most: number) {}

  /** May one who has `own` take more? */
  admits(own: number): boolean {
    const half = this.most / 2
    if (this.used < half) return true
    return this.used < this.most && own < half / Math.max(1, this.holders)
  }

  /** One's own went from this to that. */
  changed(before: number, after: number): void {
    this.used += after - before
    if (before === 0 && after > 0) this.holders++
    else if (before > 0 && after === 0) this.holders--
  }
}
