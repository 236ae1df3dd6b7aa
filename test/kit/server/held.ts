// A server whose bounds for one process are low, and whose app allows each user more than they will ask for.
import type { HeldBounds } from '../../../server/src/config/held.ts'
import { everyRate } from '../rates.ts'
import { appWith, Stage } from './stage.ts'

export const generous = appWith({ rates: everyRate([1_000_000, 1000]) })
export const stageWith = (held: Partial<HeldBounds>): Stage =>
  new Stage({ bounds: { helloMs: 5000, unwrittenBytes: 1e8, streamBytes: 1e8, ...held }, appList: [generous] })
