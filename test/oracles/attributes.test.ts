// Attributes against a naive model: two users whose links, sessions and server suffer everything at random, and a third
// who sits in the channel and listens. After every heal own attributes are what the pages were told they are; a channel
// has what the server's order of writes makes of it.
import fc from '../kit/properties.ts'
import { describe, expect, it } from 'vitest'
import type { Frame } from '../kit/engine-kit.ts'
import type { Naive, State } from './kit/attributes-model.ts'
import { after, BYTES, Copy, ENTRIES, fits, Ledger, shown, stateOf } from './kit/attributes-model.ts'
import { Town, generous, type Person } from './town.ts'

const KEYS = ['a', 'b', 'c', 'd', 'e']
const limits = { ...generous, attributes: ENTRIES, userAttributes: BYTES, channelAttributes: BYTES }

type Deed =
  | {
      readonly do: 'own' | 'channel'
      readonly who: 0 | 1
      readonly how: string
      readonly keys: readonly string[]
      readonly pad: number
      readonly notify: boolean
    }
  | {
      readonly do: 'cut' | 'cut soon' | 'half cut' | 'stall' | 'resume' | 'hold' | 'let go' | 'relogin'
      readonly who: 0 | 1
      readonly steps: number
    }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'settle' | 'deploy' | 'crash' | 'heal' }

const who = fc.constantFrom<0 | 1>(0, 1)
const write = fc.record({
  do: fc.constantFrom<'own' | 'channel'>('own', 'own', 'channel'),
  who,
  how: fc.constantFrom('replace', 'merge', 'merge', 'delete', 'clear'),
  keys: fc.uniqueArray(fc.constantFrom(...KEYS), { minLength: 1, maxLength: 3 }),
  pad: fc.nat(4),
  notify: fc.boolean()
})
const befalls = fc.record({
  do: fc.constantFrom(
    'cut' as const,
    'cut soon' as const,
    'cut soon' as const,
    'half cut' as const,
    'stall' as const,
    'resume' as const,
    'hold' as const,
    'let go' as const,
    'relogin' as const
  ),
  who,
  steps: fc.nat(12)
})
const wait = fc.record({
  do: fc.constant('wait' as const),
  ms: fc.oneof(
    fc.nat(800),
    fc.nat(7_000),
    fc.nat({ max: 20_000 }).map((ms) => ms + 25_000)
  )
})
const rest = fc.record({
  do: fc.constantFrom('settle' as const, 'settle' as const, 'deploy' as const, 'crash' as const, 'heal' as const)
})
const schedule = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: write },
    { weight: 4, arbitrary: befalls },
    { weight: 2, arbitrary: wait },
    { weight: 2, arbitrary: rest }
  ),
  { minLength: 5, maxLength: 45 }
)

class Play {
  private readonly ledger = new Ledger()
  private readonly town = new Town(limits, {}, () => ({ channelAttributes: this.ledger.store() }))
  private readonly pair: Person[] = []
  private readonly copies = [new Copy(), new Copy()]
  private readonly answers = new Map<string, string>()
  private carol!: Person
  private n = 0

  async run(deeds: readonly Deed[]): Promise<void> {
    for (const user of ['alice', 'bob', 'carol']) {
      const person = this.town.person(user)
      person.login()
      await this.town.settle()
      person.join('room')
      await this.town.settle()
      if (user === 'carol') this.carol = person
      else this.pair.push(person)
    }
    for (const deed of deeds) await this.act(deed)
    await this.heal()
    this.channelLaws()
  }

  private async act(deed: Deed): Promise<void> {
    const { town } = this
    if (deed.do === 'own' || deed.do === 'channel') return this.write(deed)
    if (deed.do === 'wait') return town.advance(deed.ms)
    if (deed.do === 'settle') return town.settle()
    if (deed.do === 'heal') return this.heal()
    if (deed.do === 'deploy' || deed.do === 'crash') {
      if (deed.do === 'deploy') return town.deploy()
      this.ledger.crash()
      return town.crash()
    }
    if (!('who' in deed)) return
    const person = this.pair[deed.who]!
    const socket = town.net.of(person.device)
    if (deed.do === 'cut') socket?.cut()
    else if (deed.do === 'cut soon') town.net.at(town.net.steps + deed.steps, () => town.net.of(person.device)?.cut())
    else if (deed.do === 'half cut') socket?.halfCut(deed.steps % 2 === 0 ? 'client' : 'server')
    else if (deed.do === 'stall' && socket !== undefined) socket.stalled = true
    else if (deed.do === 'resume')
      for (const one of town.net.sockets) {
        if (one.stalled) one.resumeReading()
      }
    else if (deed.do === 'hold' || deed.do === 'let go') person.client.hold(deed.do === 'hold' ? 1 : 0, () => {})
    else if (deed.do === 'relogin') await this.relogin(person, this.copies[deed.who]!)
  }

  private write({ do: what, who: place, how, keys, pad, notify }: Extract<Deed, { do: 'own' | 'channel' }>): void {
    const name = String(++this.n)
    const { attributes } = this.pair[place]!.client
    const map = Object.fromEntries(keys.map((key) => [key, name + '.'.repeat(pad)]))
    const done = (answer: Frame): void => {
      this.answered(what === 'own' ? this.copies[place]! : null, name, { how, map, keys }, answer)
    }
    if (what === 'own') {
      if (how === 'delete') attributes.deleteOwn([...keys], done)
      else if (how === 'clear') attributes.clearOwn(done)
      else attributes.writeOwn(how, map, done)
    } else if (how === 'delete') attributes.deleteChannel('room', [...keys], notify, done)
    else if (how === 'clear') attributes.clearChannel('room', notify, done)
    else attributes.writeChannel('room', how, map, notify, done)
  }

  private answered(copy: Copy | null, name: string, change: Naive, answer: Frame): void {
    const outcome = answer.ok === 1 ? 'ok' : String(answer.why)
    expect(['ok', 'timeout', 'attributes_too_large', 'not_logged_in'], outcome).toContain(outcome)
    if (copy === null) {
      if (change.how === 'merge' || change.how === 'replace') this.answers.set(name, outcome)
      return
    }
    const next = after(copy.state, change)
    if (outcome === 'timeout') copy.sure = false
    if (copy.sure && outcome === 'ok') expect(fits(next), 'what was done fits').toBe(true)
    if (copy.sure && outcome === 'attributes_too_large')
      expect(fits(next) && fits(after(new Map(), change)), 'what was refused does not fit').toBe(false)
    if (outcome === 'ok') copy.state = next
  }

  private async relogin(person: Person, copy: Copy): Promise<void> {
    person.client.logout(() => {})
    await this.town.settle()
    copy.state = new Map()
    copy.sure = true
    person.login()
    await this.town.advance(1_500)
    if (person.state() === 'in') person.join('room')
    await this.town.settle()
  }

  /** Everybody is back; then own attributes are as the page was told, for himself and for others. */
  private async heal(): Promise<void> {
    await this.town.heal()
    for (const [place, person] of this.pair.entries()) {
      const copy = this.copies[place]!
      if (person.state() !== 'in') await this.relogin(person, copy)
      expect(person.state(), `${person.user} is back`).toBe('in')
      copy.sure = true
    }
    for (const [place, person] of this.pair.entries()) {
      const copy = this.copies[place]!
      for (const reader of [...this.pair, this.carol])
        expect(
          shown(await this.read((done) => reader.client.attributes.readUser(person.user, null, done))),
          `${person.user}'s, as ${reader.user} sees them`
        ).toBe(shown(copy.state))
    }
    for (const reader of [...this.pair, this.carol])
      expect(
        shown(await this.read((done) => reader.client.attributes.readChannel('room', null, done))),
        `the channel's, as ${reader.user} sees them`
      ).toBe(shown(this.ledger.state))
  }

  private async read(ask: (done: (answer: Frame) => void) => void): Promise<State> {
    const answers: Frame[] = []
    ask((answer) => answers.push(answer))
    await this.town.settle()
    expect(
      answers,
      `${this.pair.map((one) => one.state())} ${this.carol.state()} ${JSON.stringify(this.carol.told('state'))}`
    ).toMatchObject([{ ok: 1 }])
    return stateOf(answers[0]!.rows)
  }

  private channelLaws(): void {
    const { written, history, crashed } = this.ledger
    for (const [name, outcome] of this.answers) {
      const times = written.filter((one) => one === name).length
      // A crash forgets what was done and answered: a change that is asked again after it meets other attributes, or is
      // done again.
      if ((outcome === 'attributes_too_large' || outcome === 'not_logged_in') && !crashed)
        expect(times, `write ${name}: ${outcome}`).toBe(0)
      if (outcome === 'timeout' && !crashed) expect(times, `write ${name}: ${outcome}`).toBeLessThanOrEqual(1)
      if (outcome === 'ok') expect(crashed ? Math.min(times, 1) : times, `write ${name}: ${outcome}`).toBe(1)
    }
    for (const person of [...this.pair, this.carol]) {
      let at = 0
      for (const event of person.told('attributes')) {
        const state = shown(stateOf(event.rows))
        const found = history.indexOf(state, at)
        expect(found, `${person.user} heard of a state, in order: ${state}`).toBeGreaterThanOrEqual(0)
        at = found
      }
    }
  }
}

describe('oracle: attributes', () => {
  it(
    'P-ATTR-2 P-ATTR-4 P-ATTR-5 P-ATTR-6 P-ATTR-8: reads are what a naive model says, whatever breaks',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(schedule, async (deeds) => {
          await new Play().run(deeds as Deed[])
        }),
        {
          numRuns: Number(process.env['RTM_SCHEDULES'] ?? 300),
          ...(process.env['RTM_SEED'] === undefined ? {} : { seed: Number(process.env['RTM_SEED']) })
        }
      )
    }
  )
})
