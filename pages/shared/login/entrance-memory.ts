// Who this window belongs to, through a reload: the user who is inside logs in by himself, one who has left finds his
// name in the form.
import { fromLink } from '../window/links'
import type { Entrance, Login } from './login'
import type { TabMemory } from '../window/tab-memory'

interface Remembered extends Entrance {
  isInside: boolean
  link: string // by which the window was opened: it says who is here once, not after every reload
}

export type Query = Record<string, string | undefined>

const none: Remembered = { appId: '', server: '', userId: '', isInside: false, link: '' }

export class EntranceMemory {
  private link = ''

  constructor(
    private readonly login: Login,
    private readonly memory: TabMemory
  ) {
    login.add({
      begin: () => {},
      inside: () => {
        this.write({ ...entranceOf(login.state), isInside: true })
      },
      end: (forGood) => {
        if (forGood) this.write({ ...this.remembered(), isInside: false })
      }
    })
  }

  /**
   * For a page that comes with what its link says and what its form would say otherwise: what its form says now. Where
   * somebody is inside, or was before the reload, he stays; where a link that this window has not followed yet names
   * somebody, it is he. `enter`: he is to be logged in.
   */
  arrive(query: Query, form: Entrance): Entrance & { enter: boolean } {
    const before = this.remembered()
    const named = {
      appId: fromLink(query.app) || form.appId,
      server: fromLink(query.server) || form.server,
      userId: fromLink(query.user) || form.userId
    }
    const link = query.user === undefined ? '' : JSON.stringify([named.userId, query.app ?? '', query.server ?? ''])
    const isNew = link !== '' && link !== before.link
    this.link = link === '' ? before.link : link
    const { state } = this.login
    if (isNew) {
      const isHere =
        state.userId === named.userId &&
        (query.app === undefined || state.appId === named.appId) &&
        (query.server === undefined || state.server === named.server)
      return isHere ? { ...entranceOf(state), enter: false } : { ...named, enter: true }
    }
    if (state.userId !== '') return { ...entranceOf(state), enter: false }
    if (before.isInside) return { ...entranceOf(before), enter: !state.entering }
    return before.userId === ''
      ? { ...named, enter: false }
      : { ...entranceOf(before), ...(query.app === undefined ? {} : { appId: named.appId }), enter: false }
  }

  private remembered(): Remembered {
    try {
      return { ...none, ...(JSON.parse(this.memory.read()) as Partial<Remembered>) }
    } catch {
      return none
    }
  }

  private write(who: Omit<Remembered, 'link'>): void {
    this.memory.write(JSON.stringify({ ...who, link: this.link === '' ? this.remembered().link : this.link }))
  }
}

const entranceOf = ({ appId, server, userId }: Entrance): Entrance => ({ appId, server, userId })
