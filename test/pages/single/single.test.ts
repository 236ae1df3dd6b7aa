// The one-user page over the engine: what it keeps of a user, and for how long.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Entry } from '../../../uni_modules/rtm/utssdk/common/ar/entry.uts'
import { APP, portsOf, SERVER } from '../../kit/engine-kit.ts'
import { Town } from '../../oracles/town.ts'
import { functionsOver } from '../../sdk/ar/over-engine.ts'
import { fieldsOf } from '../../sdk/fields.ts'

beforeEach(() => {
  vi.stubGlobal('location', { pathname: '/', protocol: 'http:', host: 'here' })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

async function pageIn(town: Town, device: string) {
  const entry = new Entry(portsOf(town.world, town.net.links(device), SERVER).ports)
  vi.resetModules()
  vi.doMock('@/uni_modules/rtm', () => functionsOver(entry))
  const { useSingle } = await import('../../../pages/single/use-single.ts')
  const page = useSingle()
  Object.assign(page.form, { server: SERVER, app: APP })
  const login = async (user: string): Promise<void> => {
    page.form.user = user
    await done(town, page.enter())
  }
  return { ...page, login }
}

async function done<T>(town: Town, promise: Promise<T>): Promise<T> {
  for (let i = 0; i < 20; i++) await town.settle()
  return promise
}

type Page = Awaited<ReturnType<typeof pageIn>>

/** Everything that a person may see there of a user. */
const shown = ({ form, state, lines }: Page): Map<string, unknown> =>
  fieldsOf({
    form: { ...form },
    state: { ...state },
    lines: lines.map(({ kind, word, values, words }) => ({ kind, word, values, words }))
  })

/** A login with a channel, a message each way, and words that were not sent. */
async function live(town: Town, page: Page): Promise<void> {
  await page.login('alice')
  page.form.channel = 'secrets'
  await done(town, page.enterChannel())
  page.form.peer = 'bob'
  page.form.text = 'for bob'
  await done(town, page.sayToPeer())
  town.people[0]!.send('alice', 'for alice')
  await town.settle()
  page.form.text = 'not sent yet'
}

describe('the one-user page', () => {
  it.each(['after a logout', 'without a logout', 'with a send that has no answer yet'])(
    'shows the next user nothing of the one before: %s',
    async (how) => {
      const [town, empty] = [new Town(), new Town()]
      for (const one of [town, empty]) one.person('bob').login()
      const [used, fresh] = [await pageIn(town, 'page'), await pageIn(empty, 'page')]
      await live(town, used)
      if (how === 'after a logout') await done(town, used.exit())
      else if (how !== 'without a logout') void used.sayToPeer()
      await used.login('carol')
      await fresh.login('carol')
      expect(shown(used)).toEqual(shown(fresh))
    }
  )

  it("keeps the log after a logout and for the user's next login; what was never sent goes", async () => {
    const town = new Town()
    town.person('bob').login()
    const page = await pageIn(town, 'page')
    await live(town, page)
    await done(town, page.exit())
    const said = (): unknown[] => page.lines.map(({ values }) => values['text']).filter((text) => text !== undefined)
    expect(said()).toEqual(['for bob', 'for alice'])
    expect(page.form).toMatchObject({ channel: 'plaza', peer: '', text: '' })
    await page.login('alice')
    expect(said()).toEqual(['for bob', 'for alice'])
  })

  it('keeps the log of a user whose next login fails, and for nobody but them', async () => {
    const town = new Town()
    town.person('bob').login()
    const page = await pageIn(town, 'page')
    await live(town, page)
    await done(town, page.exit())
    const { door } = town.net
    town.net.door = null
    const failing = page.enter()
    await town.advance(7_000)
    await done(town, failing)
    town.net.door = door
    const said = (): unknown[] => page.lines.map(({ values }) => values['text']).filter((text) => text !== undefined)
    expect([page.lines.at(-1)!.kind, said()]).toEqual(['bad', ['for bob', 'for alice']])
    await page.login('carol')
    expect(said()).toEqual([])
  })

  it('leaves alone what was written before a login', async () => {
    const town = new Town()
    town.person('bob').login()
    const page = await pageIn(town, 'page')
    Object.assign(page.form, { channel: 'tea', peer: 'bob', text: 'hello' })
    await page.login('alice')
    expect(page.form).toMatchObject({ channel: 'tea', peer: 'bob', text: 'hello' })
  })
})
