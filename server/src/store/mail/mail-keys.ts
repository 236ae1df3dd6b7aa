// What lies on the shelves of the mail, and under which keys: one row per user, one entry per letter and loss, an index
// by the time at which each is over, and what an app uses altogether.
import type { Counts } from '../counts.ts'
import type { Loss } from '../mail.ts'
import type { RecordDraft } from '../../wire/records.ts'
import type { Shelf } from '../shelves.ts'
import type { StoredRow, Usage } from './mail-row.ts'

export interface StoredLetter {
  readonly draft: RecordDraft
  readonly until: number
  /** What it counts; absent in what was stored before there were budgets. */
  readonly bytes?: number
}

export interface StoredLoss {
  readonly id: string
  /**
   * Somebody may have heard of it, so it grows no more. (If a kill undid this mark it may, under a new id: better told
   * twice than never.)
   */
  readonly told: 0 | 1
  readonly why: Loss['why']
  readonly count: number
  readonly by: Counts
  readonly until: number
  readonly bytes?: number
}

export interface MailShelves {
  readonly rows: Shelf<StoredRow>
  readonly letters: Shelf<StoredLetter>
  readonly losses: Shelf<StoredLoss>
  /** By time: whose letter or loss is over. */
  readonly over: Shelf<{ readonly user: string; readonly letter: number; readonly loss: number }>
  /** By app. */
  readonly usage: Shelf<Usage>
}

/** As the shelves are named on the disk. */
export function mailShelves(shelf: <T>(name: string) => Shelf<T>): MailShelves {
  return {
    rows: shelf('mail'),
    letters: shelf('mail-letters'),
    losses: shelf('mail-losses'),
    over: shelf('mail-over'),
    usage: shelf('mail-usage')
  }
}

// No user's key is the beginning of another's with a slash behind it (users.ts), so a prefix is one user's. Numbers
// sort as texts.
const TIME_DIGITS = 15
export const numbered = (user: string, number: number): string => `${user}/${String(number).padStart(12, '0')}`
export const numberIn = (key: string): number => Number(key.slice(key.lastIndexOf('/') + 1))
export const behind = (user: string): string => `${user}0` // '0' follows '/'
export const timed = (until: number, kind: 'letter' | 'loss', user: string, number: number): string =>
  `${String(until).padStart(TIME_DIGITS, '0')}/${kind}/${numbered(user, number)}`
/** Of an entry by time. */
export const isOfLetter = (key: string): boolean => key.startsWith('letter/', TIME_DIGITS + 1)
export const appOf = (user: string): string => user.slice(0, user.indexOf('/'))
