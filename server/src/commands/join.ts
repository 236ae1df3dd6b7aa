// Joining a channel (P-CHANNEL-1, P-CHANNEL-3).
import { join as joinChannel } from '../services/channels.ts'
import { countOr, idOf, textOr } from '../wire/fields.ts'
import { answer, type Request } from './command.ts'

const MAX_MODE = 16

export function join(request: Request): Promise<void> {
  const { node, session, frame } = request
  const name = idOf(frame.fields, 'ch')
  textOr(frame.fields, 'mode', MAX_MODE) // version 1 grants `full`, and `count` by itself (P-RESERVED-2)
  return joinChannel(node, session, name, countOr(frame.fields, 'j', 0), (granted) => {
    answer(request, granted)
  })
}
