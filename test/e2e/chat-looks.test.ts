import { describe, expect, it } from 'vitest'
import { axeFaults } from './kit/axe.js'
import { ChatUser } from './kit/chat-user.js'
import { contrastFaults } from './kit/contrast.js'
import { served } from './kit/served.js'
import { visit } from './kit/visit.js'

const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true }
const LONG = 'averyveryverylongwordwithoutanyspaceinitthathastobebrokensomewhereorelseitrunsoutofthescreen'

describe('how the chat looks, and how it is used without a mouse', () => {
  const here = served()

  it.each(['light', 'dark'] as const)(
    'keeps nobody out in %s: axe finds nothing serious, and every text has a contrast of 4.5 : 1',
    async (colorScheme) => {
      const login = await visit(here.browser, `http://127.0.0.1:${here.server.port}/#/pages/chat/chat`, { colorScheme })
      await login.page.getByRole('heading', { level: 2 }).waitFor()
      expect(await axeFaults(login.page)).toEqual([])
      await login.end()
      const [me, other] = [
        await ChatUser.enter(here.browser, here.server.port, `me-${colorScheme}`, { colorScheme }),
        await ChatUser.enter(here.browser, here.server.port, 'other')
      ]
      expect(await axeFaults(me.page)).toEqual([])
      await me.join(colorScheme)
      await other.join(colorScheme)
      await other.say('hello')
      await me.hears('hello')
      await me.say('hello')
      await me.told('hello', 'taken')
      await other.talkTo(me.name)
      await other.say('unread')
      await me.row('peer:other').waitFor()
      await me.button('Details').click()
      await me.button('Profile').click()
      expect([...(await axeFaults(me.page)), ...(await contrastFaults(me.page))]).toEqual([])
      await me.talkTo('nobody')
      await me.page.getByRole('switch', { name: 'Keep messages for nobody' }).click()
      await me.say('not kept')
      await me.told('not kept', 'offline')
      await me.network()
      expect([...(await axeFaults(me.page)), ...(await contrastFaults(me.page))]).toEqual([])
      expect(me.visit.faults).toEqual([])
      await Promise.all([me.end(), other.end()])
    }
  )

  it('is two screens on a phone, without scrolling sideways, whatever is written', async () => {
    const me = await ChatUser.enter(here.browser, here.server.port, 'handy', PHONE)
    const width = () => me.page.evaluate(() => document.documentElement.scrollWidth)
    expect(await width()).toBe(375)
    await me.button('Join #plaza').click()
    await me.page.locator('[data-talk="channel:plaza"]').waitFor()
    expect(await me.button('Log out').isVisible()).toBe(false)
    expect(await me.focused()).toBe('#plaza') // a field would bring up the keyboard over the messages
    await me.say(LONG)
    await me.told(LONG, 'taken')
    await me.button('Details').click()
    expect(await width()).toBe(375)
    expect(await axeFaults(me.page)).toEqual([])
    await me.button('Back').click()
    expect(await me.page.locator('[data-talk]').count()).toBe(0)
    expect(await me.focused()).toMatch(/^##plaza1 member.*you: avery/)
    await me.talkTo(LONG.slice(0, 64))
    expect(await width()).toBe(375)
    await me.button('Back').click()
    expect(await width()).toBe(375)
    await me.end()
  })

  it('is used with the keyboard alone, from the login to an answer, with names for what has the focus', async () => {
    const other = await ChatUser.enter(here.browser, here.server.port, 'other')
    const { page, end } = await visit(here.browser, `http://127.0.0.1:${here.server.port}/#/pages/chat/chat`)
    const focused = () =>
      page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? ''
      )
    const tabTo = async (name: string) => {
      const passed: string[] = []
      while (passed.at(-1) !== name && passed.length < 25) {
        await page.keyboard.press('Tab')
        passed.push(await focused())
      }
      expect(passed).toContain(name)
      return passed
    }
    await page.getByRole('heading', { level: 2 }).waitFor()
    await tabTo('User id')
    await page.keyboard.type('keys')
    await page.keyboard.press('Enter')
    await page.locator('[data-me]').waitFor()
    const passed = await tabTo('Id of a user')
    expect(passed.slice(-4)).toEqual(['Log out', 'Profile', 'Name of a channel', 'Id of a user'])
    await page.keyboard.type('other')
    await page.keyboard.press('Enter')
    await page.locator('[data-talk="peer:other"]').waitFor()
    await expect.poll(focused).toBe('Message to other') // at once, so that the next key is a letter of the message
    await page.keyboard.type('hello')
    await page.keyboard.press('Enter')
    await page.locator('[data-outcome=received]').waitFor()
    await other.row('peer:keys').focus()
    await other.page.keyboard.press('Space')
    await other.hears('hello')
    expect(await other.page.evaluate(() => document.activeElement!.matches(':focus-visible'))).toBe(true)
    await other.say('hello yourself')
    await page.locator('[role=log][aria-live=polite] [data-kind=got]', { hasText: 'hello yourself' }).waitFor()
    await end()
    await other.end()
  })

  it('does not send what is still being chosen in an input method', async () => {
    const me = await ChatUser.enter(here.browser, here.server.port, 'pinyin')
    await me.join('ime')
    const field = me.page.locator('.composer textarea')
    await field.fill('ni')
    const enter = (isComposing: boolean) =>
      field.evaluate((input, composing) => {
        for (const type of ['keydown', 'keyup'])
          input.dispatchEvent(
            new KeyboardEvent(type, { key: 'Enter', bubbles: true, isComposing: composing && type === 'keydown' })
          )
      }, isComposing)
    await enter(true)
    await field.fill('你')
    await enter(false)
    await me.told('你', 'taken')
    expect(await me.page.locator('[data-kind=own]').count()).toBe(1)
    await me.end()
  })

  it('stands still for those who ask for it', async () => {
    const me = await ChatUser.enter(here.browser, here.server.port, 'calm', { reducedMotion: 'reduce' })
    await me.network()
    const moving = await me.page.evaluate(
      () =>
        Array.from(document.querySelectorAll('*')).filter((one) => getComputedStyle(one).animationName !== 'none')
          .length
    )
    expect(moving).toBe(0)
    await me.end()
  })
})
