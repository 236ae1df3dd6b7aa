// What this process knows of the session that sent an invitation: whether it is there, and until when it may come back.
import type { InvitationNode } from './invitation-node.ts'
import type { Reach } from './invitation-confirm.ts'
import type { Invitation } from '../store/invitations.ts'
import type { Session } from '../user/user.ts'

export class InvitationCallers {
  private readonly startedAt: number

  constructor(private readonly node: InvitationNode) {
    this.startedAt = node.clock.lasting()
  }

  /** P-CALL-13. Just after a start callers are on their way back: the time for the confirmation decides (P-CALL-4). */
  hasLease(row: Invitation): boolean {
    return this.of(row)?.leased ?? this.isReturning(row)
  }

  reach(row: Invitation): Reach {
    const caller = this.of(row)
    const heardAt = caller?.heardAt ?? this.startedAt
    const reachableUntil = heardAt + this.limitsOf(row).unreachable
    const now = this.node.clock.lasting()
    return {
      away: caller === undefined || caller.link === null || now >= reachableUntil,
      leaseUntil: this.leaseUntil(row, heardAt),
      reachableUntil,
      silentMs: now - heardAt
    }
  }

  /**
   * The lease that a session had before it was welcomed now. `heardAt`: 0 when it is a new one in the place of one that
   * this process does not know.
   */
  leaseBefore(row: Invitation, heardAt: number): number {
    return this.leaseUntil(
      row,
      heardAt > 0 ? heardAt : this.isReturning(row) ? this.startedAt : this.node.clock.lasting()
    )
  }

  /** The time without a server is nobody's absence: what was fixed before it counts from the start. */
  sinceStart(row: Invitation): Invitation {
    return row.awayUntil === 0 ? row : { ...row, awayUntil: Math.max(row.awayUntil, this.leaseUntil(row, 0)) }
  }

  private leaseUntil(row: Invitation, heardAt: number): number {
    return Math.max(heardAt, this.startedAt) + this.limitsOf(row).lease
  }

  private isReturning(row: Invitation): boolean {
    return this.node.clock.lasting() < this.leaseUntil(row, 0)
  }

  private limitsOf({ app }: Invitation): { readonly lease: number; readonly unreachable: number } {
    return this.node.apps.find(app)?.limits ?? { lease: 0, unreachable: 0 }
  }

  private of({ app: id, caller, login }: Invitation): Session | undefined {
    const app = this.node.apps.find(id)
    return app === undefined
      ? undefined
      : this.node.users.find(app, caller)?.sessions.find((session) => session.name === login)
  }
}
