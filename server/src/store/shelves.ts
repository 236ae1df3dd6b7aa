// The disk as nouns see it: named shelves of values under sorted keys.

export interface Entry<T> {
  readonly key: string
  readonly value: T
}

/**
 * Keys are ASCII and sorted by it; at most 1,900 characters. Values go through JSON, but not at once: nobody changes
 * one that he has put or got.
 */
export interface Shelf<T> {
  get(key: string): T | undefined
  put(key: string, value: T): void
  remove(key: string): void
  /** From `from` on, below `before`, in order, at most so many. */
  range(from: string, before: string, most: number): Entry<T>[]
}

/** The disk as nouns see it. */
export interface Shelves {
  /**
   * A name stands for one shelf. Its first user decides what is in it. A value that the disk has damaged is not there.
   * `counts`: sums over what other shelves hold, of which the last may be on the disk before all that it counts.
   */
  shelf<T>(name: string, kind?: 'counts'): Shelf<T>
  /**
   * Resolves when everything that was written so far is on the disk; several who wait share one flush. Rejects when the
   * disk failed; it may still come to be there.
   */
  flushed(): Promise<void>
  /** False: the disk has failed for so long that what can be refused should be. */
  readonly accepts: boolean
}
