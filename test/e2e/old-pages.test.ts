// Pages that were written for AR-RtmModule (examples/old-pages), built for the web with the stand-in, against the built
// server.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { build } from '../../tools/build.mjs'
import { inRoot } from '../../tools/lib/paths.mjs'
import { Server } from '../conformance/server.ts'
import { BrowserStand } from '../old-pages/in-browser.ts'
import { Person } from '../old-pages/stand.ts'
import { APP_ID, stories } from '../old-pages/stories.ts'
import { World } from '../../sdk/testing/world.ts'
import { openBrowser } from './kit/browser.js'
import { ServerProcess } from './kit/server.js'

const PAGES = inRoot('dist', 'old-pages', 'h5')
const HOUR = 3_600_000

let browser: Browser
beforeAll(async () => {
  await (build as (name: string, say: () => void) => Promise<void>)('old-pages-h5', () => {})
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('old pages on the built server', () => {
  let server: ServerProcess
  const stand = new BrowserStand(browserOf, () => server.port)

  // Its own for each: whoever has closed a page is still there for half a minute.
  beforeEach(async () => {
    server = new ServerProcess({}, PAGES)
    await server.start()
  })
  afterEach(async () => {
    await stand.close()
    await server.end()
  })

  for (const story of stories.filter(({ isLong }) => isLong !== true)) {
    it(story.name, async () => {
      await story.play(stand)
      expect(stand.faults).toEqual([])
    })
  }

  it('an unchanged page gets the stand-in by one import in main; other names are told to be missing', async () => {
    const [alice, bob] = [
      new Person(await stand.open('unchanged'), stand),
      await Person.at('demo', stand, { userId: 'bob', peerId: 'alice', text: 'hello' })
    ]
    await alice.does('login', { userId: 'alice', peerId: 'bob' })
    await alice.hears('createInstance', { code: 0 })
    await alice.hears('login', { code: 0 })
    await bob.does('login')
    await bob.hears('login', { code: 0 })
    await alice.does('send', { text: 'as ever' })
    await alice.hears('sendMessageToPeer', { code: 0 })
    await bob.hears('onPeerMessageReceived', { peerId: 'alice', text: 'as ever' })
    await bob.does('sendMessageToPeer')
    await alice.hears('onPeerMessageReceived', { peerId: 'bob', text: 'hello' })
    await alice.does('other')
    await alice.hears('other', {
      fault:
        "uni.requireNativePlugin('Another-Module'): there are no native plugins on this platform, only the stand-in " +
        'for AR-RtmModule'
    })
    expect(stand.faults).toEqual([])
  })
})

// Here time passes for the server alone, and so far that nobody has to wait: its sessions are told to be patient.
describe('old pages on a server whose minutes leap', () => {
  const world = new World()
  const server = new Server(world.clock, { unreachable: HOUR, lease: HOUR, session: HOUR }, undefined, [APP_ID])
  const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
  const pages = createServer(({ url = '/' }, response) => {
    const file = url === '/' ? 'index.html' : url.slice(1)
    response
      .setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream')
      .end(readFileSync(join(PAGES, file)))
  }).on('upgrade', server.upgrade)
  const stand = new BrowserStand(
    browserOf,
    () => (pages.address() as AddressInfo).port,
    (ms) => world.advance(ms)
  )

  beforeAll(async () => {
    await server.start()
    await new Promise<void>((listening) => {
      pages.listen(0, '127.0.0.1', listening)
    })
  })
  afterAll(async () => {
    await stand.close()
    pages.close()
    await server.stop()
  })

  for (const story of stories.filter(({ isLong }) => isLong === true)) {
    it(story.name, async () => {
      await story.play(stand)
      expect(stand.faults).toEqual([])
    })
  }
})

/** There is none before the tests begin. */
function browserOf(): Browser {
  return browser
}
