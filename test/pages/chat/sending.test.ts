import { describe, expect, it } from 'vitest'
import { generous } from '../../oracles/town.ts'
import type { Chat } from '../../../pages/chat/chat.ts'
import { ChatTown, conversation, newest, told } from './chat-kit.ts'

const say = async (town: ChatTown, chat: Chat, key: string, text: string): Promise<void> =>
  town.done(chat.send(conversation(chat, key), text))

describe('what becomes of an own message', () => {
  it('is received by a user who is there', async () => {
    const town = new ChatTown()
    const [alice] = [await town.enter('alice'), await town.enter('bob')]
    alice.talkTo('bob')
    const sending = alice.send(conversation(alice, 'peer:bob'), 'hello')
    expect(newest(alice, 'peer:bob')).toMatchObject({ kind: 'own', userId: 'alice', outcome: 'sending' })
    await town.done(sending)
    expect(newest(alice, 'peer:bob')).toMatchObject({ outcome: 'received', late: false, failure: null })
  })

  it('is stored for one who is not, and comes marked with their login', async () => {
    const town = new ChatTown()
    const alice = await town.enter('alice')
    alice.talkTo('bob')
    await say(town, alice, 'peer:bob', 'for later')
    expect(newest(alice, 'peer:bob').outcome).toBe('stored')
    const bob = await town.enter('bob')
    expect(newest(bob, 'peer:alice')).toMatchObject({ kind: 'got', text: 'for later', offline: true })
    expect(conversation(bob, 'peer:alice').unread).toBe(1)
  })

  it('is offline where nothing is to be kept; then it can be left for later, or sent again as the newest', async () => {
    const town = new ChatTown()
    const alice = await town.enter('alice')
    alice.talkTo('bob')
    const talk = conversation(alice, 'peer:bob')
    talk.keep = false
    await say(town, alice, 'peer:bob', 'one')
    await say(town, alice, 'peer:bob', 'two')
    expect(talk.lines.map((line) => line.outcome)).toEqual(['offline', 'offline'])
    await town.done(alice.later(talk, talk.lines[0]!))
    expect(talk.lines.map((line) => `${line.text} ${line.outcome}`)).toEqual(['two offline', 'one stored'])
    const bob = await town.enter('bob')
    await town.done(alice.again(talk, talk.lines[0]!))
    expect(talk.lines.map((line) => `${line.text} ${line.outcome}`)).toEqual(['one stored', 'two received'])
    expect(told(bob, 'peer:alice')).toEqual(['got alice one', 'got alice two'])
  })

  it('is not known yet after 10 s, and its line follows when it is known', async () => {
    const town = new ChatTown()
    const [alice, bob] = [await town.enter('alice'), await town.enter('bob')]
    alice.talkTo('bob')
    await town.done(bob.hold(true))
    const sending = alice.send(conversation(alice, 'peer:bob'), 'patience')
    await town.advance(10_000)
    await town.done(sending)
    expect(newest(alice, 'peer:bob')).toMatchObject({ outcome: 'open', late: false })
    await town.done(bob.hold(false))
    await town.advance(2000)
    expect(newest(alice, 'peer:bob')).toMatchObject({ outcome: 'received', late: true })
    expect(told(bob, 'peer:alice')).toEqual(['got alice patience'])
  })

  it('is not sent after 10 s without a link, and goes out at the second attempt', async () => {
    const town = new ChatTown()
    const [alice, bob] = await town.meet('plaza', 'alice', 'bob')
    const talk = conversation(alice, 'channel:plaza')
    await town.done(alice.hold(true))
    const sending = alice.send(talk, 'into the void')
    await town.advance(10_000)
    await town.done(sending)
    expect(newest(alice, 'channel:plaza').outcome).toBe('not_sent')
    await town.done(alice.hold(false))
    await town.advance(2000)
    await town.done(alice.again(talk, newest(alice, 'channel:plaza')))
    expect(newest(alice, 'channel:plaza')).toMatchObject({ outcome: 'taken', late: false })
    expect(told(bob, 'channel:plaza')).toEqual(['got alice into the void'])
  })

  it('fails with the reason where a limit was hit, and after that time succeeds', async () => {
    const town = new ChatTown({ ...generous, rates: { ...generous.rates, message: [1, 1000] } })
    const [alice] = await town.meet('plaza', 'alice')
    await say(town, alice, 'channel:plaza', 'one')
    await say(town, alice, 'channel:plaza', 'two')
    const line = newest(alice, 'channel:plaza')
    expect(line).toMatchObject({ outcome: 'failed', failure: { code: 'too_often', retryAfterMs: 1000 } })
    await town.advance(line.failure!.retryAfterMs!)
    await town.done(alice.again(conversation(alice, 'channel:plaza'), line))
    expect(line).toMatchObject({ outcome: 'taken', failure: null })
  })

  it('fails in a channel that was left', async () => {
    const town = new ChatTown()
    const [alice] = await town.meet('plaza', 'alice')
    await town.done(alice.leave(conversation(alice, 'channel:plaza')))
    await say(town, alice, 'channel:plaza', 'hello?')
    expect(newest(alice, 'channel:plaza')).toMatchObject({ outcome: 'failed', failure: { code: 'not_joined' } })
  })
})
