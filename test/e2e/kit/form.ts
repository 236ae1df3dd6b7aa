// The one-user page, as a person finds it.
import type { Locator, Page } from 'playwright-core'

export class Form {
  constructor(readonly page: Page) {}

  field(name: string): Locator {
    return this.page.getByRole('textbox', { name, exact: true })
  }

  press(name: string): Promise<void> {
    return this.page.getByRole('button', { name, exact: true }).click()
  }

  /** Waits for a line of the log. */
  hears(text: string | RegExp): Promise<void> {
    return this.page.locator('[data-part=events] [data-kind]').getByText(text).first().waitFor()
  }

  lines(): Promise<string[]> {
    return this.page.locator('[data-part=events] [data-kind] .said').allInnerTexts()
  }

  async login(user: string): Promise<void> {
    await this.field('User id').fill(user)
    await this.press('Log in')
    await this.hears('login: done')
  }

  async join(channel: string): Promise<void> {
    await this.field('Channel').fill(channel)
    await this.press('Join')
    await this.hears('join: done')
  }
}
