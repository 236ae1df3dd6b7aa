// Sessions in the memory of one process.
import { Outcomes } from './outcomes.ts'
import type { Begun, Generations, Outcome, SessionRecord, Sessions, SessionsDump } from './sessions.ts'

/** How long a user's generation outlives his last session, so that a device that was away cannot push out the newer login of another (P-HELLO-10). */
export const GENERATION_MS = 24 * 3600 * 1000

interface Entry {
  record: SessionRecord
  /** Made with the first send: most sessions listen. */
  outcomes: Outcomes | null
}

interface Owner {
  generation: number
  fenced: number
  sessions: string[]
  endedAt: number
}

// Written out, and not frozen: a frozen copy has a hidden class of its own, which is larger than itself.
const copyOf = ({ id, user, keyHash, attempt, generation, device, login }: SessionRecord): SessionRecord =>
  ({ id, user, keyHash, attempt, generation, device, login })

export class SessionsMemory implements Sessions {
  private readonly sessions = new Map<string, Entry>()
  private readonly owners = new Map<string, Owner>()

  async create(record: SessionRecord): Promise<void> {
    this.sessions.set(record.id, { record: copyOf(record), outcomes: null })
    const owner = this.owners.get(record.user)
    if (owner === undefined) this.owners.set(record.user, { generation: record.generation, fenced: 0, sessions: [record.id], endedAt: 0 })
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

  async begin(id: string, n: number): Promise<Begun> {
    const entry = this.sessions.get(id)
    if (entry === undefined) return 'forgotten'
    entry.outcomes ??= new Outcomes()
    return entry.outcomes.begin(n)
  }

  async settle(id: string, n: number, outcome: Outcome): Promise<void> {
    this.sessions.get(id)?.outcomes?.settle(n, outcome)
  }

  async outcomes(id: string, settled: number): Promise<{ taken: number; outcomes: [number, Outcome][] }> {
    const outcomes = this.sessions.get(id)?.outcomes ?? null
    return outcomes === null ? { taken: 0, outcomes: [] } : { taken: outcomes.taken, outcomes: outcomes.above(settled) }
  }

  async own(id: string, alias: number, from: number, to: number): Promise<number> {
    return this.sessions.get(id)?.outcomes?.own(alias, from, to) ?? 0
  }

  async end(id: string, now: number): Promise<void> {
    const entry = this.sessions.get(id)
    if (entry === undefined) return
    this.sessions.delete(id)
    const owner = this.owners.get(entry.record.user)
    if (owner === undefined) return
    owner.sessions = owner.sessions.filter((session) => session !== id)
    if (owner.sessions.length === 0) owner.endedAt = now
  }

  async sweep(now: number): Promise<void> {
    for (const [user, owner] of this.owners) if (owner.sessions.length === 0 && owner.endedAt <= now - GENERATION_MS) this.owners.delete(user)
  }

  async dump(): Promise<SessionsDump> {
    return {
      sessions: [...this.sessions.values()].map(({ record, outcomes }) => ({ ...record, ...(outcomes?.dump() ?? { taken: 0, ns: [], outcomes: [] }) })),
      generations: [...this.owners].map(([user, owner]) => [user, owner.generation, owner.endedAt, owner.fenced] as const),
    }
  }

  async load(dump: SessionsDump): Promise<void> {
    for (const [user, generation, endedAt, fenced = generation - 1] of dump.generations) this.owners.set(user, { generation, fenced, sessions: [], endedAt })
    for (const { taken, ns, outcomes, ...record } of dump.sessions) {
      await this.create(record)
      if (taken === 0) continue
      const kept = new Outcomes()
      kept.load({ taken, ns, outcomes })
      this.sessions.get(record.id)!.outcomes = kept
    }
  }
}
