// The functions of AR-RtmModule by name, called with the options that a test makes up.
import { type ArRig, type Frame } from '../../kit/engine-kit'

export type Options = Frame | null
type Call = (rig: ArRig, options: Options, callback: (result: Frame) => void) => void
export const fn: Record<string, Call> = {
  createInstance: (rig, o, cb) => rig.entry.ar.createInstance(o, cb),
  setParameters: (rig, o, cb) => rig.entry.ar.setParameters(o, cb),
  login: (rig, o, cb) => rig.entry.ar.login(o, cb),
  sendMessageToPeer: (rig, o, cb) => rig.entry.ar.sendMessageToPeer(o, cb),
  createChannel: (rig, o, cb) => rig.entry.ar.channels.createChannel(o, cb),
  join: (rig, o, cb) => rig.entry.ar.channels.join(o, cb),
  leave: (rig, o, cb) => rig.entry.ar.channels.leave(o, cb),
  channelRelease: (rig, o, cb) => rig.entry.ar.channels.channelRelease(o, cb),
  sendChannelMessage: (rig, o, cb) => rig.entry.ar.channels.sendChannelMessage(o, cb),
  getMembers: (rig, o, cb) => rig.entry.ar.channels.getMembers(o, cb),
  getChannelMemberCount: (rig, o, cb) => rig.entry.ar.channels.getChannelMemberCount(o, cb),
  queryPeersOnlineStatus: (rig, o, cb) => rig.entry.ar.presence.query(o, cb)
}
/** The code of the answer; undefined while there is none. */
export const asks = (name: string, rig: ArRig, options: Options): unknown =>
  rig.code((cb) => fn[name]!(rig, options, cb))
