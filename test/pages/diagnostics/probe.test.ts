// The probe of pages/diagnostics on a real client, engine and server, on a fake clock; and its report.
import { describe, expect, it } from 'vitest'
import {
  clearLog,
  emptyJournal,
  filtered,
  KEPT,
  note,
  STAYS_KEPT,
  stay,
  withLengths
} from '../../../pages/diagnostics/journal.ts'
import { emptyProbe, Probe, type ProbeState } from '../../../pages/diagnostics/probe.ts'
import { bareAddress, reportOf } from '../../../pages/diagnostics/report.ts'
import { scripted, TypedTown } from '../../sdk/sdk-kit.ts'
import type { MachineClock } from '../../../sdk/testing/world.ts'

const standing = (at: number) => ({ now: () => at, monotonic: () => at })

class Watched {
  readonly town = new TypedTown()
  readonly state: ProbeState = emptyProbe('probe')
  readonly probe = new Probe(this.state, () => this.town.client('probe'), this.town.town.world.clock)
  get clock(): MachineClock {
    return this.town.town.world.clock
  }
  async does(deed: (probe: Probe) => Promise<unknown>): Promise<void> {
    await this.town.done(deed(this.probe))
  }
  async seconds(n: number): Promise<void> {
    for (let i = 0; i < n; i++) {
      await this.town.town.advance(1000)
      await this.does((probe) => probe.look())
    }
  }
  get kinds(): string {
    return this.state.samples.map(({ kind }) => kind[0]).join('')
  }
  get words(): string[] {
    return this.state.journal.entries.map(({ word }) => word)
  }
}

async function watched(): Promise<Watched> {
  const made = new Watched()
  await made.does((probe) => probe.login())
  return made
}

describe('the probe', () => {
  it('sees a round trip each second, a gap where the link is cut, and trips again after', async () => {
    const here = await watched()
    await here.seconds(4)
    expect(here.kinds).toBe('tttt')
    await here.does((probe) => probe.hold(true))
    await here.seconds(6)
    await here.does((probe) => probe.hold(false))
    await here.seconds(4)
    expect(here.kinds).toMatch(/^ttttg{6,8}t+$/)
    expect(here.state.stats).toMatchObject({ links: 2, lost: 1 })
    expect(here.state.journal.stays.map(({ state }) => state)).toEqual([
      'connecting',
      'connected',
      'reconnecting',
      'connected'
    ])
    expect(here.words).toContain('diagCut')
  })

  it('sends a test message to itself, which the counters see', async () => {
    const here = await watched()
    await here.does((probe) => probe.testMessage())
    await here.seconds(1)
    expect(here.state.stats).toMatchObject({ sent: 1, received: 1, waiting: 0 })
    expect(here.words).toEqual(expect.arrayContaining(['diagTest', 'diagMessage', 'diagTestBack']))
  })

  it('tells what it was refused for, and may be tried again', async () => {
    const here = new Watched()
    here.state.user = ''
    await here.does((probe) => probe.login())
    expect(here.state.journal.entries.at(-1)).toMatchObject({ kind: 'problem', values: { why: 'invalid' } })
    here.state.user = 'probe'
    await here.does((probe) => probe.login())
    expect(here.state.connection).toBe('connected')
  })

  it('stops its samples with the connection, and keeps what it has seen', async () => {
    const here = await watched()
    await here.seconds(2)
    await here.does((probe) => probe.logout())
    await here.seconds(3)
    expect([here.kinds, here.state.connection, here.state.journal.stays.at(-1)!.reason]).toEqual([
      'tt',
      'disconnected',
      'logout'
    ])
  })

  it.each([-3_600_000, 3_600_000])(
    'measures the same while somebody sets the clock by %i ms, and shows the time of day that it says',
    async (ms) => {
      const here = await watched()
      await here.seconds(2)
      const before = here.clock.now()
      here.clock.jump(ms)
      await here.does((probe) => probe.hold(true))
      await here.seconds(5)
      await here.does((probe) => probe.hold(false))
      await here.does((probe) => probe.testMessage())
      const { samples, journal, stats } = here.state
      expect([here.kinds.length, samples.at(-1)!.at - samples[0]!.at]).toEqual([7, 6000])
      expect(
        withLengths(journal.stays, here.clock.monotonic()).find(({ state }) => state === 'connected')!.ms
      ).toBeLessThan(7000)
      expect(journal.entries.find(({ word }) => word === 'diagCut')!.at).toBe(before + ms)
      const report = reportOf(
        { facts: [], server: '', app: '', stats, samples, stays: journal.stays, entries: [] },
        here.clock
      )
      expect(report).not.toMatch(/for -|for 3[56]\d\d/)
    }
  )

  it('takes no figures of a client that was left meanwhile', async () => {
    const { engine, client } = scripted()
    const state = emptyProbe('probe')
    const probe = new Probe(state, () => client, standing(0))
    void probe.login()
    await new Promise((resolve) => setImmediate(resolve))
    const looked = probe.look()
    void probe.logout()
    engine
      .last('stats')
      .answer({ ok: 1, roundTrip: 5, links: 9, lost: 0, sent: 0, received: 0, waiting: 0, phase: 'in' })
    await looked
    expect(state.stats.links).toBe(0)
  })
})

describe('the journal', () => {
  it('forgets its oldest rows, and shows one kind when asked', () => {
    const journal = emptyJournal()
    for (let i = 0; i < KEPT + 5; i++) note(journal, i, i % 2 === 0 ? 'state' : 'deed', 'diagCut')
    for (let i = 0; i < STAYS_KEPT + 5; i++) stay(journal, standing(i), 'connected', '')
    expect([journal.entries.length, journal.entries[0]!.at, journal.stays.length]).toEqual([KEPT, 5, STAYS_KEPT])
    expect([
      filtered(journal, 'all').length,
      filtered(journal, 'deed').length,
      filtered(journal, 'problem').length
    ]).toEqual([KEPT, KEPT / 2, 0])
    clearLog(journal)
    expect([journal.entries.length, journal.stays.length]).toEqual([0, STAYS_KEPT])
  })

  it('knows how long each state lasted', () => {
    const journal = emptyJournal()
    stay(journal, standing(100), 'connecting', 'login')
    stay(journal, standing(350), 'connected', 'login_success')
    expect(withLengths(journal.stays, 1350).map(({ ms }) => ms)).toEqual([250, 1000])
  })
})

describe('the report', () => {
  it('has what a helper asks for, and neither tokens nor texts of messages', async () => {
    const here = await watched()
    const other = await here.town.login('mallory')
    await here.town.done(other.sendMessage('probe', 'a secret text'))
    await here.seconds(2)
    await here.does((probe) => probe.hold(true))
    await here.seconds(1)
    const { stats, samples, journal } = here.state
    const report = reportOf(
      {
        facts: [
          ['plugin', '1.2.3'],
          ['platform', 'web']
        ],
        server: 'wss://me:secret@example.com/rtm?token=secret#secret',
        app: 'a'.repeat(32),
        stats,
        samples,
        stays: journal.stays,
        entries: journal.entries
      },
      here.clock
    )
    expect(report).not.toMatch(/secret/)
    for (const line of [
      /^rtm diagnosis, 20/,
      /^plugin: 1\.2\.3$/m,
      /^platform: web$/m,
      /^server: wss:\/\/example\.com\/rtm$/m,
      /^links 1, lost 1, sent 0, received 1, waiting 0$/m,
      /^round trip: last \d+ ms, median \d+ ms, most \d+ ms, gaps 1$/m,
      /: \d+ \d+ -$/m,
      /^20\S+ connected \(login_success\) for 3\.0 s$/m,
      /^20\S+ message diagMessage user=mallory$/m,
      /^20\S+ deed diagCut$/m
    ])
      expect(report).toMatch(line)
  })

  it('says so where nothing was measured', () => {
    const report = reportOf({ facts: [], server: '', app: '', ...emptyProbe(''), stays: [], entries: [] }, standing(0))
    expect(report).toContain('round trip: last none, median none, most none, gaps 0')
  })

  it.each([
    ['ws://127.0.0.1:7080/rtm', 'ws://127.0.0.1:7080/rtm'],
    [' wss://u:p@h/rtm ', 'wss://h/rtm'],
    ['wss://h/rtm?a=@b', 'wss://h/rtm'],
    ['', '']
  ])('shortens the address %s to %s', (address, bare) => {
    expect(bareAddress(address)).toBe(bare)
  })
})
