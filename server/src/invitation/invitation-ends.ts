// Invitations that have ended, until everybody knows it (P-CALL-9). All but the sweep runs in the lane of the caller.
import type { InvitationNode } from './invitation-node.ts'
import { type Invitation, isEnded, type Side } from '../store/invitations.ts'
import type { Session } from '../user/user.ts'
import { CALL_KEPT_MS, MAX_CALLS_KEPT } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'

export class InvitationEnds {
  constructor(private readonly node: InvitationNode) {}

  /** One more: of the ended ones of a user the oldest of too many goes. */
  async add(row: Invitation): Promise<void> {
    const { invitations } = this.node
    for (const user of [row.caller, row.callee]) {
      const ended = (await invitations.ofUser(row.app, user)).filter(isEnded)
      for (const old of ended.slice(0, Math.max(0, ended.length - MAX_CALLS_KEPT))) await invitations.remove(old)
    }
    await this.settle(row)
  }

  /** `who`: a session, or a side that has logged out altogether. */
  async seen(row: Invitation, who: string): Promise<void> {
    if (!isEnded(row)) return
    const next = row.seen.includes(who) ? row : { ...row, seen: [...this.stillThere(row), who] }
    if (next !== row) await this.node.invitations.put(next)
    await this.settle(next)
  }

  /** Forgets what both sides know the end of. */
  async settle(row: Invitation): Promise<void> {
    if (isEnded(row) && !this.isOwed(row, 'caller') && !this.isOwed(row, 'callee'))
      await this.node.invitations.remove(row)
  }

  /** The session has yet to hear of the end. */
  owes(row: Invitation, session: Session): boolean {
    return (row.caller === session.user.id || row.met === 1) && !row.seen.includes(session.id)
  }

  /** What nobody has asked for in a day, so many at most; true: there may be more. */
  async sweep(now: number, most: number): Promise<boolean> {
    const { invitations } = this.node
    const keys = await invitations.endedUntil(now - CALL_KEPT_MS, most)
    for (const key of keys) await invitations.remove(key)
    return keys.length === most
  }

  /**
   * Of those who have seen it: sides, and sessions that live. Others never ask again, and who logs in again and again
   * would make the list grow.
   */
  private stillThere(row: Invitation): string[] {
    const living = new Set<string>(['caller', 'callee'] satisfies Side[])
    for (const side of ['caller', 'callee'] as const) for (const { id } of this.sessionsOf(row, side)) living.add(id)
    return row.seen.filter((who) => living.has(who))
  }

  private sessionsOf(row: Invitation, side: Side): readonly Session[] {
    const app = this.node.apps.find(row.app)
    return (app === undefined ? undefined : this.node.users.find(app, row[side]))?.sessions ?? []
  }

  private isOwed(row: Invitation, side: Side): boolean {
    if (side === 'callee' && row.met === 0) return false // it was never written to him
    const sessions = this.sessionsOf(row, side)
    return sessions.length === 0 ? !row.seen.includes(side) : sessions.some((session) => !row.seen.includes(session.id))
  }
}
