// Who sends: a session of a user, or a back end. What becomes of it is settled in one way for both.
import type { Going } from '../base/eventual.ts'
import { faultFields } from '../base/faults.ts'
import { settle } from '../user/settle.ts'
import type { Session } from '../user/user.ts'
import type { Outcome } from '../wire/outcomes.ts'
import type { SenderKind } from '../wire/records.ts'
import { Refusal } from '../wire/refusal.ts'
import { refused } from '../wire/replies.ts'
import type { ServiceNode } from './service-node.ts'

/** A back end, as receivers are told of it. */
export interface BackEnd {
  readonly kind: Exclude<SenderKind, 'user'>
  /** Stands where the id of a user stands. */
  readonly id: string
}

export interface Sender {
  readonly kind: SenderKind
  readonly id: string
  /** The outcome is kept under this key: of the session, or of all back ends. */
  readonly key: string
  readonly n: number
  /** Whose rates and channels count. null: a back end has neither. */
  readonly session: Session | null
}

export const userSender = (session: Session, n: number): Sender => ({ kind: 'user', id: session.user.id, key: session.id, n, session })

/** Whatever goes wrong is an outcome, too (P-SEND-3). */
export function attempt(node: ServiceNode, sender: Sender, where: string, task: (sender: Sender) => Going): Going {
  const failed = (fault: unknown): Going => settle(node, sender.key, sender.n, outcomeOf(node, where, fault))
  try {
    const going = task(sender)
    return going === null ? null : going.catch(failed)
  } catch (fault) {
    return failed(fault)
  }
}

/** Answers what became of it: for a user who is online, when their engine has it, or their lease ends. */
export async function asBackEnd(node: ServiceNode, { kind, id }: BackEnd, where: string, task: (sender: Sender) => Going): Promise<Outcome> {
  const { key, n, outcome } = node.awaitedSends.begin()
  await attempt(node, { kind, id, key, n, session: null }, where, task)
  return outcome
}

function outcomeOf(node: ServiceNode, where: string, fault: unknown): Outcome {
  if (fault instanceof Refusal) return refused(fault)
  node.log.error('fault', { where, ...faultFields(fault) })
  return { outcome: 'unknown' } // it may have been taken
}
