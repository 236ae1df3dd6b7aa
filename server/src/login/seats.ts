// Who replaces himself, as a page that is loaded again, keeps his seats in channels for a while: if he joins again
// nobody has heard of it, else the others hear that he left (P-RESUME-7). All of it runs in the lane of the user.
import type { Channel } from '../channel/channel.ts'
import { channelsOf, membershipOf } from '../channel/memberships.ts'
import type { Channels } from '../channel/channels.ts'
import type { Runtime } from '../base/runtime.ts'
import type { Users } from '../user/users.ts'
import { faultFields } from '../base/faults.ts'
import type { LeaveWhy } from '../wire/replies.ts'
import type { Session, User } from '../user/user.ts'

const SEAT_MS = 6000

/** In the name of a session that was replaced. */
export interface Seat {
  readonly channel: Channel
  readonly user: string
  readonly session: string
}

const NO_SEATS: readonly Seat[] = Object.freeze([])

export interface SeatsNode extends Pick<Runtime, 'clock' | 'log'> {
  readonly users: Users
  readonly channels: Channels
}

/** false: he has taken it again. */
const isHeld = ({ channel, user, session }: Seat): boolean => channel.seats?.get(user) === session

export class Seats {
  private readonly timers = new Set<number>()
  /** Of users who have some. */
  private readonly kept = new Map<User, readonly Seat[]>()

  constructor(private readonly node: SeatsNode) {}

  of(user: User): readonly Seat[] {
    return this.kept.get(user)?.filter(isHeld) ?? NO_SEATS
  }

  /**
   * The session was replaced. No user keeps more seats than he may join channels: logins are free to make, so the
   * oldest go.
   */
  async keep(session: Session): Promise<void> {
    const { user } = session
    const kept: Seat[] = []
    for (const channel of channelsOf(session)) {
      if (user.sessions.some((other) => other !== session && membershipOf(other, channel.name) !== undefined)) {
        await channel.leave(session, 'left', () => {}) // he is there with another one (P-RESUME-9)
        continue
      }
      await channel.lane.run(async () => {
        if (!channel.exit(session)) return
        channel.seats ??= new Map()
        channel.seats.set(user.id, session.id)
      })
      kept.push({ channel, user: user.id, session: session.id })
    }
    if (kept.length === 0) return
    const all = [...this.of(user), ...kept]
    this.kept.set(user, all.slice(-user.app.limits.channels))
    await this.giveUpAll(all.slice(0, -user.app.limits.channels), 'left')
    this.expire(user, kept)
  }

  /** After a restart. The time that the server was away is nobody's. */
  async restore(user: User, rows: readonly { readonly ch: string; readonly session: string }[]): Promise<void> {
    const kept = rows.map(({ ch, session }): Seat => ({
      channel: this.node.channels.of(user.app, ch),
      user: user.id,
      session
    }))
    for (const seat of kept) await seat.channel.restoreSeat(user.id, seat.session)
    if (kept.length === 0) return
    this.kept.set(user, [...this.of(user), ...kept])
    this.expire(user, kept)
  }

  /** The user is gone, and with him the wait. */
  async giveUp(user: User, why: LeaveWhy): Promise<void> {
    const seats = this.kept.get(user)
    if (seats === undefined) return
    this.kept.delete(user)
    await this.giveUpAll(seats, why)
  }

  stop(): void {
    for (const timer of this.timers) this.node.clock.cancel(timer)
    this.timers.clear()
  }

  private expire(user: User, kept: readonly Seat[]): void {
    const { clock, log } = this.node
    const timer = clock.after(SEAT_MS, () => {
      this.timers.delete(timer)
      user.lane
        .run(async () => {
          const left = this.kept.get(user)?.filter((seat) => !kept.includes(seat)) ?? NO_SEATS
          if (left.length > 0) this.kept.set(user, left)
          else this.kept.delete(user)
          await this.giveUpAll(kept, 'left')
        })
        .catch((fault: unknown) => log.error('fault', { where: 'seats', ...faultFields(fault) }))
        .finally(() => this.node.users.tidy(user))
    })
    this.timers.add(timer)
  }

  private async giveUpAll(seats: readonly Seat[], why: LeaveWhy): Promise<void> {
    for (const seat of seats) {
      const { channel, user, session } = seat
      await channel.lane.run(async () => {
        if (!isHeld(seat)) return
        channel.seats!.delete(user)
        await channel.forget(user, session, why)
      })
      this.node.channels.tidy(channel)
    }
  }
}
