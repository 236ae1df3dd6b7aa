// The errors of the typed client: code, reason and advice, an outcome that comes late, and what is refused at once.
import { describe, expect, it } from 'vitest'
import { RtmError } from '../../sdk/api/error.ts'
import { clientOn } from '../../sdk/client/create.ts'
import { scripted, TypedTown } from './sdk-kit.ts'

const codeOf = (error: unknown): unknown => (error instanceof RtmError ? error.code : error)

describe('a promise of the typed client', () => {
  it('rejects with a code, a reason and what to do', async () => {
    const town = new TypedTown()
    const alice = await town.login('alice')
    const error = (await town.refused(alice.sendMessage('nobody', 'hello'))) as RtmError
    expect(error).toBeInstanceOf(RtmError)
    expect(error).toMatchObject({
      name: 'RtmError',
      code: 'offline',
      call: 'sendMessage',
      reason: 'the receiver is offline; the message was not delivered',
      retryAfterMs: null,
      lateOutcome: null
    })
    expect(error.message).toBe(`sendMessage: ${error.reason}. ${error.action}`)
  })

  it('has one full stop between reason and action, also where the sentence is that of the server', async () => {
    const town = new TypedTown()
    const error = (await town.refused(
      town.client('alice', { appId: 'x'.repeat(32) }).login({ userId: 'alice' })
    )) as RtmError
    expect([error.code, error.message]).toEqual([
      'unknown_app',
      'login: This server has no such app. Check the app id. Use an appId that the server knows.'
    ])
  })

  it('says after how long a call that was too often may be made again', async () => {
    const town = new TypedTown()
    const client = town.client('alice')
    for (let i = 0; i < 2; i++) {
      await town.done(client.login({ userId: 'alice' }))
      await town.done(client.logout())
    }
    expect(await town.refused(client.login({ userId: 'alice' }))).toMatchObject({
      code: 'too_often',
      retryAfterMs: 1000
    })
  })

  it('tells an outcome that came late, after the promise was rejected', async () => {
    const town = new TypedTown()
    const [alice, bob] = [await town.login('alice'), await town.login('bob')]
    const got: string[] = []
    bob.on('message', ({ text }) => got.push(text))
    await town.done(bob.hold(true))
    const sending = alice.sendMessage('bob', 'late')
    sending.catch(() => {})
    await town.town.advance(10_000)
    const error = (await town.refused(sending)) as RtmError
    expect(error.code).toBe('timeout')
    await town.done(bob.hold(false))
    await town.town.advance(1000)
    expect(await error.lateOutcome).toBe('received')
    expect(got).toEqual(['late'])
  })
})

describe('what cannot be right', () => {
  it('is refused by createRtmClient at once, with what to do', () => {
    const engine = scripted().engine
    const wrong = [null, {}, { appId: 'short' }, { appId: 'x'.repeat(33) }, { appId: '0'.repeat(32), server: 7 }]
    for (const options of wrong) expect(() => clientOn(options as never, engine)).toThrow(RtmError)
    expect(() => scripted().client.channel('')).toThrow('channelId is missing or empty')
  })

  it('is refused by the call, and the client lives on', async () => {
    const town = new TypedTown()
    const alice = await town.login('alice')
    expect(codeOf(await town.refused(alice.sendMessage('', 'x')))).toBe('invalid')
    expect(codeOf(await town.refused(alice.sendMessage('bob', 7 as never)))).toBe('bad_text')
    expect(codeOf(await town.refused(alice.sendMessage(undefined as never, 'x')))).toBe('invalid')
    expect(codeOf(await town.refused(alice.setAttributes({ bad: null } as never)))).toBe('invalid')
    expect(codeOf(await town.refused(alice.getPresence('bob' as never)))).toBe('invalid')
    expect(alice.state).toBe('connected')
  })
})
