// Another user logs in on the instance, without a logout, as in the vendor's plugin for Android.
import { describe, expect, it } from 'vitest'
import { ArRig, type Frame, record } from '../kit/engine-kit'

const login = (rig: ArRig, userId: string): Frame[] => rig.ask((cb) => rig.entry.ar.login({ userId, token: '' }, cb))
const states = (rig: ArRig): string[] =>
  rig.events
    .filter(({ rtmEvent }) => rtmEvent === 'onConnectionStateChanged')
    .map(({ state, reason }) => `${String(state)}/${String(reason)}`)
const byes = (rig: ArRig): number[] => rig.links.all.map((link) => link.of('bye').length)

describe('a login of another user', () => {
  it('A-LOGIN-5: waits for the answer to bye, settles open calls before its own, tells only of the new user', () => {
    const rig = new ArRig().loggedIn().advance(1_000)
    const order: unknown[] = []
    rig.entry.run(() =>
      rig.entry.ar.sendMessageToPeer({ peerId: 'x', text: 'open' }, ({ code }: Frame) => order.push(['send', code]))
    )
    rig.entry.run(() => rig.entry.ar.userAttributes.set({ a: 1 }, ({ code }: Frame) => order.push(['set', code])))
    rig.world.drain()
    const told = rig.events.length
    rig.entry.run(() =>
      rig.entry.ar.login({ userId: 'carol', token: '' }, ({ code }: Frame) => order.push(['login', code]))
    )
    rig.world.drain()
    rig.say(record(0, 1))
    expect([rig.links.all.length, order]).toEqual([1, []])
    const old = rig.link
    old.say({ t: 'ok', id: old.last('bye').id }).end(4200)
    rig.world.drain()
    expect(old.last('bye')).not.toHaveProperty('h', 1)
    rig.greet({ session: 's2' })
    expect(rig.link.last('hello')).toMatchObject({ user: 'carol' })
    expect(order).toEqual([
      ['send', 2],
      ['set', 7],
      ['login', 0]
    ])
    expect(states({ ...rig, events: rig.events.slice(told) } as ArRig)).toEqual(['2/1', '3/2'])
    expect(rig.events.slice(told)).toHaveLength(2)
    rig.say(record(0, 1))
    expect(rig.events.at(-1)).toMatchObject({ rtmEvent: 'onPeerMessageReceived' })
  })

  it('A-LOGIN-5: waits 2 s at most, and where there is no link, not at all', () => {
    const rig = new ArRig().loggedIn().advance(1_000)
    login(rig, 'carol')
    rig.advance(1_999)
    expect(rig.links.all).toHaveLength(1)
    rig.advance(1)
    expect(rig.links.all).toHaveLength(2)
    const cut = new ArRig().loggedIn()
    cut.link.end()
    cut.advance(1_000)
    const before = cut.links.all.length
    login(cut, 'carol')
    expect([cut.links.all.length, byes(cut).every((n) => n === 0)]).toEqual([before + 1, true])
  })

  it('A-LOGIN-5: has all calls wait that come after it, in their order', () => {
    const rig = new ArRig().loggedIn().advance(1_000)
    const order: unknown[] = []
    const note =
      (name: string) =>
      ({ code }: Frame): void => {
        order.push([name, code])
      }
    rig.entry.run(() => rig.entry.ar.login({ userId: 'carol', token: '' }, note('login')))
    rig.entry.run(() => rig.entry.ar.login({ userId: 'carol', token: '' }, note('again')))
    rig.entry.run(() => rig.entry.ar.channels.createChannel({ channelId: 'room' }, note('create')))
    rig.entry.run(() => rig.entry.ar.logout(note('logout')))
    rig.world.drain()
    expect(order).toEqual([])
    rig.advance(2_000)
    expect(order).toEqual([
      ['again', 8],
      ['create', 0],
      ['login', 1],
      ['logout', 0]
    ])
  })

  it('A-LOGIN-5: replaces one who is logging in, one who was thrown out, and one whose token is over', () => {
    const entering = new ArRig().created()
    const first = login(entering, 'alice')
    const second = login(entering, 'carol')
    expect([first, entering.links.all.length]).toMatchObject([[{ code: 1 }], 2])
    entering.greet()
    expect(second).toMatchObject([{ code: 0 }])
    const aborted = new ArRig().loggedIn().advance(1_000)
    aborted.link.end(4201)
    aborted.world.drain()
    const third = login(aborted, 'carol')
    aborted.greet()
    expect(third).toMatchObject([{ code: 0 }])
  })

  it('A-LOGIN-3: is refused as ever and ends nobody: same user 8, bad id 3, too often 10; createInstance is 2', () => {
    const rig = new ArRig().loggedIn()
    expect(rig.ask((cb) => rig.entry.ar.createInstance({ appId: 'f'.repeat(32) }, cb))).toMatchObject([{ code: 2 }])
    expect([login(rig, 'alice'), login(rig, 'a/b'), login(rig, 'carol')].map(([answer]) => answer?.code)).toEqual([
      8, 3, 10
    ])
    expect([byes(rig), states(rig).at(-1)]).toEqual([[0], '3/2'])
  })
})
