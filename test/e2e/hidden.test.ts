// A page that nobody sees: behind another tab, frozen by the browser, hanging, left for the way back. RTM_POKES: for so
// many silences of 3 s the tab stays hidden, 5 otherwise; from one minute on Chromium runs its timers once a minute:
// RTM_POKES=80 is 240 s (docs/deviations.md).
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PlainPages } from './kit/plain-page.js'
import { ServerProcess } from './kit/server.js'
import { Tabs, type Tab } from './kit/tabs.js'

const POKES = Number(process.env['RTM_POKES'] ?? 5)
const MESSAGES = 6
const LIMITS = POKES > 10 ? {} : { lease: 10_000 } // instead of 30 s

describe('a page that nobody sees', () => {
  let pages: PlainPages
  let server: ServerProcess
  let tabs: Tabs
  let alice: Tab
  let bob: Tab
  let tests = 0 // each has users of its own

  beforeAll(async () => {
    pages = await PlainPages.make()
    server = new ServerProcess(LIMITS, pages.folder)
    await server.start()
  })
  beforeEach(async () => {
    tabs = await Tabs.open()
    tests++
    alice = await tabs.tab(address('alice', 'bob'))
    await alice.shows('[data-what=ready]')
    bob = await tabs.tab(address('bob', 'alice')) // in front: from here on nobody sees alice
    await bob.shows('[data-what=ready]')
    await bob.shows(line('online', 'alice'))
    expect(await alice.evaluate('document.visibilityState')).toBe('hidden')
  })
  afterEach(() => tabs.close())
  afterAll(async () => {
    await server.end()
    pages.end()
  })

  const address = (user: string, peer: string): string =>
    `http://127.0.0.1:${server.port}/?user=${user}${tests}&with=${peer}${tests}&room=room${tests}`
  const line = (what: string, about: string): string => `[data-what="${what}"][data-about="${about}${tests}"]`
  /** What stands in the page, without its messages. */
  const told = async (tab: Tab): Promise<string[]> =>
    (await tab.evaluate<string[]>('[...document.querySelectorAll("li")].map((one) => one.textContent)')).filter(
      (text) => !/^(message|received|ready)/.test(text)
    )
  const says = async (from: Tab, to: Tab, text: string): Promise<void> => {
    await from.evaluate(`send('${text}')`)
    await from.shows(`[data-about="${text}"]:not([data-what=message])`)
    await from.shows(`[data-what=received][data-about="${text}"]`)
    await to.shows(`[data-what=message][data-about="${text}"]`)
  }

  it(
    'stays online and reachable while it is hidden, and messages pass both ways',
    async () => {
      const [before, own] = [await told(bob), await told(alice)]
      const begun = alice.heard('{"t":"poke"')
      for (let i = 1; i <= MESSAGES; i++) {
        await alice.hears('{"t":"poke"', begun + Math.ceil((POKES * i) / MESSAGES))
        await says(bob, alice, `to${i}`)
        await says(alice, bob, `from${i}`)
      }
      expect(await told(bob)).toEqual(before)
      expect(await told(alice)).toEqual(own)
      expect(await alice.evaluate('document.visibilityState')).toBe('hidden')
    },
    60_000 + POKES * 10_000
  )

  it('is unreachable, then gone, when frozen, although the browser answers for it; thawed it is back', async () => {
    const before = await told(bob)
    await alice.lifecycle('frozen')
    await bob.shows(line('left', 'alice'))
    await bob.shows(line('offline', 'alice')) // presence and channel are two ways, in no order
    expect((await told(bob)).slice(before.length).sort()).toEqual(
      [`left alice${tests}`, `offline alice${tests}`, `unreachable alice${tests}`].sort()
    )
    await alice.lifecycle('active')
    await bob.shows(`${line('left', 'alice')} ~ ${line('joined', 'alice')}`)
    await says(bob, alice, 'again')
  })

  it('is unreachable while it hangs, and reachable when it goes on', async () => {
    const before = await told(bob)
    const hanging = alice.evaluate('while (true) {}').catch(() => 'stopped')
    await bob.shows(line('unreachable', 'alice'))
    await alice.send('Runtime.terminateExecution')
    expect(await hanging).toBe('stopped')
    await bob.shows(`${line('unreachable', 'alice')} ~ ${line('online', 'alice')}`)
    expect((await told(bob)).slice(before.length)).toEqual([`unreachable alice${tests}`, `online alice${tests}`])
    await says(bob, alice, 'again')
  })

  it('comes back when it was left and the user goes back to it', async () => {
    await alice.front()
    await alice.evaluate('window.kept = true')
    await alice.go('about:blank')
    await bob.front()
    await bob.shows(line('left', 'alice'))
    await alice.front()
    await alice.back()
    await bob.front()
    await bob.shows(`${line('left', 'alice')} ~ ${line('joined', 'alice')}`)
    await says(bob, alice, 'again')
  })
})
