// First of all imports: uni.requireNativePlugin('AR-RtmModule') gives the stand-in from here on, for pages and wrappers
// that stay as they are (rtm.js, pages/unchanged). App.vue and what it imports ask for the plugin as soon as they are
// imported themselves.
import '@/uni_modules/rtm/js_sdk/require-native-plugin.js'
import { createSSRApp } from 'vue'
import App from './App.vue'
import { configure } from '@/uni_modules/rtm/js_sdk/ar-rtm-module.js'

// #ifndef H5
// Where the server is; on the web it is where the page came from. An address in the storage points a phone elsewhere
// without a new build.
configure({ server: uni.getStorageSync('rtm-server') || 'ws://192.168.1.5:7080/rtm' })
// #endif

export function createApp() {
  const app = createSSRApp(App)
  return { app }
}
