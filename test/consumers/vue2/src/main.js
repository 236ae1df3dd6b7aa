import '@/uni_modules/acme-rtm/js_sdk/require-native-plugin.js'
// #ifdef MP
import { configure } from '@/uni_modules/acme-rtm/js_sdk/ar-rtm-module.js' // a mini-program comes from no server
// #endif
import Vue from 'vue'
import App from './App'
// #ifdef MP
configure({ server: 'ws://127.0.0.1:7080/rtm' })
// #endif
App.mpType = 'app'
new Vue({ ...App }).$mount()
