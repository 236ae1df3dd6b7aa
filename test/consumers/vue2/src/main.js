import '@/uni_modules/acme-rtm/js_sdk/require-native-plugin.js'
import Vue from 'vue'
import App from './App'
App.mpType = 'app'
new Vue({ ...App }).$mount()
