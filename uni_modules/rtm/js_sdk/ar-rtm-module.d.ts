// Generated from src/ar-rtm-module.ts by npm run sdk: change that file, not this one.
import type { ArRtmModule } from './types/ar/functions.js';
export { configure } from './types/ar/setting.js';
export * from './types/ar/answers.js';
export * from './types/ar/arguments.js';
export * from './types/ar/events.js';
export type { ArRtmModule, BareCall, Call } from './types/ar/functions.js';
declare const arRtmModule: ArRtmModule;
export default arRtmModule;
