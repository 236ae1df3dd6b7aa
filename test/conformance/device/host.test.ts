// The host of the suite for devices: what it tells a page, and whom it sends away.
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { inRoot } from '../../../tools/lib/paths.mjs'
import { buildServer } from '../../kit/process.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { StandingTime } from '../time/standing-time.ts'
import { isOurs } from './host.ts'
import { closeHosts, listening, Page, statusOf } from './kit/page.ts'
import { reasonOf } from './run.ts'

const nothing = async (): Promise<void> => {}

afterEach(closeHosts)

describe('the conformance host', () => {
  it('tells what it plays and why it leaves something out, then a verdict for each, then closes', async () => {
    const page = await new Page(
      await listening([
        { name: 'right', play: nothing },
        { name: 'not here', notInRealTime: 'because', play: nothing },
        {
          name: 'wrong',
          play: async () => {
            expect({ code: 3 }).toMatchObject({ code: 0 })
          }
        }
      ])
    ).open()
    page.start()
    expect(await page.closed).toBe(1000)
    expect(page.news).toMatchObject([
      {
        plan: [
          { number: 1, name: 'right', why: '' },
          { number: 2, name: 'not here', why: 'because' },
          { number: 3, name: 'wrong', why: '' }
        ]
      },
      { playing: 1 },
      { verdict: 1, ok: 1, reason: '' },
      { playing: 3 },
      {
        verdict: 3,
        ok: 0,
        reason: expect.stringMatching(/^expected .*\nexpected {"code":0}\ngot {6}{"code":3}$/s) as string
      },
      { over: 1 }
    ])
  })

  it('plays the chosen ones only', async () => {
    const page = await new Page(await listening(['a', 'b', 'c'].map((name) => ({ name, play: nothing })))).open()
    page.start([2])
    await page.closed
    expect(page.news[0]).toEqual({ plan: [{ number: 2, name: 'b', why: '' }] })
  })

  it('calls the page and waits for its callback; one that comes twice fails the scenario', async () => {
    const called: string[] = []
    const play: Scenario['play'] = async (stage) => {
      expect(await stage.actor('alice').call('logout')).toEqual({ code: 102 })
    }
    const page = await new Page(await listening([{ name: 'one', play }]), (name) => {
      called.push(name)
      return { code: name === 'logout' ? 102 : 0 }
    }).open()
    page.start()
    await page.closed
    expect(called).toEqual(['release', 'logout', 'release'])
    expect(page.news).toContainEqual(expect.objectContaining({ verdict: 1, ok: 1 }))
    const twice = await new Page(await listening([{ name: 'two', play }]), (name, self, id) => {
      if (name === 'logout') self.say({ id, result: { code: 102 } })
      return { code: 102 }
    }).open()
    twice.start()
    await twice.closed
    expect(twice.news).toContainEqual(
      expect.objectContaining({ verdict: 1, ok: 0, reason: 'alice: the callback of logout was called 2 times' })
    )
  })

  it('gives each scenario a server that only it can reach, and takes it away', async () => {
    const addresses: string[] = []
    const play: Scenario['play'] = async (stage) => {
      addresses.push(stage.server.url)
    }
    const page = await new Page(
      await listening([
        { name: 'one', play },
        { name: 'two', play }
      ])
    ).open()
    page.start()
    await page.closed
    expect(new Set(addresses).size).toBe(2)
    expect(addresses[0]).toMatch(/\/[0-9a-f]{32}$/)
    expect(await Promise.all(addresses.map((address) => statusOf(address)))).toEqual([404, 404])
  })

  it('ends the run of a page that leaves', async () => {
    let isOver = (_fault: unknown): void => {}
    const over = new Promise((resolve) => {
      isOver = resolve
    })
    const play: Scenario['play'] = async (stage) => {
      const alice = stage.actor('alice')
      await alice.call('login').catch((fault: unknown) => {
        isOver(fault)
      })
    }
    let played = 0
    const page = await new Page(
      await listening([
        { name: 'one', play },
        {
          name: 'two',
          play: async () => {
            played++
          }
        }
      ]),
      (name, self) => {
        if (name === 'login') self.leave()
        return name === 'login' ? null : { code: 0 }
      }
    ).open()
    page.start()
    expect(String(await over)).toMatch(/the page (has )?ended/)
    expect(played).toBe(0)
  })

  it('sends away who says anything else', async () => {
    const url = await listening([])
    for (const text of [
      '',
      '[]',
      '{"start":1}',
      '{"start":1,"server":"http://x","only":[]}',
      '{"id":1,"done":1}',
      `{"start":1,"server":"ws://${'x'.repeat(200)}","only":[]}`
    ]) {
      const page = await new Page(url).open()
      page.say(text)
      expect(await page.closed, text).toBe(1008)
    }
    const page = await new Page(url).open()
    page.say('x'.repeat(300_001))
    expect(await page.closed).toBe(1009)
  })

  it('sends away who does not begin within 30 s', async () => {
    const time = new StandingTime()
    const page = await new Page(await listening([], time)).open()
    for (let passed = 5_000; passed < 30_000; passed += 5_000) {
      await time.leap(5_000)
      await page.answersPings()
    }
    expect(page.news).toEqual([])
    await time.leap(5_000)
    expect(await page.closed).toBe(1008)
    expect(page.news).toEqual([{ refused: 'no start came' }])
  })

  it('ends the socket of a page that answers nothing for 10 s, as a phone that was locked', async () => {
    const time = new StandingTime()
    const page = await new Page(await listening([], time)).open()
    page.deaf()
    await time.leap(10_000)
    page.hears()
    expect(await page.closed).toBe(1006)
  })

  it('has room for four pages, at one address', async () => {
    const url = await listening([])
    await Promise.all([1, 2, 3, 4].map(() => new Page(url).open()))
    expect(await statusOf(`${url}/conformance`)).toBe(503)
    expect(await statusOf(`${url}/rtm`)).toBe(404)
  })

  it('refuses a path that is none, and goes on', async () => {
    const url = await listening([])
    for (const path of ['//', '/%', '/?x=/conformance']) expect(await statusOf(url + path)).toBe(404)
  })

  it('takes no pages of strangers', async () => {
    expect(await statusOf(`${await listening([])}/conformance`, { Origin: 'http://evil.example' })).toBe(403)
    const ours = (origin: string | undefined, host: string, onlyLoopback: boolean): boolean =>
      isOurs({ headers: { origin, host } }, onlyLoopback)
    expect(ours(undefined, '127.0.0.1:7081', true)).toBe(true)
    expect(ours('http://127.0.0.1:7080', '127.0.0.1:7081', true)).toBe(true)
    expect(ours('http://10.0.0.2:7080', '10.0.0.2:7081', false)).toBe(true)
    expect(ours('http://10.0.0.3', '10.0.0.2:7081', false)).toBe(false)
    expect(ours('http://rebound.example:7080', 'rebound.example:7081', true)).toBe(false)
    expect(ours('http://rebound.example:7080', 'rebound.example:7081', false)).toBe(false)
    expect(ours('null', '10.0.0.2:7081', false)).toBe(false)
  })

  it('keeps reasons short', () => {
    const fault = Object.assign(new Error('m'.repeat(1_000)), {
      actual: 'a'.repeat(1_000),
      expected: 'e'.repeat(1_000)
    })
    expect(reasonOf(fault).length).toBeLessThan(1_500)
    expect(reasonOf('text')).toBe('text')
  })

  it('is no part of the server', async () => {
    await buildServer()
    expect(readFileSync(inRoot('dist', 'server', 'rtm-server.mjs'), 'utf8')).not.toMatch(/conformance/i)
  })
})
