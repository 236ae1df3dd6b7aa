// Generated from js_sdk/js-engine.ts of the repository by npm run sdk: change that file, not this one.
import type { RtmClient } from './types/client-api.js';
import type { RtmEngine } from './types/engine.js';
import type { RtmClientOptions } from './types/options.js';
export * from './api.js';
/**
 * The engine of the plugin in JavaScript. It needs nothing but `uni.connectSocket`, so it runs in every base of HBuilderX. The native engine goes on in the background for longer, and leaves the
 * thread of the pages alone; `createRtmClient` of `index.js` takes either as `engine`.
 */
export declare const jsEngine: RtmEngine;
/**
 * Makes a client on `jsEngine`. Nothing of the native plugin is imported. Throws an RtmError with code `invalid` for options that cannot be right. Nothing is sent before `login`.
 *
 * @param options The app, the server, and where tokens come from.
 *
 * @example
 * ```ts
 * import { createRtmClient } from '@/uni_modules/rtm/js_sdk/js-engine.js'
 * const client = createRtmClient({ appId: '00000000000000000000000000000000', server: 'ws://192.168.1.5:7080/rtm' })
 * ```
 */
export declare function createRtmClient(options: RtmClientOptions): RtmClient;
