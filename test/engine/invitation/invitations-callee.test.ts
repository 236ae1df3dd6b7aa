// Call invitations in the engine of the callee, and the bounds of both (P-CALL-6 to P-CALL-11).
import { describe, expect, it } from 'vitest'
import { Rig } from '../../kit/engine-kit'
import { accept, asked, back, into, invite, lost, name, no, ok, ready, refuse, words } from '../../kit/invitation-rig'

describe('the callee', () => {
  it('P-CALL-7: rings by itself, is told once, and every end once', () => {
    for (const [state, why, told] of [
      ['cancelled', '', 'cancelled'],
      ['failed', 'expired', 'failed expired'],
      ['failed', 'caller_gone', 'failed caller_gone'],
      ['failed', 'silent', 'cancelled silent'],
      ['refused', '', 'elsewhere']
    ] as const) {
      const rig = ready()
      for (const v of [1, 1]) into(rig, v, 'sent')
      into(rig, 2, 'ringing')
      for (const v of [4, 4, 3]) into(rig, v, state, { why })
      expect(words(rig)).toEqual(['remote received', `remote ${told}`])
      expect(asked(rig)[0]).toBe('ring')
    }
  })

  it('P-CALL-6: who never heard of it hears nothing of its end, and says that it was seen', () => {
    const rig = ready()
    into(rig, 3, 'failed', { why: 'silent' })
    expect([words(rig), asked(rig)]).toEqual([[], ['seen']])
    expect(accept(rig)).toMatchObject({ why: 'unknown_invitation' })
  })

  it('A-INVITE-5 A-INVITE-7: accept: answered at once, accepted by the server; again 4, refuse 4, then 3', () => {
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

  it('P-CALL-6: an accept that is not confirmed, or whose caller is offline, fails', () => {
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
    refuse(busy, true)
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

  it('A-INVITE-7 P-CALL-10: accepted without a link: done when it is back, or overtaken; after 62 s expired', () => {
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

  it('A-INVITE-12: logs in again while it rings: received again; an automatic login says nothing new', () => {
    const rig = ready()
    into(rig, 2, 'ringing')
    lost(rig)
    back(rig)
    into(rig, 2, 'ringing')
    expect(words(rig)).toEqual(['remote received'])
    rig.ask((done) => {
      rig.client.logout(done)
    })
    rig.advance(2_000).login('alice')
    into(rig, 2, 'ringing')
    expect(words(rig)).toEqual(['remote received', 'remote received'])
  })

  it('A-INVITE-1: before the page listens events wait as long as their invitation lives', () => {
    const rig = new Rig().login('alice')
    into(rig, 1, 'sent')
    expect(asked(rig)).toEqual(['ring'])
    rig.say({
      t: 'call',
      i: 'd.1',
      from: 'dave',
      to: 'alice',
      ch: '',
      content: '',
      v: 1,
      state: 'sent',
      response: '',
      why: '',
      by: ''
    })
    into(rig, 2, 'cancelled')
    expect(words(rig)).toEqual([])
    rig.client.invitations.listen()
    rig.world.drain()
    expect(rig.told('invitation').map(({ caller, state }) => `${String(caller)} ${String(state)}`)).toEqual([
      'dave received'
    ])
  })
})

describe('bounds', () => {
  it('of what has ended 128 are remembered, the oldest go first', () => {
    const rig = ready()
    for (let i = 0; i < 140; i++) {
      invite(rig, `user${i}`)
      rig.say({ t: 'no', id: rig.link.last('invite').id, why: 'full', message: '' })
    }
    const why = (to: string): unknown =>
      rig.ask((done) => {
        rig.client.invitations.cancel(to, '', '', done)
      })[0]!.why
    expect([why('user0'), why('user11'), why('user12'), why('user139')]).toEqual([
      'unknown_invitation',
      'unknown_invitation',
      'invitation_ended',
      'invitation_ended'
    ])
  })

  it('no timer is left after release', () => {
    const rig = ready()
    invite(rig)
    into(rig, 2, 'ringing')
    accept(rig)
    rig.ask((done) => {
      rig.client.close(done)
    })
    rig.advance(2_000)
    expect(rig.world.timersOpen()).toBe(0)
  })

  it('hostile views change nothing and do not throw', () => {
    const rig = ready()
    for (const frame of [
      {},
      { i: 1, from: null },
      { i: 'x', from: 'bob', v: '9', state: 7 },
      { i: 'x', from: 'bob', to: 'alice', state: 'dancing', v: 3 },
      { state: 'unknown' }
    ])
      rig.say({ t: 'call', ...frame })
    expect(words(rig)).toEqual([])
  })
})
