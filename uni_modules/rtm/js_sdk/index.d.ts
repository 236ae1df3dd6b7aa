// Generated from sdk/index.ts of the repository by npm run sdk: change that file, not this one.
import type { RtmClient } from './types/client-api.js';
import type { RtmClientOptions } from './types/options.js';
export * from './api.js';
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
export declare function createRtmClient(options: RtmClientOptions): RtmClient;
