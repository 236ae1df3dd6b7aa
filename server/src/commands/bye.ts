// Logging out (P-LIFE-5).
import { logout } from '../services/users.ts'
import { answer, type Request } from './command.ts'

export function bye(request: Request): Promise<void> {
  const { node, session, link } = request
  return logout(node, session, link, () => {
    answer(request, {})
  })
}
