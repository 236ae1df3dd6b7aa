// Invitations that have ended, until everybody knows it (P-CALL-9). All but the sweep runs in the lane of the caller.
import type { Core } from './core.ts'
import { type Invitation, isEnded, type Side } from './invitations.ts'
import type { Session } from './session.ts'
import { CALL_KEPT_MS, CALLS_KEPT_MOST } from '../../uni_modules/rtm/utssdk/common/protocol/limits.uts'

export class InvitationEnds {
  constructor(private readonly core: Core) {}

  /** One more: of the ended ones of a user the oldest of too many goes. */
  async add(row: Invitation): Promise<void> {
    const { invitations } = this.core
    for (const user of [row.caller, row.callee]) {
      const ended = (await invitations.ofUser(row.app, user)).filter(isEnded)
      for (const old of ended.slice(0, Math.max(0, ended.length - CALLS_KEPT_MOST))) await invitations.remove(old)
    }
    await this.settle(row)
  }

  /** `who`: a session, or a side that has logged out altogether. */
  async seen(row: Invitation, who: string): Promise<void> {
    if (!isEnded(row)) return
    const next = row.seen.includes(who) ? row : { ...row, seen: [...row.seen, who] }
    if (next !== row) await this.core.invitations.put(next)
    await this.settle(next)
  }

  /** Forgets what both sides know the end of. */
  async settle(row: Invitation): Promise<void> {
    if (isEnded(row) && !this.isOwed(row, 'caller') && !this.isOwed(row, 'callee')) await this.core.invitations.remove(row)
  }

  /** The session has yet to hear of the end. */
  owes(row: Invitation, session: Session): boolean {
    return (row.caller === session.user.id || row.met === 1) && !row.seen.includes(session.id)
  }

  /** What nobody has asked for in a day. */
  async sweep(now: number): Promise<void> {
    for (const row of await this.core.invitations.all())
      if (isEnded(row) && row.endedAt <= now - CALL_KEPT_MS) await this.core.invitations.remove(row)
  }

  private isOwed(row: Invitation, side: Side): boolean {
    if (side === 'callee' && row.met === 0) return false // it was never written to him
    const app = this.core.parts.apps.find(row.app)
    const sessions = (app === undefined ? undefined : this.core.users.find(app, row[side]))?.sessions ?? []
    return sessions.length === 0 ? !row.seen.includes(side) : sessions.some((session) => !row.seen.includes(session.id))
  }
}
