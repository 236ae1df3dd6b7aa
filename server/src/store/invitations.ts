// Call invitations: one record each, written anew at every change.
// Running or ended, until both users know the end (P-CALL-9).
import type { Saves } from './saved.ts'

export type InvitationState = 'sent' | 'ringing' | 'answering' | 'accepted' | 'refused' | 'cancelled' | 'failed'

/** Whose side of an invitation. */
export type Side = 'caller' | 'callee'

export interface Invitation {
  readonly app: string
  readonly caller: string
  readonly callee: string
  /** Made by the caller's engine, unique for this caller (P-CALL-1). */
  readonly id: string
  /** Which of the caller's logins has sent it. */
  readonly login: string
  readonly channel: string
  readonly content: string
  readonly response: string
  readonly state: InvitationState
  /** How it ended; '' while it runs. */
  readonly why: string
  /** Which of the callee's logins has answered, or ''. */
  readonly by: string
  /**
   * Rises with every change of the state (P-CALL-5). It begins at the time in ms: one that is repeated after a crash is
   * newer than what was heard of it before.
   */
  readonly version: number
  readonly sentAt: number
  /** When its time is over; 0 when nothing is waited for. */
  readonly dueAt: number
  /** When it has rung for long enough; 0 before it rings. */
  readonly ringUntil: number
  /**
   * While it is answered: the end of the 5 s in which the caller can confirm;
   * 0 while he has not been there (invitation-confirm.ts).
   */
  readonly confirmUntil: number
  /** While it is answered: the end of the lease that he had when he was first known to be away; 0 when he was not. */
  readonly awayUntil: number
  readonly endedAt: number
  /** The callee had a lease since it was sent: it was written to him, or will be at his next greeting. */
  readonly met: 0 | 1
  /** Sessions of the callee that are busy. */
  readonly busy: readonly string[]
  /** Sessions that know of the end; a side that has logged out altogether stands as its name. */
  readonly seen: readonly string[]
}

/** What names an invitation. No part contains a slash. */
export type InvitationKey = Pick<Invitation, 'app' | 'caller' | 'id'>

export const invitationKey = ({ app, caller, id }: InvitationKey): string => `${app}/${caller}/${id}`

/** For a graceful stop; no piece where everything is kept anyway. */
export interface Invitations extends Saves<Invitation> {
  /** New or changed. What was put is kept when this resolves. */
  put(invitation: Invitation): Promise<void>
  find(key: InvitationKey): Promise<Invitation | null>
  /** Those that the user has sent and those that he was sent, the oldest first. */
  ofUser(app: string, user: string): Promise<readonly Invitation[]>
  remove(key: InvitationKey): Promise<void>
  all(): Promise<readonly Invitation[]>
  /** All together are as much as may be held. */
  isFull(): Promise<boolean>
  /** Of those that ended up to this time, so many at most. */
  endedUntil(time: number, most: number): Promise<readonly InvitationKey[]>
}

/** As an earlier version of the server has written it. */
export type StoredInvitation = Omit<Invitation, keyof Later> & Partial<Later>
type Later = Pick<Invitation, 'ringUntil' | 'confirmUntil' | 'awayUntil'>

/** An accept that waits was one of five seconds and no more. */
export const completed = (row: StoredInvitation): Invitation => ({
  ...row,
  ringUntil: row.ringUntil ?? row.dueAt,
  confirmUntil: row.confirmUntil ?? row.dueAt,
  awayUntil: row.awayUntil ?? 0
})

export const isEnded = ({ state }: Pick<Invitation, 'state'>): boolean =>
  state !== 'sent' && state !== 'ringing' && state !== 'answering'
