// One server process: accepts wires, and can be stopped, saved and restored without losing a message.
import { CLOSE_MOVED, CLOSE_SESSION_UNKNOWN } from '../../../uni_modules/rtm/utssdk/common/protocol/close.uts'
import { channelsOf } from '../channel/memberships.ts'
import { HELLO_MS } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import { Channels } from '../channel/channels.ts'
import type { Core, NodeParts } from './core.ts'
import { end, lapse } from '../login/endings.ts'
import { type Events, eventsOf } from '../base/events.ts'
import { faultFields } from '../base/faults.ts'
import { Flusher } from '../link/flusher.ts'
import { heldBounds } from '../config/held.ts'
import { HelloTimes } from '../login/hello-times.ts'
import { Housekeeping } from './housekeeping.ts'
import { Inbound } from '../commands/inbound.ts'
import { InvitationRunner } from '../invitation/invitation-runner.ts'
import { Work } from '../base/lane.ts'
import { LastingClock } from '../base/lasting.ts'
import { Leases } from '../user/leases.ts'
import { Link } from '../link/link.ts'
import { AwaitedSends } from '../user/awaited-sends.ts'
import { RateBook } from '../user/rate-book.ts'
import { Batch, type Packet } from '../wire/packets.ts'
import { poke } from '../wire/replies.ts'
import { Seats } from '../login/seats.ts'
import type { ServiceNode } from '../services/service-node.ts'
import type { Session, UserLink } from '../user/user.ts'
import { Shares } from '../store/shares.ts'
import { SlowLinks } from '../link/slow.ts'
import { countTotals, logSessions, type Totals } from './listeners.ts'
import { restore, snapshot, type Snapshot } from './snapshot.ts'
import { diskStores, memoryStores } from './stores.ts'
import { Users } from '../user/users.ts'
import { Watchers } from '../presence/watchers.ts'
import type { Wire, WireEvents } from '../wire/wire.ts'

export type { NodeParts } from './core.ts'
export type { Stores } from '../store/stores.ts'
export type { Snapshot } from './snapshot.ts'

export interface Stats extends Totals {
  readonly links: number
  readonly users: number
  readonly sessions: number
  readonly channels: number
  readonly slowLinks: number
  readonly unwrittenBytes: number
  /** Users that somebody watches. */
  readonly watched: number
}

export class Node {
  protected readonly core: Core
  private readonly housekeeping: Housekeeping
  private readonly totals: Totals
  private moved: Packet | null = null

  constructor(given: NodeParts) {
    const { apps, verifier, turn, log, ids, bounds, disk = null } = given
    const clock = new LastingClock(given.clock, disk)
    const held = heldBounds(bounds)
    const core = {
      apps,
      verifier,
      clock,
      turn,
      log,
      ids,
      work: new Work(),
      events: eventsOf(log),
      rateBook: new RateBook(clock, bounds?.usersPerAddress),
      hellos: new HelloTimes(clock, bounds?.helloMs ?? HELLO_MS),
      flusher: new Flusher(turn),
      slow: new SlowLinks(clock, turn, bounds?.unwrittenBytes),
      links: new Set<Link>(),
      live: new Map<string, Session>(),
      away: new Set<Session>(),
      awaitedSends: new AwaitedSends(ids),
      held,
      waiting: new Shares(held.waitingBytes),
      leases: new Leases(clock, turn, {
        reachable: (session) => this.inLane(session, () => this.heard(session)),
        quiet: (session) => session.link?.push(poke),
        unreachable: (session) => this.inLane(session, () => this.unheard(session)),
        lapsed: (session) => this.inLane(session, () => lapse(core, session)),
        expired: (session) => this.inLane(session, () => this.expire(session))
      }),
      ...memoryStores(ids, held, bounds?.streamBytes),
      ...(disk === null ? {} : diskStores(disk, clock.lasting(), held)),
      ...given.stores
    } as Core & { users: Users; channels: Channels; seats: Seats; watchers: Watchers; calls: InvitationRunner }
    core.users = new Users(core)
    core.watchers = new Watchers(core)
    core.channels = new Channels(core)
    core.seats = new Seats(core)
    core.calls = new InvitationRunner(core)
    this.core = core
    logSessions(core.events, log)
    this.totals = countTotals(core.events)
    this.housekeeping = new Housekeeping(core)
    core.calls.begin().catch((fault: unknown) => log.error('fault', { where: 'invitations', ...faultFields(fault) }))
  }

  /** What happens on this node. */
  get events(): Events {
    return this.core.events
  }

  /** What services need, for whoever asks them without a link (services/sender.ts). */
  get domain(): ServiceNode {
    return this.core
  }

  /** Takes a wire. The gate reports what the wire does to the answer. Never throws. */
  accept(wire: Wire): WireEvents {
    const link = new Link<Session>(this.core, wire)
    this.core.links.add(link)
    const inbound = new Inbound(this.core, link)
    if (this.moved !== null) this.move(link, this.moved)
    return inbound
  }

  /**
   * P-STOP-1: tells every client when to come back, closes all with 4000; resolves when nothing is under way any more.
   * Wires may still be closing.
   */
  async stop(afterMs: number, jitterMs: number): Promise<void> {
    this.moved = new Batch([JSON.stringify({ t: 'moved', after: afterMs, jitter: jitterMs })])
    for (const link of [...this.core.links]) this.move(link, this.moved)
    this.housekeeping.stop()
    this.core.hellos.stop()
    this.core.leases.stop()
    this.core.calls.stop()
    this.core.seats.stop()
    this.core.awaitedSends.stop()
    await this.core.work.idle()
    const { clock, log } = this.core
    await clock.keep().catch((fault: unknown) => log.error('fault', { where: 'clock', ...faultFields(fault) }))
  }

  /** What a later process restores, under the same epochs. Call after stop; it is made while it is read. */
  snapshot(): Snapshot {
    return snapshot(this.core)
  }

  /** Before the first accept. */
  restore(saved: Snapshot): Promise<void> {
    return restore(this.core, saved)
  }

  stats(): Stats {
    const { links, live, users, channels, slow, watchers } = this.core
    return {
      ...this.totals,
      links: links.size,
      users: users.size,
      sessions: live.size,
      channels: channels.size,
      slowLinks: slow.size,
      unwrittenBytes: slow.unwritten(),
      watched: watchers.size
    }
  }

  private move(link: UserLink, moved: Packet): void {
    for (const channel of link.session === null ? [] : channelsOf(link.session)) channel.flush()
    link.push(moved)
    link.close(CLOSE_MOVED, 'server stops')
  }

  /** Both look again: while they waited for the lane he may have come back, or gone. */
  private async heard(session: Session): Promise<void> {
    if (session.leased && session.reachable) await this.core.watchers.hold(session)
  }

  private async unheard(session: Session): Promise<void> {
    if (session.leased && !session.reachable) await this.core.watchers.fade(session)
  }

  private async expire(session: Session): Promise<void> {
    if (session.leased || session.ended) return
    await end(this.core, session, 'lost', CLOSE_SESSION_UNKNOWN, 'session expired')
  }

  private inLane(session: Session, task: () => Promise<void>): void {
    const { user } = session
    user.lane
      .run(task)
      .catch((fault: unknown) => this.core.log.error('fault', { where: 'lease', ...faultFields(fault) }))
      .finally(() => this.core.users.tidy(user))
  }
}
