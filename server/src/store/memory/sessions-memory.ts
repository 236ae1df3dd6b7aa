// Sessions in the memory of one process.
import { Aging } from '../../base/aging.ts'
import type { Outcome } from '../../wire/outcomes.ts'
import type { Eventual, Going } from '../../base/eventual.ts'
import { HELD } from '../../config/held.ts'
import { Outcomes } from './outcomes.ts'
import { OwnPlaces } from './own-places.ts'
import { parts, piece, type Piece } from '../saved.ts'
import { SentRoom } from './sent-room.ts'
import type { Begun, Generations, OwnDump, SessionRecord, Sessions, SessionsRow } from '../sessions.ts'

/**
 * How long a user's generation outlives his last session, so that a device that was away cannot push out the newer
 * login of another (P-HELLO-10).
 */
export const GENERATION_MS = 24 * 3600 * 1000

/**
 * Of so many users who are gone at most: in an open app a user id costs nothing. The longest gone are forgotten first.
 */
export const MAX_GENERATIONS = 200_000

interface Entry {
  record: SessionRecord
  /** Made with the first send: most sessions listen. */
  outcomes: Outcomes | null
  /** Made with the first message to a channel. */
  own: OwnPlaces | null
}

interface Owner {
  generation: number
  fenced: number
  sessions: string[]
  endedAt: number
  /** Those of `past` that are his, oldest first. */
  past: readonly string[]
}

/**
 * Sessions of one user that ended, whose own places are remembered: a client comes back with the cursors of the last,
 * seldom of one before.
 */
const MAX_PAST = 4

const NONE: readonly string[] = Object.freeze([])

// Written out, and not frozen: a frozen copy has a hidden class of its own, which is larger than itself.
const copyOf = ({ id, user, keyHash, attempt, generation, device, login }: SessionRecord): SessionRecord => ({
  id,
  user,
  keyHash,
  attempt,
  generation,
  device,
  login
})

const NONE_SENT = { taken: 0, ns: [], outcomes: [] } as const

export class SessionsMemory implements Sessions {
  private readonly sessions = new Map<string, Entry>()
  private readonly owners = new Map<string, Owner>()
  /** Own places of sessions that ended. */
  private readonly past = new Map<string, { readonly user: string; readonly own: OwnPlaces }>()

  /** Owners without a session. */
  private readonly gone = new Aging()

  private readonly room: SentRoom

  constructor(
    private readonly goneMost = MAX_GENERATIONS,
    outcomesMost = HELD.outcomesKept
  ) {
    this.room = new SentRoom(outcomesMost)
  }

  async create(record: SessionRecord): Promise<void> {
    this.sessions.set(record.id, { record: copyOf(record), outcomes: null, own: null })
    this.gone.delete(record.user)
    const owner = this.owners.get(record.user)
    if (owner === undefined)
      this.owners.set(record.user, {
        generation: record.generation,
        fenced: 0,
        sessions: [record.id],
        endedAt: 0,
        past: NONE
      })
    else {
      owner.generation = Math.max(owner.generation, record.generation)
      owner.sessions = [...owner.sessions, record.id]
    }
  }

  async find(id: string): Promise<SessionRecord | null> {
    const entry = this.sessions.get(id)
    return entry === undefined ? null : copyOf(entry.record)
  }

  async claim(id: string, attempt: number): Promise<boolean> {
    const entry = this.sessions.get(id)
    if (entry === undefined || attempt <= entry.record.attempt) return false
    entry.record = copyOf({ ...entry.record, attempt })
    return true
  }

  async ofUser(user: string): Promise<readonly string[]> {
    return [...(this.owners.get(user)?.sessions ?? [])]
  }

  async generations(user: string): Promise<Generations> {
    const owner = this.owners.get(user)
    return { last: owner?.generation ?? 0, fenced: owner?.fenced ?? 0 }
  }

  async fence(user: string, generation: number): Promise<void> {
    const owner = this.owners.get(user)
    if (owner !== undefined) owner.fenced = Math.max(owner.fenced, generation)
  }

  begin(id: string, n: number): Eventual<Begun> {
    const entry = this.sessions.get(id)
    if (entry === undefined) return 'forgotten'
    const outcomes = (entry.outcomes ??= new Outcomes())
    const before = outcomes.size
    const begun = outcomes.begin(n)
    if (begun === 'new') this.room.changed(outcomes, outcomes.size - before)
    if (typeof begun === 'object') entry.own?.loosen(n)
    return begun
  }

  settle(id: string, n: number, outcome: Outcome): Eventual<boolean> {
    const entry = this.sessions.get(id)
    if (entry === undefined) return true
    const isFirst = entry.outcomes?.settle(n, outcome) ?? true
    if (outcome.outcome !== 'taken') return isFirst
    const own = (entry.own ??= new OwnPlaces())
    const before = own.size
    own.add(outcome.a, outcome.o, n)
    if (own.size !== before) this.room.changed(own, own.size - before)
    return isFirst
  }

  async outcomes(id: string, settled: number): Promise<{ taken: number; outcomes: [number, Outcome][] }> {
    const entry = this.sessions.get(id)
    const outcomes = entry?.outcomes ?? null
    if (outcomes === null) return { taken: 0, outcomes: [] }
    entry!.own?.loosen(outcomes.taken)
    const before = outcomes.size
    const known = outcomes.above(settled)
    this.room.changed(outcomes, outcomes.size - before)
    return { taken: outcomes.taken, outcomes: known }
  }

  settled(id: string, n: number): Going {
    const entry = this.sessions.get(id)
    const outcomes = entry?.outcomes ?? null
    if (outcomes === null) return null
    const before = outcomes.size
    if (!outcomes.forget(n)) return null
    this.room.changed(outcomes, outcomes.size - before)
    if (entry!.own !== null)
      this.placed(entry!.own, (own) => {
        own.settled(n)
      })
    return null
  }

  async passed(id: string, alias: number, offset: number): Promise<void> {
    const own = this.sessions.get(id)?.own ?? null
    if (own !== null)
      this.placed(own, () => {
        own.passed(alias, offset)
      })
  }

  async own(id: string, alias: number, from: number, to: number): Promise<number> {
    return (this.sessions.get(id) ?? this.past.get(id))?.own?.count(alias, from, to) ?? 0
  }

  async end(id: string, now: number): Promise<void> {
    const entry = this.sessions.get(id)
    if (entry === undefined) return
    this.sessions.delete(id)
    if (entry.outcomes !== null) this.room.end(entry.outcomes)
    this.keepPast(id, entry)
    const owner = this.owners.get(entry.record.user)
    if (owner === undefined) return
    owner.sessions = owner.sessions.filter((session) => session !== id)
    if (owner.sessions.length > 0) return
    owner.endedAt = now
    this.gone.add(entry.record.user, now)
    if (this.gone.size <= this.goneMost) return
    const user = this.gone.first()!
    this.forget(user, this.owners.get(user)!)
  }

  async sweep(now: number, most: number): Promise<boolean> {
    const users = this.gone.take(now - GENERATION_MS, most)
    for (const user of users) this.forget(user, this.owners.get(user)!)
    return users.length === most
  }

  async *dump(now: number): AsyncGenerator<Piece<SessionsRow>> {
    for (const part of parts(this.owners))
      yield piece({
        generations: part.map(([user, owner]) => [user, owner.generation, now - owner.endedAt, owner.fenced] as const)
      })
    for (const { record, outcomes, own } of this.sessions.values())
      yield piece({ ...record, ...(outcomes?.dump() ?? NONE_SENT), own: own?.dump() ?? [] })
    for (const [past, { user, own }] of this.past) yield piece({ past, user, own: own.dump() })
  }

  async load({ row }: Piece<SessionsRow>, now: number): Promise<void> {
    if ('generations' in row) {
      for (const [user, generation, endedFor, fenced] of row.generations) {
        this.owners.set(user, { generation, fenced, sessions: [], endedAt: now - endedFor, past: NONE })
        this.gone.load(user, now - endedFor)
      }
    } else if ('past' in row) {
      this.putPast(row.past, row.user, this.placesOf(row.own))
    } else {
      const { taken, ns, outcomes, own, ...record } = row
      await this.create(record)
      const entry = this.sessions.get(record.id)!
      if (own.length > 0) entry.own = this.placesOf(own)
      if (taken === 0) return
      entry.outcomes = new Outcomes()
      entry.outcomes.load({ taken, ns, outcomes })
      this.room.changed(entry.outcomes, entry.outcomes.size)
    }
  }

  private placesOf(saved: OwnDump): OwnPlaces {
    const own = new OwnPlaces()
    own.load(saved)
    this.room.changed(own, own.size)
    return own
  }

  private keepPast(id: string, { record, own }: Entry): void {
    if (own !== null && own.size > 0) this.putPast(id, record.user, own)
  }

  private placed(own: OwnPlaces, task: (own: OwnPlaces) => void): void {
    const before = own.size
    task(own)
    if (own.size !== before) this.room.changed(own, own.size - before)
  }

  private dropPast(ids: readonly string[]): void {
    for (const id of ids) {
      const past = this.past.get(id)
      if (past !== undefined) this.room.end(past.own)
      this.past.delete(id)
    }
  }

  private putPast(id: string, user: string, own: OwnPlaces): void {
    this.past.set(id, { user, own })
    const owner = this.owners.get(user)
    if (owner === undefined) return this.dropPast([id]) // nobody would end it
    owner.past = [...owner.past, id]
    const over = owner.past.slice(0, -MAX_PAST)
    if (over.length === 0) return
    this.dropPast(over)
    owner.past = owner.past.slice(-MAX_PAST)
  }

  private forget(user: string, { past }: Owner): void {
    this.dropPast(past)
    this.owners.delete(user)
  }
}
