// Generated from sdk/web.ts of the repository by npm run sdk: change that file, not this one.
import type { RtmClient } from './types/client-api.js';
import type { RtmClientOptions } from './types/options.js';
export * from './api.js';
/** A WebSocket class like that of browsers. */
export interface RtmWebSocketClass {
    /**
     * Opens a socket.
     *
     * @param url The address, `ws://` or `wss://`.
     */
    new (url: string): unknown;
}
/** Options of `createRtmClient` of `web.js`. */
export interface RtmWebClientOptions extends RtmClientOptions {
    /** The WebSocket class to use where there is none built in, as in Node 20: the one of the package `ws`. */
    WebSocket?: RtmWebSocketClass;
}
/**
 * Makes a client for a page without uni-app, or for Node. Throws an RtmError with code `invalid` if the options are not
 * valid. Nothing is sent before `login`.
 *
 * @param options The app, the server, and where tokens and sockets come from.
 *
 * @example
 * ```ts
 * import WebSocket from 'ws'
 * import { createRtmClient } from './web.js'
 * const server = 'ws://127.0.0.1:7080/rtm'
 * const client = createRtmClient({ appId: '00000000000000000000000000000000', server, WebSocket })
 * ```
 */
export declare function createRtmClient(options: RtmWebClientOptions): RtmClient;
