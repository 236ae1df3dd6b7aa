// Generated from sdk/ar-rtm-module.ts of the repository by npm run sdk: change that file, not this one.
import type { ArRtmModule } from './types/ar/functions.js';
export { configure } from './types/ar/setting.js';
export type { ServerSetting } from './types/ar/setting.js';
export * from './types/ar/answers.js';
export * from './types/ar/arguments.js';
export * from './types/ar/events.js';
export type { ArRtmModule, BareCall, Call, WriteOwn } from './types/ar/functions.js';
/**
 * The functions of AR-RtmModule.
 *
 * @example
 * ```ts
 * import RtmModule from '@/uni_modules/rtm/js_sdk/ar-rtm-module.js'
 * ```
 */
declare const arRtmModule: ArRtmModule;
export default arRtmModule;
