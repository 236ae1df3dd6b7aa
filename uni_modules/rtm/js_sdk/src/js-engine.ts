// The same engine in JavaScript, over uni.connectSocket: for app pages where the native one is not in the base, such as an iPhone with the standard base.
import { platformPorts } from '../../utssdk/uni/ports.uts'
import { engineOver } from './engine-over.ts'
import type { RtmEngine } from './engine.ts'

/**
 * The engine of the plugin in JavaScript, for `createRtmClient({ engine: jsEngine, … })`. It needs nothing but `uni.connectSocket`, so it runs in every base of HBuilderX, also where the native part
 * of the plugin is not built in. The native engine goes on in the background for longer, and leaves the page's thread alone.
 *
 * @example
 * ```ts
 * import { createRtmClient } from '@/uni_modules/rtm/js_sdk/index.js'
 * import { jsEngine } from '@/uni_modules/rtm/js_sdk/js-engine.js'
 * const client = createRtmClient({ appId, server, engine: jsEngine })
 * ```
 */
export const jsEngine: RtmEngine = engineOver(platformPorts())
