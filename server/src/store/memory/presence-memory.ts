// Presence in the memory of one process. It is not saved: who comes back after a restart takes his lease again.
import type { Presence, PresenceChange, PresenceState } from '../presence.ts'

interface Held {
  readonly session: string
  reachable: boolean
}

export class PresenceMemory implements Presence {
  private readonly users = new Map<string, Held[]>()

  async hold(user: string, session: string): Promise<PresenceChange> {
    return this.change(user, () => {
      const held = this.users.get(user)
      if (held === undefined) this.users.set(user, [{ session, reachable: true }])
      else {
        const mine = held.find((one) => one.session === session)
        if (mine === undefined) held.push({ session, reachable: true })
        else mine.reachable = true
      }
    })
  }

  async fade(user: string, session: string): Promise<PresenceChange> {
    return this.change(user, () => {
      const mine = this.users.get(user)?.find((one) => one.session === session)
      if (mine !== undefined) mine.reachable = false
    })
  }

  async drop(user: string, session: string): Promise<PresenceChange> {
    return this.change(user, () => {
      const rest = this.users.get(user)?.filter((one) => one.session !== session)
      if (rest === undefined) return
      if (rest.length === 0) this.users.delete(user)
      else this.users.set(user, rest)
    })
  }

  async states(users: readonly string[]): Promise<readonly PresenceState[]> {
    return users.map((user) => this.stateOf(user))
  }

  private change(user: string, act: () => void): PresenceChange {
    const before = this.stateOf(user)
    act()
    const state = this.stateOf(user)
    return { state, changed: state !== before }
  }

  private stateOf(user: string): PresenceState {
    const held = this.users.get(user)
    if (held === undefined) return 'offline'
    return held.some((one) => one.reachable) ? 'online' : 'unreachable'
  }
}
