// The typed client over an engine and a server: logins, messages, channels, presence, invitations, and its end.
import { describe, expect, it } from 'vitest'
import { RtmError } from '../../sdk/api/error.ts'
import { clientOn } from '../../sdk/client/create.ts'
import type { RtmEngine } from '../../sdk/engine/engine.ts'
import { scripted, TypedTown } from './sdk-kit.ts'

const codeOf = (error: unknown): unknown => (error instanceof RtmError ? error.code : error)

describe('the typed client over an engine and a server', () => {
  it('logs in, says so by state, and knows its user until logout', async () => {
    const town = new TypedTown()
    const client = town.client('alice')
    const states: string[] = []
    client.on('state', ({ state, previous, reason }) => states.push(`${previous} ${state} ${reason}, ${client.userId}`))
    await town.done(client.login({ userId: 'alice' }))
    expect([client.state, client.userId]).toEqual(['connected', 'alice'])
    await town.done(client.logout())
    expect([client.state, client.userId]).toEqual(['disconnected', ''])
    expect(states).toEqual([
      'disconnected connecting login, alice',
      'connecting connected login_success, alice',
      'connected disconnected logout, '
    ])
  })

  it('sends between users, with the same id at both ends', async () => {
    const town = new TypedTown()
    const [alice, bob] = [await town.login('alice'), await town.login('bob')]
    const got: unknown[] = []
    bob.on('message', (message) => got.push(message))
    const receipt = await town.done(alice.sendMessage('bob', 'hello'))
    expect(receipt.outcome).toBe('received')
    expect(got).toMatchObject([
      { userId: 'alice', text: 'hello', messageId: receipt.messageId, offline: false, redelivered: false }
    ])
  })

  it('has one object for a channel, which carries messages, members, counts and attributes', async () => {
    const town = new TypedTown()
    const [alice, bob] = [await town.login('alice'), await town.login('bob')]
    const plaza = alice.channel('plaza')
    expect(alice.channel('plaza')).toBe(plaza)
    const told: string[] = []
    plaza.on('message', ({ userId, text }) => told.push(`${userId}: ${text}`))
    plaza.on('memberJoined', ({ userId }) => told.push(`+${userId}`))
    plaza.on('memberLeft', ({ userId, reason }) => told.push(`-${userId} ${reason}`))
    plaza.on('attributes', ({ attributes, rows }) =>
      told.push(JSON.stringify([attributes, rows.map((row) => row.userId)]))
    )
    await town.done(plaza.join())
    await town.done(bob.channel('plaza').join())
    expect(plaza.joined).toBe(true)
    expect(await town.done(plaza.getMembers())).toEqual(expect.arrayContaining(['alice', 'bob']))
    expect((await town.done(bob.channel('plaza').sendMessage('hi'))).outcome).toBe('taken')
    await town.done(bob.channel('plaza').setAttributes({ topic: 'weather', open: true, seats: 3 }, { notify: true }))
    expect(await town.done(plaza.getAttributes(['open', 'seats']))).toEqual({ open: true, seats: 3 })
    expect(await town.done(alice.getMemberCounts(['plaza', 'elsewhere']))).toEqual([
      { channelId: 'plaza', count: 2 },
      { channelId: 'elsewhere', count: 0 }
    ])
    await town.done(bob.logout())
    expect(told).toEqual([
      '+bob',
      'bob: hi',
      '[{"topic":"weather","open":true,"seats":3},["bob","bob","bob"]]',
      '-bob left'
    ])
    expect(bob.channel('plaza').joined).toBe(false)
    expect(codeOf(await town.refused(bob.channel('plaza').sendMessage('hi')))).toBe('not_logged_in')
  })

  it('tells who is there, and reads attributes of users in their types', async () => {
    const town = new TypedTown()
    const [alice, bob] = [await town.login('alice'), await town.login('bob')]
    const seen: unknown[] = []
    alice.on('presence', (users) => seen.push(users))
    await town.done(alice.subscribePresence(['bob', 'carol']))
    expect(await town.done(alice.getPresenceSubscriptions())).toEqual(['bob', 'carol'])
    expect(await town.done(alice.getPresence(['carol', 'bob']))).toEqual([
      { userId: 'carol', presence: 'offline' },
      { userId: 'bob', presence: 'online' }
    ])
    await town.done(bob.updateAttributes({ name: 'Bob', age: 7, __proto__x: true }))
    expect(await town.done(alice.getUserAttributes('bob'))).toEqual({ name: 'Bob', age: 7, __proto__x: true })
    expect(await town.done(alice.getUserAttributes('bob', ['age']))).toEqual({ age: 7 })
    await town.done(bob.deleteAttributes(['age']))
    await town.done(bob.clearAttributes())
    expect(await town.done(alice.getUserAttributes('bob'))).toEqual({})
    await town.done(bob.logout())
    expect(codeOf(await town.refused(alice.getUserAttributes('bob')))).toBe('user_offline')
    await town.done(alice.unsubscribePresence(['bob']))
    expect(seen).toEqual([
      [
        { userId: 'bob', presence: 'online' },
        { userId: 'carol', presence: 'offline' }
      ],
      [{ userId: 'bob', presence: 'offline' }]
    ])
  })

  it('plays an invitation from both sides, in one event', async () => {
    const town = new TypedTown()
    const [alice, bob] = [await town.login('alice'), await town.login('bob')]
    const told: string[] = []
    alice.on('invitation', ({ role, state, userId, response, reason }) =>
      told.push(`${role} ${state} ${userId} ${response}${reason}`)
    )
    bob.on('invitation', ({ role, state, userId, content }) => told.push(`${role} ${state} ${userId} ${content}`))
    const id = await town.done(alice.invite('bob', { channelId: 'room', content: 'video' }))
    expect(id).not.toBe('')
    expect(codeOf(await town.refused(alice.invite('bob')))).toBe('already_invited')
    await town.done(bob.acceptInvitation('alice', { response: 'coming' }))
    await town.done(alice.invite('bob'))
    await town.done(bob.refuseInvitation('alice', { busy: true }))
    await town.done(alice.invite('bob'))
    await town.done(alice.cancelInvitation('bob', { content: 'sorry' }))
    expect(told.filter((line) => line.startsWith('caller'))).toEqual([
      'caller ringing bob ',
      'caller accepted bob coming',
      'caller ringing bob ',
      'caller refused bob busy',
      'caller ringing bob ',
      'caller cancelled bob '
    ])
    expect(told.filter((line) => line.startsWith('callee')).map((line) => line.split(' ').slice(1).join(' '))).toEqual([
      'ringing alice video',
      'accepted alice video',
      'ringing alice ',
      'refused alice ',
      'ringing alice ',
      'cancelled alice sorry'
    ])
  })

  it('resumes after a break without telling one that heals within 4 s, and tells a gap by number', async () => {
    const town = new TypedTown()
    const alice = await town.login('alice')
    const states: string[] = []
    alice.on('state', ({ state }) => states.push(state))
    await town.done(alice.hold(true))
    await town.town.advance(3000)
    await town.done(alice.hold(false))
    expect(states).toEqual([])
    await town.done(alice.hold(true))
    await town.town.advance(5000)
    expect(alice.state).toBe('reconnecting')
    await town.done(alice.hold(false))
    expect(states).toEqual(['reconnecting', 'connected'])
  })
})

describe('the end of a client', () => {
  it('may come from within a listener: nothing is told after it, and calls say so', async () => {
    const { client, engine } = scripted()
    const told: string[] = []
    client.on('message', () => {
      told.push('first')
      void client.destroy()
    })
    client.on('message', () => told.push('second'))
    await engine.tell({ event: 'peerMessage', from: 'bob', text: 'x' })
    await engine.tell({ event: 'peerMessage', from: 'bob', text: 'y' })
    expect(told).toEqual(['first'])
    await expect(client.sendMessage('bob', 'x')).rejects.toMatchObject({ code: 'destroyed' })
    await client.destroy()
  })

  it('settles what was open as unknown', async () => {
    const { client, engine } = scripted()
    const sending = client.sendMessage('bob', 'x')
    engine.last('send').answer({ ok: 0, why: 'timeout', message: 'no outcome', outcome: 'open', n: 4 })
    const error = (await sending.catch((fault: unknown) => fault)) as RtmError
    await client.destroy()
    expect(await error.lateOutcome).toBe('unknown')
  })
})

describe('an engine of ones own', () => {
  it('gets the four calls as JSON text', async () => {
    const seen: string[] = []
    const engine: RtmEngine = {
      open: (_handle, options, done) => {
        seen.push(options)
        done('{"ok":1}')
      },
      call: (_handle, method, args, done) => {
        seen.push(`${method} ${args}`)
        done('{"ok":1}')
      },
      listen: () => {},
      close: (_handle, done) => done('{"ok":1}')
    }
    const client = clientOn({ appId: '0'.repeat(32) }, engine)
    await client.login({ userId: 'alice', token: 'T' })
    expect(seen).toEqual([`{"app":"${'0'.repeat(32)}","server":"","confirm":1}`, 'login {"user":"alice","token":"T"}'])
  })
})
