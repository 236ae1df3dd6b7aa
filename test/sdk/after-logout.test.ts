// Nothing of a login is left after it: a client after logout is compared with a new one, field by field, whatever
// fields there will be. And what a client keeps by name has a bound.
import { describe, expect, it } from 'vitest'
import { Entry } from '../../uni_modules/rtm/utssdk/common/ar/entry.uts'
import { APP, portsOf, record, Rig, SERVER, type Frame } from '../kit/engine-kit.ts'
import { Town } from '../oracles/town.ts'
import { differing, fieldsOf, meantToStay, staying } from './fields.ts'
import { TypedTown } from './sdk-kit.ts'

describe('the typed client', () => {
  it.each(['carol', 'alice'])(
    'hands %s, who logs in next, nothing of the login before; the same user hears what was never handled',
    async (next) => {
      const town = new TypedTown()
      const [client, bob] = [await town.login('alice'), await town.login('bob')]
      const room = client.channel('room')
      await town.done(room.join())
      await town.done(bob.channel('room').join())
      await town.done(bob.sendMessage('alice', 'for alice'))
      await town.done(bob.channel('room').sendMessage('for the members'))
      await town.done(bob.invite('alice'))
      await town.done(client.logout())
      await town.done(client.login({ userId: next }))
      const told: unknown[] = []
      client.on('message', (event) => told.push(event))
      client.on('missed', (event) => told.push(event))
      room.on('message', (event) => told.push(event))
      await town.done(Promise.resolve())
      expect(told).toEqual(next === 'alice' ? [{ userId: 'bob', count: 1, reason: 'expired' }] : [])
    }
  )

  it('is after logout what a new one is, but for names of its own', async () => {
    const town = new TypedTown()
    const [client, bob] = [town.client('alice', { tokenProvider: () => '' }), await town.login('bob')]
    await town.done(client.login({ userId: 'alice' }))
    await town.done(client.channel('room').join())
    await town.done(bob.channel('room').join())
    await town.done(bob.channel('room').sendMessage('hi'))
    await town.done(bob.sendMessage('alice', 'hi'))
    await town.done(bob.invite('alice'))
    await town.done(client.setAttributes({ a: 1 }))
    await town.done(client.logout())
    const fresh = town.client('alice', { tokenProvider: () => '' })
    fresh.channel('room')
    // logouts and asking number what is open, so that late answers to older ones count no more.
    expect(differing(client, fresh, ['engine'], [/\.handle$/, /^\.tokens\.(asking|logouts)$/])).toEqual([])
  })

  it('keeps what waits when the server ended the login: whoever listens before the logout is told', async () => {
    const town = new TypedTown()
    const [client, bob] = [await town.login('alice'), await town.login('bob')]
    await town.done(bob.sendMessage('alice', 'hi'))
    await town.done(town.client('another').login({ userId: 'alice' }))
    expect(client.state).toBe('aborted')
    const told: string[] = []
    client.on('message', ({ text }) => told.push(text))
    await town.done(Promise.resolve())
    expect(told).toEqual(['hi'])
  })
})

describe('channels', () => {
  const kept = (client: unknown): number => (client as { channels: Map<string, unknown> }).channels.size

  it('that nobody has joined or listens to go, and 1,000 names leave 64 at most', async () => {
    const town = new TypedTown()
    const client = await town.login('alice')
    const listened = client.channel('listened')
    listened.on('memberCount', () => {})
    const joined = client.channel('joined')
    await town.done(joined.join())
    for (let i = 0; i < 1000; i++) client.channel(`room-${i}`)
    expect(kept(client)).toBeLessThanOrEqual(64)
    expect([client.channel('listened') === listened, client.channel('joined') === joined]).toEqual([true, true])
  })

  it('that were let go hear their events again from the join on', async () => {
    const town = new TypedTown()
    const [client, bob] = [await town.login('alice'), await town.login('bob')]
    const room = client.channel('room')
    for (let i = 0; i < 100; i++) client.channel(`room-${i}`)
    await town.done(room.join())
    await town.done(bob.channel('room').join())
    await town.done(bob.channel('room').sendMessage('hi'))
    const told: string[] = []
    room.on('message', ({ text }) => told.push(text))
    await town.done(Promise.resolve())
    expect([room.joined, told]).toEqual([true, ['hi']])
  })

  it('that were left keep no messages that waited', async () => {
    const town = new TypedTown()
    const [client, bob] = [await town.login('alice'), await town.login('bob')]
    await town.done(client.channel('room').join())
    await town.done(bob.channel('room').join())
    for (let i = 0; i < 20; i++) await town.done(bob.channel('room').sendMessage('x'.repeat(100)))
    await town.done(client.channel('room').leave())
    expect([...fieldsOf(client.channel('room')).keys()].filter((path) => path.includes('waiting.message.'))).toEqual([
      '.hub.waiting.message.size'
    ])
  })
})

describe('the engine', () => {
  it.each([false, true])(
    'is after logout what a new one is, but for what is meant to stay (nobody listens: %s)',
    (quiet) => {
      const rig = new Rig({ quiet })
      rig.client.invitations.listen()
      rig.login('alice')
      rig.ask((done) => rig.client.join('room', done))
      rig.say({ t: 'ok', id: rig.link.last('join').id, a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full' })
      rig.ask((done) => rig.client.presence.watch(['bob'], done))
      rig.ask((done) => rig.client.send('bob', 'x', false, false, done))
      rig.ask((done) => rig.client.attributes.writeOwn('replace', { a: 1 }, done))
      rig.say(record(0, 1)).say(record(7, 1))
      rig.ask((done) => rig.client.logout(done))
      rig.advance(20_000)
      const fresh = new Rig({ quiet })
      fresh.client.invitations.listen()
      expect(differing(rig.client, fresh.client, ['ports', 'clock', 'json'], staying)).toEqual([])
    }
  )
})

describe('AR-RtmModule', () => {
  const page = (
    town: Town,
    user: string
  ): {
    entry: Entry
    events: Frame[]
    done: (call: (ar: Entry['ar'], callback: (answer: Frame) => void) => void) => Promise<Frame>
  } => {
    const entry = new Entry(portsOf(town.world, town.net.links(user), SERVER).ports)
    const events: Frame[] = []
    const done = async (call: (ar: Entry['ar'], callback: (answer: Frame) => void) => void): Promise<Frame> => {
      const answers: Frame[] = []
      entry.run(() => call(entry.ar, (answer) => answers.push(answer)))
      await town.settle()
      return answers[0]!
    }
    return { entry, events, done }
  }
  const room = { channelId: 'room' }

  it('is after logout what a new instance is, but for what is meant to stay', async () => {
    const town = new Town()
    const [alice, fresh] = [page(town, 'alice'), page(town, 'fresh')]
    const bob = town.person('bob')
    bob.login()
    for (const { entry, events, done } of [alice, fresh]) {
      entry.run(() => entry.ar.setCallBack((event: Frame) => events.push(event)))
      await done((ar, callback) => ar.createInstance({ appId: APP }, callback))
      entry.run(() => entry.ar.invitations.setCallEventListener(() => {}))
      await done((ar, callback) => ar.channels.createChannel(room, callback))
    }
    const { done } = alice
    await done((ar, callback) => ar.login({ userId: 'alice', token: '' }, callback))
    await done((ar, callback) => ar.channels.join(room, callback))
    bob.join('room')
    await done((ar, callback) => ar.presence.subscribe({ peerIds: ['bob'] }, callback))
    await done((ar, callback) => ar.userAttributes.set({ mood: 'good' }, callback))
    await done((ar, callback) => ar.invitations.sendLocalInvitation({ calleeId: 'bob' }, callback))
    bob.publish('room', 'hi')
    bob.send('alice', 'hi alice')
    await town.settle()
    expect(alice.events.filter(({ rtmEvent }) => /MessageReceived/.test(String(rtmEvent)))).toHaveLength(2)
    await done((ar, callback) => ar.sendMessageToPeer({ peerId: 'bob', text: 'hi' }, callback))
    expect(await done((ar, callback) => ar.logout(callback))).toMatchObject({ code: 0 })
    await town.advance(20_000)
    expect(differing(alice.entry, fresh.entry, ['ports', 'clock', 'json', 'book'], meantToStay)).toEqual([])
  })

  it.each(['alice', 'carol'])(
    'hands %s, who logs in next, nothing that came while no callback was set',
    async (next) => {
      const town = new Town()
      const { entry, events, done } = page(town, 'alice')
      const bob = town.person('bob')
      bob.login()
      await done((ar, callback) => ar.createInstance({ appId: APP }, callback))
      await done((ar, callback) => ar.channels.createChannel(room, callback))
      await done((ar, callback) => ar.login({ userId: 'alice', token: '' }, callback))
      await done((ar, callback) => ar.channels.join(room, callback))
      bob.join('room')
      await town.settle()
      bob.publish('room', 'for the members')
      bob.send('alice', 'for alice')
      await town.settle()
      await done((ar, callback) => ar.logout(callback))
      await done((ar, callback) => ar.login({ userId: next, token: '' }, callback))
      entry.run(() => entry.ar.setCallBack((event: Frame) => events.push(event)))
      await town.settle()
      // To the same user it is told that he has missed one of bob: it was never handled.
      expect(
        events.flatMap(({ rtmEvent, text, missed, peerId }) =>
          /Message/.test(String(rtmEvent)) ? [[rtmEvent, text ?? missed, peerId]] : []
        )
      ).toEqual(next === 'alice' ? [['onMessagesMissed', 1, 'bob']] : [])
    }
  )
})
