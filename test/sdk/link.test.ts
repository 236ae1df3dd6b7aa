// A server that cannot be reached, through the typed client: fields to decide by, and words that say what to look at.
import { describe, expect, it } from 'vitest'
import { RtmError } from '../../sdk/api/error.ts'
import { clientOn } from '../../sdk/client/create.ts'
import { APP } from '../kit/engine-kit.ts'
import { scripted } from './sdk-kit.ts'

describe('a server that cannot be reached', () => {
  it('login is rejected with the reason of the platform in a field, and an action that fits it', async () => {
    const { client, engine } = scripted()
    const login = client.login({ userId: 'alice', token: '' })
    await Promise.resolve()
    const [reason, action] = [
      'no login within 6 s at ws://127.0.0.1:7080/rtm: nothing listens there',
      'check host and port'
    ]
    engine.last('login').answer({
      ok: 0,
      why: 'timeout',
      message: `${reason}; ${action}`,
      reason,
      action,
      link: { why: 'refused', detail: 'connect ECONNREFUSED 127.0.0.1:7080' }
    })
    const error = (await login.catch((fault: unknown) => fault)) as RtmError
    expect(error).toBeInstanceOf(RtmError)
    expect([error.code, error.link, error.action]).toEqual([
      'timeout',
      { why: 'refused', detail: 'connect ECONNREFUSED 127.0.0.1:7080' },
      'Check host and port.'
    ])
    expect(error.reason).toContain('nothing listens there')
  })

  it('the state event says why there is no link, and null while there is one', async () => {
    const { client, engine } = scripted()
    const told: unknown[] = []
    client.on('state', ({ link }) => {
      told.push(link)
    })
    await engine.tell({ event: 'state', state: 'in', pageState: 'connected', reason: 'login_success', news: 1 })
    await engine.tell({
      event: 'state',
      state: 'returning',
      pageState: 'reconnecting',
      reason: 'interrupted',
      news: 1,
      link: { why: 'refused', detail: '' }
    })
    expect(told).toEqual([null, { why: 'refused', detail: '' }])
  })

  it.each(['example.com:7080', 'http://example.com/rtm', 'ws://example.com/#x'])(
    'an address that cannot be one is refused where it is given, and named: %s',
    (server) => {
      const { engine } = scripted()
      expect(() => clientOn({ appId: APP, server }, engine)).toThrow(
        expect.objectContaining({
          code: 'invalid',
          reason: expect.stringContaining(server.replace(/#.*/, '')) as string
        }) as Error
      )
    }
  )
})
