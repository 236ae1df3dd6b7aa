// The plugin, called as the test host says: by name, with what came over the wire, and every callback told back as it
// is.
import {
  setLocalUserAttributes,
  addOrUpdateLocalUserAttributes,
  deleteLocalUserAttributesByKeys,
  clearLocalUserAttributes,
  getUserAttributes,
  getUserAttributesByKeys,
  setChannelAttributes,
  addOrUpdateChannelAttributes,
  deleteChannelAttributesByKeys,
  clearChannelAttributes,
  getChannelAttributes,
  getChannelAttributesByKeys,
  subscribePeersOnlineStatus,
  unsubscribePeersOnlineStatus,
  queryPeersBySubscriptionOption,
  call as callHandle,
  close,
  channelRelease,
  createChannel,
  createInstance,
  getChannelMemberCount,
  getMembers,
  getSdkVersion,
  join,
  leave,
  listen,
  login,
  logout,
  open,
  queryPeersOnlineStatus,
  release,
  renewToken,
  setLogFile,
  setLogFileSize,
  setLogFilter,
  setCallEventListener,
  sendLocalInvitation,
  cancelLocalInvitation,
  acceptRemoteInvitation,
  refuseRemoteInvitation,
  sendChannelMessage,
  sendMessageToPeer,
  setCallBack,
  setParameters
} from '@/uni_modules/rtm'
import type { Command, Report } from './wire'

type Fields = Readonly<Record<string, unknown>>
type Call = (options: UTSJSONObject | null, callback: (result: UTSJSONObject) => void) => void

const functions: Record<string, Call | undefined> = {
  setLocalUserAttributes,
  addOrUpdateLocalUserAttributes,
  deleteLocalUserAttributesByKeys,
  clearLocalUserAttributes,
  getUserAttributes,
  getUserAttributesByKeys,
  setChannelAttributes,
  addOrUpdateChannelAttributes,
  deleteChannelAttributesByKeys,
  clearChannelAttributes,
  getChannelAttributes,
  getChannelAttributesByKeys,
  subscribePeersOnlineStatus,
  unsubscribePeersOnlineStatus,
  queryPeersBySubscriptionOption,
  channelRelease,
  createChannel,
  createInstance,
  getChannelMemberCount,
  getMembers,
  getSdkVersion,
  join,
  leave,
  login,
  logout,
  queryPeersOnlineStatus,
  release,
  renewToken,
  setLogFile,
  setLogFileSize,
  setLogFilter,
  setCallEventListener,
  sendLocalInvitation,
  cancelLocalInvitation,
  acceptRemoteInvitation,
  refuseRemoteInvitation,
  sendChannelMessage,
  sendMessageToPeer,
  setParameters
}

export function obey(command: Command, tell: (report: Report) => void): void {
  const { id } = command
  try {
    if (command.do === 'call') call(command, tell)
    else if (command.do === 'handle') handle(command, tell)
    else if (command.do !== 'stats') throw new Error(`a page cannot ${command.do}`) // stats asks for a sign of life
  } catch (fault) {
    tell({ fault: String(fault) })
  }
  tell({ id, done: 1 })
}

function call({ id, name = '', options = null }: Command, tell: (report: Report) => void): void {
  if (name === 'setCallBack')
    return setCallBack((event) => {
      tell({ event: event as Fields })
    })
  const called = functions[name]
  if (called === undefined) throw new Error(`there is no function ${name}`)
  called(options as UTSJSONObject | null, (result) => {
    tell({ id, result: result as Fields })
  })
}

function handle({ id, name, args = [] }: Command, tell: (report: Report) => void): void {
  const [first = '', second = '', third = ''] = args
  const answer = (text: string): void => {
    tell({ id, result: JSON.parse(text) as Fields })
  }
  if (name === 'open') open(first, second, answer)
  else if (name === 'call') callHandle(first, second, third, answer)
  else if (name === 'listen')
    listen(first, (text: string) => {
      tell({ handle: first, heard: JSON.parse(text) as Fields })
    })
  else close(first, answer)
}
