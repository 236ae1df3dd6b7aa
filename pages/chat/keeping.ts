// Whose conversations the page has. They are one user's: with another nothing of them is left, and after a reload of
// the window he finds them again.
import type { Entrance } from '../shared/login/login'
import type { TabMemory } from '../shared/window/tab-memory'
import type { Book } from './book'
import { isSameEntrance, keptOf, textOfKept } from './kept'
import type { ChatState } from './state'

export class Keeping {
  private owner: Entrance | null = null

  constructor(
    private readonly state: ChatState,
    private readonly book: Book,
    private readonly memory: TabMemory
  ) {}

  /**
   * The conversations of this user: those that are there, those that this window had before it was loaded anew, or
   * none.
   */
  take(who: Entrance): void {
    if (this.owner !== null && isSameEntrance(this.owner, who)) return
    const { state, book } = this
    const kept = keptOf(this.memory.read(), who)
    this.clear()
    this.owner = who
    for (const { userId, seen, name, status } of kept?.people ?? [])
      state.people.set(userId, { userId, presence: '', seen, name, status })
    for (const { fields, lines } of kept?.conversations ?? [])
      book.restore(book.start(fields.kind, fields.id), lines, fields)
    if (kept !== null && state.conversations.some(({ key }) => key === kept.openKey)) state.openKey = kept.openKey
    if (kept === null) this.memory.write('')
  }

  /** For the next life of this window: what there is now. */
  keep(): void {
    const { owner, state, memory } = this
    if (owner === null || state.userId === '') return
    if (!memory.write(textOfKept(owner, state))) memory.write(textOfKept(owner, state, 0))
  }

  forget(): void {
    this.clear()
    this.memory.write('')
  }

  private clear(): void {
    this.owner = null
    this.book.clear()
    this.state.people.clear()
    Object.assign(this.state, {
      openKey: '',
      gaps: [],
      failure: null,
      failureAt: 'login',
      news: null
    } satisfies Partial<ChatState>)
  }
}
