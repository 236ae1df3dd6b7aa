// Generated from sdk/ar-rtm-module.ts of the repository by npm run sdk: change that file, not this one.
/* eslint-disable */
// sdk/ar-rtm-module.ts
import {
  acceptRemoteInvitation,
  addOrUpdateChannelAttributes,
  addOrUpdateLocalUserAttributes,
  call,
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

// sdk/ar/setting.ts
import { setParameters } from "@/uni_modules/rtm";

// sdk/ar/memory.ts
var memory = {
  /**
   * The page's function of setCallBack. The plugin keeps every function that it is given for ever, so it is given one,
   * once, which looks here.
   */
  page: null,
  /** Which life of JavaScript this is, once the plugin was told. */
  life: "",
  /** Failures of a start that the console has told. */
  failures: /* @__PURE__ */ new Set(),
  /** The address that configure was given, and the one that the plugin was told. */
  setting: "",
  applied: "",
  /** The page has named a server itself. */
  isThePages: false
};

// sdk/ar/shapes.ts
function givenIn(given) {
  const at = typeof given[0] === "function" ? 0 : 1;
  const callback = given[at];
  return {
    options: at === 0 ? null : given[0],
    callback: typeof callback === "function" ? callback : null
  };
}
function objectOrNull(options) {
  return typeof options === "object" && options !== null && !Array.isArray(options) ? options : null;
}
var UNFIT = [];
function isPlain(value) {
  if (typeof value !== "object" || value === null)
    return false;
  const above = Object.getPrototypeOf(value);
  return Array.isArray(value) || above === null || Object.getPrototypeOf(above) === null;
}
var isSingle = (value) => typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
function textFrom(value) {
  if (isSingle(value))
    return String(value);
  if (!isPlain(value))
    return UNFIT;
  try {
    return JSON.stringify(value, (_key, inner) => {
      if (typeof inner === "object" && inner !== null && !isPlain(inner))
        throw new TypeError("not plain");
      return inner;
    });
  } catch (e) {
    return UNFIT;
  }
}
var oneFrom = (value) => value === null || value === void 0 || isSingle(value) ? value : UNFIT;
var listFrom = (value) => value instanceof Set || Array.isArray(value) ? Array.from(value).map((one) => isSingle(one) ? one : UNFIT) : UNFIT;
function attributesFrom(given) {
  if (!isPlain(given) || Array.isArray(given))
    return null;
  if (Object.keys(given).every((key) => isSingle(given[key])))
    return given;
  const copy = /* @__PURE__ */ Object.create(null);
  for (const key of Object.keys(given))
    copy[key] = isSingle(given[key]) ? given[key] : UNFIT;
  return copy;
}
var TEXTS = ["text", "content", "response", "token", "newToken"];
var LISTS = ["peerIds", "channelIds", "attributeKeys"];
function fieldFrom(key, value) {
  if (value === null || value === void 0)
    return value;
  if (TEXTS.includes(key))
    return textFrom(value);
  if (LISTS.includes(key))
    return listFrom(value);
  return key === "attributes" ? attributesFrom(value) : oneFrom(value);
}
function fitted(given) {
  const options = objectOrNull(given);
  if (options === null)
    return null;
  const copy = {};
  for (const key of Object.keys(options))
    copy[key] = fieldFrom(key, options[key]);
  return copy;
}
var parameters = (options) => typeof options === "string" ? { parameters: options } : fitted(options);
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

// sdk/ar/setting.ts
function configure(options) {
  const { server } = options;
  if (typeof server !== "string" || !/^wss?:\/\/[^/\s]+/.test(server)) {
    throw new Error(
      `configure: server is ${JSON.stringify(server)}; give it as 'ws://host:port/rtm' or 'wss://host/rtm'`
    );
  }
  memory.setting = server;
}
function applySetting() {
  if (memory.isThePages || memory.setting === memory.applied)
    return;
  memory.applied = memory.setting;
  setParameters({ server: memory.setting }, () => {
  });
}
function heed(options) {
  if (namesServer(options))
    memory.isThePages = true;
}

// sdk/engine/context.ts
var ALL = 1e9;
var KEY = "rtmContext";
var bare = {};
function contextId() {
  var _a;
  const shared = typeof uni === "object" ? uni : bare;
  (_a = shared[KEY]) != null ? _a : shared[KEY] = [0, 0].map(() => Math.random().toString(36).slice(2)).join("");
  return String(shared[KEY]);
}

// sdk/ar-rtm-module.ts
var say = (method, args) => {
  call("", method, JSON.stringify(args), () => {
  });
};
function enter() {
  if (memory.life !== "")
    return;
  memory.life = contextId();
  say("enter", { context: memory.life });
}
function toPage(event) {
  if (typeof event !== "object")
    return;
  const { context, confirm } = event;
  if (context !== void 0 && context !== memory.life)
    return;
  delete event.context;
  delete event.confirm;
  if (event["rtmEvent"] === "probe")
    say("here", { context });
  else if (memory.page !== null)
    guarded(memory.page)(event);
  if (confirm !== void 0)
    say("handled", { n: confirm });
}
function listen(...given) {
  const { callback } = givenIn(given);
  if (callback === null)
    return;
  const isFirst = memory.page === null;
  memory.page = callback;
  if (!isFirst)
    return;
  enter();
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
    enter();
    exported(fit(options), guarded(callback));
  };
}
var ending = (exported) => (options, callback) => {
  if (memory.page !== null)
    say("handled", { n: ALL });
  exported(options, callback);
};
var withAddress = (exported) => (options, callback) => {
  applySetting();
  exported(options, callback);
};
var startFails = {
  createInstance: [
    [1, 3, 4],
    "Pass createInstance({ appId }) the 32 letters and digits of your app; the server of npm start takes any."
  ],
  login: [[1, 4], "Say in main where the server is: configure({ server: 'ws://host:port/rtm' })."]
};
var telling = (name, exported) => (options, callback) => {
  exported(options, (result) => {
    const [codes, todo] = startFails[name];
    const what = `${name} answered ${String(result["code"])}`;
    if (codes.includes(result["code"]) && !memory.failures.has(what)) {
      memory.failures.add(what);
      console.error(`AR-RtmModule: ${what}: ${String(result["message"])}. ${todo}`);
    }
    callback(result);
  });
};
var ownAddress = (options, callback) => {
  heed(options);
  setParameters2(options, callback);
};
var arRtmModule = {
  setCallBack: listen,
  createInstance: through(telling("createInstance", withAddress(createInstance))),
  getSdkVersion: through(getSdkVersion),
  setParameters: through(ownAddress, parameters),
  setLogFile: through(setLogFile),
  setLogFilter: through(setLogFilter),
  setLogFileSize: through(setLogFileSize),
  login: through(telling("login", withAddress(ending(login)))),
  // as somebody else: it ends the login before
  renewToken: through(renewToken),
  logout: through(ending(logout)),
  release: through(ending(release)),
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
  // the argument is the map: an attribute may be called text
  setLocalUserAttributes: through(setLocalUserAttributes, attributesFrom),
  addOrUpdateLocalUserAttributes: through(addOrUpdateLocalUserAttributes, attributesFrom),
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
