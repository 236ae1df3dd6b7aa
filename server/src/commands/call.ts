// What both sides ask for about an invitation (P-CALL-3). All of it may be asked twice.
import { act, type Action } from '../services/invitations.ts'
import { flagOr, idOf, shortTextOr } from '../wire/fields.ts'
import { invalid } from '../wire/refusal.ts'
import { answer, type Request } from './command.ts'

const actions: readonly Action[] = ['ring', 'accept', 'refuse', 'confirm', 'cancel', 'seen']

export async function call(request: Request): Promise<void> {
  const { node, session, frame } = request
  const of = { caller: idOf(frame.fields, 'of'), id: idOf(frame.fields, 'i') }
  const action = actions.find((one) => one === frame.fields['do'])
  if (action === undefined) throw invalid('do', `one of ${actions.join(', ')}`)
  const text = shortTextOr(frame.fields, 'text', session.user.app.limits.invitation)
  await act(node, session, of, { action, text, busy: flagOr(frame.fields, 'busy') === 1 })
  answer(request, {})
}
