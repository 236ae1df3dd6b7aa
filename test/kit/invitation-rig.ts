// An engine that is logged in as alice and listens to call invitations, and the views that a server would send it.
import { Rig, type Frame } from './engine-kit'

export const ready = (): Rig => {
  const rig = new Rig()
  rig.client.invitations.listen()
  return rig.login('alice')
}
export const words = (rig: Rig): string[] =>
  rig.told('invitation').map(({ role, state, why }) => [role, state, why].filter((word) => word !== '').join(' '))
export const asked = (rig: Rig): unknown[] => rig.link.of('call').map((frame) => frame.do)
/** What was asked about invitations on this link, in order: what, and the number of the invitation. */
export const frames = (rig: Rig): string[] =>
  rig.link.sent
    .filter(({ t }) => t === 'invite' || t === 'call')
    .map(({ t, do: what, i }) => `${String(t === 'invite' ? t : what)} ${String(i).slice(String(i).lastIndexOf('.'))}`)
export const invite = (rig: Rig, to = 'bob', content = 'c'): Frame =>
  rig.ask((done) => {
    rig.client.invitations.invite(to, 'room', content, done)
  })[0]!
export const cancel = (rig: Rig, content = ''): Frame =>
  rig.ask((done) => {
    rig.client.invitations.cancel('bob', content, '', done)
  })[0]!
export const accept = (rig: Rig): Frame =>
  rig.ask((done) => {
    rig.client.invitations.accept('bob', 'yes', '', done)
  })[0]!
export const refuse = (rig: Rig, busy = false): Frame =>
  rig.ask((done) => {
    rig.client.invitations.refuse('bob', 'no', busy, '', done)
  })[0]!
export const ok = (rig: Rig, type = 'call'): Rig => rig.say({ t: 'ok', id: rig.link.last(type).id })
export const no = (rig: Rig, why: string, type = 'call'): Rig =>
  rig.say({ t: 'no', id: rig.link.last(type).id, why, message: 'words' })
export const name = (rig: Rig): string => String(rig.link.last('hello').login)

/** A view of what alice has sent to bob. */
export const out = (rig: Rig, v: number, state: string, more: Frame = {}): Rig =>
  rig.say({
    t: 'call',
    i: `${name(rig)}.1`,
    from: 'alice',
    to: 'bob',
    ch: 'room',
    content: 'c',
    v,
    state,
    response: '',
    why: '',
    by: '',
    ...more
  })
/** A view of what bob has sent to alice. */
export const into = (rig: Rig, v: number, state: string, more: Frame = {}): Rig =>
  rig.say({
    t: 'call',
    i: 'b.1',
    from: 'bob',
    to: 'alice',
    ch: 'room',
    content: 'c',
    v,
    state,
    response: '',
    why: '',
    by: '',
    ...more
  })
export const lost = (rig: Rig): Rig => {
  rig.link.end()
  return rig.advance(5_000)
}
/** Back on the newest link that has not been given up. */
export const back = (rig: Rig): Rig => {
  rig.advance(5_000)
  while (rig.link.closedBy !== null) rig.advance(100)
  return rig.greet({ resumed: 'full', why: 'resume' })
}
/** Time passes; the server is heard. */
export const live = (rig: Rig, ms: number): Rig => {
  for (let i = 0; i < ms; i += 1_000) rig.say({ t: 'pong' }).advance(1_000)
  return rig
}
