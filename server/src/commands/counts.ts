// How many members channels have (P-QUERY-1).
import { counts as countsOf } from '../services/channels.ts'
import { idsOf } from '../wire/fields.ts'
import { answer, type Request } from './command.ts'

export async function counts(request: Request): Promise<void> {
  const { node, session, frame } = request
  const { app } = session.user
  const names = idsOf(frame.fields, 'chs', app.limits.countIds)
  session.rates.take('counts')
  answer(request, { counts: await countsOf(node, app, names) })
}
