// The call page of one user, as a person finds it: by names and roles; and where its call stands, as data.
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { visit } from './visit.js'

export class Phone {
  private constructor(
    readonly page: Page,
    readonly user: string,
    readonly faults: string[],
    readonly end: () => Promise<void>
  ) {}

  /**
   * Opened by a link that says who it is, so it logs in by itself. `through`: the port to which its links go; the page
   * itself always comes from the server.
   */
  static async open(
    browser: Browser,
    port: number,
    user: string,
    {
      device = '',
      app = '',
      through = port,
      ...options
    }: BrowserContextOptions & { device?: string; app?: string; through?: number } = {}
  ): Promise<Phone> {
    const server = encodeURIComponent(`ws://127.0.0.1:${through}/rtm`)
    const { page, faults, end } = await visit(
      browser,
      `http://127.0.0.1:${port}/#/pages/call/call?user=${user}&device=${device}&app=${app}&server=${server}`,
      options
    )
    await page.locator('[data-me]').waitFor()
    return new Phone(page, user, faults, end)
  }

  press(name: string): Promise<void> {
    return this.page.getByRole('button', { name, exact: true }).click()
  }

  async call(peer: string, how = 'Audio call'): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Who' }).fill(peer)
    await this.press(how)
  }

  get incoming(): Locator {
    return this.page.getByRole('alertdialog')
  }

  /** Waits until the call on the screen is there. */
  async reaches(phase: 'calling' | 'ringing' | 'incoming' | 'answering' | 'talking'): Promise<void> {
    await (phase === 'incoming' ? this.incoming : this.page.locator(`[data-phase=${phase}]`)).waitFor()
  }

  /** Waits until the call on the screen has ended like this, and says it in these words. */
  async ended(end: string, words: string): Promise<void> {
    await this.page
      .locator(`[data-phase=over][data-end=${end}] [role=status]`)
      .getByText(words, { exact: true })
      .waitFor()
  }

  /** How the calls of the session ended, newest first. */
  history(): Promise<string[]> {
    return this.page
      .locator('[data-part=history] [data-end]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-end') ?? ''))
  }

  /** The switch of the network is a matter of Diagnostics: there, and back. */
  async network(): Promise<void> {
    await this.page.locator('[data-place=diagnostics]').click()
    await this.page.getByRole('switch').click()
    await this.page.locator('[data-place=call]').click()
    await this.page.locator('[data-me]').waitFor()
  }
}
