// For tests of apps: server, network and clock in memory, and the typed client on them.
// In tests it stands in for index.js.
import { clientOn, RtmError } from './api.ts'
import type { RtmClient } from './api/client-api.ts'
import type { RtmClientOptions } from './api/options.ts'
import type { RtmTestKit, RtmTestKitOptions } from './testing/kit-api.ts'
import { Kit } from './testing/kit.ts'

export * from './api.ts'
export type * from './testing/kit-api.ts'

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
export function createTestKit(options: RtmTestKitOptions = {}): RtmTestKit {
  return new Kit(options)
}

/**
 * Like `createRtmClient` of `index.js`, for code under test: the engine must be that of a kit, `createRtmClient({
 * ...kit.options })`. Throws an RtmError with code `invalid` otherwise.
 *
 * @param options The options of a kit, and a `tokenProvider`.
 */
export function createRtmClient(options: RtmClientOptions): RtmClient {
  if (options?.engine === undefined)
    throw new RtmError('createRtmClient', {
      why: 'invalid',
      message: 'the engine is missing: in a test pass the options of a kit, { ...kit.options }'
    })
  return clientOn(options, options.engine)
}
