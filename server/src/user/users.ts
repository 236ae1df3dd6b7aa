// The users of whom something is on this node.
import type { App, Apps } from '../config/apps.ts'
import type { UserNode } from './user-node.ts'
import { User } from './user.ts'

/** Kind, name space, name (P-ID-3), under the app: users of different apps never meet. No id contains a slash. */
export const inboxKey = (app: App, user: string): string => `${app.id}/inbox//${user}`

export class Users {
  /** By app and id: a key of both would have to be made, and hashed, for every message. */
  private readonly apps = new Map<App, Map<string, User>>()

  constructor(private readonly node: UserNode) {}

  get size(): number {
    let size = 0
    for (const users of this.apps.values()) size += users.size
    return size
  }

  find(app: App, id: string): User | undefined {
    return this.apps.get(app)?.get(id)
  }

  of(app: App, id: string): User {
    let users = this.apps.get(app)
    if (users === undefined) this.apps.set(app, (users = new Map<string, User>()))
    let user = users.get(id)
    if (user === undefined) users.set(id, (user = new User(this.node, inboxKey(app, id), app, id)))
    return user
  }

  /** By the key of his inbox; undefined when the app is gone. */
  ofKey(apps: Apps, key: string): User | undefined {
    const app = apps.find(key.slice(0, key.indexOf('/')))
    return app === undefined ? undefined : this.of(app, key.slice(key.lastIndexOf('/') + 1))
  }

  /**
   * Forgets a user of whom nothing is left. Never while his lane is busy:
   * two lanes of one user would be no serial point.
   */
  tidy(user: User): void {
    if (user.sessions.length === 0 && user.lane.isIdle && this.find(user.app, user.id) === user)
      this.apps.get(user.app)!.delete(user.id)
  }
}
