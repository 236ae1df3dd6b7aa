// Generated from sdk/require-native-plugin.ts of the repository by npm run sdk: change that file, not this one.
/* eslint-disable */
// sdk/require-native-plugin.ts
import arRtmModule from "./ar-rtm-module.js";
var NAME = "AR-RtmModule";
var host = uni;
var before = host.requireNativePlugin;
host.requireNativePlugin = (name) => {
  if (name === NAME)
    return arRtmModule;
  if (typeof before !== "function")
    throw new Error(
      `uni.requireNativePlugin('${name}'): there are no native plugins on this platform, only the stand-in for ${NAME}`
    );
  return before.call(host, name);
};
