// Names by the time of their end, the longest ended first, so that a sweep looks only at what has to go.

export class Aging {
  private times = new Map<string, number>()
  private last = -Infinity
  private sorted = true

  get size(): number {
    return this.times.size
  }

  /** It ends now: as the last one, also after a clock was set back. */
  add(name: string, at: number): void {
    this.last = Math.max(this.last, at)
    this.times.delete(name)
    this.times.set(name, this.last)
  }

  /** It ended some time ago: what a restart brings comes in any order. */
  load(name: string, at: number): void {
    this.last = Math.max(this.last, at)
    this.times.set(name, at)
    this.sorted = false
  }

  delete(name: string): void {
    this.times.delete(name)
  }

  /** Those that ended up to this time, at most so many. */
  upTo(until: number, most: number): string[] {
    this.sort()
    const names: string[] = []
    for (const [name, at] of this.times) {
      if (at > until || names.length >= most) break
      names.push(name)
    }
    return names
  }

  /** Takes them out. */
  take(until: number, most: number): string[] {
    const names = this.upTo(until, most)
    for (const name of names) this.times.delete(name)
    return names
  }

  /** Takes out the one that ended first. */
  first(): string | undefined {
    this.sort()
    const { value } = this.times.keys().next()
    if (value !== undefined) this.times.delete(value)
    return value
  }

  private sort(): void {
    if (!this.sorted) this.times = new Map([...this.times].sort(([, a], [, b]) => a - b))
    this.sorted = true
  }
}
