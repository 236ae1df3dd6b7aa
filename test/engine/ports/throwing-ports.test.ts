// A platform that throws where it was asked to do something has failed, and no more: the client never believes in a
// link it has lost, dials again, and answers what it was asked. Each port, each method, at the first call and at a
// later one.
import { describe, expect, it } from 'vitest'
import type { Link, LinkListener, Links } from '../../../uni_modules/rtm/utssdk/common/ports.uts'
import { GuardedFiles, type Ports } from '../../../uni_modules/rtm/utssdk/common/guarded.uts'
import { Entry } from '../../../uni_modules/rtm/utssdk/common/ar/entry.uts'
import { World } from '../../../sdk/testing/world.ts'
import { APP, FakeFiles, FakeLink, type Frame, portsOf, SERVER, welcome } from '../../kit/engine-kit'

/** Throws at the call number `at` of the method `name`, counted over all objects of this port. */
class Thrower {
  calls = 0
  thrown = 0
  constructor(
    readonly name: string,
    readonly at: number
  ) {}
  over<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, key) => {
        const value = Reflect.get(target, key, target) as unknown
        if (typeof value !== 'function') return value
        return (...given: unknown[]): unknown => {
          if (key === this.name && ++this.calls === this.at) {
            this.thrown++
            throw new TypeError('the platform throws')
          }
          return (value as (...all: unknown[]) => unknown).apply(target, given)
        }
      }
    })
  }
}

class Rig {
  readonly world = new World()
  readonly all: FakeLink[] = []
  readonly answers: Frame[] = []
  readonly states: string[] = []
  readonly entry: Entry
  constructor(thrower: Thrower | null) {
    const over = <T extends object>(port: T): T => (thrower === null ? port : thrower.over(port))
    const links: Links = {
      create: (epoch: number, listener: LinkListener): Link => {
        const link = new FakeLink(epoch, listener)
        this.all.push(link)
        return over(link)
      }
    }
    const made = portsOf(this.world, links, SERVER, () => 0, null, over(new FakeFiles()))
    const raw = made.ports
    const Made = raw.constructor as new (...ports: unknown[]) => Ports
    const lines = over({ write: (_level: string, _text: string) => {} })
    this.entry = new Entry(
      new Made(
        raw.executor,
        raw.clock,
        raw.json,
        over(links),
        over({ watch: () => {} }),
        over({ next: () => 0 }),
        lines,
        over({ defaultServer: () => SERVER }),
        over(new FakeFiles())
      )
    )
  }
  run(task: () => void): this {
    this.entry.run(task)
    this.world.drain()
    return this
  }
  /** Everything that a page may do which asks the platform for something. */
  live(): this {
    this.run(() =>
      this.entry.ar.setCallBack((event: Frame) => {
        if (event.rtmEvent === 'onConnectionStateChanged') this.states.push(String(event.state))
      })
    )
    this.run(() => this.entry.ar.createInstance({ appId: APP }, () => {}))
    this.run(() => this.entry.ar.log.setLogFile({ filePath: '/there/rtm.log' }, () => {}))
    this.run(() =>
      this.entry.ar.login({ userId: 'alice', token: '' }, (answer: Frame) => {
        this.answers.push(answer)
      })
    )
    this.break('connect ECONNREFUSED 127.0.0.1:7080') // told in the console
    this.greet(4000)
    this.world.advanceNow(4000) // silence: the line gives the link up
    this.greet(6000)
    this.break('')
    this.greet(6000)
    return this
  }
  private break(why: string): void {
    const link = this.all.at(-1)
    if (link === undefined) return
    greeted.add(link)
    link.end(1006, why)
  }
  /** A server that is there: it welcomes whatever link is dialled within this time. */
  greet(ms: number): void {
    for (let passed = 0; passed < ms; passed += 50) {
      const link = this.all.at(-1)
      if (link !== undefined && link.closedBy === null && link.url !== '' && !greeted.has(link)) {
        greeted.add(link)
        link.connect()
        link.say(welcome({ resumed: 'full', why: 'resume' }))
        this.world.drain()
        if (link.closedBy === null) return
      }
      this.world.advanceNow(50)
    }
  }
}
const greeted = new WeakSet<FakeLink>()

const methods = ['create', 'open', 'send', 'close', 'watch', 'next', 'write', 'append']
const cases = methods.flatMap((name) => [1, 2, 3, 4].map((at) => [name, at] as const))

describe('a platform that throws', () => {
  it.each(cases)(
    'is survived when %s throws at its call number %i: the login is answered once, and the client ends connected',
    (name, at) => {
      const thrower = new Thrower(name, at)
      const rig = new Rig(thrower)
      rig.live()
      expect(rig.answers.length).toBe(1)
      if (rig.answers[0]!.code !== 0)
        rig.run(() => rig.entry.ar.login({ userId: 'alice', token: '' }, () => {})).greet(6000)
      const link = rig.all.at(-1)!
      expect(rig.states.at(-1), `after ${thrower.thrown} throws`).toBe('3')
      rig.run(() => rig.entry.ar.sendMessageToPeer({ peerId: 'bob', text: 'hello' }, () => {}))
      expect(link.of('send')).toHaveLength(1)
    }
  )

  it('who said connected never keeps a link that cannot be closed: silence is told, the next is dialled', () => {
    const rig = new Rig(new Thrower('close', 1))
    rig.live()
    expect(rig.states).toContain('4')
    expect(rig.all.length).toBeGreaterThanOrEqual(3)
  })

  it('a default address that cannot be had is none: login says so, and setParameters helps', () => {
    const rig = new Rig(new Thrower('defaultServer', 1))
    const codes: unknown[] = []
    rig.run(() =>
      rig.entry.ar.createInstance({ appId: APP }, (answer: Frame) => {
        codes.push(answer.code)
      })
    )
    rig.run(() =>
      rig.entry.ar.login({ userId: 'alice', token: '' }, (answer: Frame) => {
        codes.push(answer.code)
      })
    )
    rig.run(() =>
      rig.entry.ar.setParameters({ server: SERVER }, (answer: Frame) => {
        codes.push(answer.code)
      })
    )
    rig
      .run(() =>
        rig.entry.ar.login({ userId: 'alice', token: '' }, (answer: Frame) => {
          codes.push(answer.code)
        })
      )
      .greet(4000)
    expect(codes).toEqual([0, 1, 0, 0])
  })

  it('files that throw are files that cannot be written', () => {
    const broken = (): never => {
      throw new Error('the platform throws')
    }
    const files = new GuardedFiles({ open: broken, append: broken, rename: broken })
    expect([files.open('/a'), files.append('/a', 'x'), files.rename('/a', '/b')]).toEqual([-1, 0, 0])
  })

  it('counts what it says it does: each method of the table is called by what the page does here', () => {
    for (const name of methods) {
      const thrower = new Thrower(name, Infinity)
      new Rig(thrower).live()
      expect(thrower.calls, name).toBeGreaterThan(0)
    }
  })
})
