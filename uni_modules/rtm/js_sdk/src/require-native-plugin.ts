// Imported in main for what it does: uni.requireNativePlugin('AR-RtmModule') gives the stand-in from here on, so that pages stay as they are.
//   import '@/uni_modules/rtm/js_sdk/require-native-plugin.js'
import arRtmModule from './ar-rtm-module.ts'

declare const uni: { requireNativePlugin: ((name: string) => unknown) | undefined }

const NAME = 'AR-RtmModule'

// Read before it is set, and both written as uni.requireNativePlugin: the compiler for app looks for these words. What is read becomes the
// function that pages there have, and what is set tells it to leave the pages' own calls as they are.
const before = uni.requireNativePlugin

uni.requireNativePlugin = (name) => {
  if (name === NAME) return arRtmModule
  if (typeof before !== 'function') throw new Error(`uni.requireNativePlugin('${name}'): there are no native plugins on this platform, only the stand-in for ${NAME}`)
  return before(name)
}
