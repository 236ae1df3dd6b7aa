import { describe, expect, it } from 'vitest'
import type { RtmTokenCause } from '../../sdk/api/options.ts'
import { scripted, ScriptedEngine } from './sdk-kit.ts'

const beat = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

class Timed extends ScriptedEngine {
  readonly timers: Array<{ ms: number; task: () => void; cancelled: boolean }> = []
  after(ms: number, task: () => void): () => void {
    const timer = { ms, task, cancelled: false }
    this.timers.push(timer)
    return () => {
      timer.cancelled = true
    }
  }
}

function keeping(give: (cause: RtmTokenCause, n: number) => string | Promise<string>) {
  const engine = new Timed()
  const asked: string[] = []
  const { client } = scripted({
    engine,
    tokenProvider: (userId, cause) => give(cause, asked.push(`${userId} ${cause}`))
  })
  const failures: unknown[] = []
  client.on('tokenFailed', ({ error }) => {
    failures.push(error)
  })
  const login = async (): Promise<void> => {
    const done = client.login({ userId: 'alice' })
    await beat()
    engine.last('login').answer({ ok: 1 })
    await done
  }
  return { engine, client, asked, failures, login }
}

describe('the tokenProvider', () => {
  it('is asked at a login without a token, and not at one with', async () => {
    const { engine, client, asked, login } = keeping(() => 'T1')
    await login()
    expect([asked, engine.last('login').args]).toEqual([['alice login'], { user: 'alice', token: 'T1' }])
    void client.login({ userId: 'alice', token: 'mine' })
    await beat()
    expect([asked.length, engine.last('login').args['token']]).toEqual([1, 'mine'])
  })

  it('P-ORDER-3: a logout behind a login ends it, whether the token is there or still awaited', async () => {
    const engine = new ScriptedEngine()
    const { client } = scripted({ engine })
    void client.login({ userId: 'alice' })
    void client.logout()
    expect(engine.calls.map(({ method }) => method)).toEqual(['login', 'logout'])
    let give: (token: string) => void = () => {}
    const slow = keeping(
      () =>
        new Promise((resolve) => {
          give = resolve
        })
    )
    const entering = slow.client.login({ userId: 'alice' })
    const leaving = slow.client.logout()
    slow.engine.last('logout').answer({ ok: 0, why: 'not_logged_in', message: 'not logged in' })
    give('T1')
    await expect(leaving).resolves.toBeUndefined()
    await expect(entering).rejects.toMatchObject({ code: 'aborted' })
    expect(slow.engine.calls.map(({ method }) => method)).toEqual(['logout'])
  })

  it('is asked before the end and after it, and the token goes to the server', async () => {
    const { engine, asked, login } = keeping((_cause, n) => Promise.resolve(`T${n}`))
    await login()
    await engine.tell({ event: 'tokenWillExpire' })
    expect(engine.last('renew').args).toEqual({ token: 'T2' })
    engine.last('renew').answer({ ok: 1 })
    await beat()
    engine.timers[0]?.task() // 5 s later
    await engine.tell({ event: 'tokenExpired' })
    expect([asked, engine.last('renew').args]).toEqual([
      ['alice login', 'alice expiring', 'alice expired'],
      { token: 'T3' }
    ])
  })

  it('is asked again after 5 s when it fails, and the app hears of it', async () => {
    const { engine, asked, failures, login } = keeping((_cause, n) => {
      if (n === 2) throw new Error('the token server is away')
      return `T${n}`
    })
    await login()
    await engine.tell({ event: 'tokenWillExpire' })
    expect(failures).toMatchObject([{ message: 'the token server is away' }])
    expect(engine.timers.map(({ ms }) => ms)).toEqual([5000])
    engine.timers[0]?.task()
    await beat()
    expect([asked.at(-1), engine.last('renew').args]).toEqual(['alice expiring', { token: 'T3' }])
  })

  it('is asked again after a refusal, and told that it was refused', async () => {
    const { engine, asked, failures, login } = keeping((_cause, n) => `T${n}`)
    await login()
    await engine.tell({ event: 'tokenExpired' })
    engine.last('renew').answer({ ok: 0, why: 'token_invalid', message: 'not for this user' })
    await beat()
    expect(failures).toMatchObject([{ code: 'token_invalid', call: 'renewToken' }])
    engine.timers[0]?.task()
    await beat()
    expect(asked.at(-1)).toBe('alice refused')
  })

  it('that gives an ended token over and over is asked every 5 s, not in a circle; the app hears it', async () => {
    const { engine, asked, failures, login } = keeping(() => 'ended')
    await login()
    await engine.tell({ event: 'tokenExpired' })
    for (let i = 0; i < 3; i++) {
      engine.last('renew').answer({ ok: 1 }) // taken, to be shown with the next link
      await beat()
      await engine.tell({ event: 'tokenExpired' })
      await engine.tell({ event: 'tokenExpired' })
      expect(asked.length).toBe(2 + i)
      const waiting = engine.timers.filter(({ cancelled }) => !cancelled)
      expect(waiting.at(-1)?.ms).toBe(5000)
      waiting.at(-1)?.task()
      await beat()
    }
    expect(asked).toEqual(['alice login', 'alice expired', 'alice refused', 'alice refused', 'alice refused'])
    expect(failures).toMatchObject(Array.from({ length: 6 }, () => ({ code: 'token_expired' })))
  })

  it('is asked again for the same cause when the server did not answer', async () => {
    const { engine, asked, login } = keeping((_cause, n) => `T${n}`)
    await login()
    await engine.tell({ event: 'tokenWillExpire' })
    engine.last('renew').answer({ ok: 0, why: 'timeout', message: 'no answer' })
    await beat()
    engine.timers[0]?.task()
    await beat()
    expect(asked.at(-1)).toBe('alice expiring')
  })

  it('is not asked any more after logout, after the end, or after a token given by hand', async () => {
    const ends: Array<(one: ReturnType<typeof keeping>) => Promise<unknown> | void> = [
      ({ client, engine }) => {
        void client.logout()
        engine.last('logout').answer({ ok: 1 })
      },
      ({ client }) => client.destroy(),
      ({ client }) => {
        void client.renewToken('by hand')
      },
      ({ engine }) => engine.tell({ event: 'state', state: 'aborted', pageState: 'aborted', reason: 'banned', news: 1 })
    ]
    for (const end of ends) {
      const one = keeping((_cause, n) => {
        if (n > 1) throw new Error('away')
        return 'T1'
      })
      await one.login()
      await one.engine.tell({ event: 'tokenWillExpire' })
      await end(one)
      expect(one.engine.timers.map(({ cancelled }) => cancelled)).toEqual([true])
    }
  })

  it('that fails at a login makes the login fail with its words', async () => {
    const thrown = keeping(() => {
      throw new Error('no session')
    })
    await expect(thrown.client.login({ userId: 'alice' })).rejects.toMatchObject({
      code: 'token_invalid',
      reason: 'the tokenProvider failed: no session'
    })
    const odd = keeping(() => 7 as never)
    await expect(odd.client.login({ userId: 'alice' })).rejects.toMatchObject({
      code: 'token_invalid',
      reason: 'the tokenProvider returned no string'
    })
  })
})
