import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChatUser } from './kit/chat-user.js'
import { openBrowser } from './kit/browser.js'
import { ServerProcess, UNHURRIED } from './kit/server.js'

// Instead of 2, 4 and 6 s, so that nobody has to wait for who is out of reach.
const TIMES = { ...UNHURRIED, ping: 500, silent: 1500, unreachable: 2000 }

describe('the chat page, with three users', () => {
  let browser: Browser
  const server = new ServerProcess(TIMES)
  let alice: ChatUser
  let bob: ChatUser
  let carol: ChatUser

  beforeAll(async () => {
    browser = await openBrowser()
    await server.start()
    const enter = (name: string) => ChatUser.enter(browser, server.port, name)
    ;[alice, bob, carol] = await Promise.all([enter('alice'), enter('bob'), enter('carol')])
    await Promise.all([alice, bob, carol].map((user) => user.join('plaza')))
  })
  afterAll(async () => {
    await browser?.close()
    await server.end()
  })

  it('carries messages in a channel to all of them, in order, and says what became of each', async () => {
    await alice.say('hello all')
    await bob.hears('hello all')
    await bob.say('hello alice')
    await carol.hears('hello alice')
    await carol.say('and me?')
    await alice.hears('and me?')
    expect(await alice.texts()).toEqual(['hello alice', 'and me?'])
    expect(await bob.texts()).toEqual(['hello all', 'and me?'])
    expect(await carol.texts()).toEqual(['hello all', 'hello alice'])
    await alice.told('hello all', 'taken')
    for (const user of [alice, bob, carol]) await user.page.locator('[data-about]', { hasText: '3 members' }).waitFor()
    expect(await alice.field('Name of a channel').inputValue()).toBe('')
  })

  it('shows a new topic to everybody, with who set it', async () => {
    await bob.button('Details').click()
    await bob.field('Topic').fill('The weather, $& more')
    await bob.button('Save').click()
    for (const user of [alice, carol]) {
      await user.page.locator('[data-topic]').getByText('The weather, $& more').waitFor()
      await user.page.locator('[data-topic]').getByText('set by bob').waitFor()
      await user.page.locator('[data-kind=note]', { hasText: 'bob set the topic: The weather, $& more' }).waitFor()
    }
    expect(
      await bob.page
        .locator('[data-member]')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-member')).sort())
    ).toEqual(['alice', 'bob', 'carol'])
    await bob.button('Details').click()
  })

  it('shows others what a user calls themself, beside who they are', async () => {
    await carol.button('Profile').click()
    await carol.field('Display name').fill('Carol C.')
    await carol.field('Status').fill('at lunch')
    await carol.button('Save').click()
    await alice.talkTo('carol')
    await alice.page.locator('[data-title]', { hasText: 'Carol C.' }).waitFor()
    expect(await alice.page.locator('[data-about]').innerText()).toBe('carol · online · at lunch')
  })

  it('counts messages between users until they are read, and says the count', async () => {
    await alice.say('one')
    await alice.say('two')
    await alice.told('two', 'received')
    const row = carol.row('peer:alice')
    await row.and(carol.page.locator('[data-unread="2"]')).waitFor()
    await carol.page.getByRole('button', { name: /^alice online .* two 2 unread messages$/ }).waitFor()
    expect(await carol.page.locator('[data-news]').innerText()).toBe('New in alice: 2 unread messages')
    await expect.poll(() => carol.page.title()).toMatch(/^\(2\) carol/)
    await row.click()
    await carol.hears('two')
    await carol.page.getByRole('button', { name: /^alice online .* two$/ }).waitFor()
    await carol.say('three')
    await alice.hears('three')
    expect(await alice.row('peer:carol').getAttribute('data-unread')).toBe('0')
  })

  it('keeps what is sent to one whose link is cut, shows them unreachable, and delivers it all later', async () => {
    await carol.network()
    await carol.page.getByText('The network is cut by the switch in Diagnostics').waitFor()
    await alice.say('are you there?')
    await alice.told('are you there?', 'sending')
    await alice.row('peer:carol').and(alice.page.locator('[data-presence=unreachable]')).waitFor()
    await carol.network()
    await carol.hears('are you there?')
    await alice.told('are you there?', 'received')
    await alice.row('peer:carol').and(alice.page.locator('[data-presence=online]')).waitFor()
  })

  it('stores what is sent to one who has gone, and marks it when they come', async () => {
    await carol.button('Log out').click()
    await alice.row('peer:carol').and(alice.page.locator('[data-presence=offline]')).waitFor()
    await alice.say('for later')
    await alice.told('for later', 'stored')
    await alice.page.getByRole('switch', { name: 'Keep messages for Carol C.' }).click()
    await alice.say('not kept')
    await alice.told('not kept', 'offline')
    await alice.say('kept after all')
    await alice.told('kept after all', 'offline')
    await alice.button('Send for later: kept after all').click()
    await alice.told('kept after all', 'stored')
    await carol.button('carol').click()
    await carol.row('peer:alice').and(carol.page.locator('[data-unread="2"]')).click()
    await carol.hears('kept after all')
    expect(await carol.texts()).toEqual(['for later', 'kept after all'])
    await carol.line('for later').getByText('sent while you were away').waitFor()
    await alice.row('peer:carol').and(alice.page.locator('[data-presence=online]')).waitFor()
    await alice.button('Send again: not kept').click()
    await alice.told('not kept', 'received')
    await carol.hears('not kept')
  })

  it('shows a gap as a line of its own, where the messages would have been', async () => {
    await bob.network()
    await alice.row('channel:plaza').click()
    for (let i = 1; i <= 46; i++) await alice.say(`item ${i}.`)
    await alice.told('item 46.', 'taken')
    await bob.network()
    const gap = bob.page.locator('[data-kind=gap]')
    await gap.waitFor()
    expect(await gap.innerText()).toBe('6 messages are missing here: more than the server keeps')
    await bob.hears('item 46.')
    expect(await bob.page.locator('[data-kind=gap] ~ [data-kind=got] [data-text]').first().innerText()).toBe('item 7.')
  })

  it('ends when the user logs in elsewhere; a failed message is sent again after a new login here', async () => {
    await bob.talkTo('alice')
    const elsewhere = await ChatUser.enter(browser, server.port, 'bob')
    await bob.page.getByText('You are logged in elsewhere').waitFor()
    await bob.say('lost?')
    await bob.told('lost?', 'failed')
    await bob.line('lost?').getByText('The server did not answer. Check the connection, then try again.').waitFor()
    await bob.button('Log in again here').click()
    await elsewhere.page.getByText('You are logged in elsewhere').waitFor()
    await bob.button('Send again: lost?').click()
    await bob.told('lost?', 'received')
    await alice.row('peer:bob').and(alice.page.locator('[data-unread="1"]')).waitFor()
    await bob.row('channel:plaza').click()
    await bob.say('back again')
    await alice.hears('back again')
    await elsewhere.end()
  })

  it('did nothing that a browser complains about', () => {
    expect([alice, bob, carol].flatMap((user) => user.visit.faults)).toEqual([])
  })
})
