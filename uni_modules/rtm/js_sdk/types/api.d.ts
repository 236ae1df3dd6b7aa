// Generated from src/api.ts by npm run sdk: change that file, not this one.
export { RtmError, errorActions } from './error.js';
export type { RtmErrorCode } from './error.js';
export type { RtmChannel } from './channel-api.js';
export type { RtmClient } from './client-api.js';
export type { RtmEngine } from './engine.js';
export * from './events.js';
export * from './options.js';
export * from './results.js';
