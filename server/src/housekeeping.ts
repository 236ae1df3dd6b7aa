// What has to be thrown away by age: records and streams often, marks of users who stay away seldom.
import type { Core } from './core.ts'
import { faultFields } from './faults.ts'

const STREAMS_MS = 5000
const MARKS_EVERY = 120
const LETTERS_MOST = 500

export class Housekeeping {
  private timer: number
  private rounds = 0

  constructor(private readonly core: Core) {
    this.timer = core.parts.clock.after(STREAMS_MS, this.round)
  }

  stop(): void {
    this.core.parts.clock.cancel(this.timer)
    this.timer = -1
  }

  private readonly round = (): void => {
    const { clock, log } = this.core.parts
    this.sweep(clock.now())
      .catch((fault: unknown) => log.error('fault', { where: 'sweep', ...faultFields(fault) }))
      .finally(() => {
        if (this.timer !== -1) this.timer = clock.after(STREAMS_MS, this.round)
      })
  }

  /** P-MAIL-5. A portion; the rest is for the next round. */
  private async sweepMail(now: number): Promise<void> {
    const { mail, users, parts } = this.core
    for (const over of await mail.over(now, LETTERS_MOST)) {
      const user = users.ofKey(parts.apps, over.user)
      if (user === undefined) continue
      await user.lane.run(() => user.inbox.expire(over, now))
      users.tidy(user)
    }
  }

  private async sweep(now: number): Promise<void> {
    const { streams, members, inboxes, sessions, channelAttributes } = this.core
    for (const key of await streams.sweep(now)) await members.forget(key)
    await inboxes.age()
    await channelAttributes.sweep(now)
    await this.sweepMail(now)
    if (this.rounds++ % MARKS_EVERY !== 0) return
    await inboxes.sweep(now)
    await sessions.sweep(now)
    await this.core.calls.ends.sweep(now)
  }
}
