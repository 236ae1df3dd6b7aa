// Links whose hello has not come yet (P-HELLO-2). All have the same time for it, so who came first is over first, and
// one timer is enough for all of them.
import { CLOSE_NO_HELLO } from '../../../uni_modules/rtm/utssdk/common/protocol/close.uts'
import type { Clock } from '../base/clock.ts'
import type { Link } from '../link/link.ts'

export class HelloTimes {
  /** In the order of their coming, and when that was. */
  private readonly links = new Map<Link, number>()
  private timer = 0

  constructor(
    private readonly clock: Pick<Clock, 'monotonic' | 'after' | 'cancel'>,
    private readonly ms: number
  ) {}

  add(link: Link): void {
    this.links.set(link, this.clock.monotonic())
    if (this.timer === 0) this.timer = this.clock.after(this.ms, this.look)
  }

  /** It has come, or nobody waits for it any more. */
  delete(link: Link): void {
    if (this.links.delete(link) && this.links.size === 0) this.stop()
  }

  stop(): void {
    this.clock.cancel(this.timer)
    this.timer = 0
  }

  private readonly look = (): void => {
    this.timer = 0
    const over = this.clock.monotonic() - this.ms
    for (const [link, since] of this.links) {
      if (since > over) {
        this.timer = this.clock.after(since - over, this.look)
        return
      }
      this.links.delete(link)
      link.close(CLOSE_NO_HELLO, 'no hello in time')
    }
  }
}
