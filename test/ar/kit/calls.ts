// The calls whose codes the tests of this folder look at, and a page that makes them.
import { APP, ArRig, type Frame } from '../../kit/engine-kit'

/** One call of AR-RtmModule with its arguments. */
export type Call = (rig: ArRig, callback: (result: Frame) => void) => void

/** The code of the answer; undefined while there is none. */
export const code = (rig: ArRig, call: Call): unknown => rig.code((cb) => call(rig, cb))
/** The list that the answer will fill. */
export const open = (rig: ArRig, call: Call): Frame[] => rig.ask((cb) => call(rig, cb))
/** Time passes, and the server is heard all the while. */
export const live = (rig: ArRig, ms: number): ArRig => {
  for (let i = 0; i < ms; i += 500) rig.say({ t: 'pong' }).advance(500)
  return rig
}

export const peer: Call = (rig, cb) => rig.entry.ar.sendMessageToPeer({ peerId: 'bob', text: 'hi' }, cb)
export const channel: Call = (rig, cb) =>
  rig.entry.ar.channels.sendChannelMessage({ channelId: 'room', text: 'hi' }, cb)
export const join =
  (channelId = 'hall'): Call =>
  (rig, cb) =>
    rig.entry.ar.channels.join({ channelId }, cb)
export const leave =
  (channelId = 'room'): Call =>
  (rig, cb) =>
    rig.entry.ar.channels.leave({ channelId }, cb)
export const members =
  (channelId = 'room'): Call =>
  (rig, cb) =>
    rig.entry.ar.channels.getMembers({ channelId }, cb)
export const counts: Call = (rig, cb) => rig.entry.ar.channels.getChannelMemberCount({ channelIds: ['room'] }, cb)
export const presence: Call = (rig, cb) => rig.entry.ar.presence.query({ peerIds: ['bob'] }, cb)
export const login: Call = (rig, cb) => rig.entry.ar.login({ userId: 'alice', token: 'T' }, cb)
export const logout: Call = (rig, cb) => rig.entry.ar.logout(cb)
export const release: Call = (rig, cb) => rig.entry.ar.release(cb)
export const createInstance =
  (appId = APP): Call =>
  (rig, cb) =>
    rig.entry.ar.createInstance({ appId }, cb)
export const createChannel =
  (channelId = 'hall'): Call =>
  (rig, cb) =>
    rig.entry.ar.channels.createChannel({ channelId }, cb)
export const channelRelease =
  (channelId = 'room'): Call =>
  (rig, cb) =>
    rig.entry.ar.channels.channelRelease({ channelId }, cb)

/** Logged in, a member of room; the channel object of hall is there. */
export const ready = (): ArRig => {
  const rig = new ArRig().loggedIn().joined('room')
  code(rig, createChannel())
  return rig
}
/** The same, ended by the server. */
export const aborted = (): ArRig => {
  const rig = ready()
  rig.link.end(4201)
  return rig.advance(10_000)
}
