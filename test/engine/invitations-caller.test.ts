// Call invitations in the engine of the caller: views in, words out, and what it asks for by itself (semantics C; P-CALL-6 to P-CALL-10).
import { describe, expect, it } from 'vitest'
import { asked, back, cancel, invite, live, lost, name, no, ok, out, ready, words } from '../kit/invitation-rig'

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
