// The engine where the platform has no monotonic reading, as in mini-programs: on the clock that is made of wall time
// and of what timers prove.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Client } from '../../../uni_modules/rtm/utssdk/common/engine/client.uts'
import { Ports } from '../../../uni_modules/rtm/utssdk/common/guarded.uts'
import { steady } from '../../../uni_modules/rtm/utssdk/js/clipped-clock.uts'
import { TimeoutClock } from '../../../uni_modules/rtm/utssdk/js/clock.uts'
import { World } from '../../../sdk/testing/world.ts'
import { APP, FakeLinks, portsOf, SERVER, welcome, type Frame } from '../../kit/engine-kit'

const HOUR = 3_600_000
const BOTH_WAYS = [-HOUR, HOUR]

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_795_252_109_336 })
  vi.stubGlobal('performance', undefined)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

class Poor {
  readonly links = new FakeLinks()
  readonly told: Frame[] = []
  readonly client: Client
  constructor(welcomed: Frame = {}) {
    const executor = {
      run: (task: () => void) => {
        task()
      },
      deliver: (task: () => void) => {
        task()
      }
    }
    const { ports } = portsOf(new World(), this.links)
    const { json, surroundings, random, log, origin, files } = ports
    this.client = new Client(
      new Ports(
        executor,
        steady(new TimeoutClock(executor)),
        json,
        this.links,
        surroundings,
        random,
        log,
        origin,
        files
      ),
      APP,
      SERVER
    )
    this.client.listen((event: Frame) => {
      this.told.push(event)
    })
    this.client.login('alice', '', () => {})
    this.links.last.connect().say(welcome(welcomed))
  }
  /** So long, with a server that answers. */
  live(ms: number): void {
    for (let left = ms; left > 0; left -= 500) {
      this.links.last.say({ t: 'pong' })
      vi.advanceTimersByTime(Math.min(left, 500))
    }
  }
  send(): Frame[] {
    const answers: Frame[] = []
    this.client.send('bob', 'hi', false, false, (answer: Frame) => {
      answers.push(answer)
    })
    return answers
  }
}
const setWall = (ms: number): void => {
  vi.setSystemTime(Date.now() + ms)
}

it.each(BOTH_WAYS)(
  'P-LIFE-2: a link that lives is kept when somebody sets the clock by %i ms, at any moment between two pings',
  (ms) => {
    const rig = new Poor()
    for (let i = 0; i < 40; i++) {
      rig.live(1900 + 50 * i)
      setWall(i % 2 === 0 ? ms : -ms)
      vi.advanceTimersByTime(10 * i)
    }
    expect([rig.links.all.length, rig.links.last.closedBy]).toEqual([1, null])
  }
)

it.each(BOTH_WAYS)('P-LIFE-2: a network that dies then is noticed within two silences (%i ms)', (ms) => {
  const rig = new Poor()
  rig.live(3000)
  setWall(ms)
  vi.advanceTimersByTime(8000)
  expect(rig.links.all[0]!.closedBy).not.toBe(null)
})

it.each(BOTH_WAYS)(
  'A-RATE-1: a rate that is used up opens after its time, and an hour back keeps nobody waiting for an hour (%i ms)',
  (ms) => {
    const rig = new Poor()
    for (let i = 0; i < 60; i++) rig.send()
    expect(rig.send()).toMatchObject([{ why: 'too_often' }])
    setWall(ms)
    rig.live(1500)
    expect(rig.send()).toEqual([])
  }
)

it.each(BOTH_WAYS)('P-TOKEN-2: a token is warned of before its end (%i ms)', (ms) => {
  const end = 1_795_260_000_000
  const rig = new Poor({ now: end - 60_000, exp: end })
  setWall(ms)
  rig.live(20_000)
  expect(rig.told.filter(({ event }) => event === 'tokenWillExpire')).toHaveLength(0)
  rig.live(12_000)
  expect(rig.told.filter(({ event }) => event === 'tokenWillExpire')).toHaveLength(1)
})
