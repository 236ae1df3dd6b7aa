// Things that are due at a time, soonest first: a binary heap. An item is in it once; who is asked before its time says the new time.

export class Deadlines<T> {
  private readonly items: T[] = []
  private readonly times: number[] = []

  get size(): number {
    return this.items.length
  }

  /** The soonest time, or Infinity. */
  next(): number {
    return this.times.length === 0 ? Infinity : this.times[0]!
  }

  add(item: T, at: number): void {
    let i = this.items.length
    this.items.push(item)
    this.times.push(at)
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (this.times[parent]! <= at) break
      this.swap(i, parent)
      i = parent
    }
  }

  /** Takes out the soonest item. */
  take(): T | undefined {
    const first = this.items[0]
    const lastItem = this.items.pop()
    const lastTime = this.times.pop()
    if (this.items.length > 0) {
      this.items[0] = lastItem!
      this.times[0] = lastTime!
      this.sink()
    }
    return first
  }

  private sink(): void {
    let i = 0
    const size = this.items.length
    for (;;) {
      const left = 2 * i + 1
      if (left >= size) return
      const right = left + 1
      const child = right < size && this.times[right]! < this.times[left]! ? right : left
      if (this.times[i]! <= this.times[child]!) return
      this.swap(i, child)
      i = child
    }
  }

  private swap(a: number, b: number): void {
    const item = this.items[a]!
    const time = this.times[a]!
    this.items[a] = this.items[b]!
    this.times[a] = this.times[b]!
    this.items[b] = item
    this.times[b] = time
  }
}
