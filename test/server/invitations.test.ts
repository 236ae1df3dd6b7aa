// Call invitations on the server, spoken by hand: the rows of semantics C.1, C.2 and C.5, one by one.
import { describe, expect, test } from 'vitest'
import { rows, step, type Facts } from '../../server/src/invitation/invitation-rows.ts'
import { both, call, Call, keepsAll, view, why } from '../kit/server/call.ts'
import type { Client } from '../kit/server/client.ts'

describe('the rows', () => {
  const all: Facts[] = [true, false].flatMap((met) => [true, false].flatMap((here) => [true, false].flatMap((busy) => [true, false].map((lapsed) => ({ met, here, busy, lapsed })))))

  test('P-CALL-3: of the rows of one state and input exactly one fits, whatever the facts', () => {
    for (const { from, input } of rows)
      for (const facts of all) expect(rows.filter((row) => row.from === from && row.input === input && step(from, input, facts) === row), `${from} ${input}`).toHaveLength(1)
  })

  test('P-CALL-3: nothing follows from an end', () => {
    for (const state of ['accepted', 'refused', 'cancelled', 'failed'] as const)
      for (const input of ['ring', 'accept', 'refuse', 'cancel', 'confirm', 'due', 'gone'] as const) expect(step(state, input, all[0]!)).toBeNull()
  })
})

describe('C.1: the caller', () => {
  test('C.1 none, sendLocalInvitation: state 1, the invitation goes to the callee; P-CALL-5: as a whole view, the same for both', async () => {
    const c = await call()
    const now = c.stage.world.clock.now()
    expect(await c.invite()).toEqual({ t: 'ok', id: 1 })
    expect(c.bob.last('call')).toEqual({ t: 'call', i: '1', from: 'alice', to: 'bob', ch: 'room', content: 'c', v: now, state: 'sent', response: '', why: '', by: '', ends: now + 30_000 })
    expect(c.alice.last('call')).toEqual(c.bob.last('call'))
  })
  test('C.1 state 1, callee\'s ACK: state 2, and the version rises', async () => {
    const c = await (await call()).rung()
    expect(both(c)).toEqual(['ringing', 'ringing'])
    expect(c.alice.of('call').map(({ v }) => Number(v) - Number(c.alice.of('call')[0]!['v']))).toEqual([0, 1])
  })
  test('C.1 state 1, T1, callee never online: offline (P-CALL-4)', async () => {
    const c = await new Call().begin(false)
    await c.invite()
    await c.stage.live(29_999)
    expect(view(c.alice)).toBe('sent')
    await c.stage.live(1)
    expect(view(c.alice)).toBe('failed offline')
  })
  test('C.1 state 1, T1, callee online without ACK: silent; C.5 ACK after T1: ended (P-CALL-4)', async () => {
    const c = await call()
    await c.invite()
    await c.stage.live(30_000)
    expect(both(c)).toEqual(['failed silent', 'failed silent'])
    expect(await why(c.ask(c.bob, 'ring'))).toBe('ok')
    expect(view(c.bob)).toBe('failed silent')
  })
  test('C.1 states 1 and 2, cancelLocalInvitation: cancelled on both sides, with the text in the place of the content (P-CALL-5)', async () => {
    const one = await call()
    await one.invite()
    await one.ask(one.alice, 'cancel')
    expect([both(one), one.bob.last('call')!['content']]).toEqual([['cancelled', 'cancelled'], 'c'])
    const two = await (await call()).rung()
    await two.ask(two.alice, 'cancel', { text: 'never mind' })
    expect([both(two), two.bob.last('call')!['content']]).toEqual([['cancelled', 'cancelled'], 'never mind'])
  })
  test('C.1 state 2, accept and the caller\'s confirmation: accepted, not before; C.3 (P-CALL-7)', async () => {
    const c = await (await call()).answering()
    expect(both(c)).toEqual(['answering', 'answering'])
    expect(c.alice.last('call')).toMatchObject({ response: 'yes', by: 'B' })
    await c.ask(c.alice, 'confirm')
    expect(both(c)).toEqual(['accepted', 'accepted'])
  })
  test('C.1 state 2, refuse: refused with the response', async () => {
    const c = await (await call()).rung()
    await c.ask(c.bob, 'refuse', { text: 'no' })
    expect([both(c), c.alice.last('call')!['response']]).toEqual([['refused', 'refused'], 'no'])
  })
  test('C.1 state 2, T2: expired on both sides, 60 s after the ACK; C.4 the other reading: 60 s after sending (P-CALL-4)', async () => {
    for (const [from, left] of [['ack', 60_000], ['sent', 40_000]] as const) {
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
  test('C.1 states 1 and 2, sendLocalInvitation again: refused; the same id is the same invitation, looked up before the rate (P-CALL-2)', async () => {
    const c = await (await call()).rung()
    expect(await why(c.invite({ i: '2' }))).toBe('already_invited')
    for (let i = 0; i < 400; i++) expect(await why(c.invite())).toBe('ok')
    expect(view(c.alice)).toBe('ringing')
  })
  test('C.1 ended, cancel: invitation_ended; never started: unknown_invitation', async () => {
    const c = await (await call()).rung()
    expect(await why(c.ask(c.alice, 'cancel', { i: 'other' }))).toBe('unknown_invitation')
    await c.ask(c.bob, 'refuse')
    expect(await why(c.ask(c.alice, 'cancel'))).toBe('invitation_ended')
  })
  test('C.1 C.6 logout or a second login of the caller: caller_gone, in every state that runs (P-CALL-13)', async () => {
    for (const prepare of [(c: Call) => c.invite(), (c: Call) => c.rung(), (c: Call) => c.answering()]) {
      for (const leave of [(c: Call) => c.alice.request('bye'), (c: Call) => c.stage.login('alice', { login: 'A2' })]) {
        const c = await call()
        await prepare(c)
        await leave(c)
        expect(view(c.bob)).toBe('failed caller_gone')
      }
    }
  })
  test('C.1 C.6 the caller\'s link is lost, for more than 30 s too: timers run on and the result comes with his welcome (P-CALL-8)', async () => {
    const c = await (await call()).rung()
    c.alice.wire.break()
    await c.stage.live(40_000)
    await c.ask(c.bob, 'refuse', { text: 'no' })
    const back = await c.alice.back()
    await c.stage.settle()
    expect(back.last('call')).toMatchObject({ state: 'refused', response: 'no' })
  })
})

describe('C.2: the callee', () => {
  test('C.2 state 1, accept while the caller has no lease: caller_away (P-CALL-13)', async () => {
    const c = await (await call()).rung()
    c.alice.wire.break()
    await c.stage.live(31_000)
    await c.ask(c.bob, 'accept')
    expect(view(c.bob)).toBe('failed caller_away')
  })
  test('C.2 state 2, T3 over: unconfirmed after 5 s (P-CALL-4); accept stopped T2 (C.5)', async () => {
    const c = await (await call()).rung()
    await c.stage.live(59_000)
    await c.ask(c.bob, 'accept')
    await c.stage.live(4_999)
    expect(view(c.bob)).toBe('answering')
    await c.stage.live(1)
    expect(both(c)).toEqual(['failed unconfirmed', 'failed unconfirmed'])
    expect(await why(c.ask(c.alice, 'confirm'))).toBe('invitation_ended')
  })
  test('C.2 states 2 and 4, accept again: the same login is answered ok, another one invitation_accepted; refuse too (P-CALL-3)', async () => {
    const c = await (await call(keepsAll)).answering()
    const other = await c.stage.login('bob', { login: 'B2' })
    for (let i = 0; i < 2; i++) {
      expect([await why(c.ask(c.bob, 'accept')), await why(c.ask(other, 'accept')), await why(c.ask(c.bob, 'refuse'))]).toEqual(['ok', 'invitation_accepted', 'invitation_accepted'])
      await c.ask(c.alice, 'confirm')
    }
  })
  test('C.2 states 3 to 6, accept or refuse: invitation_ended; none: unknown_invitation', async () => {
    const c = await (await call()).rung()
    await c.ask(c.alice, 'cancel')
    for (const what of ['accept', 'refuse']) {
      expect(await why(c.ask(c.bob, what))).toBe('invitation_ended')
      expect(await why(c.ask(c.bob, what, { i: 'x' }))).toBe('unknown_invitation')
    }
  })
  test('C.2 an accept or refuse without a ring before it says both (P-CALL-3)', async () => {
    const c = await call()
    await c.invite()
    await c.ask(c.bob, 'accept')
    expect(c.alice.of('call').map(({ state }) => state)).toEqual(['sent', 'ringing', 'answering'])
  })
  test('P-CALL-3: nobody does what is the other side\'s, and to a third one there is no invitation', async () => {
    const c = await (await call()).rung()
    const carol = await c.stage.login('carol')
    for (const [who, what] of [[c.alice, 'ring'], [c.alice, 'accept'], [c.alice, 'refuse'], [c.bob, 'cancel'], [c.bob, 'confirm'], [carol, 'ring'], [carol, 'cancel'], [carol, 'seen']] as const)
      expect(await why(c.ask(who, what)), what).toBe('unknown_invitation')
    expect(carol.of('call')).toEqual([])
  })
})

describe('C.5: races', () => {
  test('C.5 cancel before accept, refuse vs cancel: the first one counts, whatever was asked in the same turn', async () => {
    for (const [first, second, end, word] of [['cancel', 'accept', 'cancelled', 'invitation_ended'], ['cancel', 'refuse', 'cancelled', 'invitation_ended'], ['refuse', 'cancel', 'refused', 'invitation_ended']] as const) {
      const c = await (await call()).rung()
      const who = (what: string): Client => (what === 'cancel' ? c.alice : c.bob)
      const asked = [c.ask(who(first), first), c.ask(who(second), second)]
      expect([await why(asked[0]!), await why(asked[1]!)]).toEqual(['ok', word])
      expect(both(c)).toEqual([end, end])
    }
  })
  test('C.5 accept before cancel: cancelled while nobody has confirmed, invitation_accepted afterwards', async () => {
    const one = await (await call()).answering()
    expect(await why(one.ask(one.alice, 'cancel'))).toBe('ok')
    expect(both(one)).toEqual(['cancelled', 'cancelled'])
    const two = await (await call()).answering()
    await two.ask(two.alice, 'confirm')
    expect(await why(two.ask(two.alice, 'cancel'))).toBe('invitation_accepted')
  })
  test('C.5 send right after a previous one ended: a new invitation', async () => {
    const c = await (await call()).rung()
    await c.ask(c.bob, 'refuse')
    expect(await why(c.invite({ i: '2' }))).toBe('ok')
    expect(c.bob.last('call')).toMatchObject({ i: '2', state: 'sent' })
  })
  test('C.1: both directions at once are two invitations', async () => {
    const c = await call()
    await c.invite()
    expect(await why(c.bob.request('invite', { i: '1', to: 'alice', ch: '', content: '' }))).toBe('ok')
  })
})
