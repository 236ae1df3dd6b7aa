// Short lists that thousands of idle sessions hold.

/** The list and one more, without spare room: an array that is pushed to, or spread into, keeps room for sixteen. */
export function withOne<T>(list: readonly T[], item: T): T[] {
  return list.length === 0 ? [item] : list.concat([item])
}
