// A scenario says what a page does and what it is told. It reads as a specification and knows no runtime.
import type { Limits } from '../../../server/src/config/apps.ts'
import type { Fields } from '../runtime.ts'
import type { Actor } from '../actor.ts'
import type { Stage } from '../stage.ts'

export interface Scenario {
  /** As the title of a test: rules, then the claim. */
  readonly name: string
  readonly limits?: Partial<Limits>
  /** When it takes longer than a runner allows by itself. */
  readonly timeoutMs?: number
  /** Why it is left out where time is real: on a phone, in front of a person. */
  readonly notInRealTime?: string
  /** It ends with no socket left only where one can be closed before it has opened. */
  readonly closesOpening?: true
  readonly play: (stage: Stage) => Promise<void>
}

/** The name without its rules: by its first words documents and tests name a scenario. */
export const claimOf = (name: string): string => name.replace(/^(?:[AP]-[A-Z]+-\d+ )*[AP]-[A-Z]+-\d+: /, '')

export const states = (actor: Actor): string[] =>
  actor.events('onConnectionStateChanged').map(({ state, reason }) => `${String(state)}/${String(reason)}`)
export const texts = (events: readonly Fields[], kind: string): unknown[] =>
  events.filter((event) => event['rtmEvent'] === kind).map((event) => event['text'])
export const kinds = (events: readonly Fields[]): unknown[] => events.map((event) => event['rtmEvent'])
export const numbered = (from: number, to: number, sign = 'm'): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${sign}${from + i}`)
export const codes = (results: readonly (() => Fields)[]): unknown[] => [
  ...new Set(results.map((result) => result()['code']))
]

/** Alice, on the runtime under test, and bob have joined `room` and been told of each other. */
export async function twoMet(stage: Stage): Promise<{ alice: Actor; bob: Actor }> {
  const alice = await (await stage.actor('alice').ready()).joined('room')
  const bob = await (await stage.actor('bob', false).ready()).joined('room')
  await stage.advance(2_000)
  return { alice, bob }
}

/** The same, with nothing to look back on. */
export async function twoAtRest(stage: Stage): Promise<{ alice: Actor; bob: Actor }> {
  const both = await twoMet(stage)
  both.alice.events()
  both.bob.events()
  return both
}
