// Call invitations in the engine of the caller: views in, words out, and what it asks for by itself (P-CALL-6 to
// P-CALL-10).
import { describe, expect, it } from 'vitest'
import type { Frame } from '../../kit/engine-kit'
import {
  asked,
  back,
  cancel,
  frames,
  invite,
  live,
  lost,
  name,
  no,
  ok,
  out,
  ready,
  words
} from '../../kit/invitation-rig'

describe('the caller', () => {
  it('P-CALL-1 P-CALL-2: an invitation has a name of the login and a number, and is answered at once', () => {
    const rig = ready()
    const answer = invite(rig)
    expect(answer).toEqual({ ok: 1, invitationId: `${name(rig)}.1` })
    expect(rig.link.last('invite')).toMatchObject({ i: answer.invitationId, to: 'bob', ch: 'room', content: 'c' })
    expect(words(rig)).toEqual([])
    expect(invite(rig, 'carol').invitationId).toBe(`${name(rig)}.2`)
  })

  it('P-CALL-6: received, then each end, once; views that are older, equal or late say nothing', () => {
    for (const [state, why, told] of [
      ['accepted', '', 'accepted'],
      ['refused', '', 'refused'],
      ['cancelled', '', 'cancelled'],
      ['failed', 'expired', 'failed expired'],
      ['failed', 'caller_away', 'failed caller_away'],
      ['failed', 'unconfirmed', 'failed unconfirmed']
    ] as const) {
      const rig = ready()
      invite(rig)
      out(out(ok(rig, 'invite'), 1, 'sent'), 2, 'ringing')
      for (const v of [2, 1]) out(rig, v, v === 2 ? 'ringing' : 'sent')
      for (const v of [4, 4, 3]) out(rig, v, state, { why })
      out(rig, 2, 'ringing')
      expect(words(rig)).toEqual(['local received', `local ${told}`])
    }
  })

  it('P-CALL-12: the 65th that runs is refused at once, without the server; one that ends makes room', () => {
    const rig = ready()
    for (let i = 0; i < 64; i++) expect(invite(rig, `user-${i}`)).toMatchObject({ ok: 1 })
    const sent = rig.link.sent.length
    expect(invite(rig, 'one-more')).toMatchObject({ ok: 0, why: 'full', action: 'cancel one first' })
    expect(rig.link.sent.length).toBe(sent)
    rig.ask((done) => {
      rig.client.invitations.cancel('user-3', '', '', done)
    })
    expect(invite(rig, 'one-more')).toMatchObject({ ok: 1 })
  })

  it('P-CALL-6: what was missed is told in order: ringing, then the end; an end alone is told alone', () => {
    const cases: Array<[string, string, string[]]> = [
      ['accepted', '', ['received', 'accepted']],
      ['refused', 'busy', ['received', 'refused busy']],
      ['failed', 'expired', ['received', 'failed expired']],
      ['failed', 'offline', ['failed offline']],
      ['failed', 'silent', ['failed silent']],
      ['cancelled', '', ['cancelled']]
    ]
    for (const [state, why, told] of cases) {
      const rig = ready()
      invite(rig)
      out(rig, 5, state, { why })
      expect(words(rig)).toEqual(told.map((word) => `local ${word}`))
    }
  })

  it('P-CALL-7: the engine confirms an accept by itself, once; the page hears of it when the server has it', () => {
    const rig = ready()
    invite(rig)
    out(out(rig, 2, 'ringing'), 3, 'answering', { response: 'yes', by: 'B' })
    expect([words(rig), asked(rig)]).toEqual([['local received'], ['confirm']])
    expect(cancel(rig)).toMatchObject({ why: 'invitation_ended' })
    out(rig, 4, 'accepted', { response: 'yes', by: 'B' })
    expect(rig.told('invitation').at(-1)).toMatchObject({ state: 'accepted', response: 'yes' })
    expect(asked(rig)).toEqual(['confirm', 'seen'])
  })

  it('P-CALL-14: an answered cancel has ended it, told before the answer; a second is late, the rest silent', () => {
    const ends: Array<[string, Frame]> = [
      ['cancelled', { content: 'no' }],
      ['accepted', { by: 'B' }],
      ['refused', { by: 'B' }],
      ['failed', { why: 'expired' }]
    ]
    for (const [state, more] of ends) {
      const rig = ready()
      invite(rig)
      out(rig, 2, 'ringing')
      const order: unknown[] = []
      rig.listen((event) => {
        order.push([event.state, event.content])
      })
      rig.ask((done) => {
        rig.client.invitations.cancel('bob', 'no', '', (answer) => {
          order.push(answer.ok)
          done(answer)
        })
      })
      expect(order).toEqual([['cancelled', 'no'], 1])
      expect(cancel(rig)).toMatchObject({ why: 'invitation_ended' })
      for (const [v, view] of [
        [3, 'ringing'],
        [4, 'answering'],
        [5, state],
        [6, state]
      ] as const)
        out(rig, v, view, more)
      expect([order, asked(rig)]).toEqual([
        [['cancelled', 'no'], 1],
        ['cancel', 'seen', 'seen']
      ]) // no confirm: it ends on the server, too
    }
  })

  it('P-CALL-14: the next invitation goes out behind the cancel before it; only the cancel is asked again', () => {
    const linked = ready()
    invite(linked)
    expect([cancel(linked), invite(linked)]).toMatchObject([{ ok: 1 }, { ok: 1 }])
    expect(frames(linked)).toEqual(['invite .1', 'cancel .1', 'invite .2'])
    expect(words(ok(linked, 'invite'))).toEqual(['local cancelled'])
    const cut = lost(linked)
    expect([cancel(cut), invite(cut), cancel(cut), invite(cut)].map(({ ok }) => ok)).toEqual([1, 1, 1, 1])
    back(cut)
    expect(frames(cut)).toEqual(['cancel .1', 'cancel .2', 'invite .4'])
    expect(words(cut)).toEqual(Array(3).fill('local cancelled'))
  })

  it('P-CALL-14: what the server still shows is called off again if the first word was lost; no news', () => {
    const rig = ready()
    invite(rig)
    cancel(rig)
    no(rig, 'internal')
    for (let v = 2; v < 4; v++) out(rig, v, 'ringing')
    expect([words(rig), asked(rig)]).toEqual([['local cancelled'], ['cancel', 'cancel']])
    const many = ready()
    for (let i = 0; i < 200; i++) {
      invite(many)
      cancel(many)
    }
    out(many, 3, 'ringing')
    expect(words(many)).toEqual(Array(200).fill('local cancelled'))
  })

  it('P-CALL-14: what a logout ended without a link is called off at the next login, before any invite', () => {
    const rig = ready()
    invite(rig)
    out(rig, 2, 'ringing')
    lost(rig)
    rig.ask((done) => {
      rig.client.logout(done)
    })
    rig.advance(2_000).login('alice')
    expect(invite(rig)).toMatchObject({ ok: 1 })
    expect(frames(rig).map((frame) => frame.split(' ')[0])).toEqual(['cancel', 'invite'])
  })

  it('P-CALL-7: another session of the caller only looks on, and may cancel', () => {
    const rig = ready()
    out(rig, 1, 'ringing', { i: 'other.1', ch: '' })
    out(rig, 2, 'answering', { i: 'other.1', ch: '', by: 'B' })
    expect([words(rig), asked(rig)]).toEqual([['local received'], []])
    expect(invite(rig)).toMatchObject({ why: 'already_invited' })
    expect(cancel(rig)).toMatchObject({ ok: 1 })
  })

  it('A-INVITE-3: already_invited while it runs, and a new one after its end', () => {
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

  it('A-INVITE-7 P-CALL-10: called in RECONNECTING: answered, sent with the next link; cancelled before, not', () => {
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

  it('P-CALL-10: 30 s without the server: failed, after 32 s; what the server has after all is cancelled later', () => {
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

  it('P-CALL-10: ringing without a link ends 2 s late; over a link only the server ends it', () => {
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

  it("A-INVITE-12: logout: nothing is told, later views neither; another user's invitations are forgotten", () => {
    const rig = ready()
    invite(rig)
    out(rig, 2, 'ringing')
    rig.ask((done) => {
      rig.client.logout(done)
    })
    rig.advance(100_000).login('alice')
    expect(words(rig)).toEqual(['local received'])
    expect(cancel(rig)).toMatchObject({ why: 'invitation_ended' })
    rig.ask((done) => {
      rig.client.logout(done)
    })
    rig.advance(2_000).login('carol')
    expect(cancel(rig)).toMatchObject({ why: 'unknown_invitation' })
  })
})
