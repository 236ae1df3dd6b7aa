// Attributes in the memory of one process. A journal, if there is one, has a change before it counts: see attributes-disk.ts.
import { bytesOf, changed, type Attribute, type Attributes, type AttributesRow, type Change, type Kept, type Life, type Room, type Verdict } from './attributes.ts'
import { piece, type Piece } from './saved.ts'

export interface Journal {
  /** Begins to keep it; null: nothing is left. */
  put(owner: string, kept: Kept | null): void
  /** Resolves when everything that was put so far is kept. */
  flushed(): Promise<void>
}

export class AttributesMemory implements Attributes {
  private readonly owners = new Map<string, Kept>()
  /** How many owners of a group nobody holds. */
  private readonly idle = new Map<string, number>()

  /** `living`: what the journal has. */
  constructor(private readonly journal: Journal | null = null, living: readonly (readonly [owner: string, kept: Kept])[] = []) {
    for (const [owner, kept] of living) this.set(owner, kept)
  }

  async write(owner: string, change: Change, room: Room, life: Life): Promise<Verdict> {
    const { group, held, now, ms, most } = life
    const before = this.living(owner, now)
    if (before === undefined) this.put(owner, null) // ended, and not swept yet
    const rows = changed(before?.rows ?? [], change)
    if (rows.length > room.entries || bytesOf(rows) > room.bytes) return 'too_large'
    if (rows.length === 0) {
      await this.keep(owner, null)
      return 'written'
    }
    if (held === 0 && before === undefined && this.idleOf(group) >= most) this.clean(now)
    if (held === 0 && before === undefined && this.idleOf(group) >= most) return 'too_many'
    await this.keep(owner, { group, rows, until: held === 1 ? 0 : now + ms, ms })
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

  async sweep(now: number): Promise<void> {
    this.clean(now)
  }

  async *dump(now: number): AsyncGenerator<Piece<AttributesRow>> {
    if (this.journal !== null) return // it has them
    for (const [owner, { until, ...kept }] of this.owners) if (until === 0 || until > now) yield piece({ owner, ...kept, left: until === 0 ? 0 : until - now })
  }

  async load({ row: { owner, left, ...kept } }: Piece<AttributesRow>, now: number): Promise<void> {
    this.set(owner, { ...kept, until: left === 0 ? 0 : now + left })
  }

  private clean(now: number): void {
    for (const [owner, { until }] of [...this.owners]) if (until !== 0 && until <= now) this.put(owner, null)
  }

  private living(owner: string, now: number): Kept | undefined {
    const kept = this.owners.get(owner)
    return kept !== undefined && (kept.until === 0 || kept.until > now) ? kept : undefined
  }

  private idleOf(group: string): number {
    return this.idle.get(group) ?? 0
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
      this.journal.put(owner, this.owners.get(owner) ?? null) // it may still come to be on the disk: then with what is true
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
    if (before !== undefined && before.until !== 0) this.count(before.group, -1)
    if (kept !== null && kept.until !== 0) this.count(kept.group, 1)
    if (kept === null) this.owners.delete(owner)
    else this.owners.set(owner, kept)
  }

  private count(group: string, more: number): void {
    const sum = this.idleOf(group) + more
    if (sum === 0) this.idle.delete(group)
    else this.idle.set(group, sum)
  }
}
