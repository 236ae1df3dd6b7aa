// Channels: membership, members, topic, and what is heard in them.
import type { RtmAttributes, RtmChannel, RtmChannelEvents, RtmClient } from '@/uni_modules/rtm/js_sdk/index.js'
import type { Book } from './book'
import type { Conversation, Note } from './rows'

export const TOPIC = 'topic'
// In a large channel who comes and goes would push the messages out.
const MAX_NOTED = 50
const leftNotes: Record<string, Note> = { left: 'left', lost: 'lost', kicked: 'kicked' }

export interface Heard {
  /** A message has come. */
  message(conversation: Conversation, message: RtmChannelEvents['message']): void
  /** A user is there whose name is of interest. */
  seen(userId: string): void
}

export class Channels {
  private readonly heard = new Set<string>()
  private readonly listing = new Set<string>()

  constructor(
    private readonly client: RtmClient,
    private readonly book: Book,
    private readonly on: Heard
  ) {}

  /** Rejected as `join` of the client is; then everything is as it was before. */
  async join(id: string): Promise<Conversation> {
    const channel = this.client.channel(id)
    const before = this.book.find('channel', id)?.membership ?? null
    const conversation = this.book.start('channel', id) // first: the number of members is told right after joining
    conversation.membership = 'joining'
    this.listen(channel)
    try {
      await channel.join()
    } catch (error) {
      if (before === null) this.book.remove(conversation)
      else conversation.membership = before
      throw error
    }
    conversation.membership = 'in'
    await Promise.all([this.list(conversation), this.readTopic(conversation)])
    return conversation
  }

  async leave(conversation: Conversation): Promise<void> {
    await this.client.channel(conversation.id).leave()
    this.out(conversation, 'out')
  }

  /** Everybody in the channel is told, this user included. */
  setTopic(conversation: Conversation, topic: string): Promise<void> {
    const channel = this.client.channel(conversation.id)
    return topic === ''
      ? channel.deleteAttributes([TOPIC], { notify: true })
      : channel.updateAttributes({ [TOPIC]: topic }, { notify: true })
  }

  /** The session is over: no channel has this user any more, and those that had him want him back. */
  sessionEnded(): void {
    for (const one of this.book.of('channel')) if (one.membership !== 'out') this.out(one, 'lost')
  }

  /** After a new login. What was said in a channel meanwhile is nowhere to be had, and that is said. */
  async comeBack(): Promise<void> {
    const lost = this.book.of('channel').filter((one) => one.membership === 'lost')
    await Promise.all(
      lost.map(async (one) => {
        const newest = one.lines[one.lines.length - 1]
        if (newest !== undefined && newest.note !== 'back') this.book.add(one, 'note', { note: 'back' })
        await this.join(one.id).catch(() => {})
      })
    )
  }

  /** Who is a member, once more; one question at a time. */
  async list(conversation: Conversation): Promise<void> {
    const { id } = conversation
    if (this.listing.has(id)) return
    this.listing.add(id)
    try {
      const members = await this.client.channel(id).getMembers()
      conversation.members = members
      conversation.count = Math.max(conversation.count, members.length)
      for (const userId of members) this.on.seen(userId)
    } catch {
      // Too often, or no link: the next change of the count asks again.
    } finally {
      this.listing.delete(id)
    }
  }

  // A channel of the client is the same object for as long as the client lives, and keeps its listeners.
  private listen(channel: RtmChannel): void {
    if (this.heard.has(channel.id)) return
    this.heard.add(channel.id)
    const told = (act: (conversation: Conversation) => void): void => {
      const conversation = this.book.find('channel', channel.id)
      if (conversation !== null) act(conversation)
    }
    channel.on('message', (message) => {
      told((one) => {
        this.on.message(one, message)
      })
    })
    channel.on('missed', ({ count, reason }) => {
      told((one) => {
        this.book.add(one, 'gap', { missed: count, reason })
      })
    })
    channel.on('memberJoined', ({ userId }) => {
      told((one) => {
        this.came(one, userId)
      })
    })
    channel.on('memberLeft', ({ userId, reason }) => {
      told((one) => {
        this.went(one, userId, leftNotes[reason] ?? 'left')
      })
    })
    channel.on('memberCount', ({ count }) => {
      told((one) => {
        one.count = count
        if (one.membership === 'in' && one.members.length !== count) void this.list(one)
      })
    })
    channel.on('attributes', ({ attributes, rows }) => {
      told((one) => {
        this.topicTold(one, attributes, rows.find((row) => row.key === TOPIC)?.userId ?? '')
      })
    })
    channel.on('lost', () => {
      told((one) => {
        this.out(one, 'lost')
        this.book.add(one, 'note', { note: 'put out' })
      })
    })
  }

  private came(conversation: Conversation, userId: string): void {
    conversation.members = [...conversation.members.filter((one) => one !== userId), userId]
    this.on.seen(userId)
    this.note(conversation, 'joined', userId)
  }

  private went(conversation: Conversation, userId: string, note: Note): void {
    conversation.members = conversation.members.filter((one) => one !== userId)
    this.note(conversation, note, userId)
  }

  private note(conversation: Conversation, note: Note, userId: string): void {
    if (conversation.members.length <= MAX_NOTED) this.book.add(conversation, 'note', { note, userId })
  }

  // Other attributes of the channel may have changed instead.
  private topicTold(conversation: Conversation, attributes: RtmAttributes, by: string): void {
    const topic = textOf(attributes[TOPIC])
    if (topic === conversation.topic) return
    Object.assign(conversation, { topic, topicBy: by } satisfies Partial<Conversation>)
    this.book.add(
      conversation,
      'note',
      topic === '' ? { note: 'topicCleared' } : { note: 'topic', userId: by, text: topic }
    )
  }

  private async readTopic(conversation: Conversation): Promise<void> {
    const found = await this.client
      .channel(conversation.id)
      .getAttributes([TOPIC])
      .catch(() => null)
    if (found === null) return
    const topic = textOf(found[TOPIC])
    if (topic !== conversation.topic)
      Object.assign(conversation, { topic, topicBy: '' } satisfies Partial<Conversation>)
  }

  private out(conversation: Conversation, membership: 'out' | 'lost'): void {
    Object.assign(conversation, { membership, members: [], count: 0 } satisfies Partial<Conversation>)
  }
}

const textOf = (value: RtmAttributes[string] | undefined): string => (value === undefined ? '' : String(value))
