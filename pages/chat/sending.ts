// Own messages: sent, and what became of each brought back to its line, late outcomes included.
import type { RtmClient, RtmLateOutcome } from '@/uni_modules/rtm/js_sdk/index.js'
import type { Book } from './book'
import { failureOf } from './failures'
import { outcomeOfLate } from './outcomes'
import type { Conversation, Line } from './rows'

export class Sending {
  constructor(
    private readonly client: RtmClient,
    private readonly book: Book
  ) {}

  send(conversation: Conversation, text: string): Promise<void> {
    const line = this.book.add(conversation, 'own', { userId: this.client.userId, text })
    return this.deliver(conversation, line, conversation.keep)
  }

  again(conversation: Conversation, line: Line): Promise<void> {
    return this.deliver(conversation, line, conversation.keep)
  }

  /** The server keeps it until the other user is there, whatever was chosen for the conversation. */
  later(conversation: Conversation, line: Line): Promise<void> {
    return this.deliver(conversation, line, true)
  }

  private async deliver(conversation: Conversation, line: Line, offline: boolean): Promise<void> {
    const attempt = this.book.attempt(conversation, line)
    const { id, kind } = conversation
    try {
      const { outcome } = await (kind === 'channel'
        ? this.client.channel(id).sendMessage(line.text)
        : this.client.sendMessage(id, line.text, { offline }))
      this.book.settle(line, attempt, { outcome })
    } catch (error) {
      this.failed(line, attempt, error)
    }
  }

  private failed(line: Line, attempt: number, error: unknown): void {
    const failure = failureOf(error)
    const late = lateOutcomeOf(error)
    if (failure.code === 'offline') this.book.settle(line, attempt, { outcome: 'offline' })
    else if (late === null) this.book.settle(line, attempt, { outcome: 'failed', failure })
    else {
      this.book.settle(line, attempt, { outcome: 'open' })
      void late.then((word) => {
        this.book.settle(line, attempt, { outcome: outcomeOfLate(word), late: true })
      })
    }
  }
}

const lateOutcomeOf = (error: unknown): Promise<RtmLateOutcome> | null =>
  (error as { lateOutcome?: Promise<RtmLateOutcome> | null } | null)?.lateOutcome ?? null
