// What random schedules have in common: what may befall people and their links, who has said what, and how seeds become
// tests. How to extend: a deed that several schedules want stands here, its weight in theirs.
import { it } from 'vitest'
import { randomOf, type Random } from '../../sdk/testing/random.ts'
import type { Person, Town } from './town.ts'

/** What people have said in a schedule: rows of one sender and one place, in order. */
export class Said {
  readonly rows: Array<{ readonly from: Person; readonly to: string; readonly texts: string[] }> = []
  add(from: Person, to: string, text: string): void {
    const row = this.rows.find((other) => other.from === from && other.to === to)
    if (row === undefined) this.rows.push({ from, to, texts: [text] })
    else row.texts.push(text)
  }
}

/** One thing that happens; `n` is its number in the schedule. `notes`: where it is written down. */
export type Deed<Notes> = (town: Town, random: Random, notes: Notes, n: number) => Promise<void> | void

export const anybody = (town: Town, random: Random): Person => random.pick(town.people)
const someLink = (town: Town, random: Random) => town.net.of(anybody(town, random).device)

/** What befalls anybody. */
export const settle: Deed<unknown> = (town) => town.settle()
export const cut: Deed<unknown> = (town, random) => {
  someLink(town, random)?.cut()
}
export const halfCut =
  (knows: 'client' | 'server'): Deed<unknown> =>
  (town, random) => {
    someLink(town, random)?.halfCut(knows)
  }
/** Some frames later. */
export const cutSoon: Deed<unknown> = (town, random) => {
  const at = town.net.steps + random.below(12)
  const { device } = anybody(town, random)
  town.net.at(at, () => {
    town.net.of(device)?.cut()
  })
}
export const stall: Deed<unknown> = (town, random) => {
  const link = someLink(town, random)
  if (link !== undefined) link.stalled = true
}
export const readOn: Deed<unknown> = (town) => {
  for (const socket of town.net.sockets) if (socket.stalled) socket.resumeReading()
}
export const hold =
  (held: 0 | 1): Deed<unknown> =>
  (town, random) => {
    anybody(town, random).client.hold(held, () => {})
  }
/** Somebody sets the clock of a device by an hour, a day or a second. */
export const setClock: Deed<unknown> = (town, random) => {
  if (town.clocks.length > 0)
    random.pick(town.clocks).jump(random.pick([-3_600_000, 3_600_000, -86_400_000, 86_400_000, -1000]))
}
export const pass =
  (least: number, beyond: number): Deed<unknown> =>
  (town, random) =>
    town.advance(least + random.below(beyond))
/** So long that sessions end whose people are away. */
export const passLong: Deed<unknown> = (town, random) => {
  town.endings++
  return town.advance(500_000 + random.below(400_000))
}
export const deploy: Deed<unknown> = (town) => town.deploy()
export const crash: Deed<unknown> = (town) => {
  town.crash()
}

/** A number of deeds, each picked by its weight. */
export async function happen<Notes>(
  deeds: ReadonlyArray<readonly [weight: number, deed: Deed<Notes>]>,
  most: number,
  town: Town,
  random: Random,
  notes: Notes
): Promise<void> {
  const bag = deeds.flatMap(([weight, deed]) => Array<Deed<Notes>>(weight).fill(deed))
  const count = 10 + random.below(most - 10)
  for (let n = 1; n <= count; n++) await random.pick(bag)(town, random, notes, n)
}

/** Ten tests, together so many schedules as RTM_SCHEDULES says; or one of RTM_SEED alone. */
export function eachSeed(name: string, schedules: number, play: (random: Random) => Promise<void>): void {
  const given = process.env.RTM_SEED
  const first = given === undefined ? 1 : Number(given)
  const last = given === undefined ? Number(process.env.RTM_SCHEDULES ?? schedules) : first
  const chunk = Math.ceil((last - first + 1) / 10)
  for (let from = first; from <= last; from += chunk) {
    const to = Math.min(last, from + chunk - 1)
    it(`${name}: seeds ${from} to ${to}`, { timeout: 120_000 }, async () => {
      for (let seed = from; seed <= to; seed++) {
        try {
          await play(randomOf(seed))
        } catch (error) {
          throw new Error(`RTM_SEED=${seed}: ${(error as Error).message}`, { cause: error })
        }
      }
    })
  }
}
