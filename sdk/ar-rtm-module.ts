// The stand-in for uni.requireNativePlugin('AR-RtmModule'): all its functions in its own calling convention, over the
// functions of the plugin.
//   import RtmModule from '@/uni_modules/rtm/js_sdk/ar-rtm-module.js'
import {
  acceptRemoteInvitation,
  addOrUpdateChannelAttributes,
  addOrUpdateLocalUserAttributes,
  call,
  cancelLocalInvitation,
  channelRelease,
  clearChannelAttributes,
  clearLocalUserAttributes,
  createChannel,
  createInstance,
  deleteChannelAttributesByKeys,
  deleteLocalUserAttributesByKeys,
  getChannelAttributes,
  getChannelAttributesByKeys,
  getChannelMemberCount,
  getMembers,
  getSdkVersion,
  getUserAttributes,
  getUserAttributesByKeys,
  join,
  leave,
  login,
  logout,
  queryPeersBySubscriptionOption,
  queryPeersOnlineStatus,
  refuseRemoteInvitation,
  release,
  renewToken,
  sendChannelMessage,
  sendLocalInvitation,
  sendMessageToPeer,
  setCallBack,
  setCallEventListener,
  setChannelAttributes,
  setLocalUserAttributes,
  setLogFile,
  setLogFileSize,
  setLogFilter,
  setParameters,
  subscribePeersOnlineStatus,
  unsubscribePeersOnlineStatus
} from '@/uni_modules/rtm'
import type { ArRtmModule } from './ar/functions.ts'
import { applySetting, heed } from './ar/setting.ts'
import { attributesFrom, fitted, givenIn, parameters } from './ar/shapes.ts'
import { memory } from './ar/memory.ts'
import { ALL, contextId } from './engine/context.ts'
import type { Callback, Options } from './ar/shapes.ts'

export { configure } from './ar/setting.ts'
export type { ServerSetting } from './ar/setting.ts'
export type * from './ar/answers.ts'
export type * from './ar/arguments.ts'
export type * from './ar/events.ts'
export type { ArRtmModule, BareCall, Call, WriteOwn } from './ar/functions.ts'

type Exported = (options: UTSJSONObject | null, callback: (result: UTSJSONObject) => void) => void

// The plugin outlives JavaScript. So it is told of which life these calls are; it asks whether that goes on, and takes
// a message as handled when it hears so.
const say = (method: string, args: object): void => {
  call('', method, JSON.stringify(args), () => {})
}

function enter(): void {
  if (memory.life !== '') return
  memory.life = contextId()
  say('enter', { context: memory.life })
}

type PluginEvent = Parameters<Callback>[0] & { context?: string; confirm?: number }

// Where JavaScript has begun again, what was meant for the function of its last life, or for a listener of handles, may
// come here.
function toPage(event: PluginEvent): void {
  if (typeof event !== 'object') return
  const { context, confirm } = event
  if (context !== undefined && context !== memory.life) return
  delete event.context
  delete event.confirm
  if (event['rtmEvent'] === 'probe') say('here', { context })
  else if (memory.page !== null) guarded(memory.page)(event)
  if (confirm !== undefined) say('handled', { n: confirm })
}

function listen(...given: readonly unknown[]): void {
  const { callback } = givenIn(given)
  if (callback === null) return
  const isFirst = memory.page === null
  memory.page = callback
  if (!isFirst) return
  enter()
  setCallBack(toPage)
}

/** What a page throws is written down and goes no further: on some platforms it would end what comes after it. */
function guarded(callback: Callback | null): Callback {
  return (result) => {
    try {
      callback?.(result)
    } catch (fault) {
      console.error('AR-RtmModule: a callback of the page threw', fault)
    }
  }
}

/** `fit` makes the options what the plugin takes. */
function through(
  exported: Exported,
  fit: (options: unknown) => Options = fitted
): (...given: readonly unknown[]) => void {
  return (...given) => {
    const { options, callback } = givenIn(given)
    enter()
    exported(fit(options), guarded(callback))
  }
}

/**
 * The same, for what ends a login, perhaps from within the page's function: that has had what it is told, and what is
 * still on its way comes before the answer.
 */
const ending =
  (exported: Exported): Exported =>
  (options, callback) => {
    if (memory.page !== null) say('handled', { n: ALL })
    exported(options, callback)
  }

/** The same, after the address that configure was given. */
const withAddress =
  (exported: Exported): Exported =>
  (options, callback) => {
    applySetting()
    exported(options, callback)
  }

// Old pages go on in silence when the start has failed: the console says it once, to whoever looks for the reason.
const startFails: Readonly<Record<string, readonly [codes: readonly unknown[], todo: string]>> = {
  createInstance: [
    [1, 3, 4],
    'Pass createInstance({ appId }) the 32 letters and digits of your app; the server of npm start takes any.'
  ],
  login: [[1, 4], "Say in main where the server is: configure({ server: 'ws://host:port/rtm' })."]
}

const telling =
  (name: string, exported: Exported): Exported =>
  (options, callback) => {
    exported(options, (result) => {
      const [codes, todo] = startFails[name]!
      const what = `${name} answered ${String(result['code'])}`
      if (codes.includes(result['code']) && !memory.failures.has(what)) {
        memory.failures.add(what)
        console.error(`AR-RtmModule: ${what}: ${String(result['message'])}. ${todo}`)
      }
      callback(result)
    })
  }

const ownAddress: Exported = (options, callback) => {
  heed(options)
  setParameters(options, callback)
}

/**
 * The functions of AR-RtmModule.
 *
 * @example
 * ```ts
 * import RtmModule from '@/uni_modules/rtm/js_sdk/ar-rtm-module.js'
 * ```
 */
const arRtmModule: ArRtmModule = {
  setCallBack: listen,
  createInstance: through(telling('createInstance', withAddress(createInstance))),
  getSdkVersion: through(getSdkVersion),
  setParameters: through(ownAddress, parameters),
  setLogFile: through(setLogFile),
  setLogFilter: through(setLogFilter),
  setLogFileSize: through(setLogFileSize),
  login: through(telling('login', withAddress(ending(login)))), // as somebody else: it ends the login before
  renewToken: through(renewToken),
  logout: through(ending(logout)),
  release: through(ending(release)),
  sendMessageToPeer: through(sendMessageToPeer),
  createChannel: through(createChannel),
  join: through(join),
  leave: through(leave),
  channelRelease: through(channelRelease),
  sendChannelMessage: through(sendChannelMessage),
  getMembers: through(getMembers),
  getChannelMemberCount: through(getChannelMemberCount),
  queryPeersOnlineStatus: through(queryPeersOnlineStatus),
  subscribePeersOnlineStatus: through(subscribePeersOnlineStatus),
  unsubscribePeersOnlineStatus: through(unsubscribePeersOnlineStatus),
  queryPeersBySubscriptionOption: through(queryPeersBySubscriptionOption),
  // the argument is the map: an attribute may be called text
  setLocalUserAttributes: through(setLocalUserAttributes, attributesFrom),
  addOrUpdateLocalUserAttributes: through(addOrUpdateLocalUserAttributes, attributesFrom),
  deleteLocalUserAttributesByKeys: through(deleteLocalUserAttributesByKeys),
  clearLocalUserAttributes: through(clearLocalUserAttributes),
  getUserAttributes: through(getUserAttributes),
  getUserAttributesByKeys: through(getUserAttributesByKeys),
  setChannelAttributes: through(setChannelAttributes),
  addOrUpdateChannelAttributes: through(addOrUpdateChannelAttributes),
  deleteChannelAttributesByKeys: through(deleteChannelAttributesByKeys),
  clearChannelAttributes: through(clearChannelAttributes),
  getChannelAttributes: through(getChannelAttributes),
  getChannelAttributesByKeys: through(getChannelAttributesByKeys),
  setCallEventListener: through(setCallEventListener),
  sendLocalInvitation: through(sendLocalInvitation),
  cancelLocalInvitation: through(cancelLocalInvitation),
  acceptRemoteInvitation: through(acceptRemoteInvitation),
  refuseRemoteInvitation: through(refuseRemoteInvitation)
}

export default arRtmModule
