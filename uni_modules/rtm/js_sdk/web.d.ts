// Generated from js_sdk/web.ts of the repository by npm run sdk: change that file, not this one.
import type { RtmClient } from './types/client-api.js';
import type { RtmClientOptions } from './types/options.js';
export * from './api.js';
/** A class of sockets as browsers have it. */
export interface RtmWebSocketClass {
    /**
     * Opens a socket.
     *
     * @param url Its address, `ws://` or `wss://`.
     */
    new (url: string): unknown;
}
/** What `createRtmClient` of `web.js` takes. */
export interface RtmWebClientOptions extends RtmClientOptions {
    /** The WebSocket to use where there is none, as in Node 20: that of the package `ws`. */
    WebSocket?: RtmWebSocketClass;
}
/**
 * Makes a client for a page without uni-app, or for Node. Throws an RtmError with code `invalid` for options that cannot be right. Nothing is sent before `login`.
 *
 * @param options The app, the server, and where tokens and sockets come from.
 *
 * @example
 * ```ts
 * import WebSocket from 'ws'
 * import { createRtmClient } from './web.js'
 * const client = createRtmClient({ appId: '00000000000000000000000000000000', server: 'ws://127.0.0.1:7080/rtm', WebSocket })
 * ```
 */
export declare function createRtmClient(options: RtmWebClientOptions): RtmClient;
