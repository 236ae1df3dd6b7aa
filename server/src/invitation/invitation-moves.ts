// What becomes of one invitation, step by step: the row of its new state is stored, its time set, and both users are
// told. All of it in the lane of the caller.
import type { App } from '../config/apps.ts'
import type { InvitationNode } from './invitation-node.ts'
import type { InvitationCallers } from './invitation-callers.ts'
import { accepted, isLapsed, type Waiting, waitsUntil } from './invitation-confirm.ts'
import type { InvitationEnds } from './invitation-ends.ts'
import { type Facts, type Input, ringUntil, step } from './invitation-rows.ts'
import type { InvitationTimes } from './invitation-times.ts'
import { viewFrame } from './invitation-view.ts'
import { type Invitation, type InvitationState, isEnded } from '../store/invitations.ts'
import type { User } from '../user/user.ts'

export class InvitationMoves {
  constructor(
    private readonly node: InvitationNode,
    private readonly times: InvitationTimes,
    private readonly callers: InvitationCallers,
    private readonly ends: InvitationEnds
  ) {}

  /** null: nothing follows from this in that state. */
  async move(
    row: Invitation,
    input: Input,
    busy = false,
    answered: Partial<Invitation> = {}
  ): Promise<Invitation | null> {
    const app = this.node.apps.find(row.app)
    const found = step(row.state, input, this.facts(row, busy))
    if (found === null || app === undefined) return null
    const now = this.node.clock.lasting()
    const next: Invitation = {
      ...row,
      ...answered,
      ...this.timesOf(row, found.to, app, now),
      state: found.to,
      why: found.why,
      version: row.version + 1,
      endedAt: isEnded({ state: found.to }) ? now : 0
    }
    await this.node.invitations.put(next)
    this.times.set(next)
    this.tell(next)
    if (isEnded(next)) await this.ends.add(next)
    return next
  }

  /** P-CALL-4: of an accept that the caller's engine has yet to confirm. */
  async wait(row: Invitation, waiting: Waiting): Promise<Invitation> {
    const { confirmUntil, awayUntil } = waiting
    const next: Invitation = { ...row, confirmUntil, awayUntil, dueAt: waitsUntil(waiting, this.callers.reach(row)) }
    if (next.dueAt === row.dueAt && next.awayUntil === row.awayUntil && next.confirmUntil === row.confirmUntil)
      return row
    await this.node.invitations.put(next)
    this.times.set(next)
    return next
  }

  /** P-CALL-5: to every link of both users. Who has none gets it after their next welcome. */
  tell(row: Invitation): void {
    const { app, caller, callee, id: name, state, why, version } = row
    this.node.events.invitationChanged?.({ app, caller, callee, id: name, state, why, version })
    const frame = viewFrame(row)
    for (const id of [row.caller, row.callee])
      for (const session of this.find(row, id)?.sessions ?? []) session.link?.push(frame)
  }

  /** How long the new state waits, and for whom. */
  private timesOf(row: Invitation, to: InvitationState, app: App, now: number): Partial<Invitation> {
    if (to === 'ringing') {
      const until = ringUntil(row, now, app.inviteExpireFrom ?? 'ack')
      return { dueAt: until, ringUntil: until }
    }
    if (to !== 'answering') return { dueAt: 0 }
    const reach = this.callers.reach(row)
    const waiting = accepted(row, reach, now)
    return { ...waiting, dueAt: waitsUntil(waiting, reach) }
  }

  private facts(row: Invitation, busy: boolean): Facts {
    const { callers, node } = this
    return {
      met: row.met === 1,
      here: callers.hasLease(row),
      busy,
      lapsed: isLapsed(row, callers.reach(row), node.clock.lasting())
    }
  }

  private find(row: Invitation, id: string): User | undefined {
    const app = this.node.apps.find(row.app)
    return app === undefined ? undefined : this.node.users.find(app, id)
  }
}
