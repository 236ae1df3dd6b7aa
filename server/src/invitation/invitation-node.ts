// What invitations need of their node.
import type { Runtime } from '../base/runtime.ts'
import type { Apps } from '../config/apps.ts'
import type { Stores } from '../store/stores.ts'
import type { Users } from '../user/users.ts'

export interface InvitationNode extends Runtime, Pick<Stores, 'invitations'> {
  readonly apps: Apps
  readonly users: Users
}
