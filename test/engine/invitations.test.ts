// Call invitations in the engine: views in, words out, and what it asks for by itself (semantics C; P-CALL-6 to P-CALL-10).
import { describe, expect, it } from 'vitest'
import { Rig, type Frame } from '../kit/engine-kit'

const ready = (): Rig => { const rig = new Rig(); rig.client.invitations.listen(); return rig.login('alice') }
const words = (rig: Rig): string[] => rig.told('invitation').map(({ role, state, why }) => [role, state, why].filter((word) => word !== '').join(' '))
const asked = (rig: Rig): unknown[] => rig.link.of('call').map((frame) => frame.do)
const invite = (rig: Rig, to = 'bob', content = 'c'): Frame => rig.ask((done) => { rig.client.invitations.invite(to, 'room', content, done) })[0]!
const cancel = (rig: Rig, content = ''): Frame => rig.ask((done) => { rig.client.invitations.cancel('bob', content, '', done) })[0]!
const accept = (rig: Rig): Frame => rig.ask((done) => { rig.client.invitations.accept('bob', 'yes', '', done) })[0]!
const refuse = (rig: Rig, busy = 0): Frame => rig.ask((done) => { rig.client.invitations.refuse('bob', 'no', busy, '', done) })[0]!
const ok = (rig: Rig, type = 'call'): Rig => rig.say({ t: 'ok', id: rig.link.last(type).id })
const no = (rig: Rig, why: string, type = 'call'): Rig => rig.say({ t: 'no', id: rig.link.last(type).id, why, message: 'words' })
const name = (rig: Rig): string => String(rig.link.last('hello').login)

/** A view of what alice has sent to bob. */
const out = (rig: Rig, v: number, state: string, more: Frame = {}): Rig =>
  rig.say({ t: 'call', i: `${name(rig)}.1`, from: 'alice', to: 'bob', ch: 'room', content: 'c', v, state, response: '', why: '', by: '', ...more })
/** A view of what bob has sent to alice. */
const into = (rig: Rig, v: number, state: string, more: Frame = {}): Rig =>
  rig.say({ t: 'call', i: 'b.1', from: 'bob', to: 'alice', ch: 'room', content: 'c', v, state, response: '', why: '', by: '', ...more })
const lost = (rig: Rig): Rig => { rig.link.end(); return rig.advance(5_000) }
const back = (rig: Rig): Rig => rig.advance(5_000).greet({ resumed: 'full', why: 'resume' })
/** Time passes; the server is heard. */
const live = (rig: Rig, ms: number): Rig => { for (let i = 0; i < ms; i += 1_000) rig.say({ t: 'pong' }).advance(1_000); return rig }

describe('the caller', () => {
  it('P-CALL-1 P-CALL-2: an invitation has a name of the login and a number, and is answered at once', () => {
    const rig = ready()
    const answer = invite(rig)
    expect(answer).toEqual({ ok: 1, invitationId: `${name(rig)}.1` })
    expect(rig.link.last('invite')).toMatchObject({ i: answer.invitationId, to: 'bob', ch: 'room', content: 'c' })
    expect(words(rig)).toEqual([])
    expect(invite(rig, 'carol').invitationId).toBe(`${name(rig)}.2`)
  })

  it('C.1 P-CALL-6: received, then each end, once; views that are older, equal or late say nothing', () => {
    for (const [state, why, told] of [['accepted', '', 'accepted'], ['refused', '', 'refused'], ['cancelled', '', 'cancelled'], ['failed', 'expired', 'failed expired'], ['failed', 'caller_away', 'failed caller_away'], ['failed', 'unconfirmed', 'failed unconfirmed']] as const) {
      const rig = ready()
      invite(rig)
      out(out(ok(rig, 'invite'), 1, 'sent'), 2, 'ringing')
      for (const v of [2, 1]) out(rig, v, v === 2 ? 'ringing' : 'sent')
      for (const v of [4, 4, 3]) out(rig, v, state, { why })
      out(rig, 2, 'ringing')
      expect(words(rig)).toEqual(['local received', `local ${told}`])
    }
  })

  it('P-CALL-6: what was missed is told in its order: ringing, then the end; an end without ringing is told alone', () => {
    const cases: Array<[string, string, string[]]> = [['accepted', '', ['received', 'accepted']], ['refused', 'busy', ['received', 'refused busy']], ['failed', 'expired', ['received', 'failed expired']],
      ['failed', 'offline', ['failed offline']], ['failed', 'silent', ['failed silent']], ['cancelled', '', ['cancelled']]]
    for (const [state, why, told] of cases) {
      const rig = ready()
      invite(rig)
      out(rig, 5, state, { why })
      expect(words(rig)).toEqual(told.map((word) => `local ${word}`))
    }
  })

  it('C.3 P-CALL-7: the engine confirms an accept by itself, once; the page hears of it when the server has it', () => {
    const rig = ready()
    invite(rig)
    out(out(rig, 2, 'ringing'), 3, 'answering', { response: 'yes', by: 'B' })
    expect([words(rig), asked(rig)]).toEqual([['local received'], ['confirm']])
    expect(cancel(rig)).toMatchObject({ why: 'invitation_ended' })
    out(rig, 4, 'accepted', { response: 'yes', by: 'B' })
    expect(rig.told('invitation').at(-1)).toMatchObject({ state: 'accepted', response: 'yes' })
    expect(asked(rig)).toEqual(['confirm', 'seen'])
  })

  it('C.5 accept before cancel: who has cancelled does not confirm', () => {
    const rig = ready()
    invite(rig)
    out(rig, 2, 'ringing')
    expect(cancel(rig, 'no')).toMatchObject({ ok: 1 })
    expect(cancel(rig)).toMatchObject({ ok: 1 })
    out(rig, 3, 'answering', { by: 'B' })
    expect(asked(rig)).toEqual(['cancel'])
    out(rig, 4, 'cancelled', { content: 'no' })
    expect(rig.told('invitation').at(-1)).toMatchObject({ state: 'cancelled', content: 'no' })
  })

  it('P-CALL-7: another session of the caller only looks on, and may cancel', () => {
    const rig = ready()
    rig.say({ t: 'call', i: 'other.1', from: 'alice', to: 'bob', ch: '', content: 'c', v: 1, state: 'ringing', response: '', why: '', by: '' })
    rig.say({ t: 'call', i: 'other.1', from: 'alice', to: 'bob', ch: '', content: 'c', v: 2, state: 'answering', response: '', why: '', by: 'B' })
    expect([words(rig), asked(rig)]).toEqual([['local received'], []])
    expect(invite(rig)).toMatchObject({ why: 'already_invited' })
    expect(cancel(rig)).toMatchObject({ ok: 1 })
  })

  it('C.1: already_invited while it runs, and a new one after its end', () => {
    const rig = ready()
    invite(rig)
    expect(invite(rig)).toMatchObject({ why: 'already_invited' })
    out(rig, 2, 'refused')
    expect(invite(rig)).toMatchObject({ ok: 1 })
    expect(cancel(rig)).toMatchObject({ ok: 1 })
  })

  it('P-CALL-12: what the server refuses later is told as a failure, by its word', () => {
    const rig = ready()
    invite(rig)
    no(rig, 'full', 'invite')
    expect(words(rig)).toEqual(['local failed full'])
    expect(cancel(rig)).toMatchObject({ why: 'invitation_ended' })
  })

  it('C.6 blocked in RECONNECTING: answered, sent with the next link; cancelled before that, never sent (P-CALL-10)', () => {
    const rig = lost(ready())
    expect(invite(rig)).toMatchObject({ ok: 1 })
    back(rig)
    expect(rig.link.of('invite')).toHaveLength(1)
    const never = lost(ready())
    invite(never)
    expect(cancel(never, 'oh')).toMatchObject({ ok: 1 })
    expect(never.told('invitation').at(-1)).toMatchObject({ state: 'cancelled', content: 'oh' })
    back(never)
    expect(never.link.of('invite')).toEqual([])
  })

  it('C.6 no server contact within T1: failed, after 32 s; what the server has after all is cancelled when it is back (P-CALL-10)', () => {
    const rig = ready()
    invite(rig)
    lost(rig).advance(27_000)
    expect(words(rig)).toEqual(['local failed silent'])
    back(rig)
    out(rig, 2, 'ringing')
    expect([words(rig), asked(rig)]).toEqual([['local failed silent'], ['cancel']])
    out(rig, 3, 'cancelled')
    expect([words(rig), asked(rig)]).toEqual([['local failed silent'], ['cancel', 'seen']])
  })

  it('C.4 shadow times: ringing without a link ends 2 s late; over a link only the server ends it; confirmed, it waits for the server (P-CALL-10)', () => {
    const rig = ready()
    invite(rig)
    out(rig, 2, 'ringing')
    lost(rig).advance(57_000)
    expect(words(rig)).toEqual(['local received', 'local failed expired'])
    const linked = ready()
    invite(linked)
    out(linked, 2, 'ringing')
    live(linked, 80_000)
    expect(words(linked)).toEqual(['local received'])
    const confirmed = ready()
    invite(confirmed)
    out(confirmed, 3, 'answering')
    lost(confirmed).advance(200_000)
    expect(words(confirmed)).toEqual(['local received'])
    out(back(confirmed), 4, 'accepted')
    expect(words(confirmed)).toEqual(['local received', 'local accepted'])
  })

  it('P-HELLO-13 P-CALL-8: the greeting names what runs; unknown ends it as failed', () => {
    const rig = ready()
    invite(rig)
    out(rig, 2, 'ringing')
    lost(rig).advance(5_000).link.connect()
    expect(rig.link.last('hello').calls).toEqual([{ i: `${name(rig)}.1`, of: 'alice', v: 2 }])
    rig.greetAgain({ resumed: 'fresh', why: 'unknown' })
    out(rig, 0, 'unknown')
    expect(words(rig)).toEqual(['local received', 'local failed unknown'])
    expect(ready().link.last('hello')).not.toHaveProperty('calls')
  })

  it('C.1 logout: nothing is told, and later views neither; the invitations of another user are forgotten', () => {
    const rig = ready()
    invite(rig)
    out(rig, 2, 'ringing')
    rig.ask((done) => { rig.client.logout(done) })
    rig.advance(100_000).login('alice')
    expect(words(rig)).toEqual(['local received'])
    expect(cancel(rig)).toMatchObject({ why: 'invitation_ended' })
    rig.ask((done) => { rig.client.logout(done) })
    rig.advance(2_000).login('carol')
    expect(cancel(rig)).toMatchObject({ why: 'unknown_invitation' })
  })
})

describe('the callee', () => {
  it('C.2 P-CALL-7: rings by itself, is told once, and every end once', () => {
    for (const [state, why, told] of [['cancelled', '', 'cancelled'], ['failed', 'expired', 'failed expired'], ['failed', 'caller_gone', 'failed caller_gone'], ['failed', 'silent', 'cancelled silent'], ['refused', '', 'elsewhere']] as const) {
      const rig = ready()
      for (const v of [1, 1]) into(rig, v, 'sent')
      into(rig, 2, 'ringing')
      for (const v of [4, 4, 3]) into(rig, v, state, { why })
      expect(words(rig)).toEqual(['remote received', `remote ${told}`])
      expect(asked(rig)[0]).toBe('ring')
    }
  })

  it('C.5 ACK after T1, P-CALL-6: who never heard of it hears nothing of its end, and says that he has seen it', () => {
    const rig = ready()
    into(rig, 3, 'failed', { why: 'silent' })
    expect([words(rig), asked(rig)]).toEqual([[], ['seen']])
    expect(accept(rig)).toMatchObject({ why: 'unknown_invitation' })
  })

  it('C.2 accept: answered at once, accepted by the server; 4 again, 4 to refuse meanwhile, then 3', () => {
    const rig = ready()
    into(rig, 1, 'sent')
    expect(accept(rig)).toEqual({ ok: 1, invitationId: 'b.1' })
    expect(rig.link.last('call')).toMatchObject({ do: 'accept', text: 'yes', of: 'bob' })
    expect([accept(rig).why, refuse(rig).why]).toEqual(['invitation_accepted', 'invitation_accepted'])
    into(rig, 3, 'answering', { by: name(rig), response: 'yes' })
    expect(words(rig)).toEqual(['remote received'])
    into(rig, 4, 'accepted', { by: name(rig), response: 'yes' })
    expect(words(rig)).toEqual(['remote received', 'remote accepted'])
    expect([accept(rig).why, refuse(rig).why]).toEqual(['invitation_accepted', 'invitation_ended'])
  })

  it('C.2 T3 over, and accept while the caller is offline: failed', () => {
    for (const why of ['unconfirmed', 'caller_away']) {
      const rig = ready()
      into(rig, 1, 'sent')
      accept(rig)
      into(rig, 5, 'failed', { why, by: name(rig) })
      expect(words(rig).at(-1)).toBe(`remote failed ${why}`)
      expect([accept(rig).why, refuse(rig).why]).toEqual(['invitation_ended', 'invitation_ended'])
    }
  })

  it('P-CALL-11: answered elsewhere while it rings; a busy session ends for itself when the server has it', () => {
    const rig = ready()
    into(rig, 2, 'ringing')
    into(rig, 3, 'answering', { by: 'B2', response: 'r' })
    expect(rig.told('invitation').at(-1)).toMatchObject({ state: 'elsewhere', answer: 'answering', response: 'r' })
    expect([accept(rig).why, refuse(rig).why]).toEqual(['invitation_accepted', 'invitation_ended'])
    into(rig, 4, 'accepted', { by: 'B2' })
    expect(words(rig)).toEqual(['remote received', 'remote elsewhere'])
    const busy = ready()
    into(busy, 2, 'ringing')
    refuse(busy, 1)
    expect(busy.link.last('call')).toMatchObject({ do: 'refuse', busy: 1 })
    expect(words(ok(busy))).toEqual(['remote received', 'remote refused busy'])
    into(busy, 3, 'accepted', { by: 'B2' })
    expect(words(busy)).toHaveLength(2)
  })

  it('P-CALL-11: of two sessions that accept at once the later one hears that the other was first', () => {
    const rig = ready()
    into(rig, 2, 'ringing')
    accept(rig)
    into(rig, 3, 'answering', { by: 'B2' })
    no(rig, 'invitation_accepted')
    expect(words(rig)).toEqual(['remote received', 'remote elsewhere'])
  })

  it('C.6 accepted without a link: carried out when it is back, or overtaken; after 62 s without one it has expired (P-CALL-10)', () => {
    const rig = ready()
    into(rig, 2, 'ringing')
    lost(rig)
    expect(accept(rig)).toMatchObject({ ok: 1 })
    back(rig)
    expect(asked(rig)).toContain('accept')
    into(rig, 3, 'cancelled')
    no(rig, 'invitation_ended')
    expect(words(rig)).toEqual(['remote received', 'remote cancelled'])
    const late = ready()
    into(late, 2, 'ringing')
    lost(late)
    accept(late)
    late.advance(57_000)
    expect(words(late)).toEqual(['remote received', 'remote failed expired'])
    back(late)
    expect(asked(late)).not.toContain('accept')
  })

  it('a fault of the server: what was asked may be asked again; unknown there, it has failed', () => {
    const rig = ready()
    into(rig, 2, 'ringing')
    accept(rig)
    no(rig, 'internal')
    expect(accept(rig)).toMatchObject({ ok: 1 })
    no(rig, 'unknown_invitation')
    expect(words(rig)).toEqual(['remote received', 'remote failed unknown'])
    expect(accept(rig)).toMatchObject({ why: 'invitation_ended' })
  })

  it('C.6 logs in again while it rings: received again; an automatic login says nothing new', () => {
    const rig = ready()
    into(rig, 2, 'ringing')
    lost(rig)
    back(rig)
    into(rig, 2, 'ringing')
    expect(words(rig)).toEqual(['remote received'])
    rig.ask((done) => { rig.client.logout(done) })
    rig.advance(2_000).login('alice')
    into(rig, 2, 'ringing')
    expect(words(rig)).toEqual(['remote received', 'remote received'])
  })

  it('A.10: before the page listens events wait as long as their invitation lives', () => {
    const rig = new Rig().login('alice')
    into(rig, 1, 'sent')
    expect(asked(rig)).toEqual(['ring'])
    rig.say({ t: 'call', i: 'd.1', from: 'dave', to: 'alice', ch: '', content: '', v: 1, state: 'sent', response: '', why: '', by: '' })
    into(rig, 2, 'cancelled')
    expect(words(rig)).toEqual([])
    rig.client.invitations.listen()
    rig.world.drain()
    expect(rig.told('invitation').map(({ caller, state }) => `${String(caller)} ${String(state)}`)).toEqual(['dave received'])
  })
})

describe('bounds', () => {
  it('of what has ended 128 are remembered, the oldest go first', () => {
    const rig = ready()
    for (let i = 0; i < 140; i++) {
      invite(rig, `user${i}`)
      rig.say({ t: 'no', id: rig.link.last('invite').id, why: 'full', message: '' })
    }
    const why = (to: string): unknown => rig.ask((done) => { rig.client.invitations.cancel(to, '', '', done) })[0]!.why
    expect([why('user0'), why('user11'), why('user12'), why('user139')]).toEqual(['unknown_invitation', 'unknown_invitation', 'invitation_ended', 'invitation_ended'])
  })

  it('no timer is left after release', () => {
    const rig = ready()
    invite(rig)
    into(rig, 2, 'ringing')
    accept(rig)
    rig.ask((done) => { rig.client.close(done) })
    rig.advance(2_000)
    expect(rig.world.timersOpen()).toBe(0)
  })

  it('hostile views change nothing and do not throw', () => {
    const rig = ready()
    for (const frame of [{}, { i: 1, from: null }, { i: 'x', from: 'bob', v: '9', state: 7 }, { i: 'x', from: 'bob', to: 'alice', state: 'dancing', v: 3 }, { state: 'unknown' }]) rig.say({ t: 'call', ...frame })
    expect(words(rig)).toEqual([])
  })
})
