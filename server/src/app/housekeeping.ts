// What has to be thrown away by age. A sweep goes on until nothing is left that is due, so that it keeps up with
// whatever comes in; but in portions of one turn each, so that everybody else is served in between.
import type { Core } from './core.ts'
import { faultFields } from '../base/faults.ts'

const SWEEP_MS = 5000
/** Rows looked at in one turn. */
export const PORTION = 100
/** Letters: each is a few rows, and may be long. */
export const MAIL_PORTION = 50

export class Housekeeping {
  private timer: number
  private stopped = false

  constructor(private readonly core: Core) {
    this.timer = core.clock.after(SWEEP_MS, this.round)
  }

  stop(): void {
    this.stopped = true
    this.core.clock.cancel(this.timer)
  }

  private readonly round = (): void => {
    const { clock, log } = this.core
    this.sweep(clock.lasting())
      .catch((fault: unknown) => log.error('fault', { where: 'sweep', ...faultFields(fault) }))
      .finally(() => {
        if (!this.stopped) this.timer = clock.after(SWEEP_MS, this.round)
      })
  }

  private async sweep(now: number): Promise<void> {
    const { streams, members, inboxes, sessions, channelAttributes, calls, rateBook, clock } = this.core
    await this.inPortions(async () => {
      const { ended, more } = await streams.sweep(now, PORTION)
      for (const key of ended) await members.forget(key)
      return more
    })
    await inboxes.age()
    await this.inPortions(() => channelAttributes.sweep(now, PORTION))
    await this.sweepMail(now)
    await this.inPortions(() => inboxes.sweep(now, PORTION))
    await this.inPortions(() => sessions.sweep(now, PORTION))
    await this.inPortions(() => calls.ends.sweep(now, PORTION))
    await this.inPortions(async () => rateBook.sweep(PORTION))
    await clock.keep()
  }

  /** P-MAIL-5 */
  private async sweepMail(now: number): Promise<void> {
    const { mail, users, apps } = this.core
    let after = ''
    await this.inPortions(async () => {
      const { over, next } = await mail.over(now, MAIL_PORTION, after)
      after = next
      for (const one of over) {
        const user = users.ofKey(apps, one.user)
        if (user === undefined) continue
        await user.lane.run(() => user.inbox.expire(one, now))
        users.tidy(user)
      }
      return next !== ''
    })
  }

  /** `portion` answers whether there is more. A stop waits for the one that runs, and no other begins. */
  private async inPortions(portion: () => Promise<boolean>): Promise<void> {
    const { work, turn } = this.core
    for (let more = true; more && !this.stopped;) {
      work.begin()
      try {
        more = await portion()
      } finally {
        work.end()
      }
      if (more) await new Promise<void>((resolve) => turn.soon(resolve))
    }
  }
}
