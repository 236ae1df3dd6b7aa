// What belongs to a window: who is in it, his channels, drafts and lines, through a reload and a visit to another page;
// and the way back.
import { afterEach, describe, expect, it } from 'vitest'
import { ChatUser } from './kit/chat-user.js'
import { served } from './kit/served.js'
import { visit, type Visit } from './kit/visit.js'

const PHONE = { viewport: { width: 375, height: 667 }, hasTouch: true }

describe('a window', () => {
  const here = served()
  let users: ChatUser[] = []
  let tests = 0 // each has users of its own

  afterEach(async () => {
    const faults = users.flatMap((user) => user.visit.faults)
    for (const user of users) await user.end()
    users = []
    tests++
    expect(faults).toEqual([])
  })

  async function enter(name: string, options = {}): Promise<ChatUser> {
    const user = await ChatUser.enter(here.browser, here.server.port, `${name}${tests}`, options)
    users.push(user)
    return user
  }
  const plain = (page: string): Promise<Visit> =>
    visit(here.browser, `http://127.0.0.1:${here.server.port}/#/pages/${page}/${page}`)
  const keptOf = ({ page }: Visit): Promise<string> =>
    page.evaluate(() =>
      Object.entries(sessionStorage)
        .filter(([name]) => name.startsWith('rtm-'))
        .map(([, text]) => String(text))
        .join('\n')
    )

  it('that is loaded anew has its user, with channels, lines and drafts, and says what is not to be had', async () => {
    const [alice, bob] = [await enter('alice'), await enter('bob')]
    for (const user of [alice, bob]) await user.join('plaza')
    await bob.say('before')
    await alice.hears('before')
    await alice.say('mine')
    await alice.told('mine', 'taken')
    await alice.page.locator('.composer textarea').fill('half a sen')
    await alice.page.reload()
    await alice.page.locator('[data-talk="channel:plaza"]').waitFor()
    await alice.page
      .locator('[data-kind=note]', { hasText: 'You were away. What was said here meanwhile is not shown.' })
      .waitFor()
    expect(await alice.texts()).toEqual(['before'])
    await alice.told('mine', 'taken')
    expect(await alice.page.locator('.composer textarea').inputValue()).toBe('half a sen')
    await alice.page.locator('[data-about]', { hasText: '2 members' }).waitFor()
    await bob.say('after')
    await alice.hears('after')
  })

  it('keeps its user and what they hear while another of its pages is looked at, as unread', async () => {
    const [alice, bob] = [await enter('alice'), await enter('bob')]
    await alice.talkTo(bob.name)
    await bob.talkTo(alice.name)
    for (const place of ['playground', 'single', 'diagnostics']) await alice.goTo(place)
    await bob.say('are you there?')
    await bob.told('are you there?', 'received')
    await alice.goTo('chat')
    await alice.hears('are you there?')
    await alice.page.locator('[data-me]', { hasText: alice.name }).waitFor()
  })

  it('has one client for Chat and Call: who goes from one to the other is called and hears it there', async () => {
    const [alice, bob] = [await enter('alice'), await enter('bob')]
    const links: string[] = []
    alice.page.on('websocket', (socket) => links.push(socket.url()))
    await alice.goTo('call')
    await alice.page.locator('[data-me]', { hasText: alice.name }).waitFor()
    await alice.page.getByRole('textbox', { name: 'Who' }).fill(bob.name)
    await alice.button('Audio call').click()
    await bob.page.locator('[data-ringing]', { hasText: `${alice.name} is calling` }).waitFor()
    await bob.button('To the call').click()
    await bob.button('Accept').click()
    await alice.page.locator('[data-phase=talking]').waitFor()
    await bob.goTo('chat')
    await alice.button('Hang up').click()
    await bob.goTo('call')
    await bob.page.locator('[data-phase=over][data-end=hungUp]').waitFor()
    await bob.goTo('chat')
    expect(await bob.page.locator('[data-conversation]').count()).toBe(0) // what telephones tell each other is no talk
    expect(links).toEqual([])
  })

  it('of bob that is loaded anew shows bob, and logs in bob, whoever its link named', async () => {
    const window = await plain('call')
    const me = window.page.locator('[data-me]')
    await window.page.getByRole('textbox', { name: 'User id' }).fill('bob')
    await window.page.getByRole('button', { name: 'Log in' }).click()
    await me.filter({ hasText: 'bob' }).waitFor()
    await window.page.reload()
    await me.filter({ hasText: 'bob' }).waitFor()
    await window.page.getByRole('button', { name: 'Log out' }).click()
    await window.page.reload()
    await window.page.getByRole('button', { name: 'Log in' }).waitFor()
    expect(await window.page.getByRole('textbox', { name: 'User id' }).inputValue()).toBe('bob')
    await window.page.getByRole('button', { name: 'Log in' }).click()
    await me.filter({ hasText: 'bob' }).waitFor()
    await window.end()

    const alice = await enter('alice')
    await alice.button('Log out').click()
    await alice.field('User id').fill(`bob${tests}`)
    await alice.button('Log in').click()
    await alice.page.locator('[data-me]', { hasText: `bob${tests}` }).waitFor()
    await alice.page.reload()
    await alice.page.locator('[data-me]', { hasText: `bob${tests}` }).waitFor()
  })

  it('has nothing of a user for the next one, and nothing for another window', async () => {
    const alice = await enter('alice')
    await alice.join('secrets')
    await alice.say('between us')
    await alice.told('between us', 'taken')
    await alice.page.locator('.composer textarea').fill('unsaid')
    await alice.page.reload()
    await alice.told('between us', 'taken')
    expect(await keptOf(alice.visit)).toContain('between us')
    await alice.button('Log out').click()
    await alice.field('User id').waitFor()
    expect(await keptOf(alice.visit)).not.toMatch(/between us|unsaid|secrets/)
    await alice.field('User id').fill(`bob${tests}`)
    await alice.button('Log in').click()
    await alice.page.locator('[data-me]', { hasText: `bob${tests}` }).waitFor()
    expect(await alice.page.locator('[data-conversation]').count()).toBe(0)
    const other = await alice.page.context().newPage()
    await other.goto(`http://127.0.0.1:${here.server.port}/#/pages/chat/chat`)
    await other.getByRole('textbox', { name: 'User id' }).waitFor()
    expect(await other.getByRole('textbox', { name: 'User id' }).inputValue()).toBe('')
  })

  it.each([
    ['a phone', PHONE],
    ['a desktop', {}]
  ] as const)('on %s goes from a conversation back to the list, and forward to it again', async (_, size) => {
    const alice = await enter('alice', size)
    await alice.join('one')
    await alice.page.goBack()
    await alice.page.locator('[data-talk]').waitFor({ state: 'detached' })
    await alice.row('channel:one').waitFor()
    await alice.page.goForward()
    await alice.page.locator('[data-talk="channel:one"]').waitFor()
    await alice.page.reload()
    await alice.page.locator('[data-talk="channel:one"]').waitFor()
    await alice.page.goBack()
    await alice.row('channel:one').waitFor()
    expect(await alice.page.locator('[data-talk]').count()).toBe(0)
    await alice.row('channel:one').click()
    await alice.page.locator('[data-talk="channel:one"]').waitFor()
    await alice.page.goBack()
    await alice.page.locator('[data-talk]').waitFor({ state: 'detached' })
    await alice.page.locator('[data-me]').waitFor()
  })
})
