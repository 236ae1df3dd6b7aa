// People of the oracles who keep rows for the ledger of npm run chaos: of each stay in a channel what they heard, and
// from where to where.
import { expect } from 'vitest'
import type { Random } from '../../sdk/testing/random.ts'
import { Person } from '../../tools/chaos/person.mjs'
import { APP } from '../kit/engine-kit.ts'
import { secondPorts } from '../second-client/as-engine.ts'
import type { ClientCalls, Town } from './town.ts'

/** The rows of one person, as tools/chaos/ledger.mjs reads them. */
interface Rows {
  readonly name: string
  readonly client: { readonly welcomes: { readonly rejoined: number } }
  readonly sent: readonly unknown[]
  readonly mail: readonly unknown[]
  readonly mailGaps: readonly unknown[]
  readonly leftWhys: Readonly<Record<string, number>>
  readonly twice: readonly string[]
  readonly strays: readonly unknown[]
  readonly holes: number
  readonly stays: readonly unknown[]
}

export class Stayer extends Person {
  private next: () => void = () => {}
  private asked = 0
  private readonly open = new Set<string>()

  comes(): void {
    this.client.login(this.name)
  }
  joins(channel: string): void {
    const join = `join ${++this.asked} of ${channel}`
    this.open.add(join)
    this.client.join(channel, () => {
      if (!this.open.delete(join)) this.twice.push(join)
    })
  }
  atNextEvent(act: () => void): void {
    this.next = act
  }
  /** Was told something. */
  acts(): void {
    const { next } = this
    this.next = () => {}
    next()
  }
  unanswered(): string[] {
    return [
      ...this.open,
      ...this.sent.filter(({ outcome }) => outcome === '' || outcome === 'open').map(({ text }) => String(text))
    ]
  }
  /** Everybody who is in the channel is known to everybody who is, and stands at the same place. */
  isWithEverybody(channel: string, all: readonly Stayer[]): void {
    if (this.client.cursor(channel) === null) return
    const there = all.filter(({ client }) => client.cursor(channel) !== null)
    expect(this.client.cursor(channel), `${this.name} in ${channel}`).toEqual(there[0]!.client.cursor(channel))
    expect([...this.client.channels.stays.get(channel)!.users!].sort(), `as ${this.name} knows ${channel}`).toEqual(
      there.map(({ name }) => name).sort()
    )
  }
  /** Leases end in these schedules, by right. */
  rows(): Rows {
    const { name, sent, mail, mailGaps, twice, strays, holes, stays } = this
    return {
      name,
      client: { welcomes: { rejoined: 0 } },
      sent,
      mail,
      mailGaps,
      leftWhys: {},
      twice,
      strays,
      holes,
      stays
    }
  }
}

export function stayersOf(town: Town, users: readonly string[], random: Random): Stayer[] {
  return users.map((user) => {
    const stayer: Stayer = new Stayer(user, APP, secondPorts(town, user, random.below(1_000_000)), random, () => {
      stayer.acts()
    })
    const calls: Partial<ClientCalls> = {
      hold: (held) => {
        stayer.client.hold(held === 1)
      },
      onForeground: () => {},
      onBackground: () => {}
    }
    town.makes = () => calls as ClientCalls
    town.person(user)
    return stayer
  })
}

/**
 * What the streams have taken, as somebody who heard it all: a client that missed it in silence has nobody else who
 * tells.
 */
export function takenRows(town: Town): Rows {
  const stays = new Map<
    string,
    { channel: string; e: string; from: number; to: number; heard: unknown[]; gaps: unknown[] }
  >()
  for (const { stream, place, from, text, id } of town.truth.channel) {
    const [e, offset] = place.split(' ').slice(-2) as [string, string]
    const o = Number(offset)
    const stay = stays.get(`${stream} ${e}`) ?? { channel: stream, e, from: 0, to: 0, heard: [], gaps: [] }
    stays.set(`${stream} ${e}`, stay)
    stay.heard.push({ e, o, id, from, text })
    stay.to = o
  }
  return {
    name: 'the streams',
    client: { welcomes: { rejoined: 0 } },
    sent: [],
    mail: [],
    mailGaps: [],
    leftWhys: {},
    twice: [],
    strays: [],
    holes: 0,
    stays: [...stays.values()]
  }
}
