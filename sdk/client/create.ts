import { checkAddress } from '../../uni_modules/rtm/utssdk/common/protocol/address.uts'
import { isAppId } from '../../uni_modules/rtm/utssdk/common/protocol/ids.uts'
import { Client } from './client.ts'
import { RtmError } from '../api/error.ts'
import type { RtmClient } from '../api/client-api.ts'
import type { RtmEngine } from '../engine/engine.ts'
import type { RtmClientOptions } from '../api/options.ts'

/**
 * Makes a client on an engine. `createRtmClient` of each entry is this, with the engine that it brings; an app calls
 * that one.
 *
 * @hidden
 */
export function clientOn(options: RtmClientOptions, engine: RtmEngine): RtmClient {
  if (typeof options !== 'object' || options === null) throw wrong('options must be an object: { appId, server }')
  const { appId, server } = options
  if (typeof appId !== 'string' || !isAppId(appId)) throw wrong('appId must be 32 letters and digits')
  if (server !== undefined && typeof server !== 'string') throw wrong('server must be a string: ws://host:port/rtm')
  const unfit = server ? checkAddress(server) : ''
  if (unfit !== '') throw wrong(unfit)
  return new Client(options, engine)
}

const wrong = (message: string): RtmError => new RtmError('createRtmClient', { why: 'invalid', message })
