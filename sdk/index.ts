// For pages of uni-app: the typed client on the engine of the plugin, native on Android and iOS.
import { call, close, listen, open } from '@/uni_modules/rtm'
import { clientOn } from './api.ts'
import { lasting } from './engine/lasting.ts'
import type { RtmClient } from './api/client-api.ts'
import type { RtmClientOptions } from './api/options.ts'

export * from './api.ts'

const pluginEngine = lasting({ open, call, listen, close })

/**
 * Makes a client: one user on one server. Throws an RtmError with code `invalid` if the options are not valid. Nothing
 * is sent before `login`.
 *
 * @param options The app, the server, and where tokens come from.
 *
 * @example
 * ```ts
 * import { createRtmClient } from '@/uni_modules/rtm/js_sdk/index.js'
 * const client = createRtmClient({ appId: '00000000000000000000000000000000', server: 'ws://192.168.1.5:7080/rtm' })
 * ```
 */
export function createRtmClient(options: RtmClientOptions): RtmClient {
  return clientOn(options, options?.engine ?? pluginEngine)
}
