// Generated from sdk/js-engine.ts of the repository by npm run sdk: change that file, not this one.
import type { RtmClient } from './types/client-api.js';
import type { RtmEngine } from './types/engine.js';
import type { RtmClientOptions } from './types/options.js';
export * from './api.js';
/**
 * The engine of the plugin in JavaScript. It needs only `uni.connectSocket`, so it runs in every HBuilderX base. The
 * native engine stays connected in the background for longer and does not use the thread of the pages;
 * `createRtmClient` of `index.js` takes either one as `engine`.
 */
export declare const jsEngine: RtmEngine;
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
export declare function createRtmClient(options: RtmClientOptions): RtmClient;
