import { describe, expect, it } from 'vitest'
import { Form } from './kit/form.js'
import { served } from './kit/served.js'
import { Side } from './kit/side.js'
import { visit } from './kit/visit.js'

const NOT_AN_APP = 'a'.repeat(32)

describe('what is refused', () => {
  const here = served()

  const playground = (query = '') =>
    visit(here.browser, `http://127.0.0.1:${here.server.port}/#/pages/playground/playground${query}`)
  const single = () => visit(here.browser, `http://127.0.0.1:${here.server.port}/#/pages/single/single`)

  it.each([
    ['an app that the server does not know', `?app=${NOT_AN_APP}`, 'alice', /app/i],
    ['an app id that is none', '?app=short', 'alice', 'App must be 32 letters and digits'],
    ['an empty user id', '', '', /userId/i],
    [
      'a server that is not there',
      '?server=ws%3A%2F%2F127.0.0.1%3A9%2Frtm',
      'alice',
      /No login within 6 s at ws:\/\/127\.0\.0\.1:9\/rtm/
    ]
  ])('says in words: %s', async (_, query, user, words) => {
    const { page, end } = await playground(query)
    const alice = new Side(page, 'left', user)
    await alice.root.getByRole('textbox', { name: 'User id' }).fill(user)
    await alice.button('Log in').click()
    await alice.root.getByRole('alert').getByText(words).waitFor()
    await alice.button('Log in').waitFor()
    await end()
  })

  it('says that one has to join before sending to a channel', async () => {
    const { page, faults, end } = await playground()
    const alice = new Side(page, 'left', 'alice')
    await alice.login()
    await alice.say('channel', 'is anybody here?')
    await alice.root
      .getByRole('alert')
      .getByText(/not joined/i)
      .waitFor()
    expect((await alice.outcomes('channel')).map(([, outcome]) => outcome)).toEqual(['refused'])
    await page.getByRole('button', { name: '切换到中文' }).click()
    await alice.root.getByRole('alert').getByText('尚未加入该频道').waitFor()
    expect(faults).toEqual([])
    await end()
  })

  it('takes what was typed last, however soon Enter follows', async () => {
    const { page, faults, end } = await single()
    const form = new Form(page)
    const user = form.field('User id')
    await user.pressSequentially('eve')
    await user.pressSequentially('/')
    await user.press('Enter')
    await form.hears(/login: code 3\. /)
    await user.press('Backspace')
    await user.press('Enter')
    await form.hears('login: done')
    expect(faults).toEqual([])
    await end()
  })

  it('sends what was typed last when Enter follows at once, and leaves the field empty', async () => {
    const { page, faults, end } = await playground()
    const alice = new Side(page, 'left', 'alice')
    await alice.login()
    await alice.join()
    const field = alice.root.getByRole('textbox', { name: 'Message, alice' })
    for (const text of ['first words', 'second']) {
      await field.pressSequentially(text)
      await field.press('Enter')
      await alice.root.locator('[data-kind=sent] [data-text]').getByText(text, { exact: true }).waitFor()
      await expect.poll(() => field.inputValue()).toBe('')
    }
    expect(await alice.texts('sent', 'channel')).toEqual(['first words', 'second'])
    expect(faults).toEqual([])
    await end()
  })

  it('answers every bad input with a code, and goes on working', async () => {
    const { page, faults, end } = await single()
    const form = new Form(page)
    let seen = 0
    // The line that the last press added; earlier ones may read the same.
    const next = async (text: RegExp): Promise<void> => {
      await form.page.locator('[data-part=events] [data-kind=bad]').nth(seen).getByText(text).waitFor()
      seen++
    }
    const tryLogin = async (app: string, user: string, text: RegExp): Promise<void> => {
      await form.field('App id').fill(app)
      await form.field('User id').fill(user)
      await form.press('Log in')
      await next(text)
    }
    const good = '0'.repeat(32)
    await tryLogin('', 'eve', /createInstance: code 4\. /)
    await tryLogin('short', 'eve', /createInstance: code 3\. /)
    await tryLogin(`${'0'.repeat(31)}-`, 'eve', /createInstance: code 3\. /)
    await tryLogin(NOT_AN_APP, 'eve', /login: code 4\. /)
    for (const user of ['', 'null', 'e'.repeat(65), 'ev/e', '爱丽丝', '"eve"', "eve'", 'a\\b', '🦊'])
      await tryLogin(good, user, /login: code 3\. /)
    await form.field('User id').fill('e'.repeat(64))
    await form.press('Log in')
    await form.hears('login: done')

    for (const channel of ['', 'null', 'c'.repeat(65), 'tea/room', '茶']) {
      await form.field('Channel').fill(channel)
      await form.press('Join')
      await next(/createChannel: code 1\. /)
    }
    await form.join('c'.repeat(64))

    for (const peer of ['', 'null', 'p'.repeat(65), 'a/b', '鲍勃']) {
      await form.field('Peer').fill(peer)
      await form.field('Message').fill('hello')
      await form.press('Send to peer')
      await next(/sendMessageToPeer: code 6\. /)
      await form.press('Online?')
      await next(/queryPeersOnlineStatus: code 2\. /)
    }
    await form.field('Peer').fill('frank')
    await form.field('Message').fill('字'.repeat(10_923)) // 32,769 bytes
    await form.press('Send to peer')
    await next(/sendMessageToPeer: code 7\. /)
    await form.press('Send to channel')
    await next(/sendChannelMessage: code 4\. /)
    await form.field('Message').fill('字'.repeat(10_922)) // 32,766 bytes
    await form.press('Send to channel')
    await form.hears('sendChannelMessage: done')
    expect(faults).toEqual([])
    await end()
  })
})
