// Clients whose tokens end, and what their pages are told.
import { type Frame, Rig } from '../../kit/engine-kit'

/** By the server's clock, which is hours away from ours. */
export const END = 1_795_260_000_000
/** A token with so many milliseconds left. Another end is another token. */
export const ends = (ms: number, end = END): Frame => ({ now: end - ms, exp: end })
export const logged = (ms: number): Rig => new Rig().login('alice', ends(ms))
export const renew = (rig: Rig, token = 'new') => rig.ask((done) => rig.client.tokens.renew(token, done))
export const warned = (rig: Rig) => rig.told('tokenWillExpire').length
export const expired = (rig: Rig) => rig.told('tokenExpired').length
export const alive = (rig: Rig, ms: number): Rig => {
  for (let i = 0; i < ms; i += 1000) rig.say({ t: 'pong' }).advance(1000)
  return rig
}
/** The link is gone, and no attempt is answered. */
export const away = (rig: Rig, ms = 5000): Rig => {
  rig.link.end()
  return rig.advance(ms)
}
/** Back on the newest link that has not been given up. */
export const home = (rig: Rig, welcomed: Frame): Rig => {
  while (rig.link.closedBy !== null) rig.advance(100)
  return rig.greet({ resumed: 'full', ...welcomed })
}
export const refuse = (rig: Rig, code = 4204): Rig => {
  rig.link
    .connect()
    .say({ t: 'refused', code, why: code === 4204 ? 'token_expired' : 'token_invalid', message: '' })
    .end(code)
  rig.world.drain()
  return rig
}
export const gone = (code = 4204): Rig => refuse(away(logged(60_000)), code)
export const told = (rig: Rig): unknown[] =>
  rig.events
    .map((row) => (row.event === 'state' ? (row.news === 1 ? row.pageState : null) : row.event))
    .filter((row) => row !== null)
