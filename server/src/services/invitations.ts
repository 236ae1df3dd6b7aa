// Call invitations: to ask somebody, and what both sides may ask for afterwards (P-CALL-2, P-CALL-3). What becomes of
// one comes as views.
import type { Asked, Draft } from '../invitation/invitation-runner.ts'
import type { Session } from '../user/user.ts'
import { invalid } from '../wire/refusal.ts'
import type { ServiceNode } from './service-node.ts'

export type { Action } from '../invitation/invitation-runner.ts'

/** Resolves when the server has it. Twice the same is once. */
export async function invite(node: ServiceNode, session: Session, draft: Draft): Promise<void> {
  if (draft.callee === session.user.id) throw invalid('to', 'another user')
  await node.calls.invite(session, draft)
}

/** Resolves when it is done, was done before, or need not be done. */
export function act(
  node: ServiceNode,
  session: Session,
  of: { readonly caller: string; readonly id: string },
  asked: Asked
): Promise<void> {
  return node.calls.act(session, { app: session.user.app.id, ...of }, asked)
}
