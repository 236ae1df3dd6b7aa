// What tests of channels ask of a client, and what its server says.
import { type Frame, type Rig } from './engine-kit.ts'

export const join = (rig: Rig, channel = 'room') => rig.ask((done) => rig.client.join(channel, done))
export const leave = (rig: Rig, channel = 'room') => rig.ask((done) => rig.client.leave(channel, done))
export const publish = (rig: Rig, text: string) => rig.ask((done) => rig.client.publish('room', text, false, done))
export const joinOk = (rig: Rig, fields: Frame = {}) =>
  rig.say({ t: 'ok', id: rig.link.last('join').id, a: 7, e: 'E', o: 0, v: 1, count: 1, mode: 'full', ...fields })
export const row = (fields: Frame = {}): Frame => ({
  ch: 'room',
  a: 7,
  e: 'E',
  o: 0,
  v: 1,
  count: 1,
  mode: 'full',
  ...fields
})
export const resumed = (...channels: Frame[]): Frame => ({ resumed: 'full', why: 'resume', channels })
export const away = (rig: Rig): Rig => {
  rig.link.end()
  return rig.advance(500)
}
export const asked = (rig: Rig): unknown => rig.link.last('hello').channels
export const kinds = (rig: Rig): unknown[] =>
  rig.link.sent.map((frame) => frame.t).filter((t) => t !== 'hello' && t !== 'ping')
