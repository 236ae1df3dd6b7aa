// One side of the playground, as a person finds it: by names and roles; and what it shows, as data.
import type { Locator, Page } from 'playwright-core'
import { PATIENCE } from './visit.js'

export class Side {
  readonly root: Locator

  constructor(
    readonly page: Page,
    side: 'left' | 'right',
    readonly name: string
  ) {
    this.root = page.locator(`[data-side=${side}]`)
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true })
  }

  async login(): Promise<void> {
    await this.button('Log in').click()
    await this.sees('Connected')
  }

  async join(): Promise<void> {
    await this.button('Join').click()
    await this.button('Leave').waitFor()
  }

  sees(text: string | RegExp): Promise<void> {
    return this.root.getByText(text).first().waitFor()
  }

  async cut(): Promise<void> {
    await this.network.click()
    await this.sees('Link cut')
  }

  restore(): Promise<void> {
    return this.network.click()
  }

  async say(to: 'channel' | 'peer', text: string): Promise<void> {
    await this.root.getByRole('button', { name: to === 'channel' ? 'To channel' : /^To (?!channel)/ }).click()
    await this.root.getByRole('textbox', { name: `Message, ${this.name}` }).fill(text)
    await this.button('Send').click()
  }

  texts(kind: 'sent' | 'got', stream: 'channel' | 'peer'): Promise<string[]> {
    return this.root.locator(`[data-kind=${kind}][data-stream=${stream}] [data-text]`).allInnerTexts()
  }

  /** What was sent, and what has become of it so far. */
  outcomes(stream: 'channel' | 'peer'): Promise<[text: string, outcome: string][]> {
    return this.root
      .locator(`[data-kind=sent][data-stream=${stream}]`)
      .evaluateAll((rows) =>
        rows.map((row): [string, string] => [
          row.querySelector('[data-text]')?.textContent ?? '',
          row.getAttribute('data-outcome') ?? ''
        ])
      )
  }

  /** Waits until so many rows of this kind are there. */
  async reaches(count: number, kind: 'sent' | 'got', stream: 'channel' | 'peer', more = ''): Promise<void> {
    const rows = this.root.locator(`[data-kind=${kind}][data-stream=${stream}]${more}`)
    await rows.nth(count - 1).waitFor({ state: 'attached', timeout: 3 * PATIENCE })
  }

  /**
   * The number of the newest row of this kind: `#12` is 12, none is 0. The page forgets old rows, so a count of them
   * says less.
   */
  async newest(kind: 'sent' | 'got', stream: 'channel' | 'peer'): Promise<number> {
    const rows = this.root.locator(`[data-kind=${kind}][data-stream=${stream}] [data-text]`)
    return await rows.evaluateAll((all) => Number(all.at(-1)?.textContent?.slice(1) ?? 0))
  }

  /**
   * Waits until the newest row of this kind has this number, or a higher one. Look after look, each a round trip to the
   * page: a locator that waits looks when the page paints, and a page that has much to do on a busy machine goes on for
   * minutes without.
   */
  async counts(to: number, kind: 'sent' | 'got', stream: 'channel' | 'peer'): Promise<void> {
    const end = performance.now() + 3 * PATIENCE
    while ((await this.newest(kind, stream)) < to)
      if (performance.now() > end)
        throw new Error(`${this.name} has not ${kind} #${to} (${stream}), but #${await this.newest(kind, stream)}`)
  }

  private get network(): Locator {
    return this.root.getByRole('switch', { name: `Network of ${this.name}` })
  }
}
