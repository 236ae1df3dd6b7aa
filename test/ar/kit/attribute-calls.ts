// The calls of attributes, in the rows of the code matrix, and what the server is asked by them.
import { ArRig, type Frame } from '../../kit/engine-kit'
import { type Call, open } from './calls'

export const user = (rig: ArRig) => rig.entry.ar.userAttributes
export const channel = (rig: ArRig) => rig.entry.ar.channelAttributes
export const room = { channelId: 'room' }
export const userWrites: Array<[string, Call]> = [
  ['setLocalUserAttributes', (rig, cb) => user(rig).set({ a: 'x' }, cb)],
  ['addOrUpdateLocalUserAttributes', (rig, cb) => user(rig).addOrUpdate({ a: 'x' }, cb)],
  ['deleteLocalUserAttributesByKeys', (rig, cb) => user(rig).deleteByKeys({ attributeKeys: ['a'] }, cb)],
  ['clearLocalUserAttributes', (rig, cb) => user(rig).clear(cb)]
]
export const userReads: Array<[string, Call]> = [
  ['getUserAttributes', (rig, cb) => user(rig).get({ userId: 'bob' }, cb)],
  ['getUserAttributesByKeys', (rig, cb) => user(rig).getByKeys({ userId: 'bob', attributeKeys: ['a'] }, cb)]
]
export const channelWrites: Array<[string, Call]> = [
  ['setChannelAttributes', (rig, cb) => channel(rig).set({ ...room, attributes: { a: 'x' } }, cb)],
  ['addOrUpdateChannelAttributes', (rig, cb) => channel(rig).addOrUpdate({ ...room, attributes: { a: 'x' } }, cb)],
  ['deleteChannelAttributesByKeys', (rig, cb) => channel(rig).deleteByKeys({ ...room, attributeKeys: ['a'] }, cb)],
  ['clearChannelAttributes', (rig, cb) => channel(rig).clear(room, cb)]
]
export const channelReads: Array<[string, Call]> = [
  ['getChannelAttributes', (rig, cb) => channel(rig).get(room, cb)],
  ['getChannelAttributesByKeys', (rig, cb) => channel(rig).getByKeys({ ...room, attributeKeys: ['a'] }, cb)]
]
export const all = [...userWrites, ...userReads, ...channelWrites, ...channelReads]

/** The newest frame about attributes. */
export const newest = (rig: ArRig): Frame =>
  rig.link.sent.filter(({ t }) => t === 'setattrs' || t === 'getattrs').at(-1) ?? {}
/** The answer to this call when the server says this. */
export const answered = (call: Call, reply: Frame): Frame => {
  const rig = new ArRig().loggedIn()
  const answers = open(rig, call)
  rig.say({ id: newest(rig).id, ...reply })
  return answers[0] ?? {}
}
