// What tests of sends ask of a client, and what its server says.
import { type Frame, Rig } from '../../kit/engine-kit'

export const send = (rig: Rig, text = 'hi', to = 'bob') =>
  rig.ask((done) => rig.client.send(to, text, false, false, done))
export const publish = (rig: Rig, text = 'hi') => rig.ask((done) => rig.client.publish('room', text, false, done))
export const out = (rig: Rig, n: number, outcome: string, fields: Frame = {}) =>
  rig.say({ t: 'out', n, outcome, ...fields })
export const written = (rig: Rig): unknown[] =>
  rig.link.sent.filter(({ t }) => t === 'send' || t === 'pub').map(({ n }) => n)
export const away = (rig: Rig): Rig => {
  rig.link.end()
  return rig.advance(500)
}
export const inRoom = (): Rig => new Rig().login().join('room')
export const back = (fields: Frame = {}): Frame => ({
  resumed: 'full',
  why: 'resume',
  channels: [{ ch: 'room', a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full' }],
  ...fields
})
export const live = (rig: Rig, seconds: number): Rig => {
  for (let i = 0; i < seconds; i++) rig.advance(1000).say({ t: 'pong' })
  return rig
}
