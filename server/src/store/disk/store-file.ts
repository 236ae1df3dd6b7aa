// A file of LMDB, looked at before it is mapped: what is wrong with it is one line, which names it and says what to do.
import { existsSync, statSync } from 'node:fs'
import { codeOf, DiskProblem } from './disk-problems.ts'
import { Damage } from './store-pages.ts'
import { walkStore, type Seen } from './store-walk.ts'

/** What stands in the file; null: there is none. Throws DiskProblem. `advice`: what to do when it is damaged. */
export function lookAt(path: string, advice: string, isLate: () => boolean = () => false): Seen | null {
  try {
    if (!existsSync(path)) return null
    if (statSync(path).size === 0) throw new Damage('it is empty')
    const seen = walkStore(path, isLate)
    if (seen.newer > 0)
      throw new DiskProblem(
        `data: ${path} was written by a newer server. Start that one, or put a backup of an earlier time in its place.`
      )
    return seen
  } catch (error) {
    if (error instanceof DiskProblem) throw error
    if (error instanceof Damage) throw new DiskProblem(`data: ${path} is damaged (${error.message}). ${advice}`)
    throw new DiskProblem(
      `data: ${path} cannot be read (${codeOf(error)}). Correct its permissions, or look at its disk.`
    )
  }
}
