// Leaving a channel (P-CHANNEL-3, P-CHANNEL-4).
import { leave as leaveChannel } from '../services/channels.ts'
import { idOf } from '../wire/fields.ts'
import { answer, type Request } from './command.ts'

export function leave(request: Request): Promise<void> {
  const { node, session, frame } = request
  return leaveChannel(node, session, idOf(frame.fields, 'ch'), () => {
    answer(request, {})
  })
}
