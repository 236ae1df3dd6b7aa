// For app pages where the native part of the plugin is not in the base, such as an iPhone with the standard base: the
// same engine in JavaScript, over uni.connectSocket.
import { platformPorts } from '../uni_modules/rtm/utssdk/uni/ports.uts'
import { clientOn } from './api.ts'
import { engineOver } from './engine/engine-over.ts'
import type { RtmClient } from './api/client-api.ts'
import type { RtmEngine } from './engine/engine.ts'
import type { RtmClientOptions } from './api/options.ts'

export * from './api.ts'

/**
 * The engine of the plugin in JavaScript. It needs only `uni.connectSocket`, so it runs in every HBuilderX base. The
 * native engine stays connected in the background for longer and does not use the thread of the pages;
 * `createRtmClient` of `index.js` takes either one as `engine`.
 */
export const jsEngine: RtmEngine = engineOver(platformPorts())

/**
 * Makes a client on `jsEngine`. Nothing of the native plugin is imported. Throws an RtmError with code `invalid` if the
 * options are not valid. Nothing is sent before `login`.
 *
 * @param options The app, the server, and where tokens come from.
 *
 * @example
 * ```ts
 * import { createRtmClient } from '@/uni_modules/rtm/js_sdk/js-engine.js'
 * const client = createRtmClient({ appId: '00000000000000000000000000000000', server: 'ws://192.168.1.5:7080/rtm' })
 * ```
 */
export function createRtmClient(options: RtmClientOptions): RtmClient {
  return clientOn(options, options?.engine ?? jsEngine)
}
