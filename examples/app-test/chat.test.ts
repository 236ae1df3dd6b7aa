// The chat, tested: what its user sees, on a good day and with every fault. Run in your project by `npx vitest`.
// #region first
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestKit } from 'rtm-testing'
import type { RtmTestKit } from 'rtm-testing'
import { createChat } from './chat'

let kit: RtmTestKit
let mine: ReturnType<typeof createChat>

beforeEach(async () => {
  kit = createTestKit()
  mine = createChat({ ...kit.options, tokenProvider: (userId) => kit.token(userId) }, 'plaza')
  await mine.open('me')
})
afterEach(() => kit.close())

/** What the page shows: `text` for a line that is sent, `text (state)` for one that is not. */
const shown = () => mine.chat.lines.map(({ text, state }) => (state === 'sent' ? text : `${text} (${state})`))

/** Another user of the channel. */
const friend = async (userId: string) => {
  const client = await kit.login(userId)
  const channel = client.channel('plaza')
  const heard: string[] = []
  channel.on('message', ({ text }) => {
    heard.push(text)
  })
  await channel.join()
  return { channel, heard }
}

test('two users talk', async () => {
  const bob = await friend('bob')
  await mine.send('hello')
  await bob.channel.sendMessage('hello you')
  await kit.settle()
  expect(bob.heard).toEqual(['hello'])
  expect(shown()).toEqual(['hello', 'hello you'])
})
// #endregion

// #region cut
test('in a tunnel: the page says so, and what was written meanwhile is sent once, afterwards', async () => {
  const bob = await friend('bob')
  kit.cut('me')
  await kit.advance(5000)
  expect(mine.chat.notice).toBe('No connection. What you write is sent when it is back.')
  const sending = mine.send('from the tunnel')
  expect(shown()).toEqual(['from the tunnel (sending)'])
  kit.restore('me')
  await sending
  await kit.settle()
  expect(mine.chat.notice).toBe('')
  expect(shown()).toEqual(['from the tunnel'])
  expect(bob.heard).toEqual(['from the tunnel'])
})
// #endregion

// #region drop
test('a dead link: after 10 s nobody knows if a message arrived; the page shows it once it is known', async () => {
  const bob = await friend('bob')
  kit.drop('me', { from: 'server', links: 3 })
  void mine.send('did it arrive?')
  await kit.advance(10_000)
  expect(shown()).toEqual(['did it arrive? (unsure)'])
  await kit.advance(10_000)
  expect(shown()).toEqual(['did it arrive?'])
  expect(bob.heard).toEqual(['did it arrive?'])
})
// #endregion

// #region delay
test('a slow network: a line is shown at once, as being sent', async () => {
  kit.delay('me', 800)
  void mine.send('hello')
  await kit.advance(1599)
  expect(shown()).toEqual(['hello (sending)'])
  await kit.advance(1)
  expect(shown()).toEqual(['hello'])
})
// #endregion

// #region duplicate
test('a message that comes twice is shown once', async () => {
  const bob = await friend('bob')
  kit.duplicate('me', 2)
  await bob.channel.sendMessage('to me')
  await kit.advance(1000)
  const sending = mine.send('to bob')
  await kit.advance(1000)
  await sending
  expect(shown()).toEqual(['to me', 'to bob'])
  expect(bob.heard).toEqual(['to bob'])
})
// #endregion

// #region say
test('a notice of the shop stands among the lines', async () => {
  expect(await kit.server.say({ channel: 'plaza', text: 'We close at ten.', from: 'shop' })).toBe('taken')
  await kit.settle()
  expect(shown()).toEqual(['We close at ten.'])
})
// #endregion

// #region end
test('sent away, or logged in elsewhere: the page says which', async () => {
  await kit.server.end('me')
  await kit.settle()
  expect(mine.chat.notice).toBe('You were sent away.')
  await mine.close()

  mine = createChat(kit.options, 'plaza')
  await mine.open('me')
  await kit.login('me')
  expect(mine.chat.notice).toBe('You are logged in on another device.')
})
// #endregion

// #region expireToken
test('the token has ended: another one is asked for, and the chat goes on', async () => {
  kit.expireToken('me')
  await kit.advance(1000)
  expect(mine.chat.notice).toBe('')
  await mine.send('still here')
  expect(shown()).toEqual(['still here'])
})

test('the token has ended and there is no other: the page asks to sign in', async () => {
  let signedIn = true
  const tokenProvider = (userId: string) => {
    if (!signedIn) throw new Error('not signed in')
    return kit.token(userId)
  }
  mine = createChat({ ...kit.options, tokenProvider }, 'plaza')
  await mine.open('me')
  signedIn = false
  kit.expireToken('me')
  await kit.advance(1000)
  expect(mine.chat.notice).toBe('Please sign in again.')
  signedIn = true
  await kit.advance(5000)
  expect(mine.chat.notice).toBe('')
})
// #endregion

// #region reachLimit
test('too fast: the line has failed, and the page says how long to wait', async () => {
  kit.reachLimit('me', 'message')
  await mine.send('again and again')
  expect(mine.chat.notice).toBe('Too fast. Wait 17 ms.')
  expect(shown()).toEqual(['again and again (failed)'])
})
// #endregion

// #region losePast
test('away for too long: the page says how many messages are missing', async () => {
  const bob = await friend('bob')
  kit.cut('me')
  for (const text of ['1', '2', '3']) await bob.channel.sendMessage(text)
  kit.losePast('me')
  kit.restore('me')
  await kit.settle()
  await bob.channel.sendMessage('4')
  await kit.settle()
  expect(shown()).toEqual(['3 messages are missing.', '4'])
})
// #endregion

// #region restartServer
test('the server is updated, and then it crashes: the chat goes on', async () => {
  await kit.restartServer()
  await kit.advance(1000)
  await mine.send('after the update')
  await kit.restartServer({ memory: 'lost' })
  await kit.advance(1000)
  await mine.send('after the crash')
  expect(shown()).toEqual(['after the update', 'Messages may be missing.', 'after the crash'])
})
// #endregion
