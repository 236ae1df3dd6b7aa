// A token's end, in every state of a client: what a page is told of it (docs/lifecycle.md, section 1).
import { describe, expect, it } from 'vitest'
import { Rig } from '../../kit/engine-kit'
import { alive, away, END, ends, expired, gone, home, logged, told, warned } from '../kit/token-rig'

describe('what a page is told of a token', () => {
  it("P-TOKEN-1 P-TOKEN-2: 30 s before the end by the server's clock, once; nothing at an end while connected", () => {
    const rig = alive(logged(60_000), 29_000)
    expect(warned(rig)).toBe(0)
    alive(rig, 1000)
    expect(warned(rig)).toBe(1)
    alive(rig, 60_000)
    expect([warned(rig), expired(rig), rig.states().at(-1), rig.links.all.length]).toEqual([
      1,
      0,
      'connected login_success',
      1
    ])
  })

  it('P-TOKEN-2: at once, after the login was answered, when less is left', () => {
    const rig = new Rig()
    const order: unknown[] = []
    rig.listen((event) => {
      order.push(event.event)
    })
    rig.ask((done) =>
      rig.client.login('alice', 'T', (answer) => {
        order.push('login')
        done(answer)
      })
    )
    rig.greet(ends(10_000))
    expect(order.slice(1)).toEqual(['state', 'login', 'tokenWillExpire'])
  })

  it('P-TOKEN-2: an open app has no end, and a longer one than platforms can count to is waited for', () => {
    expect([alive(new Rig().login(), 100_000)].map((rig) => [warned(rig), rig.log.length > 0])).toEqual([[0, true]])
    const far = logged(3 * 86_400_000)
    far.link.say({ t: 'pong' })
    const day = (): void => {
      for (let i = 0; i < 43_200; i++) {
        far.world.advanceNow(2000)
        far.link.say({ t: 'pong' })
      }
    }
    day()
    day()
    expect(warned(far)).toBe(0)
    day()
    expect(warned(far)).toBe(1)
  })

  it('P-TOKEN-2: the warning comes whatever the link does, and not again for the same token when it is back', () => {
    const rig = away(logged(60_000), 40_000)
    expect([warned(rig), expired(rig)]).toEqual([1, 0])
    home(rig, ends(15_000))
    alive(rig, 10_000)
    expect([warned(rig), expired(rig)]).toEqual([1, 0])
    const same = alive(logged(20_000), 2000)
    same.blink(ends(17_500))
    alive(same, 10_000)
    expect(warned(same)).toBe(1)
    same.blink(ends(20_000, END + 1))
    expect(warned(same)).toBe(2) // another one
  })

  it('P-TOKEN-2: it ends while reconnecting: told once, after the state; attempts go on within the lease', () => {
    const rig = away(logged(20_000), 19_999)
    expect(told(rig)).toEqual(['connecting', 'connected', 'tokenWillExpire', 'reconnecting'])
    rig.advance(20_000)
    expect(told(rig).slice(4)).toEqual(['tokenExpired'])
    home(rig, ends(-20_000))
    expect([told(rig).slice(5), rig.states().at(-1)]).toEqual([['connected'], 'connected login_success'])
  })

  it('P-TOKEN-2: it ended while connected: told with each outage that follows, never while connected', () => {
    const rig = alive(logged(10_000), 20_000)
    away(rig, 3999)
    expect(expired(rig)).toBe(0)
    rig.advance(1)
    expect(told(rig).slice(-2)).toEqual(['reconnecting', 'tokenExpired'])
    home(rig.advance(10_000), ends(-30_000))
    away(rig)
    expect(expired(rig)).toBe(2)
    rig.blink(ends(-40_000)).blink(ends(-40_000))
    expect([expired(rig), warned(rig)]).toEqual([2, 1])
  })

  it.each([4203, 4204])(
    'P-TOKEN-4: %i after the lease is told once, whatever its end was; it dials no more, and logout leads out',
    (code) => {
      const rig = gone(code).advance(60_000)
      expect([expired(rig), rig.states().at(-1), rig.links.all.length]).toEqual([1, 'reconnecting interrupted', 2])
      expect(rig.ask((done) => rig.client.logout(done))).toEqual([{ ok: 1 }])
      rig.advance(1000).login()
      expect(rig.states().at(-1)).toBe('connected login_success')
    }
  )

  it('P-TOKEN-2: nothing is told after logout, and no timer is left', () => {
    for (const rig of [logged(60_000), away(logged(60_000)), gone()]) {
      rig.ask((done) => rig.client.logout(done))
      const events = rig.events.length
      rig.advance(100_000)
      expect([rig.events.length, rig.world.timersOpen()]).toEqual([events, 0])
    }
  })
})
