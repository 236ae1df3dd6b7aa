// What a link needs of its node: the end of the turn, and the sets that it stands in.
import type { Runtime } from '../base/runtime.ts'
import type { Flusher } from './flusher.ts'
import type { SlowLinks } from './slow.ts'

export interface LinkNode extends Pick<Runtime, 'clock' | 'log' | 'events'> {
  readonly flusher: Flusher
  readonly slow: SlowLinks
  /** Of links that have not ended. */
  readonly links: { delete(link: unknown): unknown }
}
