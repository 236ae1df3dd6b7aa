// Generated from js_sdk/ar-rtm-module.ts of the repository by npm run sdk: change that file, not this one.
var __defProp = Object.defineProperty;
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

// js_sdk/ar-rtm-module.ts
import {
  acceptRemoteInvitation,
  addOrUpdateChannelAttributes,
  addOrUpdateLocalUserAttributes,
  cancelLocalInvitation,
  channelRelease,
  clearChannelAttributes,
  clearLocalUserAttributes,
  createChannel,
  createInstance,
  deleteChannelAttributesByKeys,
  deleteLocalUserAttributesByKeys,
  getChannelAttributes,
  getChannelAttributesByKeys,
  getChannelMemberCount,
  getMembers,
  getSdkVersion,
  getUserAttributes,
  getUserAttributesByKeys,
  join,
  leave,
  login,
  logout,
  queryPeersBySubscriptionOption,
  queryPeersOnlineStatus,
  refuseRemoteInvitation,
  release,
  renewToken,
  sendChannelMessage,
  sendLocalInvitation,
  sendMessageToPeer,
  setCallBack,
  setCallEventListener,
  setChannelAttributes,
  setLocalUserAttributes,
  setLogFile,
  setLogFileSize,
  setLogFilter,
  setParameters as setParameters2,
  subscribePeersOnlineStatus,
  unsubscribePeersOnlineStatus
} from "@/uni_modules/rtm";

// js_sdk/ar/setting.ts
import { setParameters } from "@/uni_modules/rtm";

// js_sdk/ar/shapes.ts
function givenIn(given) {
  const at = typeof given[0] === "function" ? 0 : 1;
  const callback = given[at];
  return { options: at === 0 ? null : given[0], callback: typeof callback === "function" ? callback : null };
}
function objectOrNull(options) {
  return typeof options === "object" && options !== null && !Array.isArray(options) ? options : null;
}
function textFrom(value) {
  if (typeof value === "number" || typeof value === "boolean")
    return String(value);
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
var listFrom = (value) => value instanceof Set ? Array.from(value) : value;
var TEXTS = ["text", "content", "response", "token", "newToken"];
var LISTS = ["peerIds", "channelIds", "attributeKeys"];
function fitted(given) {
  const options = objectOrNull(given);
  if (options === null)
    return null;
  const copy = __spreadValues({}, options);
  for (const key of TEXTS)
    if (key in copy)
      copy[key] = textFrom(copy[key]);
  for (const key of LISTS)
    if (key in copy)
      copy[key] = listFrom(copy[key]);
  return copy;
}
var parameters = (options) => typeof options === "string" ? { parameters: options } : objectOrNull(options);
function namesServer(options) {
  if (options === null)
    return false;
  const { parameters: text, server, ServerAdd: host } = options;
  if (typeof text === "string")
    return namesServer(parsed(text));
  return isFilled(server) || isFilled(host);
}
var isFilled = (value) => typeof value === "string" && value !== "";
function parsed(text) {
  try {
    return objectOrNull(JSON.parse(text));
  } catch (e) {
    return null;
  }
}

// js_sdk/ar/setting.ts
var setting = "";
var applied = "";
var isThePages = false;
function configure(options) {
  const { server } = options;
  if (typeof server !== "string" || !/^wss?:\/\/[^/\s]+/.test(server)) {
    throw new Error(`configure: server is ${JSON.stringify(server)}; give it as 'ws://host:port/rtm' or 'wss://host/rtm'`);
  }
  setting = server;
}
function applySetting() {
  if (isThePages || setting === applied)
    return;
  applied = setting;
  setParameters({ server: setting }, () => {
  });
}
function heed(options) {
  if (namesServer(options))
    isThePages = true;
}

// js_sdk/ar-rtm-module.ts
var page = null;
var isListening = false;
function toPage(event) {
  if (page !== null)
    guarded(page)(event);
}
function listen(...given) {
  const { callback } = givenIn(given);
  if (callback === null)
    return;
  page = callback;
  if (isListening)
    return;
  isListening = true;
  setCallBack(toPage);
}
function guarded(callback) {
  return (result) => {
    try {
      callback == null ? void 0 : callback(result);
    } catch (fault) {
      console.error("AR-RtmModule: a callback of the page threw", fault);
    }
  };
}
function through(exported, fit = fitted) {
  return (...given) => {
    const { options, callback } = givenIn(given);
    exported(fit(options), guarded(callback));
  };
}
var withAddress = (exported) => (options, callback) => {
  applySetting();
  exported(options, callback);
};
var ownAddress = (options, callback) => {
  heed(options);
  setParameters2(options, callback);
};
var arRtmModule = {
  setCallBack: listen,
  createInstance: through(withAddress(createInstance)),
  getSdkVersion: through(getSdkVersion),
  setParameters: through(ownAddress, parameters),
  setLogFile: through(setLogFile),
  setLogFilter: through(setLogFilter),
  setLogFileSize: through(setLogFileSize),
  login: through(withAddress(login)),
  renewToken: through(renewToken),
  logout: through(logout),
  release: through(release),
  sendMessageToPeer: through(sendMessageToPeer),
  createChannel: through(createChannel),
  join: through(join),
  leave: through(leave),
  channelRelease: through(channelRelease),
  sendChannelMessage: through(sendChannelMessage),
  getMembers: through(getMembers),
  getChannelMemberCount: through(getChannelMemberCount),
  queryPeersOnlineStatus: through(queryPeersOnlineStatus),
  subscribePeersOnlineStatus: through(subscribePeersOnlineStatus),
  unsubscribePeersOnlineStatus: through(unsubscribePeersOnlineStatus),
  queryPeersBySubscriptionOption: through(queryPeersBySubscriptionOption),
  setLocalUserAttributes: through(setLocalUserAttributes, objectOrNull),
  // the argument is the map: an attribute may be called text
  addOrUpdateLocalUserAttributes: through(addOrUpdateLocalUserAttributes, objectOrNull),
  deleteLocalUserAttributesByKeys: through(deleteLocalUserAttributesByKeys),
  clearLocalUserAttributes: through(clearLocalUserAttributes),
  getUserAttributes: through(getUserAttributes),
  getUserAttributesByKeys: through(getUserAttributesByKeys),
  setChannelAttributes: through(setChannelAttributes),
  addOrUpdateChannelAttributes: through(addOrUpdateChannelAttributes),
  deleteChannelAttributesByKeys: through(deleteChannelAttributesByKeys),
  clearChannelAttributes: through(clearChannelAttributes),
  getChannelAttributes: through(getChannelAttributes),
  getChannelAttributesByKeys: through(getChannelAttributesByKeys),
  setCallEventListener: through(setCallEventListener),
  sendLocalInvitation: through(sendLocalInvitation),
  cancelLocalInvitation: through(cancelLocalInvitation),
  acceptRemoteInvitation: through(acceptRemoteInvitation),
  refuseRemoteInvitation: through(refuseRemoteInvitation)
};
var ar_rtm_module_default = arRtmModule;
export {
  configure,
  ar_rtm_module_default as default
};
