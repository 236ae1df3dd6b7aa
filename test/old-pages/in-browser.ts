// Pages written for AR-RtmModule as they were built for the web, in a browser: each in a context of its own, behind a
// wire that can break.
import type { Browser } from 'playwright-core'
import { visit } from '../e2e/kit/visit.js'
import type { Visit } from '../e2e/kit/visit.js'
import { Wire } from '../e2e/kit/wire.js'
import type { OldPage, PageName, Stand } from './stand.ts'

const PATIENCE_MS = 20_000
const LOOK_MS = 25
/** Nobody listens there. */
const NOWHERE = 9

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

export class BrowserPage implements OldPage {
  isAway = false

  constructor(
    readonly visit: Visit,
    readonly wire: Wire
  ) {}

  fill(field: string, text: string): Promise<void> {
    return this.visit.page.locator(`[data-field=${field}] input`).fill(text)
  }
  press(action: string): Promise<void> {
    return this.visit.page.locator(`[data-do=${action}]`).click()
  }
  lines(): Promise<string[]> {
    return this.visit.page.locator('[data-part=line]').allTextContents()
  }
}

export class BrowserStand implements Stand {
  readonly pages: BrowserPage[] = []

  /** `port`: of the server that the pages come from. `leap`: lets its time pass, where that is not everybody's time. */
  constructor(
    private readonly browser: () => Browser,
    private readonly port: () => number,
    private readonly leap: (ms: number) => Promise<void> = wait
  ) {}

  async open(name: PageName | 'unchanged'): Promise<BrowserPage> {
    const wire = new Wire(() => (page.isAway ? NOWHERE : this.port()))
    await wire.open()
    const page: BrowserPage = new BrowserPage(await visit(this.browser(), 'about:blank'), wire)
    this.pages.push(page)
    await page.visit.page.goto(`http://127.0.0.1:${wire.port}/#/pages/${name}/${name}`)
    return page
  }

  async until(holds: () => Promise<boolean>): Promise<void> {
    for (const end = performance.now() + PATIENCE_MS; !(await holds());) {
      if (performance.now() > end) throw new Error(`not within ${PATIENCE_MS} ms`)
      await wait(LOOK_MS)
    }
  }

  pass(ms: number): Promise<void> {
    return this.leap(ms)
  }

  async away(page: OldPage): Promise<void> {
    const here = page as BrowserPage
    here.isAway = true
    here.wire.cut()
  }

  async back(page: OldPage): Promise<void> {
    ;(page as BrowserPage).isAway = false
  }

  /** What the browser complained about. */
  get faults(): string[] {
    return this.pages.flatMap(({ visit: { faults } }) => faults)
  }

  async close(): Promise<void> {
    for (const { visit: one, wire } of this.pages.splice(0)) {
      await one.end()
      wire.close()
    }
  }
}
