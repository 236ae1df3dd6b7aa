// Reading attributes, of a user or of a channel, all or by their keys (P-ATTR-3).
import { ATTRIBUTE_KEYS_MOST } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import { channelRow, wireRow, type Attribute } from '../wire/attribute-rows.ts'
import { channelKey } from '../channel/channels.ts'
import { attributeKeysOf } from './change.ts'
import { idOf } from '../wire/fields.ts'
import { Refusal } from '../wire/refusal.ts'
import { inboxKey } from '../user/users.ts'
import { answer, type Request } from './command.ts'

export async function getattrs(request: Request): Promise<void> {
  const { node, session, frame } = request
  const { app } = session.user
  const { fields } = frame
  const now = node.clock.lasting()
  const isChannel = fields['ch'] !== undefined
  const name = isChannel ? idOf(fields, 'ch') : idOf(fields, 'user')
  const keys = fields['keys'] === undefined ? null : attributeKeysOf(fields, app.limits.attributeKey, ATTRIBUTE_KEYS_MOST)
  session.rates.take(isChannel ? 'channelRead' : 'userRead')
  const found = isChannel ? await node.channelAttributes.read(channelKey(app, name), now) : await ofUser(request, inboxKey(app, name), now)
  const rows = keys === null ? found : found.filter(({ k }) => keys.includes(k))
  answer(request, { rows: rows.map(isChannel ? channelRow : wireRow) })
}

async function ofUser({ node }: Request, key: string, now: number): Promise<readonly Attribute[]> {
  const [state] = await node.presence.states([key])
  if (state === 'offline') throw new Refusal('user_offline', 'This user is not logged in, and the attributes of a user end with their login. Try again when they are online.')
  return node.userAttributes.read(key, now)
}
