import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PrefixProxy } from '../kit/prefix-proxy.js'
import { ChatUser } from './kit/chat-user.js'
import { served } from './kit/served.js'

describe('the pages under a prefix, behind a reverse proxy', () => {
  const here = served()
  const proxy = new PrefixProxy('/team/chat/', () => here.server.port)
  beforeAll(() => proxy.open())
  afterAll(() => proxy.close())

  it('load whole and find their server beside them: two people talk, and again after a reload', async () => {
    const alice = await ChatUser.enter(here.browser, proxy.port, 'alice', { at: '/team/chat/' })
    const bob = await ChatUser.enter(here.browser, proxy.port, 'bob', { at: '/team/chat/index.html' })
    await alice.join('plaza')
    await bob.join('plaza')
    await alice.say('hello from under a prefix')
    await bob.hears('hello from under a prefix')
    const ofBob = alice.page.locator('[data-kind=note]', { hasText: 'bob' })
    await ofBob.waitFor() // he joined
    await bob.page.reload()
    await bob.join('plaza')
    await alice.say('still there')
    await bob.hears('still there')
    expect(await ofBob.count(), 'a page that is loaded again is no news').toBe(1)
    expect([alice.visit.faults, bob.visit.faults]).toEqual([[], []])
    expect(proxy.asked.filter((path) => path === '/team/chat/rtm').length).toBeGreaterThanOrEqual(3)
    expect(proxy.asked.filter((path) => !path.startsWith('/team/chat/'))).toEqual([])
    await alice.end()
    await bob.end()
  })
})
