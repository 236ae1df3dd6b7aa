// What every entry exports, whatever engine it brings.
export { RtmError, errorActions } from './error.ts'
export type { RtmErrorCode } from './error.ts'
export type { RtmChannel } from './channel-api.ts'
export type { RtmClient } from './client-api.ts'
export type { RtmEngine } from './engine.ts'
export type * from './events.ts'
export type * from './options.ts'
export type * from './results.ts'
