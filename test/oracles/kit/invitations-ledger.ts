// What the server wrote of invitations, kept beside it: the other side of the oracle.
import type { Invitation } from '../../../server/src/store/invitations.ts'
import { InvitationsMemory } from '../../../server/src/store/memory/invitations-memory.ts'

/** What the server has last written of each invitation, whatever became of the server. */
export class Ledger {
  readonly last = new Map<string, Invitation>()
  store = new InvitationsMemory()
  private readonly kept = new Map<string, Invitation>()
  fresh(keep: boolean): InvitationsMemory {
    const made = new InvitationsMemory()
    const [put, remove] = [made.put.bind(made), made.remove.bind(made)]
    const kept = keep ? [...this.kept.values()] : []
    this.store = made // a copy: the process that was killed cannot write to it
    this.kept.clear()
    made.put = (row) => {
      if (this.store === made) {
        this.last.set(row.id, row)
        this.kept.set(row.id, row)
      }
      return put(row)
    }
    made.remove = (key) => {
      if (this.store === made) this.kept.delete(key.id)
      return remove(key)
    }
    for (const row of kept) void made.put(row)
    return made
  }
}
