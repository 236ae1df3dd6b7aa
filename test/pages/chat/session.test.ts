import { describe, expect, it } from 'vitest'
import { generous } from '../../oracles/town.ts'
import { ChatTown, conversation, newest, told } from './chat-kit.ts'

describe('the session of a chat', () => {
  it('goes on through a break of the link, and everything arrives in order', async () => {
    const town = new ChatTown()
    const [alice, bob] = await town.meet('plaza', 'alice', 'bob')
    await town.done(alice.hold(true))
    await town.advance(5000)
    expect(alice.state).toMatchObject({ held: true, connection: 'reconnecting' })
    for (const text of ['one', 'two']) await town.done(bob.send(conversation(bob, 'channel:plaza'), text))
    await town.done(alice.hold(false))
    await town.advance(2000)
    expect(alice.state).toMatchObject({ held: false, connection: 'connected', userId: 'alice' })
    expect(told(alice, 'channel:plaza')).toEqual(['note bob joined', 'got bob one', 'got bob two'])
  })

  it('shows a gap where messages would have been, with how many and why', async () => {
    const town = new ChatTown({
      ...generous,
      retention: { ...generous.retention, messages: 2, leastMessages: 0, leastMs: 0 }
    })
    const [alice, bob] = await town.meet('plaza', 'alice', 'bob')
    await town.done(alice.hold(true))
    for (const text of ['1', '2', '3', '4', '5']) await town.done(bob.send(conversation(bob, 'channel:plaza'), text))
    await town.done(alice.hold(false))
    await town.advance(2000)
    expect(told(alice, 'channel:plaza')).toEqual(['note bob joined', 'gap', 'got bob 4', 'got bob 5'])
    expect(conversation(alice, 'channel:plaza').lines[1]).toMatchObject({ missed: 3, reason: 'retention' })
  })

  it('ends when the user logs in elsewhere, and comes back to the same conversations at one press', async () => {
    const town = new ChatTown()
    const [alice, bob] = await town.meet('plaza', 'alice', 'bob')
    alice.talkTo('bob')
    await town.done(alice.setProfile('Alice', ''))
    const elsewhere = await town.enter('alice', 'telephone')
    expect(alice.state).toMatchObject({ connection: 'aborted', reason: 'remote_login', userId: 'alice' })
    expect(conversation(alice, 'channel:plaza')).toMatchObject({ membership: 'lost', members: [] })
    expect(alice.state.people.get('bob')?.presence).toBe('')
    await town.done(alice.send(conversation(alice, 'peer:bob'), 'too late'))
    expect(newest(alice, 'peer:bob').outcome).toBe('failed')
    await town.advance(1000)
    expect(await town.within(1000, alice.loginAgain())).toBe(true)
    expect(elsewhere.state.connection).toBe('aborted')
    expect(alice.state).toMatchObject({ connection: 'connected', entering: false })
    expect(conversation(alice, 'channel:plaza')).toMatchObject({ membership: 'in', members: ['alice', 'bob'] })
    await town.done(alice.again(conversation(alice, 'peer:bob'), newest(alice, 'peer:bob')))
    expect(told(bob, 'peer:alice')).toEqual(['got alice too late'])
    await town.done(bob.logout())
    expect(alice.state.people.get('bob')?.presence).toBe('offline') // presence is told again, too
  })

  it('marks what may have been shown by an earlier session as delivered again', async () => {
    const town = new ChatTown()
    const [alice, bob] = [await town.enter('alice'), await town.enter('bob')]
    bob.talkTo('alice')
    // Written to the link, but the word that the page has it never comes back.
    const socket = town.town.net.sockets.find((one) => one.owner === 'alice' && one.live)!
    socket.stalled = true
    void bob.send(conversation(bob, 'peer:alice'), 'twice?')
    await town.advance(0)
    const elsewhere = await town.enter('alice', 'telephone')
    expect(newest(elsewhere, 'peer:bob')).toMatchObject({ text: 'twice?', redelivered: true })
    await town.done(alice.logout())
  })

  it('forgets everything at logout', async () => {
    const town = new ChatTown()
    const [alice] = await town.meet('plaza', 'alice')
    await town.done(alice.hold(true))
    await town.done(alice.logout())
    expect(alice.state).toMatchObject({
      userId: '',
      connection: 'disconnected',
      conversations: [],
      openKey: '',
      held: false
    })
    expect(alice.state.people.size).toBe(0)
  })
})
