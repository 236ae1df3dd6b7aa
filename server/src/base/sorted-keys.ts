// Keys in order, for looking through a part of many: a list of short lists, so that a key is added, taken out and found
// in a few steps, however many there are.

const CHUNK = 256

export class SortedKeys {
  /** None is empty, but the only one. */
  private chunks: string[][] = [[]]

  /** `isBelow`: a test counts how often it is asked. */
  constructor(private readonly isBelow = (a: string, b: string): boolean => a < b) {}

  /** Not there yet. */
  add(key: string): void {
    const at = this.chunkOf(key)
    const chunk = this.chunks[at]!
    chunk.splice(this.placeIn(chunk, key), 0, key)
    if (chunk.length > CHUNK) this.chunks.splice(at + 1, 0, chunk.splice(CHUNK / 2))
  }

  delete(key: string): void {
    const at = this.chunkOf(key)
    const chunk = this.chunks[at]!
    const place = this.placeIn(chunk, key)
    if (chunk[place] !== key) return
    chunk.splice(place, 1)
    if (chunk.length === 0 && this.chunks.length > 1) this.chunks.splice(at, 1)
  }

  /** From this key on, in order. Nothing is added or taken out meanwhile. */
  *from(key: string): Generator<string, void> {
    let at = this.chunkOf(key)
    for (let place = this.placeIn(this.chunks[at]!, key); at < this.chunks.length; at++, place = 0)
      for (const chunk = this.chunks[at]!; place < chunk.length; place++) yield chunk[place]!
  }

  /** The last one that begins at or below the key. */
  private chunkOf(key: string): number {
    let low = 0
    let high = this.chunks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.isBelow(key, this.chunks[middle]![0]!)) high = middle - 1
      else low = middle
    }
    return low
  }

  /** Of the first one that is not below the key. */
  private placeIn(chunk: readonly string[], key: string): number {
    let low = 0
    let high = chunk.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.isBelow(chunk[middle]!, key)) low = middle + 1
      else high = middle
    }
    return low
  }
}
