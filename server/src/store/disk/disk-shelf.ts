// One shelf of the store on disk, with what is not committed yet laid over it: a write is visible at once.
import type { Database } from 'lmdb'
import { BAD, opened } from './disk-values.ts'
import type { Entry, Shelf } from '../shelves.ts'
import { SortedKeys } from '../../base/sorted-keys.ts'

/** What shelves need of the disk: writes of one turn are one transaction. */
export interface Round {
  number: number
  add(write: Write): void
}

/** A write that is not committed yet. */
export class Write {
  private written: unknown = null
  private made: string | null = null

  constructor(
    readonly shelf: DiskShelf<unknown>,
    readonly key: string,
    readonly round: number,
    /** null: removed. The last one of its round, as it was put: nobody changes a value that he has put or got. */
    public value: unknown
  ) {}

  /** Made when it is asked for: a row that changes with every message of a turn is written down once. */
  get text(): string | null {
    if (this.value !== this.written) this.made = this.value === null ? null : JSON.stringify(this.value)
    this.written = this.value
    return this.made
  }
}

/** What a shelf stands on. */
export interface Ground {
  /** The part of the store with its name; undefined: nothing was ever in it. */
  base(): Database<Buffer, string> | undefined
  /** A value is not what was written. */
  damaged(): void
}

export class DiskShelf<T> implements Shelf<T> {
  private readonly fresh = new Map<string, Write>()
  /**
   * Of what is fresh and was not removed: a look at a few keys must not cost what all others do that wait for the disk.
   */
  private readonly order = new SortedKeys()

  constructor(
    readonly name: string,
    readonly isCount: boolean,
    private readonly round: Round,
    private readonly ground: Ground
  ) {}

  get(key: string): T | undefined {
    const fresh = this.fresh.get(key)
    if (fresh !== undefined) return fresh.value === null ? undefined : (fresh.value as T)
    const bytes = this.ground.base()?.get(key)
    return bytes === undefined ? undefined : this.valueOf(key, bytes)
  }

  put(key: string, value: T): void {
    this.write(key, value)
  }

  remove(key: string): void {
    this.write(key, null)
  }

  range(from: string, before: string, most: number): Entry<T>[] {
    const list: Entry<T>[] = []
    const bad: string[] = []
    const fresh = this.order.from(from)
    let next = fresh.next()
    const takeFresh = (below: string): void => {
      for (; next.done !== true && next.value < below && list.length < most; next = fresh.next())
        list.push({ key: next.value, value: this.fresh.get(next.value)!.value as T })
    }
    for (const { key, value: bytes } of this.ground.base()?.getRange({ start: from, end: before }) ?? []) {
      takeFresh(key)
      if (list.length >= most) break
      if (this.fresh.has(key)) continue
      const value = opened(key, bytes)
      if (value === BAD) bad.push(key)
      else list.push({ key, value: value as T })
    }
    takeFresh(before)
    for (const key of bad) this.lose(key)
    return list
  }

  /** Nothing newer was written under its key. */
  needs(write: Write): boolean {
    return this.fresh.get(write.key) === write
  }

  private valueOf(key: string, bytes: Buffer): T | undefined {
    const value = opened(key, bytes)
    if (value !== BAD) return value as T
    this.lose(key)
    return undefined
  }

  private lose(key: string): void {
    this.ground.damaged()
    this.remove(key)
  }

  /** The round is committed: what it wrote, and no later round wrote over, is not needed in memory any more. */
  forget(write: Write): void {
    if (this.fresh.get(write.key) !== write) return
    this.fresh.delete(write.key)
    if (write.value !== null) this.order.delete(write.key)
  }

  /** A key that is written again and again in one round goes to the disk once. */
  private write(key: string, value: T | null): void {
    const known = this.fresh.get(key)
    const isFresh = known !== undefined && known.value !== null
    if (value !== null && !isFresh) this.order.add(key)
    if (value === null && isFresh) this.order.delete(key)
    if (known !== undefined && known.round === this.round.number) {
      known.value = value
      return
    }
    const write = new Write(this as DiskShelf<unknown>, key, this.round.number, value)
    this.fresh.set(key, write)
    this.round.add(write)
  }
}
