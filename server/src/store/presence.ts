// Who is there. A user is online while one of his sessions has a lease; one of which nothing is heard for a while is
// unreachable (P-LIFE-3).

export type PresenceState = 'online' | 'unreachable' | 'offline'

/** What the user is now, all his sessions together, and whether that is news. */
export interface PresenceChange {
  readonly state: PresenceState
  readonly changed: boolean
}

export interface Presence {
  /** The session has a lease from now on, and is reachable. */
  hold(user: string, session: string): Promise<PresenceChange>
  /** Nothing was heard from the session for a while. */
  fade(user: string, session: string): Promise<PresenceChange>
  /** The session's lease ended. */
  drop(user: string, session: string): Promise<PresenceChange>
  states(users: readonly string[]): Promise<readonly PresenceState[]>
}
