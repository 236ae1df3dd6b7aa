// Attributes that outlive the process: those in memory, with a shelf of the disk as their journal. What members held
// when the process ended, however it ended, is counted from the start of the next one; what nobody held ends at its
// time, while no process runs by the clock on the wall (P-ATTR-10).
import { AttributesMemory } from '../memory/attributes-memory.ts'
import type { Attributes, Kept } from '../attributes.ts'
import type { Shelves } from '../shelves.ts'

const SHELF = 'attributes'
const LAST = '\x7f' // no key begins so

/** `now`: when the process starts. */
export function attributesOnDisk(disk: Shelves, now: number, most?: number): Attributes {
  const shelf = disk.shelf<Kept>(SHELF)
  const living: (readonly [string, Kept])[] = []
  for (const { key, value } of shelf.range('', LAST, Infinity)) {
    const kept = value.until === 0 ? { ...value, until: now + value.ms } : value
    if (kept.until <= now) shelf.remove(key)
    else living.push([key, kept])
    if (value.until === 0) shelf.put(key, kept)
  }
  const journal = {
    put: (owner: string, kept: Kept | null): void => (kept === null ? shelf.remove(owner) : shelf.put(owner, kept)),
    flushed: (): Promise<void> => disk.flushed()
  }
  return new AttributesMemory(journal, living, most)
}
