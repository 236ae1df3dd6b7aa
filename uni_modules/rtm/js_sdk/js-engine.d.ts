// Generated from src/js-engine.ts by npm run sdk: change that file, not this one.
import type { RtmEngine } from './types/engine.js';
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
export declare const jsEngine: RtmEngine;
