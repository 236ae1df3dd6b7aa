// Generated from sdk/api.ts of the repository by npm run sdk: change that file, not this one.
export { clientOn } from './types/create.js';
export { RtmError, errorActions } from './types/error.js';
export type { RtmErrorCode } from './types/error.js';
export type { RtmChannel } from './types/channel-api.js';
export type { RtmClient } from './types/client-api.js';
export type { RtmEngine } from './types/engine.js';
export * from './types/events.js';
export * from './types/options.js';
export * from './types/results.js';
