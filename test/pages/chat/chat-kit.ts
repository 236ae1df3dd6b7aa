// Chats around one server on a fake clock: what their people do, as verbs, and what they see.
import { Chat } from '../../../pages/chat/chat.ts'
import type { TabMemory } from '../../../pages/shared/window/tab-memory.ts'
import { Login } from '../../../pages/shared/login/login.ts'
import type { Conversation, Line } from '../../../pages/chat/rows.ts'
import { APP, SERVER } from '../../kit/engine-kit.ts'
import { TypedTown } from '../../sdk/sdk-kit.ts'

export class ChatTown extends TypedTown {
  /** `memory`: what this window had before. */
  chat(device: string, memory: TabMemory = memoryOf()): Chat {
    const { clock } = this.town.world
    const after = (ms: number, task: () => void): (() => void) => {
      const id = clock.after(ms, task)
      return () => {
        clock.cancel(id)
      }
    }
    return new Chat(
      { now: () => clock.now(), monotonic: () => clock.monotonic(), after, memory },
      new Login((options) => this.client(device, options))
    )
  }
  /** A chat in which this user is logged in. */
  async enter(userId: string, device = userId, memory: TabMemory = memoryOf()): Promise<Chat> {
    const chat = this.chat(device, memory)
    await this.within(1000, chat.login(entrance(userId)))
    if (chat.state.userId !== userId) throw new Error(`no login: ${JSON.stringify(chat.state.failure)}`)
    return chat
  }
  /** Chats of these users, all of them in one channel that each looks at. */
  async meet(channel: string, ...userIds: string[]): Promise<Chat[]> {
    const chats: Chat[] = []
    for (const userId of userIds) chats.push(await this.enter(userId))
    for (const chat of chats) await this.done(chat.join(channel))
    return chats
  }
  /** What a promise comes to in this time. */
  async within<T>(ms: number, promise: Promise<T>): Promise<T> {
    await this.advance(ms)
    return this.done(promise)
  }
  async advance(ms: number): Promise<void> {
    await this.town.advance(ms)
  }
}

/** A memory of a window; `most`: how many characters it has room for. */
export function memoryOf(text = '', most = Infinity): TabMemory & { text: string } {
  const memory = {
    text,
    read: () => memory.text,
    write(to: string): boolean {
      memory.text = to.length <= most ? to : ''
      return to.length <= most
    }
  }
  return memory
}

export const entrance = (userId: string) => ({ appId: APP, server: SERVER, userId })

export function conversation(chat: Chat, key: string): Conversation {
  const found = chat.state.conversations.find((one) => one.key === key)
  if (found === undefined) throw new Error(`${key} is not in the list`)
  return found
}

export function newest(chat: Chat, key: string): Line {
  const found = conversation(chat, key).lines.at(-1)
  if (found === undefined) throw new Error(`${key} is empty`)
  return found
}

/** Lines in short: kind, user, text or note. */
export const told = (chat: Chat, key: string): string[] =>
  conversation(chat, key).lines.map(({ kind, userId, text, note }) =>
    [kind, userId, note, text].filter((part) => part !== '').join(' ')
  )
