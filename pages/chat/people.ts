// Who is there, and what people call themselves: presence is told by the server, names and status are read from
// attributes, which tell no change by themselves.
import type { RtmAttributes, RtmClient } from '@/uni_modules/rtm/js_sdk/index.js'
import { failureOf } from './failures'
import { emptyPerson } from './rows'
import type { Person } from './rows'

export type After = (ms: number, task: () => void) => () => void

export const NAME = 'name'
export const STATUS = 'status'
// 40 reads and 10 subscriptions in 5 s are allowed.
const READ_PAUSE_MS = 150
const WATCH_AGAIN_MS = 2000

export class People {
  private readonly unread: string[] = [] // whose attributes are to be read
  private readonly unwatched = new Set<string>() // whom the server has not been asked about yet
  private cancel: Array<() => void> = []
  private reading = false
  private ended = false

  /** `rows`: a reactive map. */
  constructor(
    private readonly client: RtmClient,
    private readonly rows: Map<string, Person>,
    private readonly after: After
  ) {
    client.on('presence', (users) => {
      for (const { userId, presence } of users) {
        this.person(userId).presence = presence
        if (presence !== 'offline') this.saw(userId)
        if (presence === 'online') this.look(userId)
      }
    })
  }

  person(userId: string): Person {
    if (!this.rows.has(userId)) this.rows.set(userId, emptyPerson(userId))
    return this.rows.get(userId)! // as the map gives it: reactive
  }

  /** This user has been here: a sign of him came. */
  saw(userId: string): void {
    this.person(userId).seen = true
  }

  /** From now on presence of these users is told, until the session ends. */
  watch(userIds: string[]): void {
    for (const userId of userIds) {
      this.person(userId)
      this.unwatched.add(userId)
    }
    void this.ask()
  }

  async unwatch(userId: string): Promise<void> {
    this.unwatched.delete(userId)
    this.person(userId).presence = ''
    // Who is watched in vain costs nothing, and the next session does not name him.
    await this.client.unsubscribePresence([userId]).catch(() => {})
  }

  /** Reads what a user calls himself, in turn. */
  look(userId: string): void {
    if (this.ended || this.unread.includes(userId)) return
    this.unread.push(userId)
    if (!this.reading) void this.read()
  }

  /** What others see of this user. An attribute cannot be empty: then it is not there. */
  tell(name: string, status: string): Promise<void> {
    const attributes: RtmAttributes = {}
    if (name !== '') attributes[NAME] = name
    if (status !== '') attributes[STATUS] = status
    return this.client.setAttributes(attributes)
  }

  /** Nothing is told any more, so what was told is worth nothing. */
  sessionEnded(): void {
    for (const person of this.rows.values()) person.presence = ''
  }

  end(): void {
    this.ended = true
    this.unread.splice(0)
    for (const cancel of this.cancel) cancel()
  }

  private async ask(): Promise<void> {
    const userIds = [...this.unwatched]
    if (userIds.length === 0 || this.ended) return
    this.unwatched.clear()
    try {
      await this.client.subscribePresence(userIds)
    } catch (error) {
      const { code, retryAfterMs } = failureOf(error)
      if (code === 'invalid' || code === 'too_many_watched' || code === 'not_logged_in') return
      for (const userId of userIds) this.unwatched.add(userId)
      this.later(retryAfterMs ?? WATCH_AGAIN_MS, () => {
        void this.ask()
      })
    }
  }

  private async read(): Promise<void> {
    const userId = this.unread.shift()
    this.reading = userId !== undefined
    if (userId === undefined) return
    try {
      const found = await this.client.getUserAttributes(userId, [NAME, STATUS])
      Object.assign(this.person(userId), {
        name: textOf(found[NAME]),
        status: textOf(found[STATUS])
      } satisfies Partial<Person>)
    } catch {
      // Not there, or no link: what was known stays.
    }
    this.later(READ_PAUSE_MS, () => {
      void this.read()
    })
  }

  private later(ms: number, task: () => void): void {
    if (this.ended) return
    const cancel = this.after(ms, () => {
      this.cancel = this.cancel.filter((one) => one !== cancel)
      task()
    })
    this.cancel.push(cancel)
  }
}

const textOf = (value: RtmAttributes[string] | undefined): string => (value === undefined ? '' : String(value))
