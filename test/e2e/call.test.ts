// The call page, with a window for each user and device. That a call rings for 60 s and no longer is the server's
// clock: test/pages/call/desk.test.ts has it.
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults } from './kit/axe.js'
import { openBrowser } from './kit/browser.js'
import { contrastFaults } from './kit/contrast.js'
import { Phone } from './kit/phone.js'
import { ServerProcess, UNHURRIED } from './kit/server.js'
import { Wire } from './kit/wire.js'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true }
const TWO_DEVICES_APP = 'twodevices0000000000000000000000'
const NOBODY = 9 // a port without a server
const LEASE = 6_000 // instead of 30 s, where a user counts as gone after it

describe('calls', () => {
  let browser: Browser
  const server = new ServerProcess(UNHURRIED)
  const hasty = new ServerProcess({ lease: LEASE })
  let phones: Phone[] = []
  let tests = 0 // each has users of its own: a window that is closed in a call leaves its session behind

  beforeAll(async () => {
    browser = await openBrowser()
    await Promise.all([server.start(), hasty.start()])
  })
  afterEach(async () => {
    const faults = phones.flatMap((phone) => phone.faults)
    for (const phone of phones) await phone.end()
    phones = []
    tests++
    expect(faults).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await Promise.all([server.end(), hasty.end()])
  })

  async function open(name: string, options: Parameters<typeof Phone.open>[3] = {}, at = server): Promise<Phone> {
    const phone = await Phone.open(browser, at.port, `${name}${tests}`, options)
    phones.push(phone)
    return phone
  }

  async function talking(at = server): Promise<[Phone, Phone]> {
    const pair: [Phone, Phone] = [await open('alice', {}, at), await open('bob', {}, at)]
    await pair[0].call(pair[1].user, 'Video call')
    await pair[1].press('Accept')
    for (const phone of pair) await phone.reaches('talking')
    return pair
  }

  it('ring, are accepted and hung up, and stand in the history of both', async () => {
    const [alice, bob] = [await open('alice'), await open('bob')]
    await alice.call(bob.user, 'Video call')
    await alice.reaches('ringing')
    await bob.incoming.getByText('Incoming video call').waitFor()
    for (const { page } of [alice, bob])
      await page
        .locator('[data-fact=left]')
        .getByText(/^[1-5]?\d s left$/)
        .waitFor()
    await bob.press('Accept')
    for (const [phone, { user: other }] of [
      [alice, bob],
      [bob, alice]
    ] as const) {
      await phone.page.getByRole('status').getByText(`In a call with ${other}`).waitFor()
      await phone.page.getByText(`${other} is online`).waitFor()
      await phone.page.getByText('Signalling only: connect your media SDK here').waitFor()
      await phone.page
        .locator('[data-fact=length]')
        .getByText(/^\d:(0[1-9]|[1-5]\d)$/)
        .waitFor()
    }
    await alice.press('Hang up')
    await alice.ended('hungUpHere', 'You hung up')
    await bob.ended('hungUp', `${alice.user} hung up`)
    expect([await alice.history(), await bob.history()]).toEqual([['hungUpHere'], ['hungUp']])
    await bob.press('Call back')
    await alice.reaches('incoming')
  })

  it('are refused, and taken back', async () => {
    const [alice, bob] = [await open('alice'), await open('bob')]
    await alice.call(bob.user)
    await bob.press('Refuse')
    await alice.ended('refused', `${bob.user} has refused`)
    await bob.ended('refusedHere', 'You have refused')
    await alice.press('Call again')
    await bob.reaches('incoming')
    await alice.press('Cancel')
    await alice.ended('cancelledHere', 'You cancelled the call')
    await bob.ended('cancelled', `Missed: ${alice.user} cancelled the call`)
    expect(await bob.history()).toEqual(['cancelled', 'refusedHere'])
  })

  it('are busy for a third user, and go on', async () => {
    const [alice, bob] = await talking()
    const carol = await open('carol')
    await carol.call(bob.user)
    await carol.ended('busy', `${bob.user} is in another call`)
    await bob.page.getByText('Missed: you were in another call').waitFor()
    for (const phone of [alice, bob]) await phone.reaches('talking')
    expect(await bob.incoming.count()).toBe(0)
  })

  it('ring on both devices of a user, and are answered on one of them', async () => {
    const [alice, bob, tablet] = [
      await open('alice', { app: TWO_DEVICES_APP }),
      await open('bob', { app: TWO_DEVICES_APP }),
      await open('bob', { app: TWO_DEVICES_APP, device: 'tablet' })
    ]
    await tablet.page.getByText(`${bob.user} (tablet)`).waitFor()
    await alice.call(bob.user)
    for (const phone of [bob, tablet]) await phone.reaches('incoming')
    await tablet.press('Accept')
    await bob.ended('elsewhere', 'Answered on another device of yours')
    for (const phone of [alice, tablet]) await phone.reaches('talking')
    await alice.press('Hang up')
    await tablet.ended('hungUp', `${alice.user} hung up`)
  })

  it('bring what was pressed while the link was broken when it is back', async () => {
    // The dialog is in the way of the switch, so the network breaks by itself.
    let isDown = false
    const wire = new Wire(() => (isDown ? NOBODY : server.port))
    await wire.open()
    const [alice, bob] = [await open('alice'), await open('bob', { through: wire.port })]
    await alice.call(bob.user)
    await bob.reaches('incoming')
    isDown = true
    wire.cut()
    await bob.press('Accept')
    await bob.reaches('answering')
    await alice.reaches('ringing')
    isDown = false
    for (const phone of [alice, bob]) await phone.reaches('talking')
    wire.close()
  })

  it('tell the caller the answer that came while the link was broken', async () => {
    const [alice, bob] = [await open('alice'), await open('bob')]
    await alice.call(bob.user)
    await bob.reaches('incoming')
    await alice.reaches('ringing') // or she hears it only when she is back
    await alice.network()
    await alice.page.getByRole('alert').getByText('What became of the call appears when it is back').waitFor()
    await bob.press('Refuse')
    await bob.ended('refusedHere', 'You have refused')
    await alice.reaches('ringing')
    await alice.network()
    await alice.ended('refused', `${bob.user} has refused`)
  })

  it('end on both sides when one is lost', async () => {
    const [alice, bob] = await talking(hasty)
    await bob.network()
    await bob.page.getByText('The call continues if it is back within 30 s').waitFor()
    await alice.ended('lost', 'The connection between you was lost for 30 s')
    await bob.network()
    await bob.ended('lost', 'The connection between you was lost for 30 s')
    await alice.press('Call again')
    await bob.reaches('incoming')
  })

  it('end at once when one leaves or loads the page anew', async () => {
    const [alice, bob] = await talking()
    await bob.page.reload()
    await alice.ended('hungUp', `${bob.user} hung up`)

    await bob.page.locator('[data-me]').waitFor()
    await bob.call(alice.user)
    await alice.reaches('incoming')
    await bob.press('Log out')
    await alice.ended('caller_gone', `Missed: ${bob.user} has left`)
  })

  it('work from the keyboard: the focus goes to who calls, and what is behind is out of reach', async () => {
    const [alice, bob] = [await open('alice'), await open('bob')]
    // '' where the focus has left the page.
    const focused = ({ page }: Phone) =>
      page.evaluate(() => {
        const one = document.activeElement
        return one === null || one === document.body ? '' : (one.getAttribute('aria-label') ?? one.textContent?.trim())
      })
    await alice.page.getByRole('textbox', { name: 'Who' }).fill(bob.user)
    await alice.page.keyboard.press('Tab')
    expect(await focused(alice)).toBe('Audio call')
    await alice.page.keyboard.press('Enter')
    await bob.reaches('incoming')
    await expect.poll(() => focused(bob)).toBe(`${alice.user} is calling. Incoming audio call`)
    const reached: unknown[] = []
    for (let i = 0; i < 3; i++) {
      await bob.page.keyboard.press('Tab')
      reached.push(await focused(bob))
    }
    expect(reached).toEqual(['Refuse', 'Accept', ''])
    await bob.page.getByRole('button', { name: 'Accept' }).focus()
    await bob.page.keyboard.press('Space')
    await bob.reaches('talking')
    await expect.poll(() => focused(bob)).toBe(`In a call with ${alice.user}`)
    await bob.page.keyboard.press('Tab')
    expect(await focused(bob)).toBe('Hang up')
    await bob.page.keyboard.press('Enter')
    await alice.ended('hungUp', `${bob.user} hung up`)
  })

  it.each([
    ['light', 'en-US'],
    ['dark', 'zh-CN']
  ] as const)('are readable and fit a phone in %s, %s', async (colorScheme, locale) => {
    const [alice, bob] = [await open('alice', { colorScheme, locale, ...PHONE }), await open('bob')]
    const isGood = async (): Promise<void> => {
      expect(await axeFaults(alice.page)).toEqual([])
      expect(await contrastFaults(alice.page)).toEqual([])
      expect(await alice.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    }
    await isGood()
    await bob.call(alice.user, 'Video call')
    await alice.reaches('incoming')
    await isGood()
    await alice.page.locator('[data-press=answer]').click()
    await alice.reaches('talking')
    await isGood()
    await bob.press('Hang up')
    await alice.page.locator('[data-phase=over]').waitFor()
    await isGood()
  })
})
