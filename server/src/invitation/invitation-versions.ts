// Versions of invitations (P-CALL-5). They begin at the time, and above every one that a client has seen: what is
// repeated after a crash has to be news to him, although the clock may have been set back meanwhile.
import type { Invitation } from '../store/invitations.ts'
import type { LastingClock } from '../base/lasting.ts'

/** An invitation that a client takes for running, as its greeting names it (P-HELLO-13). */
export interface SeenCall {
  readonly i: string
  readonly of: string
  /** The version that the client has seen; 0: none. */
  readonly v: number
}

/**
 * What a client brings of a server whose clock was ahead may be so much ahead: no clock that serves is wrong by more,
 * and sums stay exact.
 */
export const AHEAD_MOST_MS = 10 * 366 * 86_400_000

export class InvitationVersions {
  private seen = 0

  constructor(private readonly clock: LastingClock) {}

  first(): number {
    return Math.max(this.clock.lasting(), this.seen + 1)
  }

  /** Which of the rows are older than what this client has seen of them, and above what they have to be. */
  older(rows: readonly Invitation[], named: readonly SeenCall[]): (readonly [row: Invitation, above: number])[] {
    const most = this.clock.lasting() + AHEAD_MOST_MS
    const list: (readonly [Invitation, number])[] = []
    for (const { i, of, v } of named) {
      if (v > most) continue // no server has said that
      this.seen = Math.max(this.seen, v)
      const known = rows.find((row) => row.id === i && row.caller === of)
      if (known !== undefined && known.version < v) list.push([known, v])
    }
    return list
  }
}
