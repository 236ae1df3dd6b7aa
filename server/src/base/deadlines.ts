// Things that are due at a time, soonest first. An item is in it once; who is asked before its time says the new time.
import FlatQueue from 'flatqueue'

export class Deadlines<T> {
  private readonly heap = new FlatQueue<T | undefined>()

  get size(): number {
    return this.heap.length
  }

  /** The soonest time, or Infinity. */
  next(): number {
    return this.heap.peekValue() ?? Infinity
  }

  add(item: T, at: number): void {
    this.heap.push(item, at)
  }

  /** Takes out the soonest item. */
  take(): T | undefined {
    const first = this.heap.pop()
    this.heap.ids[this.heap.length] = undefined // it would be held there until another one comes
    return first
  }
}
