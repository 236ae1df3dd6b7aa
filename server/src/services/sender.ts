// Who sends: a session of a user, or an app server. What becomes of it is settled in one way for both.
import type { Going } from '../base/eventual.ts'
import { faultFields } from '../base/faults.ts'
import { settle } from '../user/settle.ts'
import type { Session } from '../user/user.ts'
import type { Outcome } from '../wire/outcomes.ts'
import type { SenderKind } from '../wire/records.ts'
import { Refusal } from '../wire/refusal.ts'
import { refused } from '../wire/replies.ts'
import type { ServiceNode } from './service-node.ts'

export interface Sender {
  readonly kind: SenderKind
  /** Whom receivers are told: a user, or the name of an app server. */
  readonly from: string
  /** Outcomes are kept under it: of the session, or of all app servers. */
  readonly id: string
  /** Whose rates and channels count. null: an app server has neither. */
  readonly member: Session | null
}

/** An app server, as receivers are told of it. */
export interface AppServer {
  readonly kind: Exclude<SenderKind, 'user'>
  readonly from: string
}

type Task<S extends Sender, T> = (node: ServiceNode, sender: S, n: number, what: T) => Going

/**
 * Whatever goes wrong is an outcome, too (P-SEND-3). `what`: handed on, so that a task that is run for every message
 * need not be made for each.
 */
export function attempt<S extends Sender, T>(
  node: ServiceNode,
  sender: S,
  n: number,
  where: string,
  what: T,
  task: Task<S, T>
): Going {
  try {
    const going = task(node, sender, n, what)
    return going === null ? null : caught(node, sender, n, where, going)
  } catch (fault) {
    return failed(node, sender, n, where, fault)
  }
}

/** Of its own, so that a message that is done at once makes no closure. */
const caught = (node: ServiceNode, sender: Sender, n: number, where: string, going: Promise<unknown>): Going =>
  going.catch((fault: unknown) => failed(node, sender, n, where, fault))

const failed = (node: ServiceNode, sender: Sender, n: number, where: string, fault: unknown): Going =>
  settle(node, sender.id, n, outcomeOf(node, where, fault))

/** Answers what became of it: for a user who is online, when their engine has it, or their lease ends. */
export async function asAppServer(
  node: ServiceNode,
  { kind, from }: AppServer,
  where: string,
  task: Task<Sender, null>
): Promise<Outcome> {
  const { key, n, outcome } = node.awaitedSends.begin()
  await attempt(node, { kind, from, id: key, member: null }, n, where, null, task)
  return outcome
}

function outcomeOf(node: ServiceNode, where: string, fault: unknown): Outcome {
  if (fault instanceof Refusal) return refused(fault)
  node.log.error('fault', { where, ...faultFields(fault) })
  return { outcome: 'unknown' } // it may have been taken
}
