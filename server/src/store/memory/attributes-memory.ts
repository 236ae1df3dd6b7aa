// Attributes in the memory of one process. A journal, if there is one, has a change before it counts:
// see attributes-disk.ts.
import { Deadlines } from '../../base/deadlines.ts'
import type { Attribute } from '../../wire/attribute-rows.ts'
import {
  bytesOf,
  changed,
  type Attributes,
  type AttributesRow,
  type Change,
  type Kept,
  type Life,
  type Room,
  type Verdict
} from '../attributes.ts'
import { HELD } from '../../config/held.ts'
import { piece, type Piece } from '../saved.ts'

/** Beside the bytes of a row and of an owner, roughly: objects, key, places in tables. */
const ROW_COST = 160
const OWNER_COST = 400
/** Of what has ended, when somebody waits for the room. */
const MAX_CLEANED = 100

export interface Journal {
  /** Begins to keep it; null: nothing is left. */
  put(owner: string, kept: Kept | null): void
  /** Resolves when everything that was put so far is kept. */
  flushed(): Promise<void>
}

const costOf = (rows: readonly Attribute[]): number =>
  rows.length === 0 ? 0 : bytesOf(rows) + rows.length * ROW_COST + OWNER_COST

export class AttributesMemory implements Attributes {
  private readonly owners = new Map<string, Kept>()
  private bytes = 0
  /** How many owners of a group, or of a payer, nobody holds. */
  private readonly idle = new Map<string, number>()
  /** Owners whom nobody holds, by a time at or before the end of their attributes; each once. */
  private readonly ends = new Deadlines<string>()
  private readonly queued = new Set<string>()

  /** `living`: what the journal has. */
  /** `most`: bytes of all. */
  constructor(
    private readonly journal: Journal | null = null,
    living: readonly (readonly [owner: string, kept: Kept])[] = [],
    private readonly most = HELD.attributeBytes / 2
  ) {
    for (const [owner, kept] of living) this.set(owner, kept)
  }

  async write(owner: string, change: Change, room: Room, life: Life): Promise<Verdict> {
    const { group, held, now, ms, payers } = life
    const before = this.living(owner, now)
    if (before === undefined) this.put(owner, null) // ended, and not swept yet
    const rows = changed(before?.rows ?? [], change)
    if (rows.length > room.entries || bytesOf(rows) > room.bytes) return 'too_large'
    if (rows.length === 0) {
      await this.keep(owner, null)
      return 'written'
    }
    const grows = costOf(rows) - costOf(before?.rows ?? [])
    if (grows > 0 && this.bytes + grows > this.most) this.clean(now, MAX_CLEANED)
    if (grows > 0 && this.bytes + grows > this.most) return 'full'
    if (held === 0 && before === undefined) {
      if (!this.hasRoom(life)) this.clean(now, MAX_CLEANED)
      if (!this.hasRoom(life)) return 'too_many'
    }
    await this.keep(owner, {
      group,
      rows,
      until: held === 1 ? 0 : now + ms,
      ms,
      payers: payers.map(({ name }) => name)
    })
    return 'written'
  }

  async read(owner: string, now: number): Promise<readonly Attribute[]> {
    return this.living(owner, now)?.rows ?? []
  }

  async hold(owner: string, now: number): Promise<void> {
    const kept = this.owners.get(owner)
    if (kept === undefined) return
    this.put(owner, this.living(owner, now) === undefined ? null : { ...kept, until: 0 })
  }

  async release(owner: string, now: number): Promise<void> {
    const kept = this.owners.get(owner)
    if (kept !== undefined && kept.until === 0) this.put(owner, { ...kept, until: now + kept.ms })
  }

  async drop(owner: string): Promise<void> {
    this.put(owner, null)
  }

  async sweep(now: number, most: number): Promise<boolean> {
    return this.clean(now, most)
  }

  async *dump(now: number): AsyncGenerator<Piece<AttributesRow>> {
    if (this.journal !== null) return // it has them
    for (const [owner, { until, ...kept }] of this.owners)
      if (until === 0 || until > now) yield piece({ owner, ...kept, left: until === 0 ? 0 : until - now })
  }

  async load({ row: { owner, left, ...kept } }: Piece<AttributesRow>, now: number): Promise<void> {
    this.set(owner, { ...kept, until: left === 0 ? 0 : now + left })
  }

  private hasRoom({ group, most, payers }: Life): boolean {
    return this.idleOf(group) < most && payers.every(({ name, most: share }) => this.idleOf(name) < share)
  }

  private clean(now: number, most: number): boolean {
    for (let left = most; left > 0 && this.ends.next() <= now; left--) {
      const owner = this.ends.take()!
      this.queued.delete(owner)
      const until = this.owners.get(owner)?.until ?? 0
      if (until > now) this.queue(owner, until)
      else if (until !== 0) this.put(owner, null)
    }
    return this.ends.next() <= now
  }

  private queue(owner: string, until: number): void {
    if (this.queued.has(owner)) return
    this.queued.add(owner)
    this.ends.add(owner, until)
  }

  private living(owner: string, now: number): Kept | undefined {
    const kept = this.owners.get(owner)
    return kept !== undefined && (kept.until === 0 || kept.until > now) ? kept : undefined
  }

  private idleOf(name: string): number {
    return this.idle.get(name) ?? 0
  }

  /** A change counts when it is kept: one that could not be kept was not made. */
  private async keep(owner: string, kept: Kept | null): Promise<void> {
    if (kept === null && !this.owners.has(owner)) return
    await this.journalled(owner, kept)
    this.set(owner, kept)
  }

  private async journalled(owner: string, kept: Kept | null): Promise<void> {
    if (this.journal === null) return
    this.journal.put(owner, kept)
    try {
      await this.journal.flushed()
    } catch (fault) {
      // it may still come to be on the disk: then with what is true
      this.journal.put(owner, this.owners.get(owner) ?? null)
      throw fault
    }
  }

  /** Who holds them is no loss: a process that starts counts everybody's leaving from there. */
  private put(owner: string, kept: Kept | null): void {
    if (kept === null && !this.owners.has(owner)) return
    this.journal?.put(owner, kept)
    this.set(owner, kept)
  }

  private set(owner: string, kept: Kept | null): void {
    const before = this.owners.get(owner)
    this.bytes += costOf(kept?.rows ?? []) - costOf(before?.rows ?? [])
    if (before !== undefined) this.count(before, -1)
    if (kept !== null) this.count(kept, 1)
    if (kept === null) this.owners.delete(owner)
    else this.owners.set(owner, kept)
    if (kept !== null && kept.until !== 0) this.queue(owner, kept.until)
  }

  private count({ until, group, payers }: Kept, more: number): void {
    if (until === 0) return
    for (const name of [group, ...(payers ?? [])]) {
      const sum = this.idleOf(name) + more
      if (sum === 0) this.idle.delete(name)
      else this.idle.set(name, sum)
    }
  }
}
