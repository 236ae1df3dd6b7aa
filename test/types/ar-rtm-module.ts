// What an editor tells somebody who calls the stand-in for AR-RtmModule: what compiles, and what must not.
import RtmModule, { configure } from '@/uni_modules/rtm/js_sdk/ar-rtm-module.js'
import type { ArRtmEvent, ArRtmEvents, ArRtmModule, MembersAnswer } from '@/uni_modules/rtm/js_sdk/ar-rtm-module.js'

configure({ server: 'ws://127.0.0.1:7080/rtm' })
// @ts-expect-error there is no other setting
configure({ address: 'ws://127.0.0.1:7080/rtm' })

// Every shape of a call.
RtmModule.createInstance({ appId: '0'.repeat(32) }, (ret) => {
  console.log(ret.code)
})
RtmModule.login({ userId: 12 })
RtmModule.logout()
RtmModule.logout((ret) => {
  console.log(ret.code)
})
RtmModule.logout({}, (ret) => {
  console.log(ret.code)
})
RtmModule.setCallEventListener(null, () => {})
RtmModule.setParameters('{"server":"ws://127.0.0.1:7080/rtm"}')
RtmModule.setParameters({ parameters: '{}' })
RtmModule.setParameters({ Cmd: 'ConfPriCloudAddr', ServerAdd: '127.0.0.1', Port: 7080 })
RtmModule.queryPeersOnlineStatus({ peerIds: new Set(['bob']) })
RtmModule.acceptRemoteInvitation({ calleeId: 'alice', response: '' })
RtmModule.refuseRemoteInvitation({ callerId: 'alice', busy: true })
RtmModule.setLocalUserAttributes({ age: 23, name: 'Jerry', isHere: true })
const nothing: void = RtmModule.release()

// @ts-expect-error no such function
RtmModule.logIn({ userId: 'alice' })
// @ts-expect-error arguments are missing
RtmModule.login()
// @ts-expect-error a peer is missing
RtmModule.sendMessageToPeer({ text: 'hello' })
// @ts-expect-error ids are texts or numbers
RtmModule.join({ channelId: true })
// @ts-expect-error no attribute is an object
RtmModule.setLocalUserAttributes({ address: { city: 'x' } })
// @ts-expect-error who is accepted must be said
RtmModule.acceptRemoteInvitation({ response: '' })
// @ts-expect-error it has no arguments
RtmModule.logout({ userId: 'alice' })

// Data is there when the code is 0.
RtmModule.getMembers({ channelId: 'room' }, (ret: MembersAnswer) => {
  // @ts-expect-error not before the code was looked at
  console.log(ret.members)
  if (ret.code === 0) console.log(ret.members[0]?.userId)
  else console.log(ret.message, ret.retryAfterMs)
  // @ts-expect-error 2 is never answered here
  if (ret.code === 2) console.log('never')
})
RtmModule.sendMessageToPeer({ peerId: 'bob', text: 'hello', enableOfflineMessaging: true }, (ret) => {
  if (ret.code === 0 || ret.code === 4) console.log('sent')
})

// The name of an event says which fields it has.
RtmModule.setCallBack((event: ArRtmEvent) => {
  if (event.rtmEvent === 'onPeerMessageReceived') console.log(event.peerId, event.text, event.OfflineMessage)
  // @ts-expect-error no event has this field without its name having been looked at
  console.log(event.peerId)
  // @ts-expect-error no event is called so
  if (event.rtmEvent === 'onPeerMessage') console.log('never')
  if (event.rtmEvent === 'onConnectionStateChanged') {
    // @ts-expect-error states go from 1 to 5
    if (event.state === 0) console.log('never')
  }
})
const joined: ArRtmEvents['onMemberJoined'] = { userId: 'bob', channelId: 'room' }
// @ts-expect-error events are only read
joined.userId = 'carol'
const whole: ArRtmModule = RtmModule
console.log(whole, nothing)
