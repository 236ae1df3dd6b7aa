import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from './kit/browser.js'
import { ServerProcess, UNHURRIED } from './kit/server.js'
import { Side } from './kit/side.js'
import { visit, type Visit } from './kit/visit.js'

const LEASE = 6_000 // instead of 30 s, where a user counts as gone after it
const numbers = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => `#${from + i}`)

describe('the playground', () => {
  let browser: Browser
  const server = new ServerProcess(UNHURRIED)
  let here: Visit
  let alice: Side
  let bob: Side

  beforeAll(async () => {
    browser = await openBrowser()
    await server.start()
    here = await visit(browser, `http://127.0.0.1:${server.port}/`)
    alice = new Side(here.page, 'left', 'alice')
    bob = new Side(here.page, 'right', 'bob')
  })
  afterAll(async () => {
    await browser?.close()
    await server.end()
  })

  it('logs in two users and lets them meet in a channel', async () => {
    await alice.login()
    await bob.login()
    await alice.join()
    await bob.join()
    for (const side of [alice, bob]) await side.sees('2 in #plaza')
    await alice.sees('bob is online')
    await here.page.getByText('sees bob join').waitFor()
    expect(await alice.root.locator('[data-fact=names]').innerText()).toBe('alice, bob')
    expect(await bob.root.locator('[data-fact=names]').innerText()).toBe('alice, bob')
  })

  it('carries channel and peer messages both ways and says what became of each', async () => {
    await alice.say('channel', 'hello all')
    await bob.say('channel', 'hello alice')
    await alice.say('peer', 'only for bob')
    await bob.say('peer', 'only for alice')
    for (const side of [alice, bob]) {
      await side.reaches(1, 'sent', 'channel', '[data-outcome=taken]')
      await side.reaches(1, 'sent', 'peer', '[data-outcome=received]')
      await side.reaches(1, 'got', 'peer')
      await side.reaches(1, 'got', 'channel')
    }
    expect(await bob.texts('got', 'channel')).toEqual(['hello all'])
    expect(await alice.texts('got', 'channel')).toEqual(['hello alice'])
    expect(await bob.texts('got', 'peer')).toEqual(['only for bob'])
    expect(await alice.texts('got', 'peer')).toEqual(['only for alice'])
  })

  it('keeps what is sent while a link is cut, and brings it in order when it is back', async () => {
    await bob.cut()
    for (const text of ['one', 'two', 'three']) await alice.say('channel', text)
    await alice.say('peer', 'where are you?')
    await alice.reaches(4, 'sent', 'channel', '[data-outcome=taken]')
    await alice.reaches(1, 'sent', 'peer', '[data-outcome=waiting]')
    expect(await bob.texts('got', 'channel')).toEqual(['hello all'])
    await bob.restore()
    await bob.sees('Connected')
    await bob.reaches(4, 'got', 'channel')
    await bob.reaches(2, 'got', 'peer')
    await alice.reaches(2, 'sent', 'peer', '[data-outcome=received]')
    expect(await bob.texts('got', 'channel')).toEqual(['hello all', 'one', 'two', 'three'])
    expect(await bob.texts('got', 'peer')).toEqual(['only for bob', 'where are you?'])
    await bob.sees(/replayed after/)
    await alice.sees('2 in #plaza') // nobody noticed
  })

  it('tells exactly how many are missing when more was sent than the app keeps', async () => {
    await bob.cut()
    await alice.button('To channel').click()
    await alice.button('Send 60').click()
    await alice.reaches(64, 'sent', 'channel', '[data-outcome=taken]')
    await bob.restore()
    await bob.reaches(44, 'got', 'channel')
    expect((await bob.texts('got', 'channel')).slice(4)).toEqual(numbers(21, 60))
    const gap = bob.root.locator('[data-kind=gap]')
    expect(await gap.count()).toBe(1)
    expect(await gap.getAttribute('data-missed')).toBe('20')
    // It stands where the messages would have been.
    const after = await bob.root.locator('[data-kind=gap] + [data-kind=got] [data-text]').innerText()
    expect(after).toBe('#21')
  })

  it('checks order and completeness by itself', async () => {
    await alice.button('Send 60').click()
    await bob.reaches(104, 'got', 'channel')
    await bob.sees('100 numbered messages from alice: in order, none twice, 20 missing and announced')
  })

  it('says in words that the same user came from elsewhere', async () => {
    const other = await visit(browser, `http://127.0.0.1:${server.port}/`)
    await new Side(other.page, 'right', 'bob').login()
    await bob.sees('Ended: this user logged in elsewhere')
    await other.end()
    await bob.button('Log out').click()
    await bob.button('Log in').waitFor()
  })

  it('did nothing that a browser complains about', () => {
    expect(here.faults).toEqual([])
  })

  it('shows the other side as gone only when the lease has ended', async () => {
    const hasty = new ServerProcess({ lease: LEASE })
    await hasty.start()
    const other = await visit(browser, `http://127.0.0.1:${hasty.port}/`)
    const [left, right] = [new Side(other.page, 'left', 'alice'), new Side(other.page, 'right', 'bob')]
    for (const side of [left, right]) await side.login()
    for (const side of [left, right]) await side.join()
    await left.sees('bob is online')
    const cutAt = performance.now()
    await right.cut()
    await left.sees('bob is offline')
    expect(performance.now() - cutAt).toBeGreaterThan(LEASE - 500)
    await left.sees('1 in #plaza')
    await other.page.getByText('sees bob drop out: disconnected for too long').waitFor()
    await left.say('peer', 'too late')
    await left.reaches(1, 'sent', 'peer', '[data-outcome=stored]')
    await left.say('channel', 'still kept')
    await right.restore()
    await right.reaches(1, 'got', 'channel')
    await left.sees('2 in #plaza')
    await left.sees('bob is online')
    await right.reaches(1, 'got', 'peer')
    expect([await right.texts('got', 'channel'), await right.texts('got', 'peer')]).toEqual([
      ['still kept'],
      ['too late']
    ])
    expect(other.faults).toEqual([])
    await other.end()
    await hasty.end()
  })

  it('plays the whole story at the press of one button', async () => {
    const usual = new ServerProcess()
    await usual.start()
    const other = await visit(browser, `http://127.0.0.1:${usual.port}/`)
    for (const step of [
      'Both users log in',
      'Both join one channel',
      'Messages in the channel',
      'Cut the network of bob',
      'Switch it on again',
      'Cut it and wait',
      'This app keeps 40'
    ]) {
      await other.page.getByText(step).waitFor()
      await other.page.getByRole('button', { name: 'Do it' }).click()
    }
    await other.page.getByText('That was the whole story').waitFor()
    expect(await new Side(other.page, 'right', 'bob').root.locator('[data-kind=gap]').count()).toBe(1)
    expect(other.faults).toEqual([])
    await other.end()
    await usual.end()
  })

  it('tells a late outcome when the receiver comes back after the sender was told that there is none yet', async () => {
    const patient = new ServerProcess(UNHURRIED)
    await patient.start()
    const other = await visit(browser, `http://127.0.0.1:${patient.port}/`)
    const [left, right] = [new Side(other.page, 'left', 'alice'), new Side(other.page, 'right', 'bob')]
    await left.login()
    await right.login()
    await right.cut()
    await left.say('peer', 'patience')
    await left.sees('no outcome yet')
    await right.restore()
    await left.sees('received, reported late')
    expect(await right.texts('got', 'peer')).toEqual(['patience'])
    await other.end()
    await patient.end()
  })
})
