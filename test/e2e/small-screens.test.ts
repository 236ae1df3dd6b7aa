// The pages on small screens, measured: nothing that one writes with is cut off, and everything that is pressed is as
// large as a finger.
import { describe, expect, it } from 'vitest'
import { ChatUser } from './kit/chat-user.js'
import { cutOff, heightOf, smallInputs, smallTargets } from './kit/measure.js'
import { served } from './kit/served.js'
import { visit } from './kit/visit.js'

const SIZES = {
  'a phone': [375, 667],
  'a phone with its keyboard': [375, 430],
  'a phone on its side': [812, 375]
} as const
const PAGES = ['playground', 'chat', 'call', 'diagnostics', 'single', 'conformance']
const LOG_LEAST_PX = 90

describe('on small screens', () => {
  const here = served()
  const cases = Object.entries(SIZES).flatMap(([name, [width, height]]) =>
    (['en-US', 'zh-CN'] as const).map(
      (locale) => [name, locale, { viewport: { width, height }, hasTouch: true, locale }] as const
    )
  )

  it.each(cases)('%s, %s: one reads and writes, whatever else is shown', async (name, locale, options) => {
    const me = await ChatUser.enter(here.browser, here.server.port, `me-${name.length}-${locale}`, options)
    const { page } = me
    const isGood = async (): Promise<void> => {
      expect(
        await cutOff(page, '.composer', '.composer uni-textarea', '.composer [role=button]', '[data-title]')
      ).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0)
      expect([...(await smallTargets(page)), ...(await smallInputs(page))]).toEqual([])
    }
    await page.locator('.list .start input').last().fill('nobody')
    await page.locator('.list .start input').last().press('Enter')
    await page.locator('.keep').waitFor()
    await isGood()
    expect(await heightOf(page, '.log')).toBeGreaterThanOrEqual(LOG_LEAST_PX)
    await page.locator('.composer textarea').fill(Array.from({ length: 12 }, (_, i) => `line ${i}`).join('\n'))
    await page.locator('.keep').getByRole('switch').click()
    await isGood()
    await page.locator('.talk .head [role=button]').last().click()
    await page.locator('.details').waitFor()
    await isGood()
    expect(await heightOf(page, '.log')).toBeGreaterThanOrEqual(20)
    await page.locator('.talk .head [role=button]').last().click()
    await page.locator('.composer [role=button]').last().click()
    await page.locator('[data-kind=own][data-outcome=offline]').waitFor()
    await isGood()
    expect(me.visit.faults).toEqual([])
    await me.end()
  })

  it.each(Object.entries(SIZES))(
    '%s: what is pressed is as large as a finger, and a field is large enough not to be zoomed',
    async (_, [width, height]) => {
      for (const place of PAGES) {
        const { page, faults, end } = await visit(
          here.browser,
          `http://127.0.0.1:${here.server.port}/#/pages/${place}/${place}`,
          { viewport: { width, height }, hasTouch: true }
        )
        await page.getByRole('heading', { level: 1 }).waitFor()
        expect([place, ...(await smallTargets(page)), ...(await smallInputs(page))]).toEqual([place])
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
        expect(faults).toEqual([])
        await end()
      }
    }
  )

  it('on a phone Enter breaks the line, the button sends; on a keyboard Enter sends, Shift+Enter breaks', async () => {
    const [phone, desk] = [
      await ChatUser.enter(here.browser, here.server.port, 'thumbs', {
        viewport: { width: 375, height: 667 },
        hasTouch: true
      }),
      await ChatUser.enter(here.browser, here.server.port, 'keys')
    ]
    const write = async (user: ChatUser, key: string): Promise<void> => {
      const field = user.page.locator('.composer textarea')
      const before = await heightOf(user.page, '.composer uni-textarea')
      await field.pressSequentially('one')
      for (const text of ['two', 'three']) {
        await field.press(key)
        await field.pressSequentially(text)
      }
      await expect.poll(() => heightOf(user.page, '.composer uni-textarea')).toBeGreaterThan(before + 20)
    }
    await phone.talkTo('keys')
    await desk.talkTo('thumbs')
    await write(phone, 'Enter')
    await phone.button('Send').click()
    await desk.hears('three')
    await write(desk, 'Shift+Enter')
    await desk.page.keyboard.press('Enter')
    await phone.hears('three')
    for (const user of [phone, desk]) {
      expect(await user.texts()).toEqual(['one\ntwo\nthree'])
      await expect.poll(() => user.page.locator('.composer textarea').inputValue()).toBe('')
      expect(await heightOf(user.page, '[data-kind=got] [data-text]')).toBeGreaterThan(60)
    }
    await Promise.all([phone.end(), desk.end()])
  })
})
