// The page that people run on a phone, in a phone-sized window, against the command that they run. Time is real here,
// so the test plays those scenarios of the suite that need little of it: one of each kind.
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import { scenarios } from '../conformance/scenarios/all.js'
import { claimOf } from '../conformance/scenarios/scenario.js'
import { openBrowser } from './kit/browser.js'
import { contrastFaults } from './kit/contrast.js'
import { visit } from './kit/visit.js'

const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true }
const RUN_MS = 60_000

interface Started {
  readonly child: ChildProcess
  readonly page: string
  readonly host: string
}

/** npm start -- --conformance, on free ports. */
function start(): Promise<Started> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('RTM_')))
  const child = spawn(process.execPath, [inRoot('tools', 'start.mjs'), '--port', '0', '--conformance'], {
    env: own,
    stdio: ['ignore', 'pipe', 'ignore']
  })
  return new Promise((resolve, reject) => {
    let page = ''
    child.once('exit', () => {
      reject(new Error('npm start ended'))
    })
    createInterface({ input: child.stdout! }).on('line', (line) => {
      page = /conformance suite: +(\S+)/.exec(line)?.[1] ?? page
      const host = /test host: (\S+)/.exec(line)?.[1]
      if (host !== undefined) resolve({ child, page, host })
    })
  })
}

const numbered = (...beginnings: string[]): number[] =>
  beginnings.map((beginning) => {
    const number = scenarios.findIndex(({ name }) => claimOf(name).startsWith(beginning)) + 1
    if (number === 0) throw new Error(`no scenario begins with "${beginning}"`)
    return number
  })

describe('the conformance page', () => {
  let browser: Browser
  let started: Started

  beforeAll(async () => {
    browser = await openBrowser()
    started = await start()
  })
  afterAll(async () => {
    await browser?.close()
    const gone = new Promise((resolve) => {
      started.child.once('exit', resolve)
    })
    started.child.kill('SIGTERM')
    await gone
  })

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
  const field = (page: Page) => page.getByRole('textbox', { name: 'Test host', exact: true })
  const states = (page: Page) =>
    page
      .locator('[data-part=scenarios] [data-state]')
      .evaluateAll((rows) => rows.map((row) => `${row.getAttribute('data-number')} ${row.getAttribute('data-state')}`))

  it('plays scenarios on this device and makes a report of each', async () => {
    const played = numbered(
      'login answers 0',
      'createInstance and login refuse',
      'a second login',
      'every text crosses',
      'members hear each other',
      'a cut link comes back'
    )
    const [leftOut] = numbered('another network')
    const { page, faults, end } = await visit(browser, `${started.page}?only=${[...played, leftOut].join(',')}`, PHONE)
    expect(await field(page).inputValue()).toMatch(/^ws:\/\/127\.0\.0\.1:\d+$/)
    await field(page).fill(started.host)
    await press(page, 'Run')
    await page.locator('[data-phase=running]').waitFor()
    await page.locator('[data-state=playing]').first().waitFor()
    expect(await contrastFaults(page)).toEqual([])
    await page.locator('[data-phase=over]').waitFor({ timeout: RUN_MS })
    expect(await states(page)).toEqual([...played.map((number) => `${number} passed`), `${leftOut} left out`])
    expect(await page.getByRole('status').innerText()).toBe('6 passed, 0 failed, 1 left out')

    const report = await page.locator('[data-part=report] [data-text]').innerText()
    for (const line of [
      /^rtm conformance, 20\d\d-/m,
      /^platform: web$/m,
      /^browser: /m,
      /^uni compiler: \d/m,
      /^only scenarios 1, /m,
      /^6 passed, 0 failed, 1 left out, \d+\.\d s$/m
    ])
      expect(report).toMatch(line)
    for (const number of played) expect(report).toContain(`: ${scenarios[number - 1]!.name}`)
    expect(report).toContain(`${leftOut} left out: ${scenarios[leftOut! - 1]!.name} (a page cannot change the network)`)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await press(page, 'Copy')
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect((await page.evaluate(() => navigator.clipboard.readText())).replace(/\r/g, '')).toBe(report)

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    expect(await contrastFaults(page)).toEqual([])
    if (process.env['RTM_SHOTS'] !== undefined)
      await page.screenshot({ path: `${process.env['RTM_SHOTS']}/conformance.png`, fullPage: true })
    expect(faults).toEqual([])
    await end()
  })

  it('tells which scenario failed and what was expected', async () => {
    const [number] = numbered('who is online')
    const { page, end } = await visit(browser, `${started.page}?only=${number}`, {
      ...PHONE,
      locale: 'zh-CN',
      colorScheme: 'dark'
    })
    // A plugin with a fault: it takes everybody for online.
    await page.evaluate(() => {
      const { parse } = JSON
      JSON.parse = (text: string) => parse(text.replace(/"offline"/g, '"online"')) as unknown
    })
    await page.getByRole('textbox', { name: '测试主机', exact: true }).fill(started.host)
    await press(page, '开始')
    await page.locator('[data-phase=over]').waitFor({ timeout: RUN_MS })
    expect(await states(page)).toEqual([`${number} failed`])
    const report = await page.locator('[data-part=report] [data-text]').innerText()
    expect(report).toMatch(/^0 passed, 1 failed, 0 left out/m)
    expect(report).toMatch(
      new RegExp(
        `^${number} FAILED after .*\\n    expected [^]*"nobody","state":2}[^]*got [^]*"nobody","state":0}`,
        'm'
      )
    )
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375)
    expect(await contrastFaults(page)).toEqual([])
    if (process.env['RTM_SHOTS'] !== undefined)
      await page.screenshot({ path: `${process.env['RTM_SHOTS']}/conformance-failed.png`, fullPage: true })
    await end()
  })

  it('says so when no test host answers, and when a run is stopped', async () => {
    const { page, end } = await visit(browser, started.page, PHONE)
    await field(page).fill('ws://127.0.0.1:9')
    await press(page, 'Run')
    await page.getByText('Is the test host running').waitFor()
    await field(page).fill(started.host)
    await press(page, 'Run again')
    await page.locator('[data-state=playing]').first().waitFor()
    await press(page, 'Stop')
    await page.getByText('Stopped. stopped here').waitFor()
    const report = await page.locator('[data-part=report] [data-text]').innerText()
    expect(report).toMatch(/^BROKEN OFF: \d+ passed, 0 failed, \d+ left out, \d+ not reached/m)
    await end()
  })
})
