// What one reads in a conversation: links, directions, days, ticks, what is not shown, what is new; and errors where
// they belong.
import { afterEach, describe, expect, it } from 'vitest'
import { ChatUser } from './kit/chat-user.js'
import { served } from './kit/served.js'
import { visit } from './kit/visit.js'

const MANY = { rates: { message: [5000, 1000] }, retention: { messages: 2000 } } // more than a person writes and reads

describe('a conversation', () => {
  const here = served(MANY)
  let users: ChatUser[] = []
  let tests = 0 // each has users of its own

  afterEach(async () => {
    const faults = users.flatMap((user) => user.visit.faults)
    for (const user of users) await user.end()
    users = []
    tests++
    expect(faults).toEqual([])
  })

  async function pair(): Promise<[ChatUser, ChatUser]> {
    for (const name of ['alice', 'bob'])
      users.push(await ChatUser.enter(here.browser, here.server.port, `${name}${tests}`))
    const [alice, bob] = users as [ChatUser, ChatUser]
    await alice.talkTo(bob.name)
    await bob.talkTo(alice.name)
    return [alice, bob]
  }
  const textOf = ({ page }: ChatUser, text: string) =>
    page.locator('[data-kind=got] [data-text]').filter({ hasText: text })

  it('has links that are links, and no markup of a user', async () => {
    const [alice, bob] = await pair()
    await bob.say('see https://example.org/a?b=1. And <b>javascript:alert(1)</b> <img src=x onerror=alert(1)>')
    const said = textOf(alice, 'see')
    await said.waitFor()
    expect(await said.innerText()).toBe(
      'see https://example.org/a?b=1. And <b>javascript:alert(1)</b> <img src=x onerror=alert(1)>'
    )
    const links = said.getByRole('link')
    expect(
      await links.evaluateAll((all) =>
        all.map((one) => ['href', 'rel', 'target'].map((name) => one.getAttribute(name)))
      )
    ).toEqual([['https://example.org/a?b=1', 'noopener noreferrer nofollow', '_blank']])
    expect(await said.locator('b, img').count()).toBe(0)
  })

  it('runs as its language runs: from right to left in Arabic, on each line and in the field', async () => {
    const [alice, bob] = await pair()
    await bob.say('مرحبا بالعالم')
    await bob.say('hello')
    const direction = (text: string) => textOf(alice, text).evaluate((one) => getComputedStyle(one).direction)
    expect([await direction('مرحبا'), await direction('hello')]).toEqual(['rtl', 'ltr'])
    const field = alice.page.locator('.composer textarea')
    await field.fill('مرحبا')
    expect(await field.evaluate((one) => getComputedStyle(one).direction)).toBe('rtl')
    expect(await alice.field('Name of a channel').getAttribute('dir')).toBe('auto')
  })

  it('has the day above its first line, and what became of a message as a tick in its bubble', async () => {
    const [alice, bob] = await pair()
    await alice.say('hello')
    await alice.told('hello', 'received')
    const [bubble, tick] = await Promise.all(
      ['.own .bubble', '[data-tick]'].map((one) => alice.page.locator(one).boundingBox())
    )
    expect([
      tick!.x > bubble!.x,
      tick!.y > bubble!.y,
      tick!.x + tick!.width < bubble!.x + bubble!.width,
      tick!.y + tick!.height < bubble!.y + bubble!.height
    ]).toEqual([true, true, true, true])
    expect(await alice.page.locator('[data-tick]').innerText()).toBe('✓✓')
    expect(await alice.page.locator('[data-told]').textContent()).toBe('received') // for who cannot see the tick
    expect(await alice.page.locator('.advice').count()).toBe(0)
    await bob.hears('hello')
    expect(await bob.page.locator('[data-day]').allInnerTexts()).toEqual(['Today'])
  })

  it('that has grown long says how much is not shown, and shows it', async () => {
    const [alice, bob] = await pair()
    await bob.sayMany(Array.from({ length: 540 }, (_, i) => `number ${i + 1}.`))
    // a busy machine shows them slowly
    for (const seen of [100, 200, 300, 400, 540]) await alice.hears(`number ${seen}.`)
    const older = alice.page.locator('[data-older]')
    await older.getByText('40 earlier messages are not shown').waitFor()
    expect((await alice.texts())[0]).toBe('number 41.')
    await alice.button('Show earlier messages').click()
    await older.waitFor({ state: 'detached' })
    expect([(await alice.texts())[0], (await alice.texts()).length]).toEqual(['number 1.', 540])
    await alice.page.reload()
    await alice.page.locator('[data-older]', { hasText: '340 earlier messages are no longer kept' }).waitFor()
    expect((await alice.texts()).length).toBe(200)
  })

  it('stays where one reads in it, and a pill says what is new below and leads there', async () => {
    const [alice, bob] = await pair()
    for (let i = 1; i <= 30; i++) await bob.say(`line ${i}.`)
    await alice.hears('line 30.')
    const log = alice.page.locator('[role=log]')
    const topOf = async (text: string): Promise<number> => Math.round((await textOf(alice, text).boundingBox())!.y)
    await log.evaluate((one) => {
      one.scrollTo({ top: -600 })
    })
    await alice.button('To the newest ↓').waitFor()
    const before = await topOf('line 10.')
    await bob.say('new one')
    await alice.button('1 new message ↓').waitFor()
    await bob.say('new two')
    await alice.button('2 new messages ↓').waitFor()
    expect(await topOf('line 10.')).toBe(before)
    await alice.button('2 new messages ↓').click()
    await alice.page.locator('[data-pill]').waitFor({ state: 'detached' })
    const box = (await textOf(alice, 'new two').boundingBox())!
    const frame = (await log.boundingBox())!
    expect(box.y + box.height).toBeLessThanOrEqual(frame.y + frame.height)
    await log.evaluate((one) => {
      one.scrollTo({ top: -600 })
    })
    await alice.button('To the newest ↓').waitFor()
    await alice.say('my own')
    await alice.page.locator('[data-pill]').waitFor({ state: 'detached' })
  })

  it('with somebody who was never here says so; one who has gone is offline', async () => {
    const [alice, bob] = await pair()
    const about = alice.page.locator('[data-about]')
    await about.getByText('online').waitFor()
    await bob.button('Log out').click()
    await about.getByText('offline', { exact: true }).waitFor()
    await alice.talkTo(`nobody${tests}`)
    await about.getByText('never seen here: is the id right?').waitFor()
    await alice.page.locator('.keep').getByText(`Nobody called nobody${tests} has been seen here.`).waitFor()
  })

  it('is not begun with an impossible name: the error stays at its field until it is mended', async () => {
    const [alice] = await pair()
    const failed = (at: string) => alice.page.locator(`[data-failed=${at}]`)
    for (const [at, name, text] of [
      ['channel', 'Name of a channel', 'ä'],
      ['peer', 'Id of a user', 'ü']
    ] as const) {
      const field = alice.field(name)
      await field.fill(text)
      await field.press('Enter')
      await failed(at).waitFor()
      expect([
        await field.inputValue(),
        await field.getAttribute('aria-invalid'),
        await field.getAttribute('aria-describedby')
      ]).toEqual([text, 'true', `failed-${at}`])
      const [line, row] = await Promise.all([failed(at).boundingBox(), field.boundingBox()])
      expect([line!.y > row!.y, line!.y - row!.y < 70]).toEqual([true, true])
      await failed(at).getByRole('button', { name: 'Dismiss' }).click()
      await failed(at).waitFor({ state: 'detached' })
      expect([await field.inputValue(), await field.getAttribute('aria-invalid')]).toEqual([text, 'false'])
      await field.press('Enter')
      await failed(at).waitFor()
      await field.fill('right')
      await failed(at).waitFor({ state: 'detached' })
    }
  })

  it.each([
    ['ü', '', 'userId', 'User id'],
    ['alice', 'a'.repeat(32), 'appId', 'App id']
  ])(
    'is not reached by a login as %s in the app "%s": the error stands at the field that is wrong',
    async (user, app, at, name) => {
      const { page, faults, end } = await visit(
        here.browser,
        `http://127.0.0.1:${here.server.port}/#/pages/chat/chat${app === '' ? '' : `?app=${app}`}`
      )
      await page.getByRole('textbox', { name: 'User id' }).fill(user)
      await page.getByRole('button', { name: 'Log in' }).click()
      await page.locator(`[data-failed=${at}]`).waitFor()
      expect(await page.getByRole('textbox', { name }).getAttribute('aria-describedby')).toBe(`failed-${at}`)
      await page.getByRole('button', { name: 'Dismiss' }).click()
      await page.locator('[data-failed]').waitFor({ state: 'detached' })
      expect(faults).toEqual([])
      await end()
    }
  )
})
