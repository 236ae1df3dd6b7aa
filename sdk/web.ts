// For plain web pages and Node: the typed client with the engine inside.
import { portsOver } from '../uni_modules/rtm/utssdk/web/ports.uts'
import { clientOn } from './api.ts'
import { engineOver } from './engine/engine-over.ts'
import type { RtmClient } from './api/client-api.ts'
import type { RtmEngine } from './engine/engine.ts'
import type { RtmClientOptions } from './api/options.ts'

export * from './api.ts'

/** A WebSocket class like that of browsers. */
export interface RtmWebSocketClass {
  /**
   * Opens a socket.
   *
   * @param url The address, `ws://` or `wss://`.
   */
  new (url: string): unknown
}

/** Options of `createRtmClient` of `web.js`. */
export interface RtmWebClientOptions extends RtmClientOptions {
  /** The WebSocket class to use where there is none built in, as in Node 20: the one of the package `ws`. */
  WebSocket?: RtmWebSocketClass
}

let own: RtmEngine | null = null

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
export function createRtmClient(options: RtmWebClientOptions): RtmClient {
  return clientOn(options, options?.engine ?? engineFor(options?.WebSocket))
}

function engineFor(Socket: RtmWebClientOptions['WebSocket']): RtmEngine {
  if (Socket !== undefined) return engineOver(portsOver((url) => new Socket(url) as WebSocket))
  own ??= engineOver(portsOver((url) => new WebSocket(url)))
  return own
}
