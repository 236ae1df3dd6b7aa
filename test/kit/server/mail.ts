// Offline messages: a server with a disk whose flush a test can hold back, and what clients read of their inboxes.
import { ModelDisk } from '../../../sdk/testing/model-disk.ts'
import type { Limits } from '../../../server/src/config/apps.ts'
import type { Client } from './client.ts'
import { Stage } from './stage.ts'

export function staged(limits: Partial<Limits> = {}): { stage: Stage; disk: ModelDisk } {
  const disk = new ModelDisk()
  return { stage: new Stage({ disk, limits }), disk }
}

/** By number: who waits for the disk is answered later. */
export const outcomes = (client: Client): unknown[] =>
  client
    .of('out')
    .map(({ n, outcome }) => [n, outcome])
    .sort(([a], [b]) => Number(a) - Number(b))
/** What a client read of its inbox, in order: records with their flags, gaps, the frames around them. */
export const read = (client: Client): unknown[] =>
  client.frames
    .filter(({ t, a }) => ['m', 'gap', 'skip', 'redelivery', 'replay'].includes(String(t)) && a === 0)
    .map(({ t, p, fl, why, count }) =>
      t === 'm' ? [p, fl ?? 0] : t === 'gap' || t === 'skip' ? [t, why, count ?? 0] : t
    )

export async function gone(stage: Stage, client: Client): Promise<void> {
  client.wire.break()
  await stage.live(31_000)
}

/** What a new login reads after this client has handled everything and logged out. */
export async function leftAfter(stage: Stage, client: Client): Promise<unknown[]> {
  client.ackAll()
  await client.request('bye')
  return read(await stage.login(client.user))
}
