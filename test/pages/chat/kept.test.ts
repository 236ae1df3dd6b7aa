import { describe, expect, it } from 'vitest'
import { textOfKept } from '../../../pages/chat/kept.ts'
import { emptyConversation, emptyLine } from '../../../pages/chat/rows.ts'
import { ChatTown, conversation, entrance, memoryOf, newest, told } from './chat-kit.ts'

// As a browser does it: the page is gone without a word, and another begins with what it had kept.
describe('a window that is loaded anew', () => {
  it("has the user's conversations: lines, drafts, unread counts, and what became of each message", async () => {
    const town = new ChatTown()
    const memory = memoryOf()
    const [bob] = [await town.enter('bob')]
    const alice = await town.enter('alice', 'alice', memory)
    for (const chat of [alice, bob]) await town.done(chat.join('plaza'))
    await town.done(bob.send(conversation(bob, 'channel:plaza'), 'hello'))
    await town.done(alice.send(conversation(alice, 'channel:plaza'), 'mine'))
    bob.talkTo('alice')
    await town.done(bob.send(conversation(bob, 'peer:alice'), 'unread'))
    conversation(alice, 'channel:plaza').draft = 'half a sen'
    conversation(alice, 'peer:bob').keep = false
    alice.keep()
    const anew = await town.enter('alice', 'alice anew', memoryOf(memory.text))
    await town.advance(1000)
    expect(told(anew, 'channel:plaza')).toEqual(['note bob joined', 'got bob hello', 'own alice mine', 'note back'])
    expect(conversation(anew, 'channel:plaza')).toMatchObject({
      draft: 'half a sen',
      membership: 'in',
      members: ['alice', 'bob']
    })
    expect(conversation(anew, 'channel:plaza').lines[2]).toMatchObject({ outcome: 'taken' })
    expect(conversation(anew, 'peer:bob')).toMatchObject({ unread: 1, keep: false })
    expect([anew.state.openKey, anew.state.people.get('bob')]).toMatchObject([
      'channel:plaza',
      { presence: 'online', seen: true }
    ])
    await town.done(bob.send(conversation(bob, 'channel:plaza'), 'after'))
    expect(newest(anew, 'channel:plaza').text).toBe('after')
  })

  it('is again what others saw of them', async () => {
    const town = new ChatTown()
    const memory = memoryOf()
    const alice = await town.enter('alice', 'alice', memory)
    await town.done(alice.setProfile('Alice A.', 'here'))
    alice.keep()
    await town.enter('alice', 'alice anew', memoryOf(memory.text))
    const bob = await town.enter('bob')
    bob.talkTo('alice')
    await town.advance(1000)
    expect(bob.state.people.get('alice')).toMatchObject({ name: 'Alice A.', status: 'here' })
  })

  it('does not know what became of a message that was on its way', async () => {
    const town = new ChatTown()
    const memory = memoryOf()
    const alice = await town.enter('alice', 'alice', memory)
    alice.talkTo('bob')
    await town.done(alice.hold(true))
    void alice.send(conversation(alice, 'peer:bob'), 'on its way')
    await town.advance(1000)
    alice.keep()
    const anew = await town.enter('alice', 'alice anew', memoryOf(memory.text))
    expect(newest(anew, 'peer:bob')).toMatchObject({ text: 'on its way', outcome: 'unknown' })
  })

  it('shows a message once, though the server tells it again because the window went before it said so', async () => {
    const town = new ChatTown()
    const memory = memoryOf()
    const [bob, alice] = [await town.enter('bob'), await town.enter('alice', 'alice', memory)]
    bob.talkTo('alice')
    const socket = town.town.net.sockets.find((one) => one.owner === 'alice' && one.live)!
    await town.done(bob.send(conversation(bob, 'peer:alice'), 'before'))
    socket.silence('client') // it hears, but what it says does not arrive any more
    void bob.send(conversation(bob, 'peer:alice'), 'twice?')
    await town.advance(1000)
    expect(told(alice, 'peer:bob')).toEqual(['got bob before', 'got bob twice?'])
    alice.keep()
    const anew = await town.enter('alice', 'alice anew', memoryOf(memory.text))
    await town.advance(1000)
    expect(told(anew, 'peer:bob')).toEqual(['got bob before', 'got bob twice?'])
    expect(conversation(anew, 'peer:bob').unread).toBe(2)
    expect(newest(bob, 'peer:alice')).toMatchObject({ text: 'twice?', outcome: 'received' })
  })

  it('keeps by itself, every few seconds, for who is not told that the page goes', async () => {
    const town = new ChatTown()
    const memory = memoryOf()
    const alice = await town.enter('alice', 'alice', memory)
    alice.talkTo('bob')
    conversation(alice, 'peer:bob').draft = 'unsaid'
    await town.advance(6000)
    expect(memory.text).toContain('unsaid')
  })

  it('has nothing for another user, app or server, and nothing after a logout', async () => {
    const town = new ChatTown()
    const memory = memoryOf()
    const alice = await town.enter('alice', 'alice', memory)
    alice.talkTo('bob')
    conversation(alice, 'peer:bob').draft = 'unsaid'
    alice.keep()
    const other = memoryOf(memory.text)
    expect((await town.enter('carol', 'carol', other)).state.conversations).toEqual([])
    expect(other.text).not.toContain('unsaid')
    await town.done(alice.logout())
    expect(memory.text).toBe('')
    expect((await town.enter('alice', 'alice anew', memory)).state.conversations).toEqual([])
  })

  it('has the user and their lines after a login that failed, and not when another one comes', async () => {
    const town = new ChatTown()
    const memory = memoryOf()
    const alice = await town.enter('alice', 'alice', memory)
    alice.talkTo('bob')
    alice.keep()
    town.town.net.blocked.add('alice anew')
    const anew = town.chat('alice anew', memoryOf(memory.text))
    expect(await town.within(7000, anew.login(entrance('alice')))).toBe(false)
    expect(anew.state).toMatchObject({ userId: '', failure: { code: 'timeout' }, failureAt: 'login' })
    town.town.net.blocked.clear()
    expect(await town.within(1000, anew.login(entrance('alice')))).toBe(true)
    expect(anew.state.conversations.map(({ key }) => key)).toEqual(['peer:bob'])
    await town.done(anew.login(entrance('carol')))
    expect(anew.state).toMatchObject({ userId: 'carol', conversations: [] })
  })
})

describe('what is kept of a window', () => {
  const stateOf = (lines: number, text: string) => {
    const talk = emptyConversation('peer', 'bob', 0)
    for (let i = 1; i <= lines; i++)
      talk.lines.push(emptyLine('got', { key: i, userId: 'bob', text: `${text}${i}`, time: i }))
    return { openKey: '', people: new Map(), conversations: [talk] }
  }
  const kept = (text: string) =>
    (JSON.parse(text) as { conversations: { fields: { gone: number }; lines: { text: string }[] }[] }).conversations[0]!

  it('is the newest 200 lines of a conversation, and how many were before them', () => {
    const { fields, lines } = kept(textOfKept(entrance('alice'), stateOf(450, '')))
    expect([lines.length, lines[0]!.text, lines.at(-1)!.text, fields.gone]).toEqual([200, '251', '450', 250])
  })

  it('is never more than a browser has room for', () => {
    const text = textOfKept(entrance('alice'), stateOf(200, 'x'.repeat(30_000)))
    expect(text.length).toBeLessThan(1_100_000)
    expect(kept(text).lines.length + kept(text).fields.gone).toBe(200)
  })

  it('is the conversations and drafts alone where there is no room for lines', async () => {
    const town = new ChatTown()
    const memory = memoryOf('', 1500)
    const alice = await town.enter('alice', 'alice', memory)
    await town.done(alice.join('plaza'))
    conversation(alice, 'channel:plaza').draft = 'unsaid'
    await town.done(alice.send(conversation(alice, 'channel:plaza'), 'x'.repeat(2000)))
    alice.keep()
    const { fields, lines } = kept(memory.text)
    expect([lines, fields]).toMatchObject([[], { draft: 'unsaid', gone: 1 }])
  })

  it.each(['', 'no JSON', '{}', 'null', '{"version":0}'])('is nothing where the memory holds %j', async (text) => {
    const town = new ChatTown()
    expect((await town.enter('alice', 'alice', memoryOf(text))).state.conversations).toEqual([])
  })
})
