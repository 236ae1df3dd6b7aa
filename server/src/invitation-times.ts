// When invitations are due: one timer over a heap. A time that was changed meanwhile is noticed when it comes.
import type { Clock } from './clock.ts'
import { Deadlines } from './deadlines.ts'
import type { Invitation, InvitationKey } from './invitations.ts'

export class InvitationTimes {
  private readonly heap = new Deadlines<InvitationKey>()
  private timer = 0
  private timerAt = Infinity

  constructor(
    private readonly clock: Clock,
    private readonly due: (key: InvitationKey) => void,
  ) {}

  set({ app, caller, id, dueAt }: Invitation): void {
    if (dueAt === 0) return
    this.heap.add({ app, caller, id }, dueAt)
    this.arm()
  }

  stop(): void {
    this.clock.cancel(this.timer)
    this.timerAt = -Infinity
  }

  private arm(): void {
    const at = this.heap.next()
    if (at >= this.timerAt) return
    this.clock.cancel(this.timer)
    this.timerAt = at
    this.timer = this.clock.after(Math.max(0, at - this.clock.now()), this.look)
  }

  private readonly look = (): void => {
    this.timerAt = Infinity
    const now = this.clock.now()
    while (this.heap.next() <= now) this.due(this.heap.take()!)
    this.arm()
  }
}
