// Who is in a channel. A user is a member as long as one of his sessions is; every change has a version (P-MEMBER-1).
import type { Saves } from './saved.ts'

export interface MembersState {
  readonly version: number
  readonly count: number
}

export interface MemberChange extends MembersState {
  /** False: the user is still, or was already, a member through another session. */
  readonly changed: boolean
}

export interface MembersPage {
  readonly users: readonly string[]
  readonly total: number
  /** Ask again after this one; empty at the end. */
  readonly next: string
}

export interface Members extends Saves<MembersRow> {
  join(channel: string, user: string, session: string): Promise<MemberChange>
  leave(channel: string, user: string, session: string): Promise<MemberChange>
  state(channel: string): Promise<MembersState>
  /** All members, sorted. */
  all(channel: string): Promise<readonly string[]>
  /** Sorted by id, those above `after`. */
  list(channel: string, after: string, limit: number): Promise<MembersPage>
  /** So many members chosen at random. */
  sample(channel: string, size: number): Promise<readonly string[]>
  counts(channels: readonly string[]): Promise<readonly number[]>
  /** The channel ended: its version is not needed any more. */
  forget(channel: string): Promise<void>
}

/** A channel, then its members in pieces. */
export type MembersRow =
  | { readonly channel: string; readonly version: number }
  | { readonly membersOf: string; readonly members: readonly (readonly [user: string, sessions: readonly string[]])[] }
