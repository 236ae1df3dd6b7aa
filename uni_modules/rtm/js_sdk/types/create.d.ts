// Generated from sdk/client/create.ts of the repository by npm run sdk: change that file, not this one.
import type { RtmClient } from './client-api.js';
import type { RtmEngine } from './engine.js';
import type { RtmClientOptions } from './options.js';
/**
 * Makes a client on an engine. `createRtmClient` of each entry is this, with the engine that it brings; an app calls
 * that one.
 *
 * @hidden
 */
export declare function clientOn(options: RtmClientOptions, engine: RtmEngine): RtmClient;
