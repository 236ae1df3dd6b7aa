// Call invitations on the server, spoken by hand: the rows of docs/lifecycle.md, section 7, one by one.
import { describe, expect, it } from 'vitest'
import { rows, step, type Facts } from '../../../server/src/invitation/invitation-rows.ts'
import { both, call, Call, keepsAll, view, why } from '../../kit/server/call.ts'
import type { Client } from '../../kit/server/client.ts'

describe('the rows', () => {
  const all: Facts[] = [true, false].flatMap((met) =>
    [true, false].flatMap((here) =>
      [true, false].flatMap((busy) => [true, false].map((lapsed) => ({ met, here, busy, lapsed })))
    )
  )

  it('P-CALL-3: of the rows of one state and input exactly one fits, whatever the facts', () => {
    for (const { from, input } of rows)
      for (const facts of all)
        expect(
          rows.filter((row) => row.from === from && row.input === input && step(from, input, facts) === row),
          `${from} ${input}`
        ).toHaveLength(1)
  })

  it('P-CALL-3: nothing follows from an end', () => {
    for (const state of ['accepted', 'refused', 'cancelled', 'failed'] as const)
      for (const input of ['ring', 'accept', 'refuse', 'cancel', 'confirm', 'due', 'gone'] as const)
        expect(step(state, input, all[0]!)).toBeNull()
  })
})

describe('the caller', () => {
  it('P-CALL-5: none, invite: sent, and the callee has the invitation as a whole view, the same for both', async () => {
    const c = await call()
    const now = c.stage.world.clock.now()
    expect(await c.invite()).toEqual({ t: 'ok', id: 1 })
    expect(c.bob.last('call')).toEqual({
      t: 'call',
      i: '1',
      from: 'alice',
      to: 'bob',
      ch: 'room',
      content: 'c',
      v: now,
      state: 'sent',
      response: '',
      why: '',
      by: '',
      ends: now + 30_000
    })
    expect(c.alice.last('call')).toEqual(c.bob.last('call'))
  })
  it('P-CALL-5: sent, ring: ringing, and the version rises', async () => {
    const c = await (await call()).rung()
    expect(both(c)).toEqual(['ringing', 'ringing'])
    expect(c.alice.of('call').map(({ v }) => Number(v) - Number(c.alice.of('call')[0]!['v']))).toEqual([0, 1])
  })
  it('P-CALL-4: sent, 30 s, callee never online: offline', async () => {
    const c = await new Call().begin(false)
    await c.invite()
    await c.stage.live(29_999)
    expect(view(c.alice)).toBe('sent')
    await c.stage.live(1)
    expect(view(c.alice)).toBe('failed offline')
  })
  it('P-CALL-4: sent, 30 s, callee online and no ring: silent; a ring after that: ended', async () => {
    const c = await call()
    await c.invite()
    await c.stage.live(30_000)
    expect(both(c)).toEqual(['failed silent', 'failed silent'])
    expect(await why(c.ask(c.bob, 'ring'))).toBe('ok')
    expect(view(c.bob)).toBe('failed silent')
  })
  it('P-CALL-5: sent and ringing, cancel: cancelled on both sides, with the text in place of the content', async () => {
    const one = await call()
    await one.invite()
    await one.ask(one.alice, 'cancel')
    expect([both(one), one.bob.last('call')!['content']]).toEqual([['cancelled', 'cancelled'], 'c'])
    const two = await (await call()).rung()
    await two.ask(two.alice, 'cancel', { text: 'never mind' })
    expect([both(two), two.bob.last('call')!['content']]).toEqual([['cancelled', 'cancelled'], 'never mind'])
  })
  it("P-CALL-7: ringing, accept and the caller's confirmation: accepted, not before", async () => {
    const c = await (await call()).answering()
    expect(both(c)).toEqual(['answering', 'answering'])
    expect(c.alice.last('call')).toMatchObject({ response: 'yes', by: 'B' })
    await c.ask(c.alice, 'confirm')
    expect(both(c)).toEqual(['accepted', 'accepted'])
  })
  it('P-CALL-3: ringing, refuse: refused with the response', async () => {
    const c = await (await call()).rung()
    await c.ask(c.bob, 'refuse', { text: 'no' })
    expect([both(c), c.alice.last('call')!['response']]).toEqual([['refused', 'refused'], 'no'])
  })
  it('P-CALL-4: ringing, 60 s: expired on both sides, from the ring; where the app says so, from sending', async () => {
    for (const [from, left] of [
      ['ack', 60_000],
      ['sent', 40_000]
    ] as const) {
      const c = await call({ inviteExpireFrom: from })
      await c.invite()
      await c.stage.live(20_000)
      await c.ask(c.bob, 'ring')
      await c.stage.live(left - 1)
      expect(both(c)).toEqual(['ringing', 'ringing'])
      await c.stage.live(1)
      expect(both(c)).toEqual(['failed expired', 'failed expired'])
    }
  })
  it('P-CALL-2: sent and ringing, invite again: refused; the same id is the same one, at any rate', async () => {
    const c = await (await call()).rung()
    expect(await why(c.invite({ i: '2' }))).toBe('already_invited')
    for (let i = 0; i < 400; i++) expect(await why(c.invite())).toBe('ok')
    expect(view(c.alice)).toBe('ringing')
  })
  it('P-CALL-3: ended, cancel: invitation_ended; never started: unknown_invitation', async () => {
    const c = await (await call()).rung()
    expect(await why(c.ask(c.alice, 'cancel', { i: 'other' }))).toBe('unknown_invitation')
    await c.ask(c.bob, 'refuse')
    expect(await why(c.ask(c.alice, 'cancel'))).toBe('invitation_ended')
  })
  it('P-CALL-13: logout or a second login of the caller: caller_gone, in every state that runs', async () => {
    for (const prepare of [(c: Call) => c.invite(), (c: Call) => c.rung(), (c: Call) => c.answering()]) {
      for (const leave of [(c: Call) => c.alice.request('bye'), (c: Call) => c.stage.login('alice', { login: 'A2' })]) {
        const c = await call()
        await prepare(c)
        await leave(c)
        expect(view(c.bob)).toBe('failed caller_gone')
      }
    }
  })
  it("P-CALL-8: the caller's link is lost, over 30 s too: timers run, the welcome has the result", async () => {
    const c = await (await call()).rung()
    c.alice.wire.break()
    await c.stage.live(40_000)
    await c.ask(c.bob, 'refuse', { text: 'no' })
    const back = await c.alice.back()
    await c.stage.settle()
    expect(back.last('call')).toMatchObject({ state: 'refused', response: 'no' })
  })
})

describe('the callee', () => {
  it('P-CALL-13: ringing, accept while the caller has no lease: caller_away', async () => {
    const c = await (await call()).rung()
    c.alice.wire.break()
    await c.stage.live(31_000)
    await c.ask(c.bob, 'accept')
    expect(view(c.bob)).toBe('failed caller_away')
  })
  it('P-CALL-4: answering: unconfirmed after 5 s; the accept has stopped the 60 s', async () => {
    const c = await (await call()).rung()
    await c.stage.live(59_000)
    await c.ask(c.bob, 'accept')
    await c.stage.live(4_999)
    expect(view(c.bob)).toBe('answering')
    await c.stage.live(1)
    expect(both(c)).toEqual(['failed unconfirmed', 'failed unconfirmed'])
    expect(await why(c.ask(c.alice, 'confirm'))).toBe('invitation_ended')
  })
  it('P-CALL-3: answering and accepted, again: ok for the same login, invitation_accepted for others', async () => {
    const c = await (await call(keepsAll)).answering()
    const other = await c.stage.login('bob', { login: 'B2' })
    for (let i = 0; i < 2; i++) {
      expect([
        await why(c.ask(c.bob, 'accept')),
        await why(c.ask(other, 'accept')),
        await why(c.ask(c.bob, 'refuse'))
      ]).toEqual(['ok', 'invitation_accepted', 'invitation_accepted'])
      await c.ask(c.alice, 'confirm')
    }
  })
  it('P-CALL-3: ended, accept or refuse: invitation_ended; none: unknown_invitation', async () => {
    const c = await (await call()).rung()
    await c.ask(c.alice, 'cancel')
    for (const what of ['accept', 'refuse']) {
      expect(await why(c.ask(c.bob, what))).toBe('invitation_ended')
      expect(await why(c.ask(c.bob, what, { i: 'x' }))).toBe('unknown_invitation')
    }
  })
  it('P-CALL-3: an accept or refuse without a ring before it says both', async () => {
    const c = await call()
    await c.invite()
    await c.ask(c.bob, 'accept')
    expect(c.alice.of('call').map(({ state }) => state)).toEqual(['sent', 'ringing', 'answering'])
  })
  it("P-CALL-3: nobody does what is the other side's, and to a third one there is no invitation", async () => {
    const c = await (await call()).rung()
    const carol = await c.stage.login('carol')
    for (const [who, what] of [
      [c.alice, 'ring'],
      [c.alice, 'accept'],
      [c.alice, 'refuse'],
      [c.bob, 'cancel'],
      [c.bob, 'confirm'],
      [carol, 'ring'],
      [carol, 'cancel'],
      [carol, 'seen']
    ] as const)
      expect(await why(c.ask(who, what)), what).toBe('unknown_invitation')
    expect(carol.of('call')).toEqual([])
  })
})

describe('races', () => {
  it('P-CALL-3: cancel before accept, refuse before cancel: the first counts, whatever came in that turn', async () => {
    for (const [first, second, end, word] of [
      ['cancel', 'accept', 'cancelled', 'invitation_ended'],
      ['cancel', 'refuse', 'cancelled', 'invitation_ended'],
      ['refuse', 'cancel', 'refused', 'invitation_ended']
    ] as const) {
      const c = await (await call()).rung()
      const who = (what: string): Client => (what === 'cancel' ? c.alice : c.bob)
      const asked = [c.ask(who(first), first), c.ask(who(second), second)]
      expect([await why(asked[0]!), await why(asked[1]!)]).toEqual(['ok', word])
      expect(both(c)).toEqual([end, end])
    }
  })
  it('P-CALL-3: accept before cancel: cancelled while unconfirmed, invitation_accepted afterwards', async () => {
    const one = await (await call()).answering()
    expect(await why(one.ask(one.alice, 'cancel'))).toBe('ok')
    expect(both(one)).toEqual(['cancelled', 'cancelled'])
    const two = await (await call()).answering()
    await two.ask(two.alice, 'confirm')
    expect(await why(two.ask(two.alice, 'cancel'))).toBe('invitation_accepted')
  })
  it('P-CALL-3: invite right after a previous one ended: a new invitation', async () => {
    const c = await (await call()).rung()
    await c.ask(c.bob, 'refuse')
    expect(await why(c.invite({ i: '2' }))).toBe('ok')
    expect(c.bob.last('call')).toMatchObject({ i: '2', state: 'sent' })
  })
  it('P-CALL-1: both directions at once are two invitations', async () => {
    const c = await call()
    await c.invite()
    expect(await why(c.bob.request('invite', { i: '1', to: 'alice', ch: '', content: '' }))).toBe('ok')
  })
})
