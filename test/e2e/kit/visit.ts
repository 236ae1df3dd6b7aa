// A visit to the pages: a context of its own, and everything that a page must not do is written down.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

export interface Visit {
  page: Page
  faults: string[]
  end(): Promise<void>
}

/** For what a person would see. Long, because it says only when a test hangs: a busy machine is no fault. */
export const PATIENCE = 60_000

export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    // A broken link is what these tests are about; the browser says so by itself.
    if (message.type() === 'error' && !message.text().includes('WebSocket connection to')) faults.push(message.text())
  })
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`)
  })
  await page.goto(url)
  return { page, faults, end: () => context.close() }
}
