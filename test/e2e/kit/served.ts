// A server and a browser for the tests of one describe: there before the first, gone after the last.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openBrowser } from './browser.js'
import { ServerProcess } from './server.js'

/** `limits`: other ones than those of every app. */
export function served(limits: Record<string, unknown> = {}): {
  readonly browser: Browser
  readonly server: ServerProcess
} {
  let browser: Browser | null = null
  const server = new ServerProcess(limits)
  beforeAll(async () => {
    browser = await openBrowser()
    await server.start()
  })
  afterAll(async () => {
    await browser?.close()
    await server.end()
  })
  return {
    server,
    get browser() {
      if (browser === null) throw new Error('the browser is open from the first test on')
      return browser
    }
  }
}
