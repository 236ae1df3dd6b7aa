// The on-disk store of one process: one LMDB environment in the data folder, with a named shelf for each noun. A write
// is visible at once and costs its turn no disk: it stands in memory until the round of its turn is committed, by a
// process of its own. Whoever promises something waits for `flushed`. This process only reads.
import { mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { Database, RootDatabase } from 'lmdb'
import { own, type Owner } from './disk-owner.ts'
import { codeOf, DiskInUse, DiskProblem } from './disk-problems.ts'
import { Rounds, type Failing } from './disk-rounds.ts'
import { DiskShelf } from './disk-shelf.ts'
import { openStore, STORE, storeOptions } from './disk-store.ts'
import { StoreWriter } from './disk-writer.ts'
import { sealed } from './disk-values.ts'
import type { Shelf, Shelves } from '../shelves.ts'
import type { Seen } from './store-walk.ts'

export interface DiskNews {
  /** After each attempt to write that failed; null: all is on the disk again. */
  failing(failing: Failing | null): void
  /** A value in this shelf was not what was written. */
  damaged(shelf: string): void
  /** What lmdb wrote on a console. */
  line(line: string): void
}

const noNews: DiskNews = { failing() {}, damaged() {}, line() {} }

export class Disk implements Shelves {
  private static readonly open = new Set<string>()
  private readonly rounds: Rounds
  private readonly writer: StoreWriter
  private readonly bases = new Map<string, Database<Buffer, string>>()
  private closed = false

  private constructor(
    private readonly folder: string,
    private readonly store: RootDatabase<Buffer, string>,
    /** What stood in the store when it was opened; null: there was none. */
    readonly seen: Seen | null,
    private readonly owner: Owner,
    private readonly news: DiskNews
  ) {
    this.writer = new StoreWriter(storeOptions(join(folder, STORE)), folder, (line) => {
      news.line(line)
    })
    this.rounds = new Rounds({
      write: (writes) =>
        this.writer.write(
          writes.map(({ shelf, key, text }) => [shelf.name, key, text === null ? null : sealed(key, text)])
        ),
      committed: (writes) => {
        store.resetReadTxn() // what was committed must be there before it is taken from memory
        for (const write of writes) {
          this.find(write.shelf.name)
          write.shelf.forget(write)
        }
      },
      failing: (failing) => {
        news.failing(failing)
      }
    })
  }

  /** Throws DiskProblem when the folder cannot be used, or is used by another process. */
  static async at(folder: string, news: DiskNews = noNews): Promise<Disk> {
    const lmdb = await loadLmdb()
    const place = prepared(folder)
    if (Disk.open.has(place))
      throw new DiskInUse(`data: this process uses the folder ${folder} already. Two servers never share one.`)
    const owner = await own(place, lmdb)
    try {
      const { store, seen } = await openStore(place, lmdb)
      Disk.open.add(place)
      return new Disk(place, store, seen, owner, news)
    } catch (error) {
      await owner.leave()
      throw error
    }
  }

  get accepts(): boolean {
    return this.rounds.accepts
  }

  /** It comes into being with its first value, so that a start writes nothing. */
  shelf<T>(name: string, kind?: 'counts'): Shelf<T> {
    this.find(name)
    return new DiskShelf<T>(name, kind === 'counts', this.rounds, {
      base: () => this.bases.get(name),
      damaged: () => {
        this.news.damaged(name)
      }
    })
  }

  flushed(): Promise<void> {
    return this.rounds.flushed()
  }

  /** Rejects with a DiskFault when not everything is on the disk; it is closed all the same. */
  async close(): Promise<void> {
    if (this.closed) return
    this.closed = true
    try {
      await this.rounds.end()
    } finally {
      await this.writer.close()
      await this.store.close()
      await this.owner.leave()
      Disk.open.delete(this.folder)
    }
  }

  private find(name: string): void {
    if (this.bases.has(name)) return
    const base = this.store.openDB<Buffer, string>(name, { encoding: 'binary', create: false } as object) as
      Database<Buffer, string> | undefined
    if (base !== undefined) this.bases.set(name, base)
  }
}

export async function loadLmdb(): Promise<typeof import('lmdb')> {
  try {
    return await import('lmdb') // only where there is a folder: a server without one needs no native package
  } catch (error) {
    throw new DiskProblem(
      `data: the package lmdb cannot be loaded (${codeOf(error)}). Install it beside the server (docs/server.md), ` +
        'or leave data empty.'
    )
  }
}

function prepared(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return realpathSync(folder)
  } catch (error) {
    throw new DiskProblem(
      `data: the folder ${folder} cannot be written (${codeOf(error)}). Correct the path or its permissions.`
    )
  }
}
