// Logging out (P-LIFE-5).
import { CLOSE_LOGGED_OUT } from '../../../uni_modules/rtm/utssdk/common/protocol/close.uts'
import { end } from '../login/endings.ts'
import { answer, type Request } from './command.ts'

export async function bye(request: Request): Promise<void> {
  const { node, session, link } = request
  const { user } = session
  await user.lane.run(async () => {
    if (session.link !== null && session.link !== link) return // a newer link has the session: this one has no effect any more (P-RESUME-2)
    answer(request, {})
    await end(node, session, 'left', CLOSE_LOGGED_OUT, 'logged out')
  })
  node.users.tidy(user)
}
