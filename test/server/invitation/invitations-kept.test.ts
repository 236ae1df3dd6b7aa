// Call invitations that outlive a link, a session or a process, how long they are kept, and the bounds.
import { describe, expect, it } from 'vitest'
import { both, call, Call, keepsAll, view, why } from '../../kit/server/call.ts'
import type { Fields } from '../../kit/server/wire.ts'

describe('absence, sessions and restarts', () => {
  it('P-CALL-8: callee offline at send: it comes with their login, for the rest of the 30 s', async () => {
    const c = await new Call().begin(false)
    await c.invite()
    await c.stage.live(29_000)
    c.bob = await c.stage.login('bob')
    await c.stage.settle()
    expect(view(c.bob)).toBe('sent')
    await c.stage.live(1_000)
    expect(both(c)).toEqual(['failed silent', 'failed silent'])
  })
  it('P-CALL-8: callee logs in again, or is replaced, while it rings: it rings again, for the rest', async () => {
    const c = await (await call()).rung()
    await c.stage.live(20_000)
    await c.bob.request('bye')
    c.bob = await c.stage.login('bob', { login: 'B2' })
    await c.stage.settle()
    expect(view(c.bob)).toBe('ringing')
    const second = await c.stage.login('bob', { login: 'B3' })
    await c.stage.settle()
    expect(view(second)).toBe('ringing')
    await c.stage.live(40_000)
    expect([view(c.alice), view(second)]).toEqual(['failed expired', 'failed expired'])
  })
  it('P-CALL-4: callee gone for good while it rings: it expires', async () => {
    const c = await (await call()).rung()
    await c.bob.request('bye')
    await c.stage.live(59_999)
    expect(view(c.alice)).toBe('ringing')
    await c.stage.live(1)
    expect(view(c.alice)).toBe('failed expired')
  })
  it('P-CALL-11: a busy session is silent while another rings; the last refuses for all, even by leaving', async () => {
    const c = await (await call(keepsAll)).rung()
    const other = await c.stage.login('bob', { login: 'B2' })
    expect(await why(c.ask(c.bob, 'refuse', { busy: 1 }))).toBe('ok')
    expect(view(c.alice)).toBe('ringing')
    await c.ask(other, 'refuse', { busy: 1 })
    expect(c.alice.last('call')).toMatchObject({ state: 'refused', why: 'busy' })
    const d = await (await call(keepsAll)).rung()
    const last = await d.stage.login('bob', { login: 'B2' })
    await d.ask(d.bob, 'refuse', { busy: 1 })
    await last.request('bye')
    expect(view(d.alice)).toBe('refused busy')
  })
  it('P-CALL-7: another session of the caller sees it and may cancel, but not confirm', async () => {
    const c = await call(keepsAll)
    const other = await c.stage.login('alice', { login: 'A2' })
    await c.answering()
    expect(view(other)).toBe('answering')
    expect(await why(c.ask(other, 'confirm'))).toBe('unknown_invitation')
    expect(await why(c.ask(other, 'cancel'))).toBe('ok')
    expect(both(c)).toEqual(['cancelled', 'cancelled'])
  })
  it('P-STOP-1: a deploy keeps it, with its time', async () => {
    const c = await (await call()).rung()
    await c.stage.live(30_000)
    const kept = await c.store.all()
    await c.stage.restart()
    expect(kept).toHaveLength(1)
    const [alice, bob] = [await c.alice.back(), await c.bob.back()]
    await c.stage.settle()
    expect([view(alice), view(bob)]).toEqual(['ringing', 'ringing'])
    await c.stage.live(30_000)
    expect([view(alice), view(bob)]).toEqual(['failed expired', 'failed expired'])
  })
  it('P-HELLO-13 P-CALL-8: what a greeting names in vain is told as unknown; a bad list is refused', async () => {
    const c = await call()
    const back = await c.alice.back({ calls: [{ i: 'lost', of: 'bob', v: 7 }] })
    await c.stage.settle()
    expect(back.last('call')).toMatchObject({ i: 'lost', from: 'bob', state: 'unknown' })
    for (const calls of ['x', [1], [{ i: 'a' }], Array.from({ length: 1_001 }, () => ({ i: 'a', of: 'bob', v: 1 }))]) {
      const bad = c.stage.connect('carol')
      await bad.hello({ calls })
      expect(bad.closed).toBe(4300)
    }
  })
})

describe('P-CALL-9: what is kept', () => {
  it('until all sessions of both sides have seen the end, or have logged out', async () => {
    const c = await (await call(keepsAll)).rung()
    const other = await c.stage.login('bob', { login: 'B2' })
    await c.ask(c.bob, 'refuse')
    for (const who of [c.alice, c.bob]) await c.ask(who, 'seen')
    expect(await c.store.all()).toHaveLength(1)
    await other.request('bye')
    expect(await c.store.all()).toEqual([])
    expect(await why(c.ask(c.bob, 'seen'))).toBe('unknown_invitation')
  })
  it('who never was written to knows enough', async () => {
    const c = await new Call().begin(false)
    await c.invite()
    await c.ask(c.alice, 'cancel')
    await c.ask(c.alice, 'seen')
    expect(await c.store.all()).toEqual([])
  })
  it('an end that somebody does not ask for is forgotten after a day, and the oldest of more than 64', async () => {
    const c = await call()
    for (let i = 0; i < 70; i++) {
      await c.invite({ i: `n${i}` })
      await c.ask(c.alice, 'cancel', { i: `n${i}` })
      await c.stage.live(100)
    }
    const kept = await c.store.all()
    expect([kept.length, kept[0]!.id]).toEqual([64, 'n6'])
    for (const client of [c.alice, c.bob]) client.wire.break()
    await c.stage.advance(86_400_000 + 601_000)
    expect(await c.store.all()).toEqual([])
  })
  it('no timer is left when nothing runs', async () => {
    const c = await call()
    const timers = c.stage.world.timersOpen()
    await c.answering()
    expect(c.stage.world.timersOpen()).toBe(timers + 1)
    await c.ask(c.alice, 'confirm')
    for (const client of [c.alice, c.bob]) await c.ask(client, 'seen')
    await c.stage.live(61_000)
    expect(c.stage.world.timersOpen()).toBe(timers)
  })
})

describe('bounds and bad input', () => {
  it('P-CALL-12: 64 run per caller and per callee; the rate is 30 a second, as a bucket of 300', async () => {
    const c = await call()
    for (let i = 0; i < 64; i++) expect(await why(c.invite({ i: `n${i}`, to: `user${i}` }))).toBe('ok')
    expect(await why(c.invite({ i: 'more', to: 'bob' }))).toBe('full')
    for (let i = 0; i < 64; i++) {
      const caller = await c.stage.login(`caller${i}`)
      expect(await why(caller.request('invite', { i: '1', to: 'bob', ch: '', content: '' }))).toBe('ok')
    }
    const one = await c.stage.login('one')
    expect(await why(one.request('invite', { i: '1', to: 'bob', ch: '', content: '' }))).toBe('full')
    const words = []
    for (let i = 0; i < 301; i++) {
      words.push(await why(one.request('invite', { i: `n${i}`, to: 'alice', ch: '', content: '' })))
      await one.request('call', { i: `n${i}`, of: 'one', do: 'cancel', text: '' })
    }
    expect([words.slice(0, 300).every((word) => word === 'ok'), words[300]]).toEqual([true, 'too_often'])
  })
  it('P-CALL-1 P-FRAME-11: fields out of range are refused by name, and change nothing', async () => {
    const c = await call()
    const bad: Array<[Fields, string]> = [
      [{ i: '' }, 'invalid'],
      [{ i: 7 }, 'invalid'],
      [{ i: 'a/b' }, 'invalid'],
      [{ to: 'alice' }, 'invalid'],
      [{ to: '' }, 'invalid'],
      [{ ch: 'x'.repeat(65) }, 'too_large'],
      [{ content: 'x'.repeat(8_193) }, 'too_large'],
      [{ content: '漢'.repeat(2_731) }, 'too_large'],
      [{ content: '\ud800' }, 'invalid'],
      [{ content: 1 }, 'invalid']
    ]
    for (const [fields, word] of bad)
      expect(await why(c.invite(fields)), JSON.stringify(fields).slice(0, 30)).toBe(word)
    expect(await c.store.all()).toEqual([])
    await c.rung()
    for (const [fields, word] of [
      [{ of: '' }, 'invalid'],
      [{ do: 'dance' }, 'invalid'],
      [{ do: 'due' }, 'invalid'],
      [{ do: 'gone' }, 'invalid'],
      [{ text: 'x'.repeat(8_193) }, 'too_large'],
      [{ busy: true }, 'invalid']
    ] as Array<[Fields, string]>)
      expect(await why(c.ask(c.bob, 'accept', fields)), JSON.stringify(fields).slice(0, 30)).toBe(word)
    expect(view(c.alice)).toBe('ringing')
  })
})
