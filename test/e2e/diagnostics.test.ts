import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axeFaults } from './kit/axe.js'
import { contrastFaults } from './kit/contrast.js'
import { served } from './kit/served.js'
import { visit } from './kit/visit.js'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true }

describe('the diagnostics page', () => {
  const here = served()

  const open = (query = '', options = {}) =>
    visit(here.browser, `http://127.0.0.1:${here.server.port}/#/pages/diagnostics/diagnostics${query}`, options)
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
  const samples = (page: Page, kind: string) => page.locator(`[data-sample=${kind}]`)
  const counter = (page: Page, name: string) => page.locator(`[data-counter=${name}] .number`).innerText()

  it('fills its plot each second, shows a cut as a gap, and reports it without secrets', async () => {
    const { page, faults, end } = await open(
      `?user=dana&server=${encodeURIComponent(`ws://127.0.0.1:${here.server.port}/rtm?token=verysecret`)}`
    )
    await press(page, 'Connect')
    await samples(page, 'trip').nth(1).waitFor()
    await press(page, 'Send a test message')
    await page.getByText(/^Test message received after \d+ ms$/).waitFor()
    await page.getByRole('switch', { name: 'Network' }).click()
    await page.locator('[data-part=states] [data-state=reconnecting]').waitFor()
    await page.getByRole('switch', { name: 'Network' }).click()
    await page.locator('[data-sample=gap] ~ [data-sample=trip]').first().waitFor()
    const figures = [/Round trips of the last 90 seconds: last \d+ ms/, /median [\d.]+ ms/, /highest \d+ ms/]
    const name = new RegExp([...figures, /link missing 1 times/].map(({ source }) => source).join(', '))
    expect(await page.getByRole('img', { name }).count()).toBe(1)
    expect([
      await counter(page, 'links'),
      await counter(page, 'lost'),
      await counter(page, 'sent'),
      await counter(page, 'received')
    ]).toEqual(['2', '1', '1', '1'])

    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await press(page, 'Copy report')
    await press(page, 'Copied')
    const report = (await page.evaluate(() => navigator.clipboard.readText())).replace(/\r/g, '')
    for (const line of [
      /^plugin: \d+\.\d+\.\d+/m,
      /^platform: web$/m,
      /^links 2, lost 1, sent 1, received 1, waiting 0$/m,
      /^20\S+ reconnecting \(interrupted\) for/m,
      /deed diagTest$/m
    ])
      expect(report).toMatch(line)
    expect(report).toContain(`server: ws://127.0.0.1:${here.server.port}/rtm\n`)
    expect(report).not.toMatch(/secret|"test"/)
    expect(faults).toEqual([])
    await end()
  })

  it('filters its log, clears it, and says in words why a login was refused', async () => {
    const { page, faults, end } = await open(`?app=${'a'.repeat(31)}-`)
    await press(page, 'Connect')
    const lines = page.locator('[data-part=log] [data-kind]')
    await lines.getByText(/Refused \(invalid\): .*32 letters and digits/).waitFor()
    await page.getByRole('textbox', { name: 'App id' }).fill('0'.repeat(32))
    await press(page, 'Connect')
    await lines.getByText('Connection: Connected (login_success)').waitFor()
    await press(page, 'Problems')
    expect(await lines.count()).toBe(1)
    await press(page, 'States')
    expect(await lines.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-kind')))).toEqual([
      'state',
      'state'
    ])
    await press(page, 'Clear')
    expect(await lines.count()).toBe(0)
    expect(faults).toEqual([])
    await end()
  })

  it('looks once per second, and not at all while it is hidden', async () => {
    const { page, end } = await open()
    await press(page, 'Connect')
    await samples(page, 'trip').first().waitFor()
    const show = (state: 'visible' | 'hidden') =>
      page.evaluate((now) => {
        Object.defineProperty(document, 'visibilityState', { value: now, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }, state)
    await show('hidden')
    const before = await samples(page, 'trip').count()
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          setTimeout(resolve, 2100)
        })
    )
    expect(await samples(page, 'trip').count()).toBe(before)
    await show('visible')
    await samples(page, 'trip').nth(before).waitFor()
    expect(
      await page.locator('[data-sample=trip] ~ [data-sample=unwatched] ~ [data-sample=trip]').count()
    ).toBeGreaterThan(0)
    await end()
  })

  it.each([
    ['light', 'en-US', {}],
    ['dark', 'zh-CN', PHONE]
  ] as const)(
    'is readable in %s, %s, and its keyboard path is that of its looks',
    async (colorScheme, locale, size) => {
      const { page, end } = await open('', { colorScheme, locale, ...size })
      await page.getByRole('heading', { level: 1 }).waitFor()
      const isGood = async (): Promise<void> => {
        expect(await axeFaults(page)).toEqual([])
        expect(await contrastFaults(page)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      }
      await isGood()
      await page.getByRole('textbox').last().focus()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await samples(page, 'trip').first().waitFor()
      await isGood()
      await end()
    }
  )
})
