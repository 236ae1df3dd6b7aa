// What every entry exports, whatever engine it brings; as shipped it is the file that they share, so that RtmError is
// one class in an app.
export { clientOn } from './client/create.ts'
export { RtmError, errorActions } from './api/error.ts'
export type { RtmErrorCode } from './api/error.ts'
export type { RtmChannel } from './api/channel-api.ts'
export type { RtmClient } from './api/client-api.ts'
export type { RtmEngine } from './engine/engine.ts'
export type * from './api/events.ts'
export type * from './api/options.ts'
export type * from './api/results.ts'
