// Changing own attributes, or those of a channel (P-ATTR-2, P-ATTR-5).
import { changeChannel, changeOwn } from '../services/attributes.ts'
import { countOf, flagOr, idOf } from '../wire/fields.ts'
import { invalid } from '../wire/refusal.ts'
import { changeOf } from './change.ts'
import { answer, type Request } from './command.ts'

export function setattrs(request: Request): Promise<void> {
  const { node, session, link, frame } = request
  const { fields } = frame
  const { app, id } = session.user
  const w = countOf(fields, 'w')
  const asked = { session, link, w, change: changeOf(fields, app.limits, id, node.clock.now()) }
  const isRestore = fields['how'] === 'restore'
  const answered = (): void => {
    answer(request, {})
  }
  if (fields['ch'] === undefined) return changeOwn(node, asked, isRestore, answered)
  if (isRestore) throw invalid('how', 'replace, merge, delete or clear for a channel')
  return changeChannel(node, asked, idOf(fields, 'ch'), flagOr(fields, 'notify') === 1, answered)
}
