// What one process holds in all. A limit of one user, channel or session bounds no sum, so each store has a bound of
// its own beside it, kept where it is filled; the table in docs/server.md adds them up. (Streams and what is unwritten
// have theirs with the code that keeps them.)

const MEGABYTE = 1_048_576

/** An address has the rates of so many users, because many may share it (P-LIMIT-3). */
export const USERS_PER_ADDRESS = 50

export interface HeldBounds {
  /** All inboxes: what is not handled yet. */
  readonly inboxBytes: number
  /** Attributes of all users, and of all channels: half each. */
  readonly attributeBytes: number
  /** Call invitations, where they are in memory. */
  readonly invitationBytes: number
  /** Outcomes of sends of all sessions, and own places in streams (P-GAP-1). */
  readonly outcomesKept: number
  /** Sessions, with a link or without. */
  readonly sessionsKept: number
  /** Sessions in channels, each counted once for each. */
  readonly memberships: number
  /** Users on the watch lists of all links. */
  readonly watchesKept: number
  /** Frames of all links that wait for one before them. */
  readonly waitingBytes: number
}

export const HELD: HeldBounds = {
  inboxBytes: 128 * MEGABYTE,
  attributeBytes: 64 * MEGABYTE,
  invitationBytes: 32 * MEGABYTE,
  outcomesKept: 500_000,
  sessionsKept: 100_000,
  memberships: 500_000,
  watchesKept: 500_000,
  waitingBytes: 64 * MEGABYTE
}

export const heldBounds = (given: Partial<HeldBounds> | undefined): HeldBounds => ({ ...HELD, ...given })
