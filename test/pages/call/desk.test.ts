import { describe, expect, it } from 'vitest'
import { emptyBook, enter, move, runningCall, secondsLeft, talkedMs } from '../../../pages/call/book.ts'
import { pair, talking, ways } from './phones.ts'

describe('a call between two', () => {
  it('rings, is accepted and hung up; both sides have its times and its media', async () => {
    const { place, alice, bob } = await pair()
    await alice.does((desk) => desk.call('bob', true))
    expect(ways(alice, bob)).toEqual(['ringing', 'incoming'])
    await place.advance(7_000)
    expect(secondsLeft(alice.calls[0]!, place.now())).toBe(53)
    await bob.does((desk) => desk.accept())
    expect(ways(alice, bob)).toEqual(['talking', 'talking'])
    expect(alice.calls[0]!.presence).toBe('online')
    await place.advance(90_000)
    await bob.does((desk) => desk.leave())
    expect(ways(alice, bob)).toEqual(['over hungUp', 'over hungUpHere'])
    expect(
      [alice, bob].map(({ calls: [call] }) => [call!.video, call!.outgoing, call!.overAt - call!.talkedAt])
    ).toEqual([
      [true, true, 90_000],
      [true, false, 90_000]
    ])
    expect(await place.town.done(alice.client.getPresenceSubscriptions())).toEqual([])
  })

  it.each([-3_600_000, 3_600_000])(
    'rings and lasts as long while somebody sets the clock by %i ms, and is listed by the time of day',
    (ms) => {
      let wall = 1_795_252_109_336
      const call = enter(
        emptyBook(),
        { id: 'i', peer: 'bob', outgoing: false, video: false },
        { now: () => wall, monotonic: () => 1000 }
      )
      wall += ms
      expect([secondsLeft(call, 8000), call.at]).toEqual([53, wall - ms])
      move(call, 'accept', 8000)
      move(call, 'accepted', 9000)
      expect(talkedMs(call, 12_000)).toBe(3000)
      move(call, 'peerHungUp', 99_000)
      expect(talkedMs(call, 120_000)).toBe(90_000)
    }
  )

  it('is refused, or taken back', async () => {
    const { alice, bob } = await pair()
    await alice.does((desk) => desk.call('bob', false))
    await bob.does((desk) => desk.leave())
    expect(ways(alice, bob)).toEqual(['over refused', 'over refusedHere'])
    await alice.does((desk) => desk.call('bob', false))
    await alice.does((desk) => desk.leave())
    expect(ways(alice, bob)).toEqual(['over cancelledHere', 'over cancelled'])
  })

  it('ends by itself after 60 s of ringing, and not sooner', async () => {
    const { place, alice, bob } = await pair()
    await alice.does((desk) => desk.call('bob', false))
    await place.advance(59_900)
    expect(ways(alice, bob)).toEqual(['ringing', 'incoming'])
    expect(secondsLeft(bob.calls[0]!, place.now())).toBe(1)
    await place.advance(200)
    expect(ways(alice, bob)).toEqual(['over expired', 'over expired'])
  })

  it('fails after 30 s where nobody is there', async () => {
    const { place, alice } = await pair()
    await alice.does((desk) => desk.call('carol', false))
    expect(alice.now).toBe('calling')
    await place.advance(30_100)
    expect(alice.now).toBe('over offline')
  })

  it('is not begun where the client refuses it: the page shows why', async () => {
    const { alice } = await pair()
    await alice.does((desk) => desk.call('', false))
    expect(alice.state.problem).toMatchObject({ code: 'invalid', call: 'invite' })
    expect(alice.calls).toEqual([])
  })

  it('becomes one call where both call each other at once', async () => {
    const { place, alice, bob } = await pair()
    const both = [alice.desk.call('bob', true), bob.desk.call('alice', false)]
    await place.town.town.settle()
    await Promise.all(both)
    expect(ways(alice, bob)).toEqual(['talking', 'talking'])
    expect([alice, bob].map(({ calls }) => calls.map(({ video, outgoing }) => [video, outgoing]))).toEqual([
      [[true, true]],
      [[true, false]]
    ])
    await place.advance(70_000)
    expect(ways(alice, bob)).toEqual(['talking', 'talking'])
  })
})

describe('a third user', () => {
  it('hears busy from one who is in a call, and the call goes on', async () => {
    const { place, alice, bob } = await talking()
    const carol = await place.phone('carol')
    await carol.does((desk) => desk.call('bob', false))
    expect(carol.now).toBe('over busy')
    expect(bob.calls.map(({ peer, phase, end }) => [peer, phase, end])).toEqual([
      ['alice', 'talking', ''],
      ['carol', 'over', 'busyHere']
    ])
    expect(runningCall(bob.state.book)?.key).toBe(bob.state.book.shown)
    expect(alice.now).toBe('talking')
  })
})

describe('a second device', () => {
  it('stops ringing when another one has accepted, and rings for the next call', async () => {
    const { place, alice, bob } = await pair()
    const tablet = await place.phone('bob', 'tablet')
    await alice.does((desk) => desk.call('bob', false))
    expect(ways(bob, tablet)).toEqual(['incoming', 'incoming'])
    await tablet.does((desk) => desk.accept())
    expect(ways(alice, bob, tablet)).toEqual(['talking', 'over elsewhere', 'talking'])
    const carol = await place.phone('carol')
    await carol.does((desk) => desk.call('bob', false))
    expect(ways(carol, bob)).toEqual(['ringing', 'incoming'])
    await bob.does((desk) => desk.leave())
    await alice.does((desk) => desk.leave())
    expect(ways(alice, carol)).toEqual(['over hungUpHere', 'over refused'])
    expect(tablet.calls.map(({ end }) => end)).toEqual(['hungUp', 'busyHere'])
  })

  it('of the caller takes no part', async () => {
    const { place, alice } = await pair()
    const tablet = await place.phone('alice', 'tablet')
    await alice.does((desk) => desk.call('bob', false))
    await alice.does((desk) => desk.leave())
    expect(tablet.calls).toEqual([])
  })
})

describe('a link that breaks', () => {
  it('while it rings: what was pressed meanwhile counts when it is back', async () => {
    const { place, alice, bob } = await pair()
    await alice.does((desk) => desk.call('bob', false))
    await bob.does((desk) => desk.hold(true))
    await bob.does((desk) => desk.accept())
    await place.advance(5_000)
    expect(ways(alice, bob)).toEqual(['ringing', 'answering'])
    await bob.does((desk) => desk.hold(false))
    await place.advance(5_000)
    expect(ways(alice, bob)).toEqual(['talking', 'talking'])
  })

  it('while it rings: the answer of the other side is told after the return', async () => {
    const { place, alice, bob } = await pair()
    await alice.does((desk) => desk.call('bob', false))
    await alice.does((desk) => desk.hold(true))
    await place.advance(3_000)
    await bob.does((desk) => desk.leave())
    expect(ways(alice, bob)).toEqual(['ringing', 'over refusedHere'])
    await alice.does((desk) => desk.hold(false))
    await place.advance(5_000)
    expect(alice.now).toBe('over refused')
  })

  it('of the caller while it is accepted: it waits for them, and both talk when they are back', async () => {
    const { place, alice, bob } = await pair()
    await alice.does((desk) => desk.call('bob', false))
    await alice.does((desk) => desk.hold(true))
    await bob.does((desk) => desk.accept())
    await place.advance(8_000)
    expect(bob.now).toBe('answering')
    await alice.does((desk) => desk.hold(false))
    await place.advance(5_000)
    expect([alice.now, bob.now]).toEqual(['talking', 'talking'])
  })

  it('of the caller until the ring time is over: nobody confirms it, and both are told so', async () => {
    const { place, alice, bob } = await pair()
    await alice.does((desk) => desk.call('bob', false))
    await place.advance(50_000)
    await alice.does((desk) => desk.hold(true))
    await bob.does((desk) => desk.accept())
    await place.advance(10_100)
    expect(bob.now).toBe('over unconfirmed')
    await alice.does((desk) => desk.hold(false))
    await place.advance(1_000)
    expect(alice.now).toBe('over unconfirmed')
  })

  it('of the caller for longer than 30 s: accepted then, it fails as caller_away', async () => {
    const { place, alice, bob } = await pair()
    await alice.does((desk) => desk.call('bob', false))
    await alice.does((desk) => desk.hold(true))
    await place.advance(35_000)
    await bob.does((desk) => desk.accept())
    expect(bob.now).toBe('over caller_away')
  })

  it('during the call: the other side is shown as interrupted, then the call ends on both', async () => {
    const { place, alice, bob } = await talking()
    await bob.does((desk) => desk.hold(true))
    await place.advance(8_000)
    expect([alice.now, alice.calls[0]!.presence]).toEqual(['talking', 'unreachable'])
    await place.advance(30_000)
    expect(ways(alice, bob)).toEqual(['over lost', 'talking'])
    await bob.does((desk) => desk.hold(false))
    await place.advance(5_000)
    expect(bob.now).toBe('over lost')
  })

  it('during the call, shortly: the call goes on', async () => {
    const { place, alice, bob } = await talking()
    await bob.does((desk) => desk.hold(true))
    await place.advance(8_000)
    await bob.does((desk) => desk.hold(false))
    await place.advance(5_000)
    expect([...ways(alice, bob), alice.calls[0]!.presence]).toEqual(['talking', 'talking', 'online'])
  })

  it('when a call is taken back while it is being accepted, nobody stays in it alone', async () => {
    const { place, alice, bob } = await pair()
    await alice.does((desk) => desk.call('bob', false))
    const both = [bob.desk.accept(), alice.desk.leave()]
    await place.town.town.settle()
    await Promise.all(both)
    await place.advance(6_000)
    expect([alice, bob].map(({ now }) => now.startsWith('over'))).toEqual([true, true])
  })
})

describe('who goes', () => {
  it('while it rings: the other side hears that the caller has gone', async () => {
    const { alice, bob } = await pair()
    await alice.does((desk) => desk.call('bob', false))
    await alice.does((desk) => desk.logout())
    expect(ways(alice, bob)).toEqual(['', 'over caller_gone']) // who logs in next here finds no calls of hers
    expect(alice.state.connection).toBe('disconnected')
  })

  it('during the call hangs up', async () => {
    const { alice, bob } = await talking()
    await bob.does((desk) => desk.logout())
    expect(ways(alice, bob)).toEqual(['over hungUp', ''])
  })

  it('by loading the page anew ends the call: at the next login the other side is told so', async () => {
    const { place, alice, bob } = await talking()
    const again = await place.phone('bob', 'bob anew', bob.kept)
    expect([alice.now, again.kept, bob.kept === '']).toEqual(['over hungUp', '', false])
    await alice.does((desk) => desk.leave())
    expect(alice.kept).toBe('')
  })

  it('by a login elsewhere ends what it does', async () => {
    const { place, alice, bob } = await talking()
    for (const device of ['second', 'third']) await place.phone('alice', device)
    expect([alice.now, alice.state.connection, alice.state.reason]).toEqual([
      'over loggedOut',
      'aborted',
      'remote_login'
    ])
    expect(bob.now).toBe('talking') // another device of hers is there
  })
})
