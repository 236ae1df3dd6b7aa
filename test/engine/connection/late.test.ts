// Old sockets and calls in one tick: what belongs to the past says nothing any more.
import { describe, expect, it } from 'vitest'
import fc from '../../kit/properties.ts'
import { type FakeLink, type Frame, Rig, record, welcome } from '../../kit/engine-kit'

/** Everything an old socket can still do. */
function haunt(link: FakeLink): void {
  link
    .connect()
    .say(welcome({ session: 'ghost', key: 'ghost' }))
    .say(record(0, 99))
    .say(record(7, 99))
    .say({ t: 'members', a: 7, v: 99, count: 9, all: ['ghost'] })
  link
    .say({ t: 'refused', code: 4201, why: 'replaced', message: '' })
    .say({ t: 'moved', after: 1, jitter: 0 })
    .say({ t: 'ghost', critical: 1 })
    .end(4201)
}

const phases: Record<string, (rig: Rig) => void> = {
  'waiting to dial': (rig) => {
    rig.link.end()
  },
  dialling: (rig) => {
    rig.link.end()
    rig.advance(500)
  },
  greeting: (rig) => {
    rig.link.end()
    rig.advance(500)
    rig.link.connect()
  },
  back: (rig) => {
    rig.blink({ channels: [{ ch: 'room', a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full' }] })
  },
  reconnecting: (rig) => {
    rig.link.end()
    rig.advance(4000)
  },
  'given up for silence': (rig) => {
    rig.advance(4000)
  },
  'logged out': (rig) => {
    rig.ask((done) => rig.client.logout(done))
  },
  'logged in again': (rig) => {
    rig.ask((done) => rig.client.logout(done))
    rig.advance(1000).login()
  },
  kicked: (rig) => {
    rig.link.end(4202)
  },
  aborted: (rig) => {
    rig.link.end(4201)
  },
  released: (rig) => {
    rig.ask((done) => rig.client.close(done))
  }
}

describe('an old socket', () => {
  it.each(Object.entries(phases))('P-RESUME-8 P-RESUME-2: says and does nothing any more: %s', (_, reach) => {
    const rig = new Rig().login().join('room')
    const old = rig.link
    reach(rig)
    rig.world.drain()
    const before = {
      events: [...rig.events],
      frames: rig.link.sent.length,
      links: rig.links.all.length,
      closed: rig.link.closedBy,
      state: rig.states().at(-1)
    }
    haunt(old)
    rig.world.drain()
    expect({
      events: rig.events,
      frames: rig.link.sent.length,
      links: rig.links.all.length,
      closed: rig.link.closedBy,
      state: rig.states().at(-1)
    }).toEqual(before)
    rig.advance(20_000)
    expect(JSON.stringify([rig.events, rig.links.all.slice(1).flatMap((link) => link.sent)])).not.toContain('ghost')
  })

  it('P-RESUME-8: a login that timed out cannot succeed later', () => {
    const rig = new Rig()
    const answers = rig.ask((done) => rig.client.login('alice', '', done))
    const old = rig.link
    rig.advance(6000)
    haunt(old)
    rig.advance(10_000)
    expect([answers.length, rig.states()]).toEqual([1, ['connecting login', 'disconnected login_timeout']])
  })
})

describe('calls in one tick', () => {
  it('P-RESUME-8: a message on its way when logout is called is told before the logout is answered, or never', () => {
    const rig = new Rig().login()
    const order: unknown[] = []
    rig.listen((event) => {
      order.push(event.text ?? event.pageState)
    })
    rig.link.say(record(0, 1))
    rig.call((done) =>
      rig.client.logout((answer) => {
        order.push('answer')
        done(answer)
      })
    )
    rig.link.say(record(0, 2))
    rig.world.drain()
    expect(order).toEqual(['text 1', 'disconnected', 'answer'])
  })

  it('A-CALL-11: logout and release answer in this order; the second logout finds nobody logged in', () => {
    const rig = new Rig().login()
    const order: string[] = []
    const note = (name: string) => (answer: Frame) => {
      order.push(`${name} ${String(answer.why ?? 'ok')}`)
    }
    rig.client.logout(note('logout'))
    rig.client.logout(note('logout'))
    rig.client.close(note('close'))
    expect(order).toEqual([])
    rig.world.drain()
    expect(order).toEqual(['logout ok', 'logout not_logged_in', 'close ok'])
  })

  it('A-CALL-11: login, logout and login in one tick: the last one counts', () => {
    const rig = new Rig()
    const order: string[] = []
    const note = (name: string) => (answer: Frame) => {
      order.push(`${name} ${String(answer.why ?? 'ok')}`)
    }
    rig.client.login('alice', '', note('first'))
    rig.client.logout(note('logout'))
    rig.client.login('bob', '', note('second'))
    for (const link of rig.links.all) link.connect()
    rig.link.say(welcome())
    rig.world.drain()
    expect(order).toEqual(['first aborted', 'logout ok', 'second ok'])
    expect(rig.links.all.map((link) => link.sent.map((frame) => frame.user))).toEqual([[], ['bob']])
  })

  it('A-CALL-2 A-STATE-2: whatever is called or happens: one answer each, states by the table, no timer left', () => {
    const next: Record<string, string[]> = {
      disconnected: ['connecting'],
      connecting: ['connected', 'disconnected'],
      connected: ['reconnecting', 'aborted', 'disconnected'],
      reconnecting: ['connected', 'aborted', 'disconnected'],
      aborted: ['disconnected']
    }
    const deeds = [
      'login',
      'logout',
      'connect',
      'welcome',
      'end',
      'replaced',
      'expired',
      'unknown',
      'refused',
      'send',
      'join',
      'leave',
      'fore',
      'back',
      'hold',
      'free',
      'wait',
      'long',
      'drain'
    ] as const
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...deeds), { maxLength: 40 }), (plan) => {
        const rig = new Rig()
        const open: Frame[][] = []
        const calls: Record<string, (() => void) | undefined> = {
          login: () => {
            open.push(rig.call((done) => rig.client.login('alice', '', done)))
          },
          logout: () => {
            open.push(rig.call((done) => rig.client.logout(done)))
          },
          send: () => {
            open.push(rig.call((done) => rig.client.send('bob', 'x', false, false, done)))
          },
          join: () => {
            open.push(rig.call((done) => rig.client.join('room', done)))
          },
          leave: () => {
            open.push(rig.call((done) => rig.client.leave('room', done)))
          },
          connect: () => {
            if (rig.link.closedBy === null && rig.link.sent.length === 0) rig.link.connect()
          },
          welcome: () => {
            if (rig.link.sent.length > 0) rig.link.say(welcome({ resumed: 'full' }))
          },
          end: () => {
            rig.link.end()
          },
          replaced: () => {
            rig.link.end(4201)
          },
          expired: () => {
            rig.link.end(4204)
          },
          unknown: () => {
            rig.link.end(4100)
          },
          refused: () => {
            rig.link.say({ t: 'refused', code: 4203, why: 'token_invalid', message: '' })
          },
          fore: () => {
            rig.client.onForeground()
          },
          back: () => {
            rig.client.onBackground()
          },
          hold: () => {
            rig.client.hold(1, () => {})
          },
          free: () => {
            rig.client.hold(0, () => {})
          },
          wait: () => {
            rig.advance(700)
          },
          long: () => {
            rig.advance(5000)
          },
          drain: () => {
            rig.world.drain()
          }
        }
        const needsLink = new Set(['connect', 'welcome', 'end', 'replaced', 'expired', 'unknown', 'refused'])
        for (const deed of plan) if (rig.links.all.length > 0 || !needsLink.has(deed)) calls[deed]?.()
        rig.advance(20_000)
        for (const answers of open) expect(answers).toHaveLength(1)
        let state = 'disconnected'
        for (const row of rig.told('state').filter(({ news }) => news === 1)) {
          expect(next[state]).toContain(row.pageState)
          state = String(row.pageState)
        }
        rig.ask((done) => rig.client.close(done))
        expect(rig.world.timersOpen()).toBe(0)
      }),
      { numRuns: 500 }
    )
  })
})
