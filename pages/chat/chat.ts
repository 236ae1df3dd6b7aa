// The chat of one user: his session, and where everything that a person does or that happens meets. It knows no page and no platform.
import { reactive } from 'vue'
import type { RtmClient, RtmClientOptions } from '@/uni_modules/rtm/js_sdk/index.js'
import type { PageClock } from '../shared/page-clock'
import { Book } from './book'
import { Channels } from './channels'
import { failureOf } from './failures'
import { People } from './people'
import type { After } from './people'
import type { Conversation, Line, Person } from './rows'
import { Sending } from './sending'
import { emptyState } from './state'
import type { ChatState, Entrance } from './state'

export interface Surroundings extends PageClock {
  createClient(options: RtmClientOptions): RtmClient
  after: After
}

interface Session {
  client: RtmClient
  people: People
  channels: Channels
  sending: Sending
}

// As the server has it: no conversation is begun with a name that no user can have.
const isUserId = (text: string): boolean => /^[\w !#$%&()+\-:;<=.>?@[\]^{}|~,]{1,64}$/.test(text) && text !== 'null'

const GAPS_MOST = 3
const LOOK_EVERY_MS = 5000
const LOOKED_AT_MOST = 20

export class Chat {
  readonly state: ChatState = reactive(emptyState())
  private readonly book: Book
  private session: Session | null = null
  private stopLooking: () => void = () => {}
  private lastGap = 0

  constructor(private readonly around: Surroundings) {
    this.book = new Book(this.state.conversations, around, (dropped) => { void this.session?.people.unwatch(dropped.id) })
  }

  async login({ appId, server, userId }: Entrance): Promise<boolean> {
    const { state } = this
    await this.logout()
    state.entering = true
    const inside = await this.attempt(async () => {
      const session = this.begin(this.around.createClient(server === '' ? { appId } : { appId, server }))
      await session.client.login({ userId })
      state.userId = userId
    })
    state.entering = false
    if (inside) this.lookAround()
    else await this.end()
    return inside
  }

  /** After an end that the person did not want: here again, in the same conversations. */
  async loginAgain(): Promise<boolean> {
    const { session, state } = this
    if (session === null) return false
    state.entering = true
    const { userId } = state
    const me = session.people.person(userId)
    const inside = await this.attempt(async () => {
      if (session.client.state !== 'disconnected') await session.client.logout()
      await session.client.login({ userId })
      session.people.watch(this.book.of('peer').map((one) => one.id))
      if (me.name !== '' || me.status !== '') await session.people.tell(me.name, me.status)
      await session.channels.comeBack()
    })
    state.entering = false
    return inside
  }

  async logout(): Promise<void> {
    await this.end()
    const { state } = this
    this.book.clear()
    state.people.clear()
    Object.assign(state, { userId: '', openKey: '', gaps: [], failure: null, news: null, held: false } satisfies Partial<ChatState>)
  }

  async hold(held: boolean): Promise<void> {
    this.state.held = held
    await this.attempt(async () => { await this.session?.client.hold(held) })
  }

  join(id: string): Promise<boolean> {
    return this.attempt(async () => {
      const known = this.book.find('channel', id)
      this.open(known?.membership === 'in' ? known : await this.inside().channels.join(id))
    })
  }

  leave(conversation: Conversation): Promise<boolean> {
    return this.attempt(() => this.inside().channels.leave(conversation))
  }

  setTopic(conversation: Conversation, topic: string): Promise<boolean> {
    return this.attempt(() => this.inside().channels.setTopic(conversation, topic))
  }

  talkTo(userId: string): boolean {
    const isPossible = isUserId(userId)
    this.state.failure = isPossible ? null : failureOf({ code: 'bad_user' })
    if (isPossible) this.open(this.peer(userId))
    return isPossible
  }

  setProfile(name: string, status: string): Promise<boolean> {
    return this.attempt(async () => {
      const { people } = this.inside()
      await people.tell(name, status)
      Object.assign(people.person(this.state.userId), { name, status } satisfies Partial<Person>)
    })
  }

  open(conversation: Conversation): void {
    this.state.openKey = conversation.key
    this.book.read(conversation)
    this.look(conversation)
  }

  close(): void {
    this.state.openKey = ''
  }

  /** Out of the list, with its messages; a channel is left. */
  async remove(conversation: Conversation): Promise<void> {
    if (conversation.kind === 'channel' && conversation.membership === 'in' && !await this.leave(conversation)) return
    if (this.state.openKey === conversation.key) this.close()
    this.book.remove(conversation)
    if (conversation.kind === 'peer') await this.session?.people.unwatch(conversation.id)
  }

  send(conversation: Conversation, text: string): Promise<void> {
    return this.inside().sending.send(conversation, text)
  }

  again(conversation: Conversation, line: Line): Promise<void> {
    return this.inside().sending.again(conversation, line)
  }

  later(conversation: Conversation, line: Line): Promise<void> {
    return this.inside().sending.later(conversation, line)
  }

  /** Back into the composer: as it is it cannot be sent. */
  edit(conversation: Conversation, line: Line): void {
    conversation.draft = line.text
    this.book.take(conversation, line)
  }

  dismissGap(key: number): void {
    this.state.gaps = this.state.gaps.filter((one) => one.key !== key)
  }

  private begin(client: RtmClient): Session {
    const { state, book } = this
    const people = new People(client, state.people, this.around.after)
    const channels = new Channels(client, book, {
      message: (conversation, { userId, text, time }) => { this.got(conversation, { userId, text, time }) },
      seen: (userId) => { people.look(userId) }
    })
    client.on('state', ({ state: connection, reason }) => {
      Object.assign(state, { connection, reason } satisfies Partial<ChatState>)
      if (connection !== 'aborted' && connection !== 'disconnected') return
      channels.sessionEnded()
      people.sessionEnded()
    })
    client.on('message', ({ userId, text, time, offline, redelivered }) => { this.got(this.peer(userId), { userId, text, time, offline, redelivered }) })
    client.on('missed', ({ userId, count, reason }) => {
      if (userId !== '') book.add(this.peer(userId), 'gap', { missed: count, reason })
      else state.gaps = [...state.gaps, { key: ++this.lastGap, missed: count, reason }].slice(-GAPS_MOST)
    })
    this.session = { client, people, channels, sending: new Sending(client, book) }
    return this.session
  }

  private async end(): Promise<void> {
    const { session, state } = this
    this.session = null
    this.stopLooking()
    session?.people.end()
    await session?.client.destroy()
    Object.assign(state, { connection: 'disconnected', reason: '' } satisfies Partial<ChatState>)
  }

  private got(conversation: Conversation, fields: Partial<Line>): void {
    const isOpen = this.state.openKey === conversation.key
    this.book.got(conversation, fields, isOpen)
    if (!isOpen) this.state.news = { key: conversation.key, unread: conversation.unread }
  }

  private peer(userId: string): Conversation {
    const known = this.book.find('peer', userId)
    if (known !== null) return known
    this.session?.people.watch([userId])
    return this.book.start('peer', userId)
  }

  // Attributes of users tell no change by themselves: those of whom the person looks at are read again and again.
  private lookAround(): void {
    const open = this.state.conversations.find((one) => one.key === this.state.openKey)
    if (open !== undefined && this.state.connection === 'connected') this.look(open)
    this.stopLooking = this.around.after(LOOK_EVERY_MS, () => { this.lookAround() })
  }

  private look(conversation: Conversation): void {
    const userIds = conversation.kind === 'peer' ? [conversation.id] : conversation.members.slice(0, LOOKED_AT_MOST)
    for (const userId of userIds) if (userId !== this.state.userId && this.state.people.get(userId)?.presence !== 'offline') this.session?.people.look(userId)
  }

  private inside(): Session {
    if (this.session === null) throw new Error('nobody is logged in')
    return this.session
  }

  private async attempt(act: () => Promise<unknown>): Promise<boolean> {
    this.state.failure = null
    try {
      await act()
      return true
    } catch (error) {
      this.state.failure = failureOf(error)
      return false
    }
  }
}
