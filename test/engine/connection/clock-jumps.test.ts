// Somebody sets the clock of the device, or the network does: nothing that is measured or waited for may notice. Beside
// each life with jumps stands the same one without; both tell the same at the same moments.
import { describe, expect, it } from 'vitest'
import fc from '../../kit/properties.ts'
import { ArRig, record, Rig } from '../../kit/engine-kit'
import type { Frame } from '../../kit/engine-kit'

const HOUR = 3_600_000
const BOTH_WAYS = [-HOUR, HOUR]
const send = (rig: Rig, text = 'hi'): Frame[] => rig.ask((done) => rig.client.send('bob', text, false, false, done))
const jump = (rig: { world: Rig['world'] }, ms: number): void => {
  rig.world.clock.jump(ms)
}
/** So long in steps, with a server that answers every ping. */
function live(rig: Rig, ms: number): Rig {
  for (let left = ms; left > 0; left -= 500) rig.say({ t: 'pong' }).advance(Math.min(left, 500))
  return rig
}

describe('a wall clock that is set by an hour', () => {
  it.each(BOTH_WAYS)(
    'A-RATE-1: leaves the rates as they are: two sends, %i ms, and 58 more in ten seconds all go out',
    (ms) => {
      const rig = new Rig().login()
      send(rig)
      send(rig)
      jump(rig, ms)
      for (let i = 0; i < 58; i++) {
        rig.say({ t: 'pong' }).advance(166)
        send(rig)
      }
      rig.advance(1)
      expect(send(rig)).toEqual([]) // it was refused with too_often and retryAfterMs 3,591,371
      expect(rig.link.of('send')).toHaveLength(61)
    }
  )

  it.each(BOTH_WAYS)('A-RATE-1: does not shorten a rate that is used up, or its wait (%i ms)', (ms) => {
    const rig = new Rig().login()
    for (let i = 0; i < 60; i++) send(rig)
    rig.advance(400)
    jump(rig, ms)
    expect(send(rig)).toMatchObject([{ ok: 0, why: 'too_often', retryAfterMs: 600 }])
  })

  it.each(BOTH_WAYS)('A-RATE-1: leaves the rate of logins as it is (%i ms)', (ms) => {
    const rig = new Rig()
    const login = (): Frame[] => rig.ask((done) => rig.client.login('alice', '', done))
    login()
    expect(login()).toMatchObject([{ why: 'busy' }])
    rig.advance(300)
    jump(rig, ms)
    expect(login()).toMatchObject([{ why: 'too_often', retryAfterMs: 700 }])
    rig.advance(700)
    expect(login()).toMatchObject([{ why: 'busy' }])
  })

  it.each(BOTH_WAYS)('P-LIFE-2: a network that dies then is noticed when it always is (%i ms)', (ms) => {
    const rig = live(new Rig().login(), 3000).say({ t: 'pong' })
    const { link } = rig
    jump(rig, ms)
    rig.advance(3999)
    expect(link.closedBy).toBe(null)
    rig.advance(501)
    expect(link.closedBy).not.toBe(null)
  })

  it.each(BOTH_WAYS)(
    'P-LIFE-1 P-LIFE-2: a network that lives keeps its link, and is asked no more often than ever (%i ms)',
    (ms) => {
      const rig = new Rig().login()
      const plain = new Rig().login()
      for (let i = 0; i < 20; i++) {
        jump(rig, i % 2 === 0 ? ms : -ms)
        live(rig, 2000)
        live(plain, 2000)
      }
      expect([rig.links.all.length, rig.link.of('ping').length]).toEqual([1, plain.link.of('ping').length])
    }
  )

  it.each(BOTH_WAYS)(
    'P-TOKEN-2: the warning comes 30 s before the end, the end in an outage, whatever the clock says (%i ms)',
    (ms) => {
      const end = 1_795_260_000_000
      const rig = new Rig().login('alice', { now: end - 60_000, exp: end })
      jump(rig, ms)
      live(rig, 29_500)
      expect(rig.told('tokenWillExpire')).toHaveLength(0)
      live(rig, 1000)
      expect(rig.told('tokenWillExpire')).toHaveLength(1)
      rig.link.end()
      jump(rig, ms)
      rig.advance(28_000)
      expect(rig.told('tokenExpired')).toHaveLength(0)
      rig.advance(3000)
      expect(rig.told('tokenExpired')).toHaveLength(1)
    }
  )

  it('P-TOKEN-2: a token that ended while the device slept is told in front, not when a timer fires', () => {
    const end = 1_795_260_000_000
    const rig = new Rig().login('alice', { now: end - 600_000, exp: end })
    rig.ask(() => {
      rig.client.onBackground()
    })
    rig.world.clock.sleep(590_000)
    rig.advance(590_000)
    rig.ask(() => {
      rig.client.onForeground()
    })
    expect(rig.told('tokenWillExpire')).toHaveLength(1)
  })

  it('A-LOG-4: is what the log says, and nothing else', () => {
    const rig = new ArRig().created()
    rig.ask((cb) => rig.entry.ar.log.setLogFile({ filePath: '/there/rtm.log' }, cb))
    jump(rig, HOUR)
    rig.ask((cb) => rig.entry.ar.login({ userId: 'alice', token: '' }, cb))
    rig.greet()
    expect(rig.files.texts.get('/there/rtm.log')).toMatch(
      new RegExp(`^${new Date(rig.world.clock.now()).toISOString().slice(0, 16)}`)
    )
  })
})

/** What a page may do and what may befall it. */
const deeds: ReadonlyArray<(rig: Rig) => void> = [
  (rig) => {
    send(rig)
  },
  (rig) => {
    rig.ask((done) => rig.client.invitations.invite('bob', '', '', done))
  },
  (rig) => {
    rig.ask((done) => rig.client.members('room', done))
  },
  (rig) => {
    rig.ask((done) => rig.client.counts(['room'], done))
  },
  (rig) => {
    rig.ask((done) => rig.client.join('side', done))
  },
  (rig) => {
    rig.ask((done) => rig.client.leave('side', done))
  },
  (rig) => {
    rig.ask((done) => rig.client.presence.query(['bob'], done))
  },
  (rig) => {
    rig.say({ t: 'pong' })
  },
  (rig) => {
    rig.say(record(0, rig.events.length + 1))
  },
  (rig) => {
    rig.link.end()
    rig.world.drain()
  },
  (rig) => {
    if (rig.link.closedBy === null) rig.greet({ resumed: 'full', why: 'resume' })
  },
  (rig) => {
    rig.ask(() => {
      rig.client.onBackground()
    })
  },
  (rig) => {
    rig.ask(() => {
      rig.client.onForeground()
    })
  }
]
const anyLife = fc.array(
  fc.record({
    deed: fc.nat({ max: deeds.length - 1 }),
    ms: fc.nat({ max: 7000 }),
    jump: fc.constantFrom(0, -HOUR, HOUR, -1000, 86_400_000)
  }),
  { minLength: 5, maxLength: 40 }
)

/** Everything that the page was told and the server was sent, with the moment of each. */
function lifeOf(steps: ReadonlyArray<{ deed: number; ms: number; jump: number }>, jumps: boolean): string[] {
  const rig = new Rig()
  const lines: string[] = []
  const begun = rig.world.clock.monotonic()
  const note = (what: string, of: unknown): void => {
    lines.push(`${rig.world.clock.monotonic() - begun} ${what} ${JSON.stringify(of)}`)
  }
  rig.login('alice', { exp: 1_795_252_109_336 + 45_000 }).join('room')
  let links = 0
  let frames = 0
  let events = 0
  const look = (): void => {
    for (; links < rig.links.all.length; links++) note('dials', links)
    const sent = rig.links.all.flatMap((link) => link.sent.map(({ t, n, id }) => ({ t, n, id })))
    for (; frames < sent.length; frames++) note('says', sent[frames])
    for (; events < rig.events.length; events++) note('hears', rig.events[events])
  }
  for (const { deed, ms, jump: by } of steps) {
    if (jumps) jump(rig, by)
    deeds[deed]!(rig)
    look()
    for (let left = ms; left > 0; left -= 100) {
      rig.advance(Math.min(left, 100))
      look()
    }
  }
  rig.advance(100_000)
  look()
  return lines
}

describe('any life', () => {
  it('A-RATE-1 P-LIFE-1 P-LIFE-2 P-TOKEN-2: with a clock that jumps is the same as without, to the millisecond', () => {
    fc.assert(
      fc.property(anyLife, (steps) => {
        expect(lifeOf(steps, true)).toEqual(lifeOf(steps, false))
      }),
      { numRuns: 150 }
    )
  })
})
