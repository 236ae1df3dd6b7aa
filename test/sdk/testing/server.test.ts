// Faults and decisions of a server, by the test kit: what an app sees of each.
import { describe, expect, it } from 'vitest'
import type { RtmClient, RtmTestKit } from '../../../sdk/testing.ts'
import { errorOf, scenes } from './scene.ts'

let kit: RtmTestKit
let alice: RtmClient
let bob: RtmClient
let heard: string[]
let states: string[]
scenes((scene) => {
  ;({ kit, alice, bob, heard, states } = scene)
})

describe('server.end', () => {
  it('ends the client for good, the others hear why, and a login brings it back', async () => {
    const left: string[] = []
    bob.channel('plaza').on('memberLeft', ({ userId, reason }) => {
      left.push(`${userId} ${reason}`)
    })
    await kit.server.end('alice')
    await kit.advance(60_000)
    expect([states, left]).toEqual([['aborted banned'], ['alice kicked']])
    await expect(alice.sendMessage('bob', 'hello?')).rejects.toMatchObject({ code: 'timeout' })
    await alice.logout()
    await alice.login({ userId: 'alice' })
    expect(alice.state).toBe('connected')
  })

  it('is told for a user who is not logged in', async () => {
    await expect(kit.server.end('carol')).rejects.toThrow(
      "server.end: carol is not logged in; await kit.login('carol') first"
    )
  })
})

describe('server.say', () => {
  it("reaches a user and a channel in the server's or another name, and says what became of it", async () => {
    const from: string[] = []
    bob.on('message', ({ userId, text }) => {
      from.push(`${userId}: ${text}`)
    })
    bob.channel('plaza').on('message', ({ userId, text }) => {
      from.push(`${userId} in plaza: ${text}`)
    })
    expect(await kit.server.say({ userId: 'bob', text: 'hello' })).toBe('received')
    expect(await kit.server.say({ channel: 'plaza', text: 'hello all', from: 'shop' })).toBe('taken')
    await kit.settle()
    expect(from).toEqual(['server: hello', 'shop in plaza: hello all'])
  })

  it('waits for a user who is not there, if it may; else it says that they are not', async () => {
    expect(await kit.server.say({ userId: 'carol', text: 'now' })).toBe('offline')
    expect(await kit.server.say({ userId: 'carol', text: 'later', offline: true })).toBe('stored')
    const heard: string[] = []
    const carol = await kit.login('carol')
    carol.on('message', ({ text, offline }) => {
      heard.push(`${text} ${offline}`)
    })
    await kit.settle()
    expect(heard).toEqual(['later true'])
  })

  it('is unknown when the user is cut off before their client has confirmed it', async () => {
    kit.drop('bob', { from: 'client', links: 100 })
    let outcome = ''
    void kit.server.say({ userId: 'bob', text: 'hello?' }).then((word) => {
      outcome = word
    })
    await kit.advance(60_000)
    expect(outcome).toBe('unknown')
  })

  it.each([
    [{ userId: 'ünknown', text: 'x' }, 'server.say: userId must be an id'],
    [{ channel: '', text: 'x' }, 'server.say: channel must be an id'],
    [{ userId: 'bob', text: 'x', from: 'ö' }, 'server.say: from must be an id'],
    [
      { userId: 'bob', text: 'x'.repeat(40_000) },
      'server.say: too_large: The text is longer than 32768 bytes. Send less.'
    ]
  ])('is rejected with what is wrong: %o', async (message, told) => {
    await expect(kit.server.say(message)).rejects.toThrow(told)
  })
})

describe('tokens', () => {
  it('of the kit end: the provider is asked 30 s before, and nothing else happens', async () => {
    const asked: string[] = []
    const carol = await kit.login('carol', {
      tokenProvider: (userId, cause) => {
        asked.push(cause)
        return kit.token(userId, 60_000)
      }
    })
    await kit.advance(29_999)
    expect(asked).toEqual(['login'])
    await kit.advance(1)
    expect(asked).toEqual(['login', 'expiring'])
    await kit.advance(300_000)
    expect([asked.length, carol.state]).toEqual([12, 'connected'])
  })

  it('of another user are refused, and any other text is a token', async () => {
    await expect(kit.login('carol', { token: kit.token('dave') })).rejects.toMatchObject({ code: 'token_invalid' })
    expect((await kit.login('carol', { token: 'whatever' })).state).toBe('connected')
  })

  it('expireToken: without a provider the client stays reconnecting until it is given another one', async () => {
    let told = 0
    alice.on('tokenExpired', () => {
      told++
    })
    kit.expireToken('alice')
    await kit.advance(60_000)
    expect([told, states]).toEqual([1, ['reconnecting interrupted']])
    await alice.renewToken('another')
    await kit.settle()
    expect([alice.state, alice.channel('plaza').joined]).toEqual(['connected', true])
  })

  it('expireToken: a provider is asked, and asked again when it fails, which is told', async () => {
    const asked: string[] = []
    const failures: unknown[] = []
    let broken = true
    const tokenProvider = (userId: string, cause: string): string => {
      asked.push(cause)
      if (cause !== 'login' && broken) throw new Error('our own server is down')
      return kit.token(userId)
    }
    const carol = await kit.login('carol', { tokenProvider })
    carol.on('tokenFailed', ({ error }) => {
      failures.push((error as Error).message)
    })
    kit.expireToken('carol')
    await kit.advance(4000)
    expect([asked, failures, carol.state]).toEqual([['login', 'expired'], ['our own server is down'], 'reconnecting'])
    broken = false
    await kit.advance(5000)
    expect([asked.length, carol.state]).toEqual([3, 'connected'])
  })
})

describe('reachLimit', () => {
  it.each([
    ['message', 'sendMessage', () => alice.sendMessage('bob', 'hello')],
    ['message', 'sendMessage', () => alice.channel('plaza').sendMessage('hello')],
    ['join', 'join', () => alice.channel('forum').join()],
    ['members', 'getMembers', () => alice.channel('plaza').getMembers()],
    ['counts', 'getMemberCounts', () => alice.getMemberCounts(['plaza'])],
    ['presence', 'getPresence', () => alice.getPresence(['bob'])],
    ['watch', 'subscribePresence', () => alice.subscribePresence(['bob'])],
    ['userWrite', 'setAttributes', () => alice.setAttributes({ a: '1' })],
    ['userRead', 'getUserAttributes', () => alice.getUserAttributes('bob')],
    ['channelWrite', 'setAttributes', () => alice.channel('plaza').setAttributes({ a: '1' })],
    ['channelRead', 'getAttributes', () => alice.channel('plaza').getAttributes()],
    ['renew', 'renewToken', () => alice.renewToken('another')]
  ] as const)('%s: the next %s is refused with too_often, and works after retryAfterMs', async (kind, call, ask) => {
    kit.reachLimit('alice', kind)
    const error = await errorOf(ask())
    expect(error).toMatchObject({ code: 'too_often', call, retryAfterMs: expect.any(Number) as number })
    await kit.advance(Math.max(error.retryAfterMs!, 5000))
    await ask()
  })

  it('invite: an invitation is answered with its id, so that the refusal is an event', async () => {
    const told: unknown[] = []
    alice.on('invitation', ({ state, reason }) => {
      told.push([state, reason])
    })
    kit.reachLimit('alice', 'invite')
    await alice.invite('bob')
    await kit.settle()
    expect(told).toEqual([['failed', 'too_often']])
  })

  it('of several kinds waits for each, however late it comes', async () => {
    kit.delay('alice', 100)
    kit.reachLimit('alice', 'message')
    kit.reachLimit('alice', 'join')
    await kit.advance(60_000)
    const message = errorOf(alice.sendMessage('bob', 'hello'))
    const join = errorOf(alice.channel('forum').join())
    await kit.advance(200)
    expect([(await message).code, (await join).code]).toEqual(['too_often', 'too_often'])
  })
})

describe('losePast', () => {
  it('who comes back hears how many messages of each channel are missing, and is a member', async () => {
    const missed: unknown[] = []
    bob.channel('plaza').on('missed', ({ count, reason }) => {
      missed.push([count, reason])
    })
    await alice.channel('plaza').sendMessage('heard')
    kit.cut('bob')
    for (const text of ['1', '2', '3']) await alice.channel('plaza').sendMessage(text)
    kit.losePast('bob')
    kit.restore('bob')
    await kit.settle()
    await alice.channel('plaza').sendMessage('after')
    await kit.settle()
    expect([heard, missed]).toEqual([['heard', 'after'], [[3, 'expired']]])
    expect(bob.channel('plaza').joined).toBe(true)
  })

  it('a message to the user themself goes back to its sender as offline', async () => {
    kit.cut('bob')
    const failed = errorOf(alice.sendMessage('bob', 'hello'))
    kit.losePast('bob')
    expect(await failed).toMatchObject({ code: 'offline' })
  })

  it('is told for a user who misses nothing', () => {
    expect(() => {
      kit.losePast('bob')
    }).toThrow('losePast: bob is connected and misses nothing; cut him')
  })
})

describe('restartServer', () => {
  it('as a deploy: nobody notices, and nothing is lost', async () => {
    kit.cut('bob')
    await alice.channel('plaza').sendMessage('before')
    await kit.restartServer()
    await kit.advance(1000)
    await alice.channel('plaza').sendMessage('after')
    kit.restore('bob')
    await kit.settle()
    expect([heard, states, alice.channel('plaza').joined]).toEqual([['before', 'after'], [], true])
  })

  it('as a crash: everybody is back, hears that messages may be missing, and what was stored is there', async () => {
    const missed: unknown[] = []
    bob.channel('plaza').on('missed', ({ count, reason }) => {
      missed.push([count, reason])
    })
    await alice.sendMessage('carol', 'kept on disk', { offline: true })
    await alice.channel('plaza').sendMessage('before')
    await kit.restartServer({ memory: 'lost' })
    await kit.advance(2000)
    expect([alice.state, bob.state, missed]).toEqual(['connected', 'connected', [[null, 'epoch']]])
    const mail: string[] = []
    const carol = await kit.login('carol')
    carol.on('message', ({ text }) => {
      mail.push(text)
    })
    await alice.channel('plaza').sendMessage('after')
    await kit.settle()
    expect([heard, mail]).toEqual([['before', 'after'], ['kept on disk']])
  })

  it('a send that a crash caught in the middle stays unknown: nobody can say', async () => {
    kit.cut('bob')
    const failed = errorOf(alice.sendMessage('bob', 'hello'))
    await kit.settle()
    await kit.restartServer({ memory: 'lost' })
    await kit.advance(10_000)
    expect(await failed).toMatchObject({ code: 'timeout' })
    expect(await (await failed).lateOutcome).toBe('unknown')
  })
})
