// Letters, mailboxes and what they tell, for the contract of mail.
import {
  NOTHING_BROUGHT,
  type Brought,
  type Mail,
  type MailRoom,
  type Over,
  type Waiting
} from '../../../server/src/store/mail.ts'

export const T0 = 1_700_000_000_000
export const room: MailRoom = { messages: 3, ms: 1000, allMessages: 1_000_000, allBytes: 1e12 }
export const one: MailRoom = { ...room, messages: 1 }
export const ALICE = 'app/inbox//alice'
export const BOB = 'app/inbox//bob'
export const draft = (name: string, ts = T0, from = name.slice(0, -1)) => ({
  id: `i-${name}`,
  from,
  session: `s-${from}`,
  ts,
  flags: 0,
  text: JSON.stringify(name)
})
export const over = async (mail: Mail, now: number, most = 100, after = ''): Promise<readonly Over[]> =>
  (await mail.over(now, most, after)).over
export const names = ({ letters }: Waiting): string[] =>
  letters.map(({ draft: { text } }) => JSON.parse(text) as string)
export const told = ({ losses }: Waiting): unknown[] => losses.map(({ why, count, by }) => [why, count, { ...by }])

export interface MailKept {
  readonly mail: Mail
  again(): Promise<Mail>
}

export type MakeMail = () => Promise<MailKept>

/** Makes mail that has these letters for alice. */
export const filledBy =
  (make: MakeMail) =>
  async (...list: string[]): Promise<MailKept> => {
    const kept = await make()
    for (const name of list) await kept.mail.put(ALICE, draft(name), room, NOTHING_BROUGHT)
    return kept
  }
export const waiting = (mail: Mail, now = T0, brought: Brought = NOTHING_BROUGHT, user = ALICE): Promise<Waiting> =>
  mail.waiting(user, now, brought)
