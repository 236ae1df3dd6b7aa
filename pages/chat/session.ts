// The chat on one client, from before its login to its end: who is there, the channels, what is sent and what is heard.
import type { RtmClient } from '@/uni_modules/rtm/js_sdk/index.js'
import { overIn } from '../call/notes'
import type { Book } from './book'
import { Channels } from './channels'
import { People } from './people'
import type { After } from './people'
import type { Conversation, Line } from './rows'
import { Sending } from './sending'
import type { ChatState } from './state'

const MAX_GAPS = 3
const MAX_LOOKED_AT = 20
let lastGap = 0

export class Session {
  readonly people: People
  readonly channels: Channels
  readonly sending: Sending

  /** `got`: a message has come. */
  constructor(
    client: RtmClient,
    private readonly state: ChatState,
    private readonly book: Book,
    after: After,
    got: (conversation: Conversation, fields: Partial<Line>) => void
  ) {
    this.people = new People(client, state.people, after)
    this.channels = new Channels(client, book, {
      message: (conversation, { userId, text, time }) => {
        got(conversation, { userId, text, time })
      },
      seen: (userId) => {
        this.people.saw(userId)
        this.people.look(userId)
      }
    })
    client.on('state', ({ state: connection }) => {
      if (connection === 'aborted' || connection === 'disconnected') this.ended()
    })
    client.on('message', ({ userId, messageId, text, time, offline, redelivered }) => {
      this.people.saw(userId)
      // What the telephones of two users tell each other is no talk.
      if (overIn(text) === null) got(this.peer(userId), { userId, messageId, text, time, offline, redelivered })
    })
    client.on('missed', ({ userId, count, reason }) => {
      if (userId !== '') book.add(this.peer(userId), 'gap', { missed: count, reason })
      else state.gaps = [...state.gaps, { key: ++lastGap, missed: count, reason }].slice(-MAX_GAPS)
    })
    this.sending = new Sending(client, book)
  }

  /** The conversation with this user, begun if there was none. */
  peer(userId: string): Conversation {
    const known = this.book.find('peer', userId)
    if (known !== null) return known
    this.people.watch([userId])
    return this.book.start('peer', userId)
  }

  /** Reads what the others in a conversation call themselves. */
  look({ kind, id, members }: Conversation): void {
    const { state, people } = this
    const userIds = kind === 'peer' ? [id] : members.slice(0, MAX_LOOKED_AT)
    for (const userId of userIds)
      if (userId !== state.userId && state.people.get(userId)?.presence !== 'offline') people.look(userId)
  }

  end(): void {
    this.people.end()
    this.ended()
  }

  private ended(): void {
    this.channels.sessionEnded()
    this.people.sessionEnded()
  }
}
