// Reading attributes, of a user or of a channel, all or by their keys (P-ATTR-3).
import { MAX_ATTRIBUTE_KEYS } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import { ofChannel, ofUser } from '../services/attributes.ts'
import { channelRow, wireRow } from '../wire/attribute-rows.ts'
import { idOf } from '../wire/fields.ts'
import { attributeKeysOf } from './change.ts'
import { answer, type Request } from './command.ts'

export async function getattrs(request: Request): Promise<void> {
  const { node, session, frame } = request
  const { app } = session.user
  const { fields } = frame
  const isChannel = fields['ch'] !== undefined
  const name = idOf(fields, isChannel ? 'ch' : 'user')
  const keys =
    fields['keys'] === undefined ? null : attributeKeysOf(fields, app.limits.attributeKey, MAX_ATTRIBUTE_KEYS)
  session.rates.take(isChannel ? 'channelRead' : 'userRead')
  const found = await (isChannel ? ofChannel(node, app, name) : ofUser(node, app, name))
  const rows = keys === null ? found : found.filter(({ k }) => keys.includes(k))
  answer(request, { rows: rows.map(isChannel ? channelRow : wireRow) })
}
