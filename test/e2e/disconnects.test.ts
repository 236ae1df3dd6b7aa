import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from './kit/browser.js'
import { Ledger } from './kit/ledger.js'
import { ServerProcess } from './kit/server.js'
import { Side } from './kit/side.js'
import { visit, type Visit } from './kit/visit.js'
import { Wire } from './kit/wire.js'

// The app with the everyday retention.
const APP = '00000000000000000000000000000000'
// Every way to break a link, after each other; npm run test:everything breaks a hundred times.
const WAYS = ['switch bob', 'wire', 'switch alice', 'restart', 'wire twice', 'switch both', 'wire', 'restart']
const BREAKS = Array.from(
  { length: Number(process.env['RTM_BREAKS'] ?? WAYS.length) },
  (_, i) => WAYS[i % WAYS.length]!
)

// All that was sent, once and in order, but for what the sender was told was not sent: on a machine with much to do a
// link is away for longer than the ten seconds that a message waits for one (P-SEND-9). `others`: all other outcomes.
function arrived(sent: Ledger, outcomes: Map<string, string>, others: string[], got: Ledger): void {
  const told = sent.texts.filter((text) => outcomes.get(text) !== 'not_sent')
  for (const text of told) expect(others).toContain(outcomes.get(text))
  expect(got.texts).toEqual(told)
  expect(told.length).toBeGreaterThan(BREAKS.length * 4)
}

describe('forced disconnects under traffic', () => {
  let browser: Browser
  const server = new ServerProcess()
  const wire = new Wire(() => server.port)
  let here: Visit
  let alice: Side
  let bob: Side

  beforeAll(async () => {
    browser = await openBrowser()
    await server.start()
    await wire.open()
    here = await visit(browser, `http://127.0.0.1:${wire.port}/#/pages/playground/playground?app=${APP}`)
    alice = new Side(here.page, 'left', 'alice')
    bob = new Side(here.page, 'right', 'bob')
  })
  afterAll(async () => {
    await browser?.close()
    wire.close()
    await server.end()
  })

  const ledgers = {
    sentByAlice: new Ledger(),
    gotByBob: new Ledger(),
    sentByBob: new Ledger(),
    gotByAlice: new Ledger()
  }
  // Of each text the one that was seen last: a page forgets old rows.
  const outcomes = { channel: new Map<string, string>(), peer: new Map<string, string>() }
  async function look(): Promise<void> {
    ledgers.sentByAlice.add(await alice.texts('sent', 'channel'))
    ledgers.gotByBob.add(await bob.texts('got', 'channel'))
    ledgers.sentByBob.add(await bob.texts('sent', 'peer'))
    ledgers.gotByAlice.add(await alice.texts('got', 'peer'))
    for (const [text, outcome] of await alice.outcomes('channel')) outcomes.channel.set(text, outcome)
    for (const [text, outcome] of await bob.outcomes('peer')) outcomes.peer.set(text, outcome)
  }

  // Some messages more on both streams: traffic flows while links break, and again after.
  async function flow(): Promise<void> {
    const atBob = await bob.newest('got', 'channel')
    const atAlice = await alice.newest('got', 'peer')
    await bob.counts(atBob + 4, 'got', 'channel')
    await alice.counts(atAlice + 4, 'got', 'peer')
    await look()
  }

  // What was sent while a link is down, so that every break has something to lose.
  async function spoken(side: Side, stream: 'channel' | 'peer'): Promise<void> {
    await side.counts((await side.newest('sent', stream)) + 3, 'sent', stream)
  }

  async function switched(...sides: Side[]): Promise<void> {
    for (const side of sides) await side.cut()
    await spoken(alice, 'channel')
    await spoken(bob, 'peer')
    for (const side of sides) await side.restore()
  }

  const breaks: Record<string, () => Promise<void>> = {
    'switch alice': () => switched(alice),
    'switch bob': () => switched(bob),
    'switch both': () => switched(alice, bob),
    async wire() {
      wire.cut()
      await spoken(alice, 'channel')
    },
    async 'wire twice'() {
      // the second time while the first is being mended
      wire.cut()
      await spoken(alice, 'channel')
      wire.cut()
    },
    async restart() {
      await server.stop()
      await spoken(alice, 'channel')
      await server.start()
    }
  }

  it('lose nothing, double nothing and reorder nothing', async () => {
    await alice.login()
    await bob.login()
    await alice.join()
    await bob.join()
    await bob.root.getByRole('button', { name: /^To alice/ }).click()
    for (const side of [alice, bob]) await side.button('Keep talking').click()
    await flow()
    for (const how of BREAKS) {
      await breaks[how]()
      await flow()
    }
    for (const side of [alice, bob]) await side.button('Keep talking').click()
    await here.page.locator('[data-kind=sent][data-outcome=waiting]').first().waitFor({ state: 'detached' })

    await bob.counts(await alice.newest('sent', 'channel'), 'got', 'channel')
    await alice.counts(await bob.newest('sent', 'peer'), 'got', 'peer')
    await look()
    const { sentByAlice, gotByBob, sentByBob, gotByAlice } = ledgers
    for (const sent of [sentByAlice, sentByBob]) expect(sent.texts).toEqual(sent.texts.map((_, i) => `#${i + 1}`))
    arrived(sentByAlice, outcomes.channel, ['taken', 'open', 'waiting'], gotByBob)
    arrived(sentByBob, outcomes.peer, ['received', 'open', 'waiting'], gotByAlice)
    expect(await here.page.locator('[data-kind=gap]').count()).toBe(0)
    expect(here.faults).toEqual([])
    console.log(
      `${BREAKS.length} disconnects: ${sentByAlice.texts.length} channel and ${sentByBob.texts.length} peer messages`
    )
  })
})
