// Generated from js_sdk/index.ts of the repository by npm run sdk: change that file, not this one.
// js_sdk/index.ts
import { call, close, listen, open } from "@/uni_modules/rtm";
import { clientOn } from "./api.js";
export * from "./api.js";
var pluginEngine = { open, call, listen, close };
function createRtmClient(options) {
  var _a;
  return clientOn(options, (_a = options == null ? void 0 : options.engine) != null ? _a : pluginEngine);
}
export {
  createRtmClient
};
