// Users as the node holds them: one serial point for everything of one user (P-ORDER-2). A user has sessions; how many is the app's policy.
import type { App } from './apps.ts'
import type { Core } from './core.ts'
import { Inbox } from './inbox.ts'
import { Lane } from './lane.ts'
import type { Session } from './session.ts'

export class User {
  readonly lane: Lane
  readonly inbox: Inbox
  sessions: Session[] = []

  constructor(
    readonly core: Core,
    readonly key: string,
    readonly app: App,
    readonly id: string,
  ) {
    this.lane = new Lane(core.work)
    this.inbox = new Inbox(this)
  }

  get isLeased(): boolean {
    return this.sessions.some((session) => session.leased)
  }
}

/** Kind, name space, name (P-ID-3), under the app: users of different apps never meet. No id contains a slash. */
export const inboxKey = (app: App, user: string): string => `${app.id}/inbox//${user}`

export class Users {
  private readonly users = new Map<string, User>()

  constructor(private readonly core: Core) {}

  find(app: App, id: string): User | undefined {
    return this.users.get(inboxKey(app, id))
  }

  of(app: App, id: string): User {
    const key = inboxKey(app, id)
    let user = this.users.get(key)
    if (user === undefined) {
      user = new User(this.core, key, app, id)
      this.users.set(key, user)
    }
    return user
  }

  /** Forgets a user of whom nothing is left. Never while his lane is busy: two lanes of one user would be no serial point. */
  tidy(user: User): void {
    if (user.sessions.length === 0 && user.lane.isIdle && this.users.get(user.key) === user) this.users.delete(user.key)
  }
}
