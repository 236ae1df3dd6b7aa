// What an app's base has in its JavaScript engine before the app is loaded: the uni-app runtime and its Vue.
export * as Vue from 'vue'
export { UniElement } from '@dcloudio/uni-shared'
export { default as runtime } from '@dcloudio/uni-app-plus/dist/uni.runtime.esm.js'
