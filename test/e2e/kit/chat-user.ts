// One user of the chat page, as a person finds it: by names and roles; and what the page shows, as data.
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { visit, type Visit } from './visit.js'

export class ChatUser {
  readonly page: Page
  private constructor(readonly visit: Visit, readonly name: string) {
    this.page = visit.page
  }

  /** Opens the page by a link that says who it is. `at`: the folder of the pages, as a browser asks for it. */
  static async enter(browser: Browser, port: number, name: string, { at = '/', ...options }: BrowserContextOptions & { at?: string } = {}): Promise<ChatUser> {
    const user = new ChatUser(await visit(browser, `http://127.0.0.1:${port}${at}#/pages/chat/chat?user=${name}`, options), name)
    await user.page.locator('[data-me]').waitFor()
    return user
  }

  field(name: string): Locator {
    return this.page.getByRole('textbox', { name, exact: true })
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  /** A row of the list: `channel:plaza`, `peer:bob`. */
  row(key: string): Locator {
    return this.page.locator(`[data-conversation="${key}"]`)
  }

  async join(channel: string): Promise<void> {
    await this.field('Name of a channel').fill(channel)
    await this.field('Name of a channel').press('Enter')
    await this.page.locator(`[data-talk="channel:${channel}"]`).waitFor()
  }

  async talkTo(userId: string): Promise<void> {
    await this.field('Id of a user').fill(userId)
    await this.field('Id of a user').press('Enter')
    await this.page.locator(`[data-talk="peer:${userId}"]`).waitFor()
  }

  async say(text: string): Promise<void> {
    const field = this.page.locator('.composer input')
    await field.fill(text)
    await field.press('Enter')
  }

  /** A line of the open conversation with this text. */
  line(text: string): Locator {
    return this.page.locator('[data-kind]').filter({ hasText: text })
  }

  async hears(text: string): Promise<void> {
    await this.page.locator('[data-kind=got]').filter({ hasText: text }).first().waitFor()
  }

  async told(text: string, outcome: string): Promise<void> {
    await this.page.locator(`[data-kind=own][data-outcome=${outcome}]`).filter({ hasText: text }).waitFor()
  }

  texts(): Promise<string[]> {
    return this.page.locator('[data-kind=got] [data-text]').allInnerTexts()
  }

  async network(): Promise<void> {
    await this.page.getByRole('switch', { name: `Network of ${this.name}` }).click()
  }

  focused(): Promise<string> {
    return this.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? '')
  }

  end(): Promise<void> {
    return this.visit.end()
  }
}
