// The on-disk store of one process: one LMDB environment in the data folder, with a named shelf for each noun. A write is visible at once and
// costs its turn no disk: it stands in memory until the round of its turn is committed, in one transaction, by lmdb's own thread. Whoever
// promises something waits for `flushed`. (A synchronous transaction of lmdb-js waits for the disk within the turn, or is not safe against a
// power failure; so none is used here.)
import { mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { RootDatabase } from 'lmdb'
import { DiskShelf, type Round, type Write } from './disk-shelf.ts'
import type { Shelf, Shelves } from './shelves.ts'

const STORE = 'rtm-store.mdb'
const OWNER = 'rtm-owner.mdb'
const FOR_ME_ONLY = 0o600 // messages of people: for nobody but this user
const SHELVES_MOST = 32

export class DiskProblem extends Error {}

/** Another process, or this one, works on the folder. */
export class DiskInUse extends DiskProblem {}

export class Disk implements Shelves {
  private static readonly open = new Set<string>()
  private readonly round: Round = { number: 1, add: (write) => this.add(write) }
  private writes: Write[] = []
  /** Of the last round that was begun, the one that gathers included. */
  private committed: Promise<void> = Promise.resolve()
  private closed = false
  private syncing: Promise<void> | null = null
  private nextSync: Promise<void> | null = null

  private constructor(
    private readonly folder: string,
    private readonly store: RootDatabase<string, string>,
    private readonly owner: Owner,
  ) {}

  /** Throws DiskProblem when the folder cannot be used, or is used by another process. */
  static async at(folder: string): Promise<Disk> {
    const { open } = await lmdb()
    const place = prepared(folder)
    if (Disk.open.has(place)) throw new DiskInUse(`data: this process uses the folder ${folder} already. Two servers never share one.`)
    const owner = await own(place)
    try {
      const store = open<string, string>({ path: join(place, STORE), noSubdir: true, encoding: 'string', permissionsMode: FOR_ME_ONLY, overlappingSync: true, maxDbs: SHELVES_MOST } as object as { path: string })
      Disk.open.add(place)
      return new Disk(place, store, owner)
    } catch (error) {
      await owner.leave()
      throw new DiskProblem(`data: the store in ${folder} cannot be opened (${(error as Error).message}). Correct its permissions, or put a backup in its place.`)
    }
  }

  shelf<T>(name: string): Shelf<T> {
    return new DiskShelf<T>(this.round, this.store.openDB<string, string>(name, { encoding: 'string' }))
  }

  async flushed(): Promise<void> {
    await this.committed
    await this.sync()
  }

  async close(): Promise<void> {
    if (this.closed) return
    this.closed = true
    await this.flushed().catch(() => {}) // whoever waited for it has heard
    await this.store.close()
    await this.owner.leave()
    Disk.open.delete(this.folder)
  }

  private add(write: Write): void {
    if (this.writes.length === 0) {
      this.committed = new Promise((resolve, reject) => {
        setImmediate(() => { this.commit().then(resolve, reject) })
      })
      this.committed.catch(() => {}) // it is told by `flushed`
    }
    this.writes.push(write)
  }

  private async commit(): Promise<void> {
    const { writes } = this
    this.round.number++
    this.writes = []
    try {
      await this.store.batch(() => {
        for (const { shelf, key, text } of writes) void (text === null ? shelf.base.remove(key) : shelf.base.put(key, text))
      })
    } catch (error) {
      const { commitError } = error as { commitError?: Promise<never> } // lmdb tells the reason by a promise that rejects
      throw commitError === undefined ? error : await commitError.catch((reason: unknown) => reason)
    } finally {
      for (const write of writes) write.shelf.forget(write)
    }
  }

  // One that runs may have begun before the last commit, so it counts for nobody who comes later; all of those share the next.
  private sync(): Promise<void> {
    if (this.syncing === null) return this.begin()
    this.nextSync ??= this.syncing.catch(() => {}).then(() => {
      this.nextSync = null
      return this.begin()
    })
    return this.nextSync
  }

  private begin(): Promise<void> {
    const { sync } = this.store as unknown as { sync(done: (error?: Error) => void): void } // not in its types: `flushed` of lmdb-js never tells a failure
    const syncing = new Promise<void>((resolve, reject) => sync((error) => (error ? reject(error) : resolve())))
    this.syncing = syncing
    const end = (): void => {
      if (this.syncing === syncing) this.syncing = null
    }
    syncing.then(end, end)
    return syncing
  }
}

async function lmdb(): Promise<typeof import('lmdb')> {
  try {
    return await import('lmdb') // only where there is a folder: a server without one needs no native package
  } catch (error) {
    throw new DiskProblem(`data: the package lmdb cannot be loaded (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). Install it beside the server (docs/server.md), or leave data empty.`)
  }
}

function prepared(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return realpathSync(folder)
  } catch (error) {
    throw new DiskProblem(`data: the folder ${folder} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). Correct the path or its permissions.`)
  }
}

interface Owner {
  leave(): Promise<void>
}

/** Who works on the folder stands in the table of readers of a small environment of its own. LMDB clears it of processes that are gone,
 * killed ones included, by locks that the system keeps. (In the store itself a reader that stays would hold back its free pages.) */
async function own(folder: string): Promise<Owner> {
  const { open } = await lmdb()
  let owner: RootDatabase
  try {
    owner = open({ path: join(folder, OWNER), noSubdir: true, noSync: true, permissionsMode: FOR_ME_ONLY } as object as { path: string })
  } catch (error) {
    throw new DiskProblem(`data: the folder ${folder} cannot be written (${(error as Error).message}). Correct the path or its permissions.`)
  }
  const reading = owner.useReadTransaction()
  const leave = async (): Promise<void> => {
    reading.done()
    await owner.close()
  }
  owner.readerCheck()
  const others = [...owner.readerList().matchAll(/^ *(\d+) /gm)].map(([, pid]) => Number(pid)).filter((pid) => pid !== process.pid)
  if (others.length === 0) return { leave }
  await leave()
  throw new DiskInUse(`data: another server (process ${others[0]}) uses the folder ${folder}. Stop it, or give this one a folder of its own.`)
}
