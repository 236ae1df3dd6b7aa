// A wrapper as apps have one, imported by App.vue and so before any page. Nothing is changed here either.
const RtmModule = uni.requireNativePlugin('AR-RtmModule')

export function rtmVersion(done) {
  RtmModule.getSdkVersion((ret) => {
    done(ret.version)
  })
}
