// The end of a token is a claim, in wall time. What is left of it is measured from when it was proved, so a clock that
// is set does not bring it nearer.
import type { LastingClock } from '../base/lasting.ts'

/** As the session keeps it; 0: nothing ends. */
export const endOfToken = (clock: LastingClock, expiresAt: number): number =>
  expiresAt === 0 ? 0 : clock.lasting() + expiresAt - clock.now()

/** As it is told, beside `now` (P-TOKEN-1). */
export const endTold = (clock: LastingClock, endsAt: number): number =>
  endsAt === 0 ? 0 : clock.now() + endsAt - clock.lasting()
