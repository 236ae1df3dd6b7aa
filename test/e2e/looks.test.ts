import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { contrastFaults } from './kit/contrast.js'
import { served } from './kit/served.js'
import { Side } from './kit/side.js'
import { visit } from './kit/visit.js'

const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true }
const PAGES = ['pages/playground/playground', 'pages/single/single', 'pages/chat/chat', 'pages/call/call']

describe('how the pages look', () => {
  const here = served()

  const url = (path = PAGES[0]) => `http://127.0.0.1:${here.server.port}/#/${path}`
  const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)

  it.each(PAGES)('%s fits a phone without scrolling sideways, in both languages', async (path) => {
    const { page, faults, end } = await visit(here.browser, url(path), PHONE)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await width(page)).toBe(375)
    await page.getByRole('button', { name: '切换到中文' }).click()
    await page.getByRole('button', { name: '登录', exact: true }).first().waitFor()
    expect(await width(page)).toBe(375)
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
    expect(faults).toEqual([])
    await end()
  })

  it('fits a phone in the middle of the story too', async () => {
    const { page, end } = await visit(here.browser, url(), PHONE)
    for (const step of [
      'Both users log in',
      'Both join one channel',
      'Messages in the channel',
      'Cut the network of bob'
    ]) {
      await page.getByText(step).waitFor()
      await page.getByRole('button', { name: 'Do it' }).click()
    }
    await page.getByText('Switch it on again').waitFor()
    expect(await width(page)).toBe(375)
    await page.getByRole('tab', { name: 'bob' }).click()
    await new Side(page, 'right', 'bob').sees('Link cut')
    await page.getByRole('tab', { name: 'Timeline' }).click()
    await page.getByText('loses the network').waitFor()
    expect(await width(page)).toBe(375)
    await end()
  })

  it('speaks Chinese where the browser does', async () => {
    const { page, end } = await visit(here.browser, url(), { locale: 'zh-CN' })
    await page.getByText('rtm 演练场').waitFor()
    await end()
  })

  it.each(['light', 'dark'] as const)(
    'is readable in %s: every text has a contrast of 4.5 : 1',
    async (colorScheme) => {
      const { page, end } = await visit(here.browser, url(), { colorScheme })
      for (const step of [
        'Both users log in',
        'Both join one channel',
        'Messages in the channel',
        'Cut the network of bob',
        'Switch it on again'
      ]) {
        await page.getByText(step).waitFor()
        expect(await contrastFaults(page)).toEqual([])
        await page.getByRole('button', { name: 'Do it' }).click()
      }
      await page.getByText('Cut it and wait').waitFor()
      expect(await contrastFaults(page)).toEqual([])
      await page.goto(url(PAGES[1]))
      await page.getByRole('button', { name: 'Log in' }).click()
      await page.locator('[data-kind=bad]').waitFor()
      expect(await contrastFaults(page)).toEqual([])
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      expect(ground).toBe(colorScheme === 'dark' ? 'rgb(16, 21, 20)' : 'rgb(243, 245, 244)')
      await end()
    }
  )

  it('works from the keyboard, with names for what has the focus', async () => {
    const { page, faults, end } = await visit(here.browser, url())
    await page.getByRole('heading', { level: 1 }).waitFor()
    const focused = () =>
      page.evaluate(() => {
        const one = document.activeElement
        return one?.getAttribute('aria-label') ?? one?.textContent?.trim() ?? ''
      })
    const names: string[] = []
    for (let i = 0; i < 20 && !names.includes('Log in'); i++) {
      await page.keyboard.press('Tab')
      names.push(await focused())
    }
    expect(names).toEqual([
      'Playground',
      'Chat',
      'Call',
      'Diagnostics',
      'One-user page',
      '切换到中文',
      'Do it',
      'User id',
      'Log in'
    ])
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)
    expect(outline).toBe('solid')
    await page.keyboard.press('Enter')
    const alice = new Side(page, 'left', 'alice')
    await alice.sees('Connected')
    const link = alice.root.getByRole('switch')
    await link.focus()
    await page.keyboard.press('Space')
    await alice.sees('Link cut')
    expect(await link.getAttribute('aria-checked')).toBe('false')
    expect(faults).toEqual([])
    await end()
  })
})
