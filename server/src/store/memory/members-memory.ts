// Membership in the memory of one process.
import { RandomSet } from '../../base/random-set.ts'
import type { MemberChange, Members, MembersPage, MembersRow, MembersState } from '../members.ts'
import { parts, piece, type Piece } from '../saved.ts'

interface Room {
  version: number
  /** The sessions of each user; nearly always one, and then no array is made for it. */
  readonly users: Map<string, string | string[]>
  /** Made when somebody asks for members at random: then everybody does. */
  bag: RandomSet | null
}

const NOBODY: MembersState = Object.freeze({ version: 0, count: 0 })
const sessionsOf = (held: string | string[]): string[] => (typeof held === 'string' ? [held] : held)

export class MembersMemory implements Members {
  private readonly rooms = new Map<string, Room>()

  async join(channel: string, user: string, session: string): Promise<MemberChange> {
    let room = this.rooms.get(channel)
    if (room === undefined) {
      room = { version: 0, users: new Map(), bag: null }
      this.rooms.set(channel, room)
    }
    const held = room.users.get(user)
    if (held === undefined) {
      room.users.set(user, session)
      room.bag?.add(user)
      room.version++
    } else if (!sessionsOf(held).includes(session)) room.users.set(user, [...sessionsOf(held), session])
    return { version: room.version, count: room.users.size, changed: held === undefined }
  }

  async leave(channel: string, user: string, session: string): Promise<MemberChange> {
    const room = this.rooms.get(channel)
    if (room === undefined) return { ...NOBODY, changed: false }
    const held = room.users.get(user)
    const rest = held === undefined ? [] : sessionsOf(held).filter((other) => other !== session)
    const changed = held !== undefined && rest.length === 0
    if (changed) {
      room.users.delete(user)
      room.bag?.delete(user)
      room.version++
    } else if (held !== undefined) room.users.set(user, rest.length === 1 ? rest[0]! : rest)
    return { version: room.version, count: room.users.size, changed }
  }

  async state(channel: string): Promise<MembersState> {
    const room = this.rooms.get(channel)
    return room === undefined ? NOBODY : { version: room.version, count: room.users.size }
  }

  async all(channel: string): Promise<readonly string[]> {
    const room = this.rooms.get(channel)
    return room === undefined ? [] : [...room.users.keys()].sort()
  }

  async list(channel: string, after: string, limit: number): Promise<MembersPage> {
    const all = await this.all(channel)
    const users = all.filter((user) => user > after).slice(0, limit)
    const last = users[users.length - 1]
    return { users, total: all.length, next: last === undefined || last === all[all.length - 1] ? '' : last }
  }

  async sample(channel: string, size: number): Promise<readonly string[]> {
    const room = this.rooms.get(channel)
    if (room === undefined) return []
    room.bag ??= new RandomSet(room.users.keys())
    return room.bag.draw(size)
  }

  async counts(channels: readonly string[]): Promise<readonly number[]> {
    return channels.map((channel) => this.rooms.get(channel)?.users.size ?? 0)
  }

  async forget(channel: string): Promise<void> {
    if (this.rooms.get(channel)?.users.size === 0) this.rooms.delete(channel)
  }

  async *dump(): AsyncGenerator<Piece<MembersRow>> {
    for (const [channel, { version, users }] of this.rooms) {
      yield piece({ channel, version })
      for (const part of parts(users))
        yield piece({ membersOf: channel, members: part.map(([user, held]) => [user, sessionsOf(held)] as const) })
    }
  }

  async load({ row }: Piece<MembersRow>): Promise<void> {
    if ('version' in row) {
      this.rooms.set(row.channel, { version: row.version, users: new Map(), bag: null })
      return
    }
    const { users } = this.rooms.get(row.membersOf)!
    for (const [user, sessions] of row.members) users.set(user, sessions.length === 1 ? sessions[0]! : [...sessions])
  }
}
