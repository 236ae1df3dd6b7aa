// Telling a sender what became of his message. The first outcome stays, and it is kept for a repeat (P-SEND-2).
import type { Core } from '../app/core.ts'
import { DiskFault } from '../store/disk/disk-fault.ts'
import { faultFields } from '../base/faults.ts'
import type { Due } from '../store/inboxes.ts'
import { out } from '../wire/replies.ts'
import type { Outcome } from '../store/sessions.ts'

/** Keeps the outcome and tells the session's link of the moment. Without a link the next welcome tells it (P-WELCOME-2). */
export async function settle(core: Core, session: string, n: number, outcome: Outcome): Promise<void> {
  await core.sessions.settle(session, n, outcome)
  core.live.get(session)?.link?.push(out(n, outcome))
}

export async function settleAll(core: Core, dues: readonly Due[], word: 'received' | 'stored' | 'offline' | 'unknown'): Promise<void> {
  for (const due of dues) await settle(core, due.session, due.n, { outcome: word, i: due.id })
}

/** P-MAIL-2: told once the disk has it. A disk that fails has it perhaps. */
export function settleStored(core: Core, due: Due): void {
  core.work.begin()
  core.mail
    .flushed()
    .then(
      () => settleAll(core, [due], 'stored'),
      (fault: unknown) => {
        if (!(fault instanceof DiskFault)) core.parts.log.error('fault', { where: 'disk', ...faultFields(fault) }) // the disk speaks for itself, seldom
        return settleAll(core, [due], 'unknown')
      },
    )
    .catch((fault: unknown) => core.parts.log.error('fault', { where: 'stored', ...faultFields(fault) }))
    .finally(() => core.work.end())
}
