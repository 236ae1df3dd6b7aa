// The model of a disk, with a count of the rows that were read, written or looked through: what a call costs, whatever
// the machine does.
import { ModelDisk } from '../../../sdk/testing/model-disk.ts'
import type { Shelf, Shelves } from '../../../server/src/store/shelves.ts'

export class CountingDisk extends ModelDisk {
  rows = 0

  override open(): Shelves {
    const disk = super.open()
    return { ...disk, shelf: <T>(name: string) => this.counted<T>(disk.shelf(name)) }
  }

  /** What the task touches. */
  async during(task: () => Promise<unknown>): Promise<number> {
    const before = this.rows
    await task()
    return this.rows - before
  }

  private counted<T>(shelf: Shelf<T>): Shelf<T> {
    return {
      get: (key) => {
        this.rows++
        return shelf.get(key)
      },
      put: (key, value) => {
        this.rows++
        shelf.put(key, value)
      },
      remove: (key) => {
        this.rows++
        shelf.remove(key)
      },
      range: (from, before, most) => {
        const list = shelf.range(from, before, most)
        this.rows += 1 + list.length
        return list
      }
    }
  }
}
