// Generated from sdk/index.ts of the repository by npm run sdk: change that file, not this one.
/* eslint-disable */
var __defProp = Object.defineProperty;
var __defProps = Object.defineProperties;
var __getOwnPropDescs = Object.getOwnPropertyDescriptors;
var __getOwnPropSymbols = Object.getOwnPropertySymbols;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __propIsEnum = Object.prototype.propertyIsEnumerable;
var __defNormalProp = (obj, key, value) => key in obj ? __defProp(obj, key, { enumerable: true, configurable: true, writable: true, value }) : obj[key] = value;
var __spreadValues = (a, b) => {
  for (var prop in b || (b = {}))
    if (__hasOwnProp.call(b, prop))
      __defNormalProp(a, prop, b[prop]);
  if (__getOwnPropSymbols)
    for (var prop of __getOwnPropSymbols(b)) {
      if (__propIsEnum.call(b, prop))
        __defNormalProp(a, prop, b[prop]);
    }
  return a;
};
var __spreadProps = (a, b) => __defProps(a, __getOwnPropDescs(b));

// sdk/index.ts
import { call, close, listen, open } from "@/uni_modules/rtm";
import { clientOn } from "./api.js";

// sdk/engine/context.ts
var KEY = "rtmContext";
var bare = {};
function contextId() {
  var _a;
  const shared = typeof uni === "object" ? uni : bare;
  (_a = shared[KEY]) != null ? _a : shared[KEY] = [0, 0].map(() => Math.random().toString(36).slice(2)).join("");
  return String(shared[KEY]);
}

// sdk/engine/lasting.ts
function lasting(engine) {
  let context = "";
  const life = () => context || (context = contextId());
  return __spreadProps(__spreadValues({}, engine), {
    open: (handle, options, done) => {
      engine.open(handle, JSON.stringify(__spreadProps(__spreadValues({}, JSON.parse(options)), { context: life() })), done);
    },
    listen: (handle, listener) => {
      engine.listen(handle, (text) => {
        if (typeof text !== "string")
          return;
        const event = JSON.parse(text);
        if (event["handle"] !== handle)
          return;
        if (event["event"] === "probe")
          engine.call(handle, "here", JSON.stringify({ context: life() }), () => {
          });
        else
          listener(text);
      });
    }
  });
}

// sdk/index.ts
export * from "./api.js";
var pluginEngine = lasting({ open, call, listen, close });
function createRtmClient(options) {
  var _a;
  return clientOn(options, (_a = options == null ? void 0 : options.engine) != null ? _a : pluginEngine);
}
export {
  createRtmClient
};
