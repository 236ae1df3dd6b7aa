// The first import of main, for what it does on the web and in mini-programs: uni.requireNativePlugin('AR-RtmModule')
// gives the stand-in from here on, so that pages stay as they are. First, because App.vue, stores and wrappers ask for
// the module when they are imported. On app it changes nothing: pages run before main there, and their call is compiled
// into one of the base.
//   import '@/uni_modules/rtm/js_sdk/require-native-plugin.js'
import arRtmModule from './ar-rtm-module.ts'

declare const uni: { requireNativePlugin: ((name: string) => unknown) | undefined }

const NAME = 'AR-RtmModule'

// Under another name, because the compiler for app takes an assignment to uni.requireNativePlugin as a wish to compile
// no page's call of it.
const host = uni
const before = host.requireNativePlugin

host.requireNativePlugin = (name) => {
  if (name === NAME) return arRtmModule
  if (typeof before !== 'function')
    throw new Error(
      `uni.requireNativePlugin('${name}'): there are no native plugins on this platform, only the stand-in for ${NAME}`
    )
  return before.call(host, name)
}
