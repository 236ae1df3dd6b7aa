import { describe, expect, it } from 'vitest'
import { ChatTown, conversation, entrance, newest, told } from './chat-kit.ts'

describe('a chat of three', () => {
  it('carries what is said in a channel to everybody in it, with who came and went', async () => {
    const town = new ChatTown()
    const [alice, bob, carol] = await town.meet('plaza', 'alice', 'bob', 'carol')
    await town.done(bob.send(conversation(bob, 'channel:plaza'), 'hello'))
    expect(told(alice, 'channel:plaza')).toEqual(['note bob joined', 'note carol joined', 'got bob hello'])
    expect(told(bob, 'channel:plaza')).toEqual(['note carol joined', 'own bob hello'])
    expect(newest(bob, 'channel:plaza').outcome).toBe('taken')
    expect(conversation(alice, 'channel:plaza')).toMatchObject({ membership: 'in', members: ['alice', 'bob', 'carol'] })
    await town.advance(1000)
    expect(conversation(alice, 'channel:plaza').count).toBe(3)
    await town.done(carol.leave(conversation(carol, 'channel:plaza')))
    expect(conversation(carol, 'channel:plaza')).toMatchObject({ membership: 'out', members: [], count: 0 })
    await town.done(bob.logout())
    expect(told(alice, 'channel:plaza').slice(-2)).toEqual(['note carol left', 'note bob left'])
    expect(conversation(alice, 'channel:plaza').members).toEqual(['alice'])
  })

  it('counts what is unread until the conversation is opened, and says it once more for who cannot see', async () => {
    const town = new ChatTown()
    const [alice, bob] = await town.meet('plaza', 'alice', 'bob')
    bob.talkTo('alice')
    await town.done(bob.send(conversation(bob, 'peer:alice'), 'one'))
    await town.done(bob.send(conversation(bob, 'peer:alice'), 'two'))
    expect(conversation(alice, 'peer:bob').unread).toBe(2)
    expect(alice.state.news).toEqual({ key: 'peer:bob', unread: 2 })
    await town.done(bob.send(conversation(bob, 'channel:plaza'), 'seen at once'))
    expect(conversation(alice, 'channel:plaza').unread).toBe(0)
    alice.open(conversation(alice, 'peer:bob'))
    expect(conversation(alice, 'peer:bob').unread).toBe(0)
    alice.close()
    await town.done(bob.send(conversation(bob, 'peer:alice'), 'three'))
    expect(conversation(alice, 'peer:bob').unread).toBe(1)
  })

  it('shows who is there: online, unreachable, offline', async () => {
    const town = new ChatTown()
    const [alice, bob] = [await town.enter('alice'), await town.enter('bob')]
    alice.talkTo('bob')
    alice.talkTo('nobody')
    await town.advance(0)
    const seen = (userId: string): unknown => alice.state.people.get(userId)?.presence
    expect([seen('bob'), seen('nobody')]).toEqual(['online', 'offline'])
    expect(['bob', 'nobody'].map((userId) => alice.state.people.get(userId)?.seen)).toEqual([true, false])
    await town.done(bob.hold(true))
    await town.advance(8000)
    expect(seen('bob')).toBe('unreachable')
    await town.advance(30_000)
    expect(seen('bob')).toBe('offline')
    await town.done(bob.hold(false))
    await town.advance(5000)
    expect(seen('bob')).toBe('online')
    await town.done(alice.remove(conversation(alice, 'peer:bob')))
    await town.done(bob.logout())
    expect(seen('bob')).toBe('')
  })

  it('shows what people call themselves, and what they change while they are looked at', async () => {
    const town = new ChatTown()
    const [alice, bob] = [await town.enter('alice'), await town.enter('bob')]
    await town.done(bob.setProfile('Bob B.', 'at lunch'))
    alice.talkTo('bob')
    await town.advance(1000)
    expect(alice.state.people.get('bob')).toMatchObject({ name: 'Bob B.', status: 'at lunch' })
    await town.done(bob.setProfile('Bob B.', ''))
    await town.advance(10_000)
    expect(alice.state.people.get('bob')).toMatchObject({ name: 'Bob B.', status: '' })
    expect(bob.state.people.get('bob')).toMatchObject({ name: 'Bob B.', status: '' })
    expect(await town.done(bob.setProfile('x'.repeat(9000), ''))).toBe(false)
    expect(bob.state.failure?.code).toBe('invalid')
    expect(bob.state.people.get('bob')?.name).toBe('Bob B.')
  })

  it('tells everybody a new topic and who set it; who comes later finds the topic', async () => {
    const town = new ChatTown()
    const [alice, bob] = await town.meet('plaza', 'alice', 'bob')
    await town.done(bob.setTopic(conversation(bob, 'channel:plaza'), 'the weather'))
    for (const chat of [alice, bob]) {
      expect(conversation(chat, 'channel:plaza')).toMatchObject({ topic: 'the weather', topicBy: 'bob' })
      expect(told(chat, 'channel:plaza').at(-1)).toBe('note bob topic the weather')
    }
    const carol = await town.enter('carol')
    await town.done(carol.join('plaza'))
    expect(conversation(carol, 'channel:plaza')).toMatchObject({ topic: 'the weather', topicBy: '' })
    await town.done(alice.setTopic(conversation(alice, 'channel:plaza'), ''))
    expect(told(bob, 'channel:plaza').at(-1)).toBe('note topicCleared')
    expect(conversation(bob, 'channel:plaza').topic).toBe('')
  })

  it('opens a channel that it is in already instead of joining it twice', async () => {
    const town = new ChatTown()
    const [alice] = await town.meet('plaza', 'alice')
    alice.close()
    expect(await town.done(alice.join('plaza'))).toBe(true)
    expect(alice.state.openKey).toBe('channel:plaza')
  })

  it('counts as unread what comes to the open conversation while another page is looked at', async () => {
    const town = new ChatTown()
    const [alice, bob] = await town.meet('plaza', 'alice', 'bob')
    alice.show(false)
    await town.done(bob.send(conversation(bob, 'channel:plaza'), 'one'))
    expect(conversation(alice, 'channel:plaza').unread).toBe(1)
    alice.show(true)
    expect([alice.state.openKey, conversation(alice, 'channel:plaza').unread]).toEqual(['channel:plaza', 0])
  })

  it('begins no conversation with a name that nobody can have, and none with a channel that refuses', async () => {
    const town = new ChatTown()
    const alice = await town.enter('alice')
    expect([alice.talkTo('ünknown'), alice.talkTo('null'), alice.talkTo('x'.repeat(65))]).toEqual([false, false, false])
    expect(alice.state).toMatchObject({ failure: { code: 'bad_user' }, failureAt: 'peer' })
    expect(await town.done(alice.join('ä'))).toBe(false)
    expect(alice.state).toMatchObject({ failure: { code: 'invalid' }, failureAt: 'channel', conversations: [] })
    alice.dismissFailure()
    expect(alice.state.failure).toBeNull()
  })

  it('says why a login was refused, and leaves nothing behind', async () => {
    const town = new ChatTown()
    const chat = town.chat('alice')
    expect(await town.done(chat.login({ ...entrance('alice'), appId: 'short' }))).toBe(false)
    expect(chat.state).toMatchObject({ userId: '', entering: false, failure: { code: 'invalid' } })
    expect(await town.done(chat.login(entrance('ü')))).toBe(false)
    expect(chat.state).toMatchObject({ userId: '', connection: 'disconnected' })
    expect(await town.done(chat.login(entrance('alice')))).toBe(true)
    expect(chat.state).toMatchObject({ userId: 'alice', connection: 'connected', failure: null })
  })
})
