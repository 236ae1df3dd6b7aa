// Generated from sdk/testing.ts of the repository by npm run sdk: change that file, not this one.
import type { RtmClient } from './types/client-api.js';
import type { RtmClientOptions } from './types/options.js';
import type { RtmTestKit, RtmTestKitOptions } from './types/testing/kit-api.js';
export * from './api.js';
export * from './types/testing/kit-api.js';
/**
 * Makes a server, a network and a clock for one test. Throws if a server would not start with these limits.
 *
 * @param options What differs from the defaults of a server.
 *
 * @example
 * ```ts
 * const kit = createTestKit()
 * const alice = await kit.login('alice')
 * const chat = await openChat({ ...kit.options, userId: 'bob' }) // the code under test
 * await alice.sendMessage('bob', 'hello')
 * expect(chat.lines).toEqual(['alice: hello'])
 * await kit.close()
 * ```
 */
export declare function createTestKit(options?: RtmTestKitOptions): RtmTestKit;
/**
 * Like `createRtmClient` of `index.js`, for code under test: the engine must be that of a kit, `createRtmClient({ ...kit.options })`. Throws an RtmError with code `invalid` otherwise.
 *
 * @param options The options of a kit, and a `tokenProvider`.
 */
export declare function createRtmClient(options: RtmClientOptions): RtmClient;
