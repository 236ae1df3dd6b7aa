// One user of the chat page, as a person finds it: by names and roles; and what the page shows, as data.
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { visit, type Visit } from './visit.js'

export class ChatUser {
  readonly page: Page
  private constructor(
    readonly visit: Visit,
    readonly name: string,
    private readonly isTouch: boolean
  ) {
    this.page = visit.page
  }

  /** Opens the page by a link that says who it is. `at`: the folder of the pages, as a browser asks for it. */
  static async enter(
    browser: Browser,
    port: number,
    name: string,
    { at = '/', app = '', ...options }: BrowserContextOptions & { at?: string; app?: string } = {}
  ): Promise<ChatUser> {
    const user = new ChatUser(
      await visit(
        browser,
        `http://127.0.0.1:${port}${at}#/pages/chat/chat?user=${name}${app === '' ? '' : `&app=${app}`}`,
        options
      ),
      name,
      options.hasTouch === true
    )
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
    const field = this.page.locator('.composer textarea')
    await field.fill(text)
    if (this.isTouch) await this.button('Send').click()
    else await field.press('Enter')
  }

  /** Many messages at once, faster than anybody types. */
  async sayMany(texts: string[]): Promise<void> {
    await this.page.locator('.composer textarea').evaluate((field: HTMLTextAreaElement, all) => {
      for (const text of all) {
        field.value = text
        field.dispatchEvent(new Event('input', { bubbles: true }))
        field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
      }
    }, texts)
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

  /** The switch of the network is a matter of Diagnostics: there, and back. */
  async network(): Promise<void> {
    await this.goTo('diagnostics')
    await this.page.getByRole('switch', { name: `Network of ${this.name}` }).click()
    await this.goTo('chat')
    await this.page.locator('[data-me]').waitFor()
  }

  async goTo(place: string): Promise<void> {
    await this.page.locator(`[data-place=${place}]`).click()
    await this.page.locator(`[data-place=${place}][aria-current=page]`).waitFor()
  }

  focused(): Promise<string> {
    return this.page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? ''
    )
  }

  end(): Promise<void> {
    return this.visit.end()
  }
}
