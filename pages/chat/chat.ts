// The chat of one user: his side of the login, and where everything that a person does or that happens meets. It knows
// no page and no platform.
import { reactive } from 'vue'
import type { RtmClient } from '@/uni_modules/rtm/js_sdk/index.js'
import type { Entrance, Login } from '../shared/login/login'
import type { PageClock } from '../shared/window/page-clock'
import type { TabMemory } from '../shared/window/tab-memory'
import { Book } from './book'
import { failureOf } from './failures'
import { Keeping } from './keeping'
import type { After } from './people'
import type { Conversation, Line, Person } from './rows'
import { Session } from './session'
import { emptyState } from './state'
import type { ChatState, Place } from './state'

export interface Surroundings extends PageClock {
  after: After
  memory: TabMemory
}

// As the server has it: no conversation is begun with a name that no user can have.
const isUserId = (text: string): boolean => /^[\w !#$%&()+\-:;<=.>?@[\]^{}|~,]{1,64}$/.test(text) && text !== 'null'

const LOOK_EVERY_MS = 5000

export class Chat {
  readonly state: ChatState
  private readonly book: Book
  private session: Session | null = null
  private readonly keeping: Keeping
  private isShown = true
  private stopLooking: () => void = () => {}

  constructor(
    private readonly around: Surroundings,
    private readonly entrance: Login
  ) {
    this.state = reactive(emptyState(entrance.state))
    this.book = new Book(this.state.conversations, around, (dropped) => {
      void this.session?.people.unwatch(dropped.id)
    })
    this.keeping = new Keeping(this.state, this.book, around.memory)
    entrance.add({
      begin: (client, who) => {
        this.begin(client, who)
      },
      inside: () => this.inside(),
      end: (forGood) => {
        this.end(forGood)
      }
    })
  }

  login(who: Entrance): Promise<boolean> {
    return this.attempt('login', () => this.entrance.enter(who))
  }

  /** After an end that the person did not want: here again, in the same conversations. */
  loginAgain(): Promise<boolean> {
    return this.attempt('login', () => this.entrance.again())
  }

  logout(): Promise<void> {
    return this.entrance.leave()
  }

  hold(held: boolean): Promise<boolean> {
    return this.attempt('login', () => this.entrance.hold(held))
  }

  /** The page is on the screen, or another one is: what comes then is unread, in the open conversation as well. */
  show(isShown: boolean): void {
    this.isShown = isShown
    const open = this.opened()
    if (open === null) return
    if (isShown) this.book.read(open)
    else this.book.shut(open)
  }

  /** For the next life of this window: what there is now. */
  keep(): void {
    this.keeping.keep()
  }

  /** `at`: where the person asked for it. */
  join(id: string, at: Place = 'channel'): Promise<boolean> {
    return this.attempt(at, async () => {
      const known = this.book.find('channel', id)
      this.open(known?.membership === 'in' ? known : await this.of().channels.join(id))
    })
  }

  leave(conversation: Conversation): Promise<boolean> {
    return this.attempt('talk', () => this.of().channels.leave(conversation))
  }

  setTopic(conversation: Conversation, topic: string): Promise<boolean> {
    return this.attempt('topic', () => this.of().channels.setTopic(conversation, topic))
  }

  talkTo(userId: string): boolean {
    const isPossible = isUserId(userId)
    Object.assign(this.state, {
      failure: isPossible ? null : failureOf({ code: 'bad_user' }),
      failureAt: 'peer'
    } satisfies Partial<ChatState>)
    if (isPossible) this.open(this.session?.peer(userId) ?? this.book.start('peer', userId))
    return isPossible
  }

  setProfile(name: string, status: string): Promise<boolean> {
    return this.attempt('profile', async () => {
      const { people } = this.of()
      await people.tell(name, status)
      Object.assign(people.person(this.state.userId), { name, status } satisfies Partial<Person>)
    })
  }

  open(conversation: Conversation): void {
    if (this.state.openKey !== conversation.key) this.close()
    this.state.openKey = conversation.key
    this.book.read(conversation)
    this.session?.look(conversation)
  }

  close(): void {
    const open = this.opened()
    if (open !== null) this.book.shut(open)
    this.state.openKey = ''
  }

  /** The person has turned away from the newest lines of a conversation, or is back at them. */
  turn(conversation: Conversation, away: boolean): void {
    this.book.look(conversation, away)
  }

  showOlder(conversation: Conversation): void {
    this.book.showOlder(conversation)
  }

  /** Out of the list, with its messages; a channel is left. */
  async remove(conversation: Conversation): Promise<void> {
    if (conversation.kind === 'channel' && conversation.membership === 'in' && !(await this.leave(conversation))) return
    if (this.state.openKey === conversation.key) this.close()
    this.book.remove(conversation)
    if (conversation.kind === 'peer') await this.session?.people.unwatch(conversation.id)
  }

  send(conversation: Conversation, text: string): Promise<void> {
    return this.of().sending.send(conversation, text)
  }

  again(conversation: Conversation, line: Line): Promise<void> {
    return this.of().sending.again(conversation, line)
  }

  later(conversation: Conversation, line: Line): Promise<void> {
    return this.of().sending.later(conversation, line)
  }

  /** Back into the composer: as it is it cannot be sent. */
  edit(conversation: Conversation, line: Line): void {
    conversation.draft = line.text
    this.book.take(conversation, line)
  }

  dismissGap(key: number): void {
    this.state.gaps = this.state.gaps.filter((one) => one.key !== key)
  }

  /** The person has read it, or tries something else. */
  dismissFailure(): void {
    this.state.failure = null
  }

  private begin(client: RtmClient, who: Entrance): void {
    this.keeping.take(who)
    this.session = new Session(client, this.state, this.book, this.around.after, (conversation, fields) => {
      this.got(conversation, fields)
    })
  }

  private async inside(): Promise<void> {
    const { people, channels } = this.of()
    const { name, status } = people.person(this.state.userId)
    people.watch(this.book.of('peer').map((one) => one.id))
    this.stopLooking()
    this.lookAround()
    if (name !== '' || status !== '') await this.attempt('profile', () => people.tell(name, status))
    await channels.comeBack()
    this.keep()
  }

  private end(forGood: boolean): void {
    const { session } = this
    this.session = null
    this.stopLooking()
    session?.end()
    if (forGood) this.keeping.forget()
  }

  private got(conversation: Conversation, fields: Partial<Line>): void {
    const isOpen = this.isShown && this.state.openKey === conversation.key
    if (this.book.got(conversation, fields, isOpen) && !isOpen)
      this.state.news = { key: conversation.key, unread: conversation.unread }
  }

  private opened(): Conversation | null {
    return this.state.conversations.find((one) => one.key === this.state.openKey) ?? null
  }

  // Attributes of users tell no change by themselves: those of whom the person looks at are read again and again.
  private lookAround(): void {
    const open = this.opened()
    if (open !== null && this.state.connection === 'connected') this.session?.look(open)
    this.keep()
    this.stopLooking = this.around.after(LOOK_EVERY_MS, () => {
      this.lookAround()
    })
  }

  private of(): Session {
    if (this.session === null) throw new Error('nobody is logged in')
    return this.session
  }

  private async attempt(at: Place, act: () => Promise<unknown>): Promise<boolean> {
    this.state.failure = null
    try {
      await act()
      return true
    } catch (error) {
      Object.assign(this.state, { failure: failureOf(error), failureAt: at } satisfies Partial<ChatState>)
      return false
    }
  }
}
