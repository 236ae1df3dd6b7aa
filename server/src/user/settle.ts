// Telling a sender what became of his message. The first outcome stays, and it is kept for a repeat (P-SEND-2).
import type { UserNode } from './user-node.ts'
import { DiskFault } from '../store/disk-fault.ts'
import { type Eventual, type Going, goOn } from '../base/eventual.ts'
import { faultFields } from '../base/faults.ts'
import type { Due } from '../store/inboxes.ts'
import { out } from '../wire/replies.ts'
import type { Outcome } from '../wire/outcomes.ts'

export type OutcomeNode = Pick<UserNode, 'awaitedSends' | 'sessions' | 'events'>

const idOf = (outcome: Outcome): string => ('i' in outcome ? (outcome.i ?? '') : '')

/** Of a session, for a repeat; or for the app server that waits. */
export function keepOutcome(node: OutcomeNode, session: string, n: number, outcome: Outcome): Going {
  const kept =
    session === node.awaitedSends.key ? node.awaitedSends.settle(n, outcome) : node.sessions.settle(session, n, outcome)
  if (node.events.outcome === null) return kept instanceof Promise ? kept : null
  return tellOutcome(node, session, n, outcome, kept)
}

/** Of its own: where nobody listens, no closure is made for it. */
function tellOutcome(node: OutcomeNode, session: string, n: number, outcome: Outcome, kept: Eventual<boolean>): Going {
  return goOn(kept, (isFirst) => {
    const why = outcome.outcome === 'refused' ? outcome.why : ''
    if (isFirst) node.events.outcome?.({ session, n, outcome: outcome.outcome, id: idOf(outcome), why })
    return null
  })
}

/**
 * Keeps the outcome and tells the session's link of the moment. Without a link the next welcome tells it (P-WELCOME-2).
 */
export function settle(node: UserNode, session: string, n: number, outcome: Outcome): Going {
  return goOn<unknown>(keepOutcome(node, session, n, outcome), () => {
    node.live.get(session)?.link?.push(out(n, outcome))
    return null
  })
}

/** One after the other. */
export function settleAll(
  node: UserNode,
  dues: readonly Due[],
  word: 'received' | 'stored' | 'offline' | 'unknown',
  from = 0
): Going {
  for (let i = from; i < dues.length; i++) {
    const { session, n, id } = dues[i]!
    const going = settle(node, session, n, { outcome: word, i: id })
    if (going !== null) return going.then(() => settleAll(node, dues, word, i + 1))
  }
  return null
}

/** P-MAIL-2: told once the disk has it. A disk that fails has it perhaps. */
export function settleStored(node: UserNode, due: Due): void {
  node.work.begin()
  node.mail
    .flushed()
    .then(
      () => settleAll(node, [due], 'stored'),
      (fault: unknown) => {
        // the disk speaks for itself, seldom
        if (!(fault instanceof DiskFault)) node.log.error('fault', { where: 'disk', ...faultFields(fault) })
        return settleAll(node, [due], 'unknown')
      }
    )
    .catch((fault: unknown) => node.log.error('fault', { where: 'stored', ...faultFields(fault) }))
    .finally(() => node.work.end())
}
