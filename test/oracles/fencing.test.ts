// Fencing: at most one link of a session has effect, nothing is heard after logout, kick or release, and two engines of
// one user never take each other's place in turn.
import { describe, expect, it } from 'vitest'
import { randomOf } from '../../sdk/testing/random.ts'
import { Town, type Person } from './town.ts'

async function loggedIn(town: Town, user: string, device = user): Promise<Person> {
  const person = town.person(user, device)
  person.login()
  await town.settle()
  person.join('room')
  await town.settle()
  return person
}

describe('fencing', () => {
  it('P-RESUME-7: a second device replaces the first once, and they never alternate', async () => {
    const town = new Town()
    const first = await loggedIn(town, 'alice', 'phone')
    const second = await loggedIn(town, 'alice', 'tablet')
    await town.advance(120_000)
    expect(first.state()).toBe('aborted')
    expect(first.told('state').at(-1)?.reason).toBe('remote_login')
    expect(second.state()).toBe('in')
    expect(town.net.hellos.map(({ owner }) => owner)).toEqual(['phone', 'tablet'])
  })

  it('P-HELLO-10: a device that was away while another logged in is refused as replaced', async () => {
    for (const awayMs of [1_000, 8_000, 40_000, 700_000]) {
      const town = new Town()
      const first = await loggedIn(town, 'alice', 'phone')
      town.net.blocked.add('phone')
      town.net.of('phone')?.cut()
      await town.advance(500)
      const second = await loggedIn(town, 'alice', 'tablet')
      await town.advance(awayMs)
      town.net.blocked.delete('phone')
      await town.advance(20_000)
      expect(first.state(), `away for ${awayMs} ms`).toBe('aborted')
      expect(second.state()).toBe('in')
    }
  })

  it('P-HELLO-10: the same after a crash of the server: the older login of the two gives way', async () => {
    const town = new Town()
    const first = await loggedIn(town, 'alice', 'phone')
    town.net.blocked.add('phone')
    town.net.of('phone')?.cut()
    const second = await loggedIn(town, 'alice', 'tablet')
    town.crash()
    await town.advance(10_000)
    town.net.blocked.delete('phone')
    await town.advance(20_000)
    expect([first.state(), second.state()]).toEqual(['aborted', 'in'])
  })

  it('P-RESUME-7: what the first device had not handled comes to the second, and the outcome follows', async () => {
    const town = new Town()
    const bob = await loggedIn(town, 'bob')
    const phone = await loggedIn(town, 'alice', 'phone')
    town.net.blocked.add('phone')
    town.net.of('phone')?.halfCut('client')
    bob.send('alice', 'm1')
    await town.settle()
    expect(bob.outcome('m1')).toBe('none')
    const tablet = await loggedIn(town, 'alice', 'tablet')
    await town.advance(1_000)
    expect(tablet.mail()).toEqual(['m1'])
    expect(tablet.told('peerMessage')[0]?.redelivered).toBe(1)
    expect(bob.outcome('m1')).toBe('ok')
    expect(phone.mail()).toEqual([])
  })

  it('P-RESUME-8: no event after logout, release or replacement, whatever is still under way', async () => {
    for (let seed = 1; seed <= 150; seed++) {
      const random = randomOf(seed)
      const town = new Town()
      const alice = await loggedIn(town, 'alice')
      const bob = await loggedIn(town, 'bob')
      const end = town.net.steps + random.below(14)
      let eventsAtEnd = -1
      town.net.at(end, () => {
        const done = (): void => {
          eventsAtEnd = alice.events.length
        }
        if (random.below(2) === 0) alice.client.logout(done)
        else alice.client.close(done)
      })
      bob.publish('room', 'b1')
      bob.send('alice', 'm1')
      bob.publish('room', 'b2')
      bob.send('alice', 'm2')
      await town.settle()
      await town.advance(60_000)
      if (eventsAtEnd >= 0) expect(alice.events.length, `seed ${seed}`).toBe(eventsAtEnd)
    }
  })

  it('P-RESUME-1 P-RESUME-2 P-HELLO-12: hellos that the network delays and repeats change nothing', async () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = randomOf(seed)
      const town = new Town()
      const alice = await loggedIn(town, 'alice')
      const bob = await loggedIn(town, 'bob')
      for (let round = 0; round < 4; round++) {
        town.net.of('alice')?.cut()
        await town.advance(random.below(1_500))
        bob.publish('room', `b${round}`)
        await town.settle()
        // An old greeting turns up again, on a socket of its own.
        const hellos = town.net.hellos.filter((row) => row.owner === 'alice')
        town.net.ghost(random.pick(hellos).text)
        await town.advance(random.below(1_500))
      }
      await town.heal()
      expect(alice.state(), `seed ${seed}`).toBe('in')
      expect(alice.heard('room'), `seed ${seed}`).toEqual(['b0', 'b1', 'b2', 'b3'])
      expect(town.stats().sessions).toBe(2)
    }
  })

  it('P-HELLO-12: a login overtaken by a later one of the same client changes nothing; others do', async () => {
    const town = new Town()
    const alice = await loggedIn(town, 'alice')
    alice.logout()
    await town.advance(1_000)
    alice.login()
    await town.settle()
    const [first] = town.net.hellos
    town.net.ghost(first!.text)
    await town.advance(5_000)
    expect(alice.state()).toBe('in')
    await loggedIn(town, 'alice', 'tablet')
    await town.advance(1_000)
    expect(alice.state()).toBe('aborted')
  })

  it('P-LIFE-5 P-INBOX-1: who logs out within a message has had it: nothing is missing at the next login', async () => {
    const town = new Town()
    const alice = await loggedIn(town, 'alice')
    const bob = await loggedIn(town, 'bob')
    alice.client.listen((event) => {
      alice.events.push(event)
      if (event.event === 'peerMessage') alice.logout()
    })
    bob.send('alice', 'm1')
    bob.send('alice', 'm2')
    await town.advance(1_500)
    alice.login()
    await town.advance(1_500)
    expect([bob.outcome('m1'), alice.mail().includes('m1'), alice.state()]).toEqual(['ok', true, 'in'])
    const missed = alice.told('missed').reduce((sum, row) => sum + Number(row.missed), 0)
    expect(alice.mail().length + missed).toBe(2)
  })
})
