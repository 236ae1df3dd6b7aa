// Call invitations on the server, spoken by hand: the rows of semantics C.1, C.2, C.4, C.5 and C.6, one by one, and the bounds.
import { describe, expect, test } from 'vitest'
import { rows, step, type Facts } from '../../server/src/invitation-rows.ts'
import { newest, type App } from '../../server/src/apps.ts'
import { InvitationsMemory } from '../../server/src/invitations-memory.ts'
import type { Client } from '../kit/server/client.ts'
import { appWith, Stage } from '../kit/server/stage.ts'
import type { Fields } from '../kit/server/wire.ts'

const keepsAll: Partial<App> = { policy: newest(10) }

class Call {
  readonly store = new InvitationsMemory()
  readonly stage: Stage
  alice!: Client
  bob!: Client
  constructor(more: Partial<App> = {}) {
    this.stage = new Stage({ appList: [appWith({}, more)], stores: { invitations: this.store } })
  }
  async begin(bobToo = true): Promise<this> {
    this.alice = await this.stage.login('alice', { login: 'A' })
    if (bobToo) this.bob = await this.stage.login('bob', { login: 'B' })
    return this
  }
  invite(more: Fields = {}): Promise<Fields> { return this.alice.request('invite', { i: '1', to: 'bob', ch: 'room', content: 'c', ...more }) }
  ask(who: Client, what: string, more: Fields = {}): Promise<Fields> { return who.request('call', { i: '1', of: 'alice', do: what, text: '', ...more }) }
  async rung(): Promise<this> {
    await this.invite()
    await this.ask(this.bob, 'ring')
    return this
  }
  async answering(): Promise<this> {
    await this.rung()
    await this.ask(this.bob, 'accept', { text: 'yes' })
    return this
  }
}

const view = (who: Client): string => {
  const { state, why } = who.last('call') ?? {}
  return [state, why].filter((word) => word !== '').join(' ')
}
const both = ({ alice, bob }: Call): string[] => [view(alice), view(bob)]
const why = async (reply: Promise<Fields>): Promise<unknown> => {
  const { t, why: word } = await reply
  return t === 'ok' ? 'ok' : word
}
const call = (more: Partial<App> = {}): Promise<Call> => new Call(more).begin()

describe('the rows', () => {
  const all: Facts[] = [true, false].flatMap((met) => [true, false].flatMap((here) => [true, false].map((busy) => ({ met, here, busy }))))

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
    expect(c.bob.last('call')).toEqual({ t: 'call', i: '1', from: 'alice', to: 'bob', ch: 'room', content: 'c', v: now, state: 'sent', response: '', why: '', by: '' })
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

describe('C.6: absence, sessions and restarts', () => {
  test('C.6 callee offline at send: he gets it at his login, for the rest of T1', async () => {
    const c = await new Call().begin(false)
    await c.invite()
    await c.stage.live(29_000)
    c.bob = await c.stage.login('bob')
    await c.stage.settle()
    expect(view(c.bob)).toBe('sent')
    await c.stage.live(1_000)
    expect(both(c)).toEqual(['failed silent', 'failed silent'])
  })
  test('C.6 callee logs in again, or is replaced, while it rings: it comes again, for the rest of T2', async () => {
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
  test('C.6 callee gone for good while it rings: T2', async () => {
    const c = await (await call()).rung()
    await c.bob.request('bye')
    await c.stage.live(59_999)
    expect(view(c.alice)).toBe('ringing')
    await c.stage.live(1)
    expect(view(c.alice)).toBe('failed expired')
  })
  test('P-CALL-11: a busy session is silent alone while another one rings; the last one refuses for all, also by leaving', async () => {
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
  test('P-CALL-7: another session of the caller sees it and may cancel, but not confirm', async () => {
    const c = await call(keepsAll)
    const other = await c.stage.login('alice', { login: 'A2' })
    await c.answering()
    expect(view(other)).toBe('answering')
    expect(await why(c.ask(other, 'confirm'))).toBe('unknown_invitation')
    expect(await why(c.ask(other, 'cancel'))).toBe('ok')
    expect(both(c)).toEqual(['cancelled', 'cancelled'])
  })
  test('P-STOP-1: a deploy keeps it, with its time', async () => {
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
  test('P-HELLO-13 P-CALL-8: what a greeting names and the server does not know is told as unknown; of a bad list the greeting is refused', async () => {
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
  test('until all sessions of both sides have seen the end, or have logged out', async () => {
    const c = await (await call(keepsAll)).rung()
    const other = await c.stage.login('bob', { login: 'B2' })
    await c.ask(c.bob, 'refuse')
    for (const who of [c.alice, c.bob]) await c.ask(who, 'seen')
    expect(await c.store.all()).toHaveLength(1)
    await other.request('bye')
    expect(await c.store.all()).toEqual([])
    expect(await why(c.ask(c.bob, 'seen'))).toBe('unknown_invitation')
  })
  test('who never was written to knows enough', async () => {
    const c = await new Call().begin(false)
    await c.invite()
    await c.ask(c.alice, 'cancel')
    await c.ask(c.alice, 'seen')
    expect(await c.store.all()).toEqual([])
  })
  test('an end that somebody does not ask for is forgotten after a day, and the oldest of more than 64', async () => {
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
  test('no timer is left when nothing runs', async () => {
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
  test('P-CALL-12: 64 run per caller and per callee; the rate is 30 a second, as a bucket of 300', async () => {
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
  test('P-CALL-1 P-FRAME-11: fields out of range are refused by name, and change nothing', async () => {
    const c = await call()
    const bad: Array<[Fields, string]> = [[{ i: '' }, 'invalid'], [{ i: 7 }, 'invalid'], [{ i: 'a/b' }, 'invalid'], [{ to: 'alice' }, 'invalid'], [{ to: '' }, 'invalid'], [{ ch: 'x'.repeat(65) }, 'too_large'],
      [{ content: 'x'.repeat(8_193) }, 'too_large'], [{ content: '漢'.repeat(2_731) }, 'too_large'], [{ content: '\ud800' }, 'invalid'], [{ content: 1 }, 'invalid']]
    for (const [fields, word] of bad) expect(await why(c.invite(fields)), JSON.stringify(fields).slice(0, 30)).toBe(word)
    expect(await c.store.all()).toEqual([])
    await c.rung()
    for (const [fields, word] of [[{ of: '' }, 'invalid'], [{ do: 'dance' }, 'invalid'], [{ do: 'due' }, 'invalid'], [{ do: 'gone' }, 'invalid'], [{ text: 'x'.repeat(8_193) }, 'too_large'], [{ busy: true }, 'invalid']] as Array<[Fields, string]>)
      expect(await why(c.ask(c.bob, 'accept', fields)), JSON.stringify(fields).slice(0, 30)).toBe(word)
    expect(view(c.alice)).toBe('ringing')
  })
})
