// Generated from sdk/testing.ts of the repository by npm run sdk: change that file, not this one.
/* eslint-disable */
var __defProp = Object.defineProperty;
var __defProps = Object.defineProperties;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropDescs = Object.getOwnPropertyDescriptors;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getOwnPropSymbols = Object.getOwnPropertySymbols;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __propIsEnum = Object.prototype.propertyIsEnumerable;
var __knownSymbol = (name, symbol) => {
  return (symbol = Symbol[name]) ? symbol : Symbol.for("Symbol." + name);
};
var __defNormalProp = (obj, key, value2) => key in obj ? __defProp(obj, key, { enumerable: true, configurable: true, writable: true, value: value2 }) : obj[key] = value2;
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
var __objRest = (source, exclude) => {
  var target = {};
  for (var prop in source)
    if (__hasOwnProp.call(source, prop) && exclude.indexOf(prop) < 0)
      target[prop] = source[prop];
  if (source != null && __getOwnPropSymbols)
    for (var prop of __getOwnPropSymbols(source)) {
      if (exclude.indexOf(prop) < 0 && __propIsEnum.call(source, prop))
        target[prop] = source[prop];
    }
  return target;
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var __await = function(promise, isYieldStar) {
  this[0] = promise;
  this[1] = isYieldStar;
};
var __asyncGenerator = (__this, __arguments, generator) => {
  var resume2 = (k, v, yes, no2) => {
    try {
      var x = generator[k](v), isAwait = (v = x.value) instanceof __await, done = x.done;
      Promise.resolve(isAwait ? v[0] : v).then((y) => isAwait ? resume2(k === "return" ? k : "next", v[1] ? { done: y.done, value: y.value } : y, yes, no2) : yes({ value: y, done })).catch((e) => resume2("throw", e, yes, no2));
    } catch (e) {
      no2(e);
    }
  };
  var method = (k) => it[k] = (x) => new Promise((yes, no2) => resume2(k, x, yes, no2));
  var it = {};
  return generator = generator.apply(__this, __arguments), it[__knownSymbol("asyncIterator")] = () => it, method("next"), method("throw"), method("return"), it;
};
var __forAwait = (obj, it, method) => (it = obj[__knownSymbol("asyncIterator")]) ? it.call(obj) : (obj = obj[__knownSymbol("iterator")](), it = {}, method = (key, fn) => (fn = obj[key]) && (it[key] = (arg) => new Promise((yes, no2, done) => (arg = fn.call(obj, arg), done = arg.done, Promise.resolve(arg.value).then((value2) => yes({ value: value2, done }), no2)))), method("next"), method("return"), it);

// sdk/testing.ts
var testing_exports = {};
__export(testing_exports, {
  RtmError: () => RtmError,
  clientOn: () => clientOn,
  createRtmClient: () => createRtmClient,
  createTestKit: () => createTestKit,
  errorActions: () => errorActions
});
module.exports = __toCommonJS(testing_exports);

// uni_modules/rtm/utssdk/common/protocol/address.uts
var SPACE = 32;
var DELETE = 127;
function begins(text2, start) {
  return text2.length >= start.length && text2.substring(0, start.length) == start;
}
function schemeLength(url) {
  if (begins(url, "ws://"))
    return 5;
  return begins(url, "wss://") ? 6 : 0;
}
function checkAddress(url) {
  const found2 = wrongIn(url);
  if (found2.length <= 0)
    return "";
  return 'server "' + shownAddress(url) + '" ' + found2 + "; pass an address such as wss://example.com/rtm";
}
function wrongIn(url) {
  const zero = 0;
  const length = zero + url.length;
  const start = schemeLength(url);
  if (start <= 0)
    return "does not begin with ws:// or wss://";
  const first = start < length ? url.charAt(start) : "";
  if (first.length <= 0 || first == "/" || first == ":" || first == "?")
    return "has no host";
  let inHost = true;
  let i = start;
  while (i < length) {
    const code = url.charCodeAt(i);
    const sign = url.charAt(i);
    if (code <= SPACE || code >= DELETE)
      return "has a character that no address has";
    if (sign == "#")
      return "has a fragment (#)";
    if (inHost && sign == "/") {
      inHost = false;
      const twice = url.charAt(i - 1) == ":" && i + 1 < length && url.charAt(i + 1) == "/";
      if (twice)
        return "names a scheme twice";
    }
    i = i + 1;
  }
  return "";
}
function shownAddress(url) {
  const zero = 0;
  const length = zero + url.length;
  const start = schemeLength(url);
  let out2 = "";
  let inHost = true;
  let i = 0;
  while (i < length) {
    const sign = url.charAt(i);
    if (sign == "?" || sign == "#")
      return out2;
    if (i >= start && sign == "/")
      inHost = false;
    if (i >= start && inHost && sign == "@") {
      out2 = start > 0 ? url.substring(0, start) : "";
    } else {
      out2 = out2 + sign;
    }
    i = i + 1;
  }
  return out2;
}

// uni_modules/rtm/utssdk/common/protocol/ids.uts
var ID_PUNCTUATION = " !#$%&()+-:;<=.>?@[]^_{}|~,";
var MAX_ID = 64;
var APP_ID_LENGTH = 32;
function isLetterOrDigit(c) {
  return c >= 48 && c <= 57 || c >= 65 && c <= 90 || c >= 97 && c <= 122;
}
function codeAt(text2, i) {
  const c = text2.charCodeAt(i);
  return c;
}
function isId(text2) {
  const zero = 0;
  const length = zero + text2.length;
  if (length < 1 || length > MAX_ID)
    return false;
  if (text2 == "null")
    return false;
  let i = 0;
  while (i < length) {
    if (!isLetterOrDigit(codeAt(text2, i)) && ID_PUNCTUATION.indexOf(text2.charAt(i)) < 0)
      return false;
    i = i + 1;
  }
  return true;
}
function checkId(name, id2) {
  if (isId(id2))
    return "";
  const zero = 0;
  if (zero + id2.length < 1)
    return name + " is missing or empty";
  return name + " must be 1 to 64 letters, digits, spaces or" + ID_PUNCTUATION + " and not the word null";
}
function checkIds(name, ids2) {
  if (ids2.length <= 0)
    return name + " must have at least one id";
  for (let i = 0; i < ids2.length; i++) {
    const wrong3 = checkId("each of " + name, ids2[i]);
    if (wrong3.length > 0)
      return wrong3;
  }
  return "";
}
function isAppId(text2) {
  const zero = 0;
  const length = zero + text2.length;
  if (length < APP_ID_LENGTH || length > APP_ID_LENGTH)
    return false;
  let i = 0;
  while (i < length) {
    if (!isLetterOrDigit(codeAt(text2, i)))
      return false;
    i = i + 1;
  }
  return true;
}
function isControl(c) {
  return c < 32 || c >= 127 && c <= 159 || c >= 8232 && c <= 8233;
}
function isBlank(c) {
  if (c <= 32 || c >= 160 && c <= 160 || c >= 5760 && c <= 5760)
    return true;
  if (c >= 8192 && c <= 8207)
    return true;
  return c >= 8239 && c <= 8239 || c >= 8287 && c <= 8288 || c >= 12288 && c <= 12288 || c >= 65279 && c <= 65279;
}
function isAttributeKey(text2) {
  if (utf8Length(text2) < 0 || text2 == "__proto__")
    return false;
  const zero = 0;
  const length = zero + text2.length;
  let seen = false;
  let i = 0;
  while (i < length) {
    const c = codeAt(text2, i);
    if (isControl(c))
      return false;
    if (!isBlank(c))
      seen = true;
    i = i + 1;
  }
  return seen;
}
function utf8Length(text2) {
  const zero = 0;
  const length = zero + text2.length;
  let bytes = 0;
  let i = 0;
  while (i < length) {
    const c = codeAt(text2, i);
    if (c < 128) {
      bytes = bytes + 1;
    } else if (c < 2048) {
      bytes = bytes + 2;
    } else if (c < 55296 || c > 57343) {
      bytes = bytes + 3;
    } else {
      if (c > 56319 || i + 1 >= length)
        return -1;
      const low = codeAt(text2, i + 1);
      if (low < 56320 || low > 57343)
        return -1;
      bytes = bytes + 4;
      i = i + 1;
    }
    i = i + 1;
  }
  return bytes;
}

// sdk/client/rows.ts
var stateIn = (row2) => textIn(row2, "pageState");
var textIn = (row2, key) => {
  const found2 = row2[key];
  return typeof found2 === "string" ? found2 : "";
};
var numberOf = (found2) => typeof found2 === "number" ? found2 : 0;
var numberIn = (row2, key) => numberOf(row2[key]);
var countIn = (row2, key) => {
  const found2 = row2[key];
  return typeof found2 === "number" && found2 >= 0 ? found2 : null;
};
var textsIn = (row2, key) => listIn(row2, key).filter((one) => typeof one === "string");
var listIn = (row2, key) => Array.isArray(row2[key]) ? row2[key] : [];
var presenceOf = (state) => state === "online" || state === "unreachable" ? state : "offline";
function linkIn(found2) {
  if (typeof found2 !== "object" || found2 === null)
    return null;
  const row2 = found2;
  return { why: textIn(row2, "why"), detail: textIn(row2, "detail") };
}
var presencesIn = (row2, userIds) => {
  const found2 = listIn(row2, "states");
  return userIds.map((userId, i) => ({ userId, presence: presenceOf(found2[i]) }));
};
var peersIn = (row2) => listIn(row2, "states").map((one) => {
  const peer = one;
  return { userId: textIn(peer, "user"), presence: presenceOf(peer["state"]) };
});
var attributeRowsIn = (row2) => listIn(row2, "rows").map((one) => {
  const found2 = one;
  return { key: textIn(found2, "key"), value: found2["value"], userId: textIn(found2, "by"), time: numberIn(found2, "time") };
});
var attributesIn = (row2) => {
  const map = {};
  for (const { key, value: value2 } of attributeRowsIn(row2))
    map[key] = value2;
  return map;
};

// sdk/api/error.ts
var errorActions = {
  invalid: "Correct the argument named in the reason.",
  bad_text: "Send a string of at most 32 KB of UTF-8.",
  too_large: "Send less, or split it.",
  too_often: "Wait retryAfterMs milliseconds, then call again.",
  timeout: "Check the address and the network, then call again. For a message, await error.lateOutcome.",
  offline: "Send it when the user is online, or with offline: true.",
  full: "Try again later.",
  no_server: 'Pass createRtmClient the address: { server: "wss://host/rtm" }.',
  not_logged_in: "Await login first.",
  busy: "Call logout first.",
  aborted: "Nothing to do: a later call ended this one.",
  unknown_app: "Use an appId that the server knows.",
  not_authorised: "Ask the operator of the server to allow this user.",
  bad_user: "Use 1 to 64 letters, digits or the characters that the docs list.",
  token_invalid: "Get a token for this user and this app.",
  token_expired: "Get a new token.",
  replaced: "Call login again to take over.",
  kicked: "Call logout; log in again when allowed.",
  version: "Update the plugin or the server.",
  not_joined: "Await join first.",
  already_joined: "Nothing to do: you are a member, or will be.",
  too_many_channels: "Leave one first.",
  too_many_ids: "Split the call.",
  too_many_watched: "Unsubscribe from some first.",
  attributes_too_large: "Delete some, or set shorter ones.",
  user_offline: "Call again when the user is online.",
  already_invited: "Cancel it first.",
  unknown_invitation: "Nothing to do: it is long over.",
  invitation_ended: "Nothing to do: it is over.",
  invitation_accepted: "Nothing to do: it was accepted.",
  malformed: "Update the plugin.",
  unsupported: "Update the plugin or the server.",
  internal: "Try again later, and see the log of the server.",
  destroyed: "Create a new client."
};
var RtmError = class extends Error {
  /** @hidden Only a client makes one. */
  constructor(call2, refusal, lateOutcome = null) {
    const code = codeOf(refusal.why);
    const link = linkIn(refusal.link);
    const reason = (refusal.reason || refusal.message || code).replace(/\.$/, "");
    const action = link === null && errorActions[code] || sentence(refusal.action || "See the list of codes in the docs");
    super(`${call2}: ${reason}. ${action}`);
    Object.setPrototypeOf(this, new.target.prototype);
    this.name = "RtmError";
    this.code = code;
    this.reason = reason;
    this.action = action;
    this.retryAfterMs = typeof refusal.retryAfterMs === "number" ? refusal.retryAfterMs : null;
    this.call = call2;
    this.lateOutcome = lateOutcome;
    this.link = link;
  }
};
function codeOf(why) {
  if (why === void 0 || why === "")
    return "internal";
  return why === "too_often_same" ? "too_often" : why === "not_initialised" ? "destroyed" : why;
}
var sentence = (text2) => `${text2.charAt(0).toUpperCase()}${text2.slice(1)}.`;

// sdk/client/arguments.ts
var isPlain = (value2) => {
  if (typeof value2 !== "object" || value2 === null)
    return false;
  const above = Object.getPrototypeOf(value2);
  return above === null || Object.getPrototypeOf(above) === null;
};
var must = (fits2, what) => (name, value2) => fits2(value2) ? "" : `${name} must be ${what}`;
var isText = (value2) => typeof value2 === "string";
var isFlag = (value2) => typeof value2 === "boolean";
var areTexts = (value2) => Array.isArray(value2) && value2.filter(isText).length === value2.length;
var text = must(isText, "a string");
var flag = must(isFlag, "true or false");
var object = must(isPlain, "a plain object");
var texts = must(areTexts, "an array of strings");
var value = must((one) => isText(one) || isFlag(one) || Number.isFinite(one), "a string, a finite number or a boolean");
var id = (name, one) => text(name, one) || checkId(name, one);
var ids = (name, list2) => texts(name, list2) || checkIds(name, list2);
var attributes = (name, map) => {
  let wrong3 = object(name, map);
  if (wrong3 === "")
    for (const key of [...Object.keys(map), ...Object.getOwnPropertySymbols(map)])
      wrong3 = wrong3 || value(`${name}.${String(key)}`, isText(key) ? map[key] : key);
  return wrong3;
};
var optional = {
  user: id,
  token: text,
  offline: flag,
  historical: flag,
  notify: flag,
  busy: flag,
  channel: text,
  content: text,
  response: text,
  invitationId: text
};
var checks = Object.assign({ to: id, from: id, id, users: ids, channels: ids, text, attributes, keys: texts, held: flag }, optional);
var names = { to: "userId", from: "userId", id: "channelId", users: "userIds", channels: "channelIds", user: "userId", historical: "history", channel: "channelId" };
function encoded(call2, args, options = {}) {
  var _a;
  const out2 = {};
  let name = "options";
  const refusal = (wrong3) => new RtmError(call2, { why: name === "text" ? "bad_text" : "invalid", message: wrong3 });
  try {
    let wrong3 = object(name, options);
    for (const key of wrong3 === "" ? [...Object.keys(args), ...Object.keys(optional)] : []) {
      name = (_a = names[key]) != null ? _a : key;
      const isGiven = key in args;
      const given = (isGiven ? args : options)[isGiven ? key : name];
      if (isGiven || given !== void 0)
        wrong3 = checks[key](name, given);
      if (wrong3 !== "")
        break;
      out2[key] = isFlag(given) ? Number(given) : given;
    }
    if (wrong3 !== "")
      throw refusal(wrong3);
    return JSON.stringify(out2);
  } catch (fault) {
    throw fault instanceof RtmError ? fault : refusal(`${name} cannot be read`);
  }
}

// sdk/client/hub.ts
var MAX_WAITING = 1e3;
var nothing = () => {
};
var wrong = (name) => new RtmError("on", { why: "invalid", message: `${name} is not valid` });
var Hub = class {
  /** `events`: all there are, and whether they wait; `unheard`: what is told of so many messages that waited too long. */
  constructor(events, unheard) {
    this.events = events;
    this.unheard = unheard;
    this.rows = [];
    this.lastId = 0;
    this.dropped = 0;
    // messages that waited too long
    this.telling = nothing;
    // what is being told just now
    this.waiting = /* @__PURE__ */ new Map();
    for (const event in events)
      if (events[event])
        this.waiting.set(event, []);
  }
  on(event, listener) {
    if (!Object.keys(this.events).includes(event))
      throw wrong("event");
    if (typeof listener !== "function")
      throw wrong("listener");
    const subscription = Object.freeze({ event: String(event), id: ++this.lastId });
    this.rows.push({ subscription, listener });
    const waited = this.waiting.get(event);
    if (waited !== void 0) {
      void Promise.resolve().then(() => {
        this.waiting.delete(event);
        for (const { payload, heard } of waited.splice(0))
          this.emit(event, payload, heard);
      });
    }
    if (event === "message" && this.dropped > 0) {
      this.emit("missed", this.unheard(this.dropped));
      this.dropped = 0;
    }
    return subscription;
  }
  off(subscription) {
    this.rows = this.rows.filter((row2) => row2.subscription !== subscription);
  }
  offAll(event) {
    this.rows = event === void 0 ? [] : this.rows.filter((row2) => row2.subscription.event !== event);
  }
  emit(event, payload, heard = nothing) {
    const waiting = this.waiting.get(event);
    if (waiting !== void 0 && (payload !== void 0 || waiting.length > 0)) {
      waiting.push({ payload, heard });
      if (waiting.length > MAX_WAITING) {
        const oldest = waiting.shift();
        oldest.heard();
        if (event === "message" && oldest.payload !== void 0)
          this.dropped++;
      }
      return;
    }
    this.telling = heard;
    for (const row2 of this.rows) {
      if (row2.subscription.event === event && payload !== void 0 && this.rows.includes(row2))
        guarded(row2.listener, payload);
    }
    this.telling = nothing;
    heard();
  }
  isHeard() {
    return this.rows.length > 0;
  }
  /** The app ends its login, perhaps from within a listener: that one has had its event. Gives back whether messages that are still to come have a listener. */
  finish() {
    this.telling();
    return this.rows.some(({ subscription }) => subscription.event === "message");
  }
  /** What waits was for a login that is over. */
  forget() {
    for (const waiting of this.waiting.values())
      waiting.length = 0;
    this.dropped = 0;
  }
  /** Nothing is told from here on: its line is closed. */
  close() {
    this.finish();
    this.offAll();
    this.forget();
  }
};
function guarded(listener, payload) {
  try {
    listener(payload);
  } catch (fault) {
    console.error("rtm: a listener failed", fault);
  }
}

// sdk/client/channel.ts
var Channel = class {
  /** `all`: whose events are told, by id. One that is idle may be taken out of it. */
  constructor(id2, line, all) {
    this.id = id2;
    this.line = line;
    this.all = all;
    this.member = false;
    this.hub = new Hub(
      { message: true, memberJoined: false, memberLeft: false, memberCount: false, attributes: false, missed: true, lost: false },
      (count) => ({ channelId: this.id, count, reason: "unheard" })
    );
  }
  get joined() {
    return this.member;
  }
  join() {
    return this.ask("join", "join", {}, () => {
      this.member = true;
      this.all.set(this.id, this);
    });
  }
  leave() {
    return this.ask("leave", "leave", {}, () => {
      this.ended();
    });
  }
  sendMessage(text2, options) {
    return this.ask("sendMessage", "publish", { text: text2 }, (answer2) => ({ outcome: "taken", messageId: textIn(answer2, "id") }), options);
  }
  getMembers() {
    return this.ask("getMembers", "members", {}, (answer2) => textsIn(answer2, "users"));
  }
  getAttributes(keys) {
    return this.ask("getAttributes", "channelAttributes", keys === void 0 ? {} : { keys }, attributesIn);
  }
  setAttributes(attributes3, options) {
    return this.ask("setAttributes", "setChannelAttributes", { attributes: attributes3 }, nothing2, options);
  }
  updateAttributes(attributes3, options) {
    return this.ask("updateAttributes", "mergeChannelAttributes", { attributes: attributes3 }, nothing2, options);
  }
  deleteAttributes(keys, options) {
    return this.ask("deleteAttributes", "deleteChannelAttributes", { keys }, nothing2, options);
  }
  clearAttributes(options) {
    return this.ask("clearAttributes", "clearChannelAttributes", {}, nothing2, options);
  }
  on(event, listener) {
    this.all.set(this.id, this);
    return this.hub.on(event, listener);
  }
  off(subscription) {
    this.hub.off(subscription);
  }
  offAll(event) {
    this.hub.offAll(event);
  }
  /** It was left, or the session is over. */
  ended() {
    this.member = false;
    this.hub.forget();
  }
  /** Nobody has joined it, or listens. */
  isIdle() {
    return !this.member && !this.hub.isHeard();
  }
  close() {
    this.member = false;
    this.hub.close();
  }
  /** An event of the engine that names this channel. */
  told(event) {
    const channelId = this.id;
    switch (event["event"]) {
      case "channelMessage":
        this.hub.emit("message", { channelId, userId: textIn(event, "from"), text: textIn(event, "text"), messageId: textIn(event, "id"), time: numberIn(event, "time") });
        break;
      case "memberJoined":
        this.hub.emit("memberJoined", { channelId, userId: textIn(event, "user") });
        break;
      case "memberLeft":
        this.hub.emit("memberLeft", { channelId, userId: textIn(event, "user"), reason: textIn(event, "reason") });
        break;
      case "memberCount":
        this.hub.emit("memberCount", { channelId, count: numberIn(event, "count") });
        break;
      case "attributes":
        this.hub.emit("attributes", { channelId, attributes: attributesIn(event), rows: attributeRowsIn(event) });
        break;
      case "missed":
        this.hub.emit("missed", { channelId, count: countIn(event, "missed"), reason: textIn(event, "reason") });
        break;
      case "channelLost":
        this.member = false;
        this.hub.emit("lost", { channelId, error: new RtmError("join", { why: textIn(event, "reason"), message: "the server did not let this client rejoin" }) });
        break;
    }
  }
  ask(call2, verb, args, read, options) {
    return this.line.ask(call2, verb, Object.assign({ channel: this.id }, args), read, options);
  }
};
var nothing2 = () => {
};

// sdk/engine/context.ts
var ALL = 1e9;

// sdk/client/line.ts
var opened = 0;
var bundle = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
var Line = class {
  constructor(engine, appId, server, onEvent) {
    this.engine = engine;
    this.onEvent = onEvent;
    this.handle = `rtm-${bundle}-${++opened}`;
    this.late = /* @__PURE__ */ new Map();
    this.closed = false;
    engine.open(this.handle, JSON.stringify({ app: appId, server, confirm: 1 }), () => {
    });
    engine.listen(this.handle, (text2) => {
      void Promise.resolve().then(() => {
        this.told(JSON.parse(text2));
      });
    });
  }
  /** `call` is the method's name in the interface, `verb` the engine's; `options` are the arguments that may be left out. */
  ask(call2, verb, args, read, options) {
    return new Promise((resolve, reject) => {
      if (this.closed) {
        reject(new RtmError(call2, { why: "destroyed", message: "this client was destroyed" }));
        return;
      }
      this.engine.call(this.handle, verb, encoded(call2, args, options), (text2) => {
        const answer2 = JSON.parse(text2);
        if (answer2["ok"] === 1)
          resolve(read(answer2));
        else
          reject(this.failure(call2, answer2));
      });
    });
  }
  /** Its page has had what the engine has told: up to this number, or all until the answer to the next call. */
  handled(n = ALL) {
    this.engine.call(this.handle, "handled", JSON.stringify({ n }), () => {
    });
  }
  close() {
    if (this.closed)
      return Promise.resolve();
    this.closed = true;
    return new Promise((resolve) => {
      this.engine.close(this.handle, () => {
        this.settleAll();
        resolve();
      });
    });
  }
  /** The session is over: what is open stays unknown. */
  settleAll() {
    for (const settle3 of this.late.values())
      settle3("unknown");
    this.late.clear();
  }
  after(ms, task) {
    if (this.engine.after !== void 0)
      return this.engine.after(ms, task);
    const timer = setTimeout(task, ms);
    return () => {
      clearTimeout(timer);
    };
  }
  told(event) {
    var _a;
    const { n, confirm } = event;
    if (event["event"] === "outcome") {
      (_a = this.late.get(n)) == null ? void 0 : _a(event["outcome"]);
      this.late.delete(n);
    } else if (!this.closed)
      this.onEvent(event, confirm === void 0 ? confirm : () => {
        this.handled(confirm);
      });
  }
  failure(call2, answer2) {
    const outcome = answer2["outcome"];
    if (answer2["why"] !== "timeout" || outcome === void 0)
      return new RtmError(call2, answer2);
    if (outcome !== "open")
      return new RtmError(call2, answer2, Promise.resolve(outcome));
    return new RtmError(call2, answer2, new Promise((resolve) => {
      this.late.set(answer2["n"], resolve);
    }));
  }
};

// sdk/client/tokens.ts
var AGAIN_MS = 5e3;
var TokenKeeper = class {
  constructor(line, provider, onFailed) {
    this.line = line;
    this.provider = provider;
    this.onFailed = onFailed;
    this.asking = 0;
    // the newest question; the answers to older ones count no more
    this.cancel = null;
    this.resting = false;
    // a token was taken a moment ago
    this.userId = "";
  }
  /** At once where nobody has to be asked: the next call of the page comes behind this one (P-ORDER-3). */
  forLogin(userId, given) {
    if (given !== void 0)
      return given;
    return this.provider === void 0 ? "" : this.askForLogin(this.provider, userId);
  }
  async askForLogin(provider, userId) {
    let message2 = "the tokenProvider returned no string";
    try {
      const token = await provider(userId, "login");
      if (typeof token === "string")
        return token;
    } catch (fault) {
      message2 = `the tokenProvider failed: ${fault instanceof Error ? fault.message : String(fault)}`;
    }
    throw new RtmError("login", { why: "token_invalid", message: message2 });
  }
  /** The login of this user is done. */
  begin(userId) {
    this.stop();
    this.userId = userId;
  }
  renew(cause) {
    if (this.provider === void 0)
      return;
    if (!this.resting) {
      void this.ask(this.provider, cause);
      return;
    }
    if (cause === "expired")
      this.onFailed(new RtmError("renewToken", { why: "token_expired", message: "the token from the tokenProvider had expired" }));
    this.askLater(this.provider, cause === "expired" ? "refused" : cause);
  }
  /** The login is over, or a token was given by hand. */
  stop() {
    var _a;
    this.asking++;
    this.resting = false;
    (_a = this.cancel) == null ? void 0 : _a.call(this);
    this.cancel = null;
  }
  async ask(provider, cause) {
    this.stop();
    const mine = this.asking;
    try {
      const token = await provider(this.userId, cause);
      if (mine !== this.asking)
        return;
      await this.line.ask("renewToken", "renew", { token }, () => void 0);
      if (mine === this.asking)
        this.rest();
    } catch (fault) {
      if (mine !== this.asking)
        return;
      this.askLater(provider, isRefusal(fault) ? "refused" : cause);
      this.onFailed(fault);
    }
  }
  rest() {
    this.resting = true;
    this.cancel = this.line.after(AGAIN_MS, () => {
      this.resting = false;
    });
  }
  askLater(provider, cause) {
    var _a;
    (_a = this.cancel) == null ? void 0 : _a.call(this);
    this.cancel = this.line.after(AGAIN_MS, () => {
      void this.ask(provider, cause);
    });
  }
};
var isRefusal = (fault) => fault instanceof RtmError && fault.code.startsWith("token_");

// sdk/client/client.ts
var MAX_IDLE = 64;
var Client = class {
  constructor(options, engine) {
    this.user = "";
    this.entering = "";
    // the user of a login that has begun
    this.now = "disconnected";
    this.logouts = 0;
    this.loginsWaiting = 0;
    this.channels = /* @__PURE__ */ new Map();
    this.hub = new Hub(
      { state: false, message: true, missed: true, presence: false, invitation: true, tokenWillExpire: false, tokenExpired: false, tokenFailed: false },
      (count) => ({ userId: "", count, reason: "unheard" })
    );
    var _a;
    this.appId = options.appId;
    this.line = new Line(engine, options.appId, (_a = options.server) != null ? _a : "", (event, heard) => {
      this.told(event, heard);
    });
    this.tokens = new TokenKeeper(this.line, options.tokenProvider, (error) => {
      this.hub.emit("tokenFailed", { error });
    });
  }
  get userId() {
    return this.user;
  }
  get state() {
    return this.now;
  }
  async login(options) {
    const { user: userId = "", token } = JSON.parse(encoded("login", {}, options));
    encoded("login", { user: userId });
    const found2 = this.tokens.forLogin(userId, token);
    const shown2 = typeof found2 === "string" ? found2 : await this.untilLogout(found2);
    if (this.now === "disconnected")
      this.entering = userId;
    await this.line.ask("login", "login", { user: userId, token: shown2 }, () => {
      this.user = userId;
      this.tokens.begin(userId);
    });
  }
  logout() {
    this.tokens.begin("");
    this.logouts++;
    if (this.hub.finish())
      this.line.handled();
    const out2 = this.line.ask("logout", "logout", {}, () => {
      this.ended();
    });
    if (this.loginsWaiting === 0)
      return out2;
    return out2.catch((error) => {
      if (error.code !== "not_logged_in")
        throw error;
    });
  }
  renewToken(token) {
    this.tokens.stop();
    return this.line.ask("renewToken", "renew", { token }, nothing3);
  }
  destroy() {
    this.tokens.stop();
    this.ended();
    this.now = "disconnected";
    this.hub.close();
    for (const channel of this.channels.values())
      channel.close();
    return this.line.close();
  }
  sendMessage(userId, text2, options) {
    return this.line.ask("sendMessage", "send", { to: userId, text: text2 }, (answer2) => ({ outcome: answer2["outcome"] === "stored" ? "stored" : "received", messageId: textIn(answer2, "id") }), options);
  }
  channel(channelId) {
    const found2 = this.channels.get(channelId);
    if (found2 !== void 0)
      return found2;
    encoded("channel", { id: channelId });
    const made = new Channel(channelId, this.line, this.channels);
    if (this.channels.size >= MAX_IDLE)
      this.channels.forEach((one) => {
        if (one.isIdle())
          this.channels.delete(one.id);
      });
    this.channels.set(channelId, made);
    return made;
  }
  getMemberCounts(channelIds) {
    return this.line.ask("getMemberCounts", "counts", { channels: channelIds }, (answer2) => {
      const counts4 = listIn(answer2, "counts");
      return channelIds.map((channelId, i) => ({ channelId, count: numberOf(counts4[i]) }));
    });
  }
  getPresence(userIds) {
    return this.line.ask("getPresence", "presence", { users: userIds }, (answer2) => presencesIn(answer2, userIds));
  }
  subscribePresence(userIds) {
    return this.line.ask("subscribePresence", "watch", { users: userIds }, nothing3);
  }
  unsubscribePresence(userIds) {
    return this.line.ask("unsubscribePresence", "unwatch", { users: userIds }, nothing3);
  }
  getPresenceSubscriptions() {
    return this.line.ask("getPresenceSubscriptions", "watched", {}, (answer2) => textsIn(answer2, "users"));
  }
  setAttributes(attributes3) {
    return this.line.ask("setAttributes", "setAttributes", { attributes: attributes3 }, nothing3);
  }
  updateAttributes(attributes3) {
    return this.line.ask("updateAttributes", "mergeAttributes", { attributes: attributes3 }, nothing3);
  }
  deleteAttributes(keys) {
    return this.line.ask("deleteAttributes", "deleteAttributes", { keys }, nothing3);
  }
  clearAttributes() {
    return this.line.ask("clearAttributes", "clearAttributes", {}, nothing3);
  }
  getUserAttributes(userId, keys) {
    return this.line.ask("getUserAttributes", "userAttributes", keys === void 0 ? { user: userId } : { user: userId, keys }, attributesIn);
  }
  invite(userId, options) {
    return this.line.ask("invite", "invite", { to: userId }, (answer2) => textIn(answer2, "invitationId"), options);
  }
  cancelInvitation(userId, options) {
    return this.line.ask("cancelInvitation", "cancelInvite", { to: userId }, nothing3, options);
  }
  acceptInvitation(userId, options) {
    return this.line.ask("acceptInvitation", "accept", { from: userId }, nothing3, options);
  }
  refuseInvitation(userId, options) {
    return this.line.ask("refuseInvitation", "refuse", { from: userId }, nothing3, options);
  }
  on(event, listener) {
    return this.hub.on(event, listener);
  }
  off(subscription) {
    this.hub.off(subscription);
  }
  offAll(event) {
    this.hub.offAll(event);
  }
  hold(held) {
    return this.line.ask("hold", "hold", { held }, nothing3);
  }
  getStats() {
    return this.line.ask("getStats", "stats", {}, (answer2) => ({
      roundTripMs: countIn(answer2, "roundTrip"),
      links: numberIn(answer2, "links"),
      lost: numberIn(answer2, "lost"),
      sent: numberIn(answer2, "sent"),
      received: numberIn(answer2, "received"),
      waiting: numberIn(answer2, "waiting")
    }));
  }
  /** The token of a login; a logout that comes meanwhile ends that login, whatever the provider says. */
  async untilLogout(token) {
    const before = this.logouts;
    this.loginsWaiting++;
    let shown2;
    try {
      shown2 = await token;
    } finally {
      this.loginsWaiting--;
    }
    if (before !== this.logouts)
      throw new RtmError("login", { why: "aborted", message: "logout was called before the login was finished" });
    return shown2;
  }
  told(event, heard) {
    const channel = this.channels.get(textIn(event, "channel"));
    switch (event["event"]) {
      case "state":
        this.stateTold(event);
        break;
      case "peerMessage":
        this.hub.emit("message", {
          userId: textIn(event, "from"),
          text: textIn(event, "text"),
          messageId: textIn(event, "id"),
          time: numberIn(event, "time"),
          offline: event["offline"] === 1,
          redelivered: event["redelivered"] === 1
        }, heard);
        return;
      case "peers":
        this.hub.emit("presence", peersIn(event));
        break;
      case "invitation":
        this.hub.emit("invitation", invitationOf(event));
        break;
      case "tokenWillExpire":
        this.hub.emit("tokenWillExpire", {});
        this.tokens.renew("expiring");
        break;
      case "tokenExpired":
        this.hub.emit("tokenExpired", {});
        this.tokens.renew("expired");
        break;
      case "missed":
        if (textIn(event, "channel") === "")
          this.hub.emit("missed", { userId: textIn(event, "peer"), count: countIn(event, "missed"), reason: textIn(event, "reason") });
        else
          channel == null ? void 0 : channel.told(event);
        break;
      default:
        channel == null ? void 0 : channel.told(event);
    }
    if (heard !== void 0)
      this.hub.emit("message", void 0, heard);
  }
  // news 0: a short interruption, which this interface does not tell.
  stateTold(event) {
    const previous = this.now;
    this.now = stateIn(event);
    if (event["news"] === 0 || this.now === previous)
      return;
    if (this.now === "connecting") {
      this.user = this.entering || this.user;
      this.entering = "";
    }
    if (this.now === "disconnected" || this.now === "aborted") {
      this.tokens.stop();
      this.ended();
    }
    this.hub.emit("state", { state: this.now, previous, reason: textIn(event, "reason"), link: linkIn(event["link"]) });
  }
  ended() {
    this.user = "";
    if (this.now !== "aborted")
      this.hub.forget();
    this.line.settleAll();
    for (const channel of this.channels.values())
      channel.ended();
  }
};
var invitationStates = {
  received: "ringing",
  accepted: "accepted",
  refused: "refused",
  cancelled: "cancelled",
  elsewhere: "answeredElsewhere"
};
function invitationOf(event) {
  var _a;
  const caller = event["role"] === "local";
  const state = (_a = invitationStates[textIn(event, "state")]) != null ? _a : "failed";
  const why = textIn(event, "why");
  return {
    role: caller ? "caller" : "callee",
    state,
    userId: textIn(event, caller ? "callee" : "caller"),
    invitationId: textIn(event, "invitationId"),
    channelId: textIn(event, "channel"),
    content: textIn(event, "content"),
    response: textIn(event, "response"),
    reason: state === "refused" ? why === "busy" ? "busy" : "refused" : state === "failed" ? why : ""
  };
}
var nothing3 = () => {
};

// sdk/client/create.ts
function clientOn(options, engine) {
  if (typeof options !== "object" || options === null)
    throw wrong2("options must be an object: { appId, server }");
  const { appId, server } = options;
  if (typeof appId !== "string" || !isAppId(appId))
    throw wrong2("appId must be 32 letters and digits");
  if (server !== void 0 && typeof server !== "string")
    throw wrong2("server must be a string: ws://host:port/rtm");
  const unfit = server ? checkAddress(server) : "";
  if (unfit !== "")
    throw wrong2(unfit);
  return new Client(options, engine);
}
var wrong2 = (message2) => new RtmError("createRtmClient", { why: "invalid", message: message2 });

// uni_modules/rtm/utssdk/js/plain.uts
var PlainJson = class {
  parseObject(text2) {
    try {
      return this.objectOf(JSON.parse(text2));
    } catch (fault) {
      return null;
    }
  }
  stringify(value2) {
    return JSON.stringify(value2);
  }
  objectOf(value2) {
    if (value2 == null || typeof value2 != "object" || Array.isArray(value2))
      return null;
    return value2;
  }
  arrayOf(value2) {
    return Array.isArray(value2) ? value2 : null;
  }
  keysOf(value2) {
    return Object.keys(value2);
  }
  isBoolean(value2) {
    return typeof value2 == "boolean";
  }
};
var NoLogFiles = class {
  open(path) {
    return -2;
  }
  append(path, text2) {
    return 0;
  }
  rename(from, to) {
    return 0;
  }
};

// uni_modules/rtm/utssdk/common/values.uts
function numberText(n) {
  return `${n}`;
}
var DIGITS = "0123456789";
var LARGEST = 9007199254740992;
var LARGEST_UNIT = 1e15;
function wholeText(value2) {
  const fits2 = value2 >= 0 && value2 < LARGEST;
  if (!fits2)
    return "";
  let rest = value2;
  let unit = LARGEST_UNIT;
  let text2 = "";
  while (unit >= 1) {
    let digit = 0;
    while (rest >= unit) {
      rest = rest - unit;
      digit = digit + 1;
    }
    if (digit > 0 || lengthOf(text2) > 0 || unit <= 1)
      text2 = text2 + DIGITS.charAt(digit);
    unit = unit / 10;
  }
  return rest > 0 ? "" : text2;
}
function same(a, b) {
  return a >= b && a <= b;
}
function lengthOf(text2) {
  const zero = 0;
  return zero + text2.length;
}
function textOf(o, key) {
  const v = o[key];
  if (v == null)
    return "";
  if (typeof v == "string")
    return v;
  return "";
}
function numberOf2(o, key, fallback) {
  return numberFrom(o[key], fallback);
}
function numberFrom(v, fallback) {
  if (v == null)
    return fallback;
  if (typeof v == "number")
    return v;
  if (typeof v == "boolean")
    return v ? 1 : 0;
  return fallback;
}
function flagOf(options, key) {
  if (options == null)
    return false;
  return textOf(options, key) == "true" || numberOf2(options, key, 0) > 0;
}
function placesOf(json, o, key) {
  const found2 = json.arrayOf(o[key]);
  const out2 = new TextList();
  if (found2 == null)
    return out2.items;
  const list2 = found2;
  for (let i = 0; i < list2.length; i++) {
    const v = list2[i];
    if (v != null && typeof v == "string")
      out2.add(v);
    else
      out2.add("");
  }
  return out2.items;
}
function textsOf(json, o, key) {
  const found2 = json.arrayOf(o[key]);
  const out2 = new TextList();
  if (found2 == null)
    return out2.items;
  const list2 = found2;
  for (let i = 0; i < list2.length; i++) {
    const v = list2[i];
    if (typeof v == "string")
      out2.add(v);
  }
  return out2.items;
}
function objectsOf(json, o, key) {
  const found2 = json.arrayOf(o[key]);
  const out2 = new ObjectList();
  if (found2 == null)
    return out2.items;
  const list2 = found2;
  for (let i = 0; i < list2.length; i++) {
    const v = json.objectOf(list2[i]);
    if (v != null)
      out2.add(v);
  }
  return out2.items;
}
var TextList = class {
  constructor() {
    this.items = [];
  }
  add(item) {
    this.items.push(item);
  }
};
var TextSet = class {
  constructor() {
    this.marks = /* @__PURE__ */ new Map();
  }
  // false when it was in already.
  add(text2) {
    if (this.marks.has(text2))
      return false;
    this.marks.set(text2, "");
    return true;
  }
  has(text2) {
    return this.marks.has(text2);
  }
};
var ObjectList = class {
  constructor() {
    this.items = [];
  }
  add(item) {
    this.items.push(item);
  }
};

// uni_modules/rtm/utssdk/common/answers.uts
function isGood(answer2) {
  return numberOf2(answer2, "ok", 0) > 0;
}
function success() {
  const answer2 = { ok: 1 };
  return answer2;
}
function plain(reply) {
  return isGood(reply) ? success() : reply;
}
function failure(why, reason, action) {
  const answer2 = { ok: 0, why, message: reason };
  if (action.length <= 0)
    return answer2;
  answer2["message"] = reason + "; " + action;
  answer2["reason"] = reason;
  answer2["action"] = action;
  return answer2;
}
function tooOften(waitMs) {
  const answer2 = failure("too_often", "called too often", "wait retryAfterMs milliseconds");
  answer2["retryAfterMs"] = waitMs;
  return answer2;
}

// uni_modules/rtm/utssdk/common/rows.uts
function attributesOf(json, frame) {
  const rows2 = objectsOf(json, frame, "rows");
  const out2 = new ObjectList();
  for (let i = 0; i < rows2.length; i++)
    out2.add(attributeOf(rows2[i]));
  return out2.items;
}
function missedEvent(channel, peer, missed, reason) {
  const event = { event: "missed", channel, peer, missed, reason };
  return event;
}
function attributeOf(row2) {
  const out2 = { key: textOf(row2, "k"), text: textOf(row2, "v"), by: textOf(row2, "by"), time: numberOf2(row2, "ts", 0) };
  const v = row2["v"];
  const isText2 = v != null && typeof v == "string";
  if (textOf(row2, "y") == "b") {
    const truth = numberOf2(row2, "v", 0) > 0;
    out2["value"] = truth;
    out2["text"] = truth ? "true" : "false";
  } else if (isText2) {
    out2["value"] = textOf(row2, "v");
  } else {
    out2["value"] = numberOf2(row2, "v", 0);
    out2["text"] = textOf(row2, "x");
  }
  return out2;
}

// uni_modules/rtm/utssdk/common/dropped-events.uts
var Loss = class {
  // a number that nobody knows was in it
  constructor(channel, peer) {
    this.count = 0;
    this.unknown = false;
    this.channel = channel;
    this.peer = peer;
  }
};
var DroppedEvents = class {
  constructor() {
    this.losses = [];
  }
  // Messages, and what told of missing ones; everything else says how things are now, and is said again when it changes.
  drop(event) {
    const kind = textOf(event, "event");
    if (kind == "peerMessage")
      this.add(this.lossOf("", textOf(event, "from")), 1);
    else if (kind == "channelMessage")
      this.add(this.lossOf(textOf(event, "channel"), ""), 1);
    else if (kind == "missed")
      this.add(this.lossOf(textOf(event, "channel"), textOf(event, "peer")), numberOf2(event, "missed", -1));
  }
  // For the page, and forgotten here.
  take() {
    const out2 = new ObjectList();
    for (let i = 0; i < this.losses.length; i++) {
      const loss = this.losses[i];
      out2.add(missedEvent(loss.channel, loss.peer, loss.unknown ? -1 : loss.count, "unheard"));
    }
    this.clear();
    return out2.items;
  }
  clear() {
    this.losses = [];
  }
  add(loss, missed) {
    if (missed < 0)
      loss.unknown = true;
    else
      loss.count = loss.count + missed;
  }
  // Beyond so many names all are counted as one: strangers must not fill the memory.
  lossOf(channel, peer) {
    for (let i = 0; i < this.losses.length; i++) {
      const loss = this.losses[i];
      if (loss.channel == channel && loss.peer == peer)
        return loss;
    }
    const isNamed = lengthOf(channel) > 0 || lengthOf(peer) > 0;
    if (isNamed && this.losses.length >= MAX_NAMES)
      return this.lossOf("", "");
    const made = new Loss(channel, peer);
    this.losses.push(made);
    return made;
  }
};
var MAX_NAMES = 64;

// uni_modules/rtm/utssdk/common/page-events.uts
var MAX_WAITING2 = 1e3;
function isMessage(event) {
  const kind = textOf(event, "event");
  return kind == "peerMessage" || kind == "channelMessage";
}
var Waiting = class {
  constructor(event, handled) {
    this.event = event;
    this.handled = handled;
  }
};
var Told = class {
  constructor(n, mark) {
    this.n = n;
    this.mark = mark;
  }
};
var PageEvents = class {
  constructor(ports) {
    this.messages = 0;
    this.listener = null;
    this.waiting = [];
    this.dropped = new DroppedEvents();
    this.confirming = false;
    this.told = [];
    // and not confirmed yet
    this.last = 0;
    this.ports = ports;
  }
  // A new listener replaces the old one and first hears what waited.
  listen(listener) {
    this.listener = listener;
    const lost = this.dropped.take();
    for (let j = 0; j < lost.length; j++)
      this.send(listener, new Waiting(lost[j], null));
    const rows2 = this.waiting;
    this.waiting = [];
    for (let i = 0; i < rows2.length; i++) {
      const row2 = rows2[i];
      this.send(listener, row2);
    }
  }
  answer(done, result) {
    this.ports.executor.deliver(() => {
      done(result);
    });
  }
  emit(event) {
    this.pass(new Waiting(event, null));
  }
  // handled runs on the engine's thread after the page's callback was called (P-INBOX-1).
  emitHandled(event, handled) {
    this.pass(new Waiting(event, handled));
  }
  // handled runs when everything emitted before it has been handled.
  afterHandled(handled) {
    const nothing4 = {};
    this.pass(new Waiting(nothing4, handled));
  }
  // What is emitted a page hears, before the answer to any later call, and that is enough.
  isHeard() {
    return this.listener != null && !this.confirming;
  }
  // Whether what the page is told from here on is handled when it says so. Numbers go on.
  confirms(confirming) {
    this.confirming = confirming;
  }
  // All up to this number.
  confirmed(n) {
    while (this.told.length > 0 && this.told[0].n <= n) {
      const row2 = this.told[0];
      this.told.shift();
      row2.mark();
    }
  }
  clear() {
    this.waiting = [];
    this.told = [];
    this.dropped.clear();
  }
  pass(row2) {
    if (textOf(row2.event, "event") == "missed")
      this.noteMissed(row2.event);
    const listener = this.listener;
    if (listener != null) {
      this.send(listener, row2);
      return;
    }
    if (this.waiting.length >= MAX_WAITING2) {
      const oldest = this.waiting[0];
      this.waiting.shift();
      this.dropped.drop(oldest.event);
      this.ports.log.write("warn", "rtm: nobody listens: the oldest event was dropped");
    }
    this.waiting.push(row2);
  }
  noteMissed(event) {
    const count = wholeText(numberOf2(event, "missed", -1));
    this.ports.log.write("warn", "rtm: " + (count.length > 0 ? count : "an unknown number of") + " messages are missing, " + textOf(event, "reason"));
  }
  send(listener, row2) {
    const handled = row2.handled;
    const isNamed = textOf(row2.event, "event").length > 0;
    const waits = handled != null && this.confirming && (isNamed || this.told.length > 0);
    if (waits && isNamed) {
      this.last = this.last + 1;
      row2.event["confirm"] = this.last;
    }
    if (isMessage(row2.event))
      this.messages = this.messages + 1;
    if (isNamed)
      this.ports.executor.deliver(() => {
        listener(row2.event);
      });
    if (handled == null)
      return;
    const mark = handled;
    if (waits)
      this.told.push(new Told(this.last, mark));
    else
      this.ports.executor.deliver(() => {
        this.ports.executor.run(mark);
      });
  }
};

// uni_modules/rtm/utssdk/common/protocol/limits.uts
var WIRE_VERSION = 1;
var MAX_FRAME = 262144;
var MAX_TEXT = 32768;
var MAX_CHANNELS = 20;
var MAX_PRESENCE_IDS = 256;
var MAX_COUNT_IDS = 32;
var MAX_MEMBER_LIST = 512;
var MAX_WATCH = 512;
var MAX_ATTRIBUTE_KEY = 32;
var MAX_ATTRIBUTE_VALUE = 8192;
var MAX_ATTRIBUTES = 32;
var MAX_USER_ATTRIBUTES = 16384;
var MAX_CHANNEL_ATTRIBUTES = 32768;
var MAX_ATTRIBUTE_KEYS = 512;
var MAX_TOKEN = 4096;
var MAX_DEVICE = 64;
var MAX_INVITATION = 8192;
var MAX_INVITATION_CHANNEL = 64;
var MAX_INVITATIONS = 64;
var RATE_MESSAGE_COUNT = 60;
var RATE_MESSAGE_MS = 1e3;
var RATE_JOIN_COUNT = 50;
var RATE_JOIN_MS = 3e3;
var RATE_REJOIN_COUNT = 2;
var RATE_REJOIN_MS = 5e3;
var RATE_MEMBERS_COUNT = 5;
var RATE_MEMBERS_MS = 2e3;
var RATE_COUNTS_COUNT = 1;
var RATE_COUNTS_MS = 1e3;
var RATE_USER_WRITE_COUNT = 10;
var RATE_USER_WRITE_MS = 5e3;
var RATE_USER_READ_COUNT = 40;
var RATE_USER_READ_MS = 5e3;
var RATE_CHANNEL_WRITE_COUNT = 10;
var RATE_CHANNEL_WRITE_MS = 5e3;
var RATE_CHANNEL_READ_COUNT = 10;
var RATE_CHANNEL_READ_MS = 5e3;
var RATE_PRESENCE_COUNT = 10;
var RATE_PRESENCE_MS = 5e3;
var RATE_WATCH_COUNT = 10;
var RATE_WATCH_MS = 5e3;
var RATE_RENEW_COUNT = 2;
var RATE_RENEW_MS = 1e3;
var RATE_INVITE_COUNT = 30;
var RATE_INVITE_MS = 1e3;
var RATE_LOGIN_COUNT = 2;
var RATE_LOGIN_MS = 1e3;
var PING_MS = 2e3;
var SILENT_MS = 4e3;
var POKE_MS = 3e3;
var UNREACHABLE_MS = 6e3;
var LEASE_MS = 3e4;
var SESSION_MS = 6e5;
var HELLO_MS = 5e3;
var ATTRIBUTES_MS = 12e4;
var CALL_SENT_MS = 3e4;
var CALL_RING_MS = 6e4;
var CALL_CONFIRM_MS = 5e3;
var CALL_KEPT_MS = 864e5;
var MAX_CALLS_KEPT = 64;
var KEEP_MESSAGES = 1e3;
var KEEP_MS = 6e5;
var KEEP_BYTES = 4194304;
var KEEP_LEAST_MESSAGES = 32;
var KEEP_LEAST_MS = 3e4;
var OUTCOMES_KEPT = 2048;
var MAIL_MESSAGES = 200;
var MAIL_MS = 6048e5;

// uni_modules/rtm/utssdk/common/attributes/attribute-input.uts
var WRONG_VALUE = "an attribute value must be a string, a finite number or a boolean; delete the key instead of setting null";
var AttributeInput = class {
  constructor() {
    this.wrong = "";
    this.bytes = 0;
    this.rows = new ObjectList();
  }
  list() {
    return this.rows.items;
  }
  count() {
    const zero = 0;
    return zero + this.rows.items.length;
  }
  add(row2, bytes) {
    this.rows.add(row2);
    this.bytes = this.bytes + bytes;
  }
};
function attributeInput(json, map, keyMost, valueMost) {
  const out2 = new AttributeInput();
  if (map == null) {
    out2.wrong = "attributes must be an object of keys and values";
    return out2;
  }
  const given = map;
  const keys = json.keysOf(given);
  for (let i = 0; i < keys.length; i++) {
    out2.wrong = wrongKey(keys[i], keyMost);
    if (out2.wrong.length <= 0)
      addValue(json, out2, keys[i], given[keys[i]], valueMost);
    if (out2.wrong.length > 0)
      return out2;
  }
  return out2;
}
function wrongKeys(keys, keyMost) {
  if (keys.length <= 0)
    return "at least one key must be named";
  if (keys.length > MAX_ATTRIBUTE_KEYS)
    return "more keys in one call than the limit; name them in parts";
  for (let i = 0; i < keys.length; i++) {
    const wrong3 = wrongKey(keys[i], keyMost);
    if (wrong3.length > 0)
      return wrong3;
  }
  return "";
}
function wrongKey(key, most) {
  if (isAttributeKey(key) && utf8Length(key) <= most)
    return "";
  return "an attribute key must be visible characters, at most as many bytes of UTF-8 as the limit";
}
function addValue(json, out2, key, v, most) {
  const keyBytes = utf8Length(key);
  if (v == null) {
    out2.wrong = WRONG_VALUE;
  } else if (json.isBoolean(v)) {
    const truth = numberFrom(v, 0) > 0 ? 1 : 0;
    const row2 = { k: key, v: truth, y: "b" };
    out2.add(row2, keyBytes + 4);
  } else if (typeof v == "string") {
    const text2 = v;
    const bytes = utf8Length(text2);
    if (bytes < 1 || bytes > most) {
      out2.wrong = "an attribute value must be whole characters, at least one, at most as many bytes of UTF-8 as the limit";
      return;
    }
    const row2 = { k: key, v: text2 };
    out2.add(row2, keyBytes + bytes);
  } else if (isNumber(v)) {
    const number = numberFrom(v, 0);
    if (!same(number - number, 0)) {
      out2.wrong = WRONG_VALUE;
      return;
    }
    const row2 = { k: key, v: number };
    out2.add(row2, keyBytes + 1);
  } else {
    out2.wrong = WRONG_VALUE;
  }
}
function isNumber(v) {
  if (v == null)
    return false;
  return typeof v == "number" || typeof v == "boolean";
}

// uni_modules/rtm/utssdk/common/engine/attribute-calls.uts
var FIVE_SECONDS = 5e3;
var NO_ROWS = [];
var NO_KEYS = [];
var AttributeCalls = class {
  constructor(over) {
    this.guard = over;
  }
  // map: null when the page gave no object. An empty one replaces all by nothing, and is no change to merge.
  writeOwn(how, map, done) {
    const given = this.given(how, map);
    if (this.hasRoom(given, this.guard.core.limits.userAttributes, done))
      this.changeOwn(how, given.list(), NO_KEYS, done);
  }
  deleteOwn(keys, done) {
    if (this.guard.fits(this.wrongAbout(keys), done))
      this.changeOwn("delete", NO_ROWS, keys, done);
  }
  clearOwn(done) {
    this.changeOwn("clear", NO_ROWS, NO_KEYS, done);
  }
  writeChannel(channel, how, map, notify, done) {
    if (!this.guard.fits(checkId("channelId", channel), done))
      return;
    const given = this.given(how, map);
    if (this.hasRoom(given, this.guard.core.limits.channelAttributes, done))
      this.changeChannel(channel, how, given.list(), NO_KEYS, notify, done);
  }
  deleteChannel(channel, keys, notify, done) {
    if (!this.guard.fits(checkId("channelId", channel), done) || !this.guard.fits(this.wrongAbout(keys), done))
      return;
    this.changeChannel(channel, "delete", NO_ROWS, keys, notify, done);
  }
  clearChannel(channel, notify, done) {
    if (this.guard.fits(checkId("channelId", channel), done))
      this.changeChannel(channel, "clear", NO_ROWS, NO_KEYS, notify, done);
  }
  // keys: null for all.
  readUser(user, keys, done) {
    if (!this.guard.fits(checkId("userId", user), done))
      return;
    const frame = { t: "getattrs", user };
    this.read(frame, keys, this.guard.core.limits.userRead, done);
  }
  readChannel(channel, keys, done) {
    if (!this.guard.fits(checkId("channelId", channel), done))
      return;
    const frame = { t: "getattrs", ch: channel };
    this.read(frame, keys, this.guard.core.limits.channelRead, done);
  }
  given(how, map) {
    const given = attributeInput(this.guard.ports.json, map, this.guard.core.limits.attributeKey, this.guard.core.limits.attributeValue);
    if (given.wrong.length <= 0 && how == "merge" && given.count() <= 0)
      given.wrong = "attributes must have at least one key";
    return given;
  }
  wrongAbout(keys) {
    return wrongKeys(keys, this.guard.core.limits.attributeKey);
  }
  // What is too much by itself would not be right beside others either; the server counts exactly (P-ATTR-4, A-ATTR-4).
  hasRoom(given, most, done) {
    if (!this.guard.fits(given.wrong, done))
      return false;
    if (given.count() <= this.guard.core.limits.attributes && given.bytes <= most)
      return true;
    this.guard.refuse(done, "attributes_too_large", "too many attributes, or too many bytes in all; nothing was changed", "");
    return false;
  }
  changeOwn(how, rows2, keys, done) {
    if (!this.guard.mayCall(done) || !this.guard.within(this.guard.core.limits.userWrite, done))
      return;
    const w = this.guard.core.own.nextChange();
    const frame = { t: "setattrs", w, how };
    this.guard.core.own.asked();
    this.change(frame, how, rows2, keys, (reply) => {
      this.guard.core.own.answered(w, how, rows2, keys, isGood(reply), textOf(reply, "why"));
      this.guard.pageEvents.answer(done, plain(reply));
    });
  }
  changeChannel(channel, how, rows2, keys, notify, done) {
    if (!this.guard.mayCall(done) || !this.guard.within(this.guard.core.limits.channelWrite, done))
      return;
    const frame = { t: "setattrs", w: this.guard.core.own.nextChange(), how, ch: channel, notify: notify ? 1 : 0 };
    this.change(frame, how, rows2, keys, (reply) => {
      this.guard.pageEvents.answer(done, plain(reply));
    });
  }
  change(frame, how, rows2, keys, answered) {
    if (how == "delete")
      frame["keys"] = keys;
    else if (how != "clear")
      frame["rows"] = rows2;
    this.guard.core.requests.ask(frame, "", FIVE_SECONDS, answered);
  }
  read(frame, keys, window, done) {
    if (keys != null) {
      const named = keys;
      if (!this.guard.fits(this.wrongAbout(named), done))
        return;
      frame["keys"] = named;
    }
    if (!this.guard.mayCall(done) || !this.guard.within(window, done))
      return;
    this.guard.core.requests.ask(frame, "", FIVE_SECONDS, (reply) => {
      this.guard.pageEvents.answer(done, isGood(reply) ? this.readable(reply) : reply);
    });
  }
  readable(reply) {
    const answer2 = success();
    answer2["rows"] = attributesOf(this.guard.ports.json, reply);
    return answer2;
  }
};

// uni_modules/rtm/utssdk/common/delivery/rates.uts
var SlidingWindow = class {
  constructor(most, windowMs) {
    this.times = [];
    this.limit = most;
    this.windowMs = windowMs;
  }
  tune(most, windowMs) {
    this.limit = most;
    this.windowMs = windowMs;
  }
  most() {
    return this.limit;
  }
  windowLength() {
    return this.windowMs;
  }
  // 0 when the call may go ahead (and is counted), else the milliseconds to wait.
  take(now) {
    const wait = this.wait(now);
    if (wait <= 0)
      this.times.push(now);
    return wait;
  }
  wait(now) {
    while (this.times.length > 0 && this.times[0] + this.windowMs <= now) {
      this.times.shift();
    }
    if (this.times.length < this.limit)
      return 0;
    if (this.times.length <= 0)
      return this.windowMs;
    return this.times[0] + this.windowMs - now;
  }
};

// uni_modules/rtm/utssdk/common/engine/checks.uts
var Limits = class {
  constructor() {
    this.text = MAX_TEXT;
    this.channels = MAX_CHANNELS;
    this.presenceIds = MAX_PRESENCE_IDS;
    this.countIds = MAX_COUNT_IDS;
    this.memberList = MAX_MEMBER_LIST;
    this.watch = MAX_WATCH;
    this.attributeKey = MAX_ATTRIBUTE_KEY;
    this.attributeValue = MAX_ATTRIBUTE_VALUE;
    this.attributes = MAX_ATTRIBUTES;
    this.userAttributes = MAX_USER_ATTRIBUTES;
    this.channelAttributes = MAX_CHANNEL_ATTRIBUTES;
    this.invitation = MAX_INVITATION;
    this.login = new SlidingWindow(RATE_LOGIN_COUNT, RATE_LOGIN_MS);
    this.renew = new SlidingWindow(RATE_RENEW_COUNT, RATE_RENEW_MS);
    this.message = new SlidingWindow(RATE_MESSAGE_COUNT, RATE_MESSAGE_MS);
    // peer and channel messages together
    this.join = new SlidingWindow(RATE_JOIN_COUNT, RATE_JOIN_MS);
    this.members = new SlidingWindow(RATE_MEMBERS_COUNT, RATE_MEMBERS_MS);
    this.counts = new SlidingWindow(RATE_COUNTS_COUNT, RATE_COUNTS_MS);
    this.userWrite = new SlidingWindow(RATE_USER_WRITE_COUNT, RATE_USER_WRITE_MS);
    this.userRead = new SlidingWindow(RATE_USER_READ_COUNT, RATE_USER_READ_MS);
    this.channelWrite = new SlidingWindow(RATE_CHANNEL_WRITE_COUNT, RATE_CHANNEL_WRITE_MS);
    this.channelRead = new SlidingWindow(RATE_CHANNEL_READ_COUNT, RATE_CHANNEL_READ_MS);
    this.presence = new SlidingWindow(RATE_PRESENCE_COUNT, RATE_PRESENCE_MS);
    this.watching = new SlidingWindow(RATE_WATCH_COUNT, RATE_WATCH_MS);
    // watch and unwatch together
    this.watched = new SlidingWindow(RATE_WATCH_COUNT, RATE_WATCH_MS);
    this.rejoinMost = RATE_REJOIN_COUNT;
    this.rejoinMs = RATE_REJOIN_MS;
    this.rejoins = /* @__PURE__ */ new Map();
  }
  tune(json, limits) {
    this.text = numberOf2(limits, "text", this.text);
    this.channels = numberOf2(limits, "channels", this.channels);
    this.presenceIds = numberOf2(limits, "presenceIds", this.presenceIds);
    this.countIds = numberOf2(limits, "countIds", this.countIds);
    this.memberList = numberOf2(limits, "memberList", this.memberList);
    this.watch = numberOf2(limits, "watch", this.watch);
    this.attributeKey = numberOf2(limits, "attributeKey", this.attributeKey);
    this.attributeValue = numberOf2(limits, "attributeValue", this.attributeValue);
    this.attributes = numberOf2(limits, "attributes", this.attributes);
    this.userAttributes = numberOf2(limits, "userAttributes", this.userAttributes);
    this.channelAttributes = numberOf2(limits, "channelAttributes", this.channelAttributes);
    this.invitation = numberOf2(limits, "invitation", this.invitation);
    const found2 = json.objectOf(limits["rates"]);
    if (found2 == null)
      return;
    const rates = found2;
    this.tuneOne(json, rates, "renew", this.renew);
    this.tuneOne(json, rates, "message", this.message);
    this.tuneOne(json, rates, "join", this.join);
    this.tuneOne(json, rates, "members", this.members);
    this.tuneOne(json, rates, "counts", this.counts);
    this.tuneOne(json, rates, "userWrite", this.userWrite);
    this.tuneOne(json, rates, "userRead", this.userRead);
    this.tuneOne(json, rates, "channelWrite", this.channelWrite);
    this.tuneOne(json, rates, "channelRead", this.channelRead);
    this.tuneOne(json, rates, "presence", this.presence);
    this.tuneOne(json, rates, "watch", this.watching);
    this.tuneOne(json, rates, "watch", this.watched);
    const rejoin = new SlidingWindow(this.rejoinMost, this.rejoinMs);
    this.tuneOne(json, rates, "rejoin", rejoin);
    this.rejoinMost = rejoin.most();
    this.rejoinMs = rejoin.windowLength();
  }
  tuneOne(json, rates, key, window) {
    const found2 = json.arrayOf(rates[key]);
    if (found2 == null)
      return;
    const pair = found2;
    if (pair.length < 2)
      return;
    const most = numberFrom(pair[0], -1);
    const ms = numberFrom(pair[1], -1);
    if (most >= 0 && ms > 0)
      window.tune(most, ms);
  }
  // Joins of one and the same channel.
  rejoin(channel) {
    const found2 = this.rejoins.get(channel);
    if (found2 != null)
      return found2;
    if (this.rejoins.size >= MAX_REJOINS)
      this.rejoins = /* @__PURE__ */ new Map();
    const made = new SlidingWindow(this.rejoinMost, this.rejoinMs);
    this.rejoins.set(channel, made);
    return made;
  }
};
var MAX_REJOINS = 256;
function checkText(text2, most) {
  const bytes = utf8Length(text2);
  if (bytes < 0)
    return "text contains half of a surrogate pair; send whole characters";
  if (bytes > most)
    return "text is longer than the limit in bytes of UTF-8; send less or split it";
  return "";
}
function checkToken(token) {
  const bytes = utf8Length(token);
  if (bytes < 1)
    return "the new token must be a string that is not empty";
  if (bytes > MAX_TOKEN)
    return "the new token is too long";
  return "";
}
function checkCarried(channel) {
  const bytes = utf8Length(channel);
  return bytes < 0 || bytes > MAX_INVITATION_CHANNEL ? "channelId must be at most 64 bytes of UTF-8, or absent" : "";
}

// uni_modules/rtm/utssdk/common/alarm.uts
var LATE_MS = 1e3;
var Alarm = class {
  // of the newest wait, over or not; -1: it was forgotten
  constructor(clock) {
    this.id = 0;
    // 0: not set
    this.dueAt = -1;
    this.clock = clock;
  }
  isSet() {
    return this.id > 0;
  }
  // It should have gone off long ago, or does so only now: this engine has stood still.
  isLate() {
    return this.dueAt >= 0 && this.clock.monotonic() > this.dueAt + LATE_MS;
  }
  set(ms, task) {
    this.clear();
    this.dueAt = this.clock.monotonic() + ms;
    this.id = this.clock.after(ms, () => {
      this.id = 0;
      task();
    });
  }
  // For what somebody else may take so long: where this engine has stood still meanwhile, he is given his time once more.
  setAwake(ms, task) {
    this.set(ms, () => {
      if (this.isLate())
        this.set(ms, task);
      else
        task();
    });
  }
  clear() {
    if (this.id > 0)
      this.clock.cancel(this.id);
    this.id = 0;
    this.dueAt = -1;
  }
};

// uni_modules/rtm/utssdk/common/protocol/close.uts
var CLOSE_MOVED = 4e3;
var CLOSE_SLOW = 4001;
var CLOSE_SILENT = 4002;
var CLOSE_FAULT = 4003;
var CLOSE_NO_HELLO = 4004;
var CLOSE_SUPERSEDED = 4005;
var CLOSE_TOO_OFTEN = 4006;
var CLOSE_SESSION_UNKNOWN = 4100;
var CLOSE_LOGGED_OUT = 4200;
var CLOSE_REPLACED = 4201;
var CLOSE_KICKED = 4202;
var CLOSE_TOKEN_INVALID = 4203;
var CLOSE_TOKEN_EXPIRED = 4204;
var CLOSE_UNKNOWN_APP = 4205;
var CLOSE_NOT_AUTHORISED = 4206;
var CLOSE_BAD_USER = 4207;
var CLOSE_MALFORMED = 4300;
var CLOSE_BINARY = 4302;
var CLOSE_OUT_OF_ORDER = 4303;
var CLOSE_VERSION = 4304;
var CLOSE_TOO_MANY_FRAMES = 4305;
var CLOSE_CRITICAL = 4310;
function closeWhy(code) {
  if (code >= CLOSE_REPLACED && code <= CLOSE_REPLACED)
    return "replaced";
  if (code >= CLOSE_TOKEN_INVALID && code <= CLOSE_TOKEN_INVALID)
    return "token_invalid";
  if (code >= CLOSE_TOKEN_EXPIRED && code <= CLOSE_TOKEN_EXPIRED)
    return "token_expired";
  if (code >= CLOSE_UNKNOWN_APP && code <= CLOSE_UNKNOWN_APP)
    return "unknown_app";
  if (code >= CLOSE_NOT_AUTHORISED && code <= CLOSE_NOT_AUTHORISED)
    return "not_authorised";
  if (code >= CLOSE_BAD_USER && code <= CLOSE_BAD_USER)
    return "bad_user";
  if (code >= CLOSE_VERSION && code <= CLOSE_VERSION)
    return "version";
  return "refused";
}
function isTokenRefusal(code) {
  return code >= CLOSE_TOKEN_INVALID && code <= CLOSE_TOKEN_EXPIRED;
}
function closeRule(code) {
  if (code >= 4100 && code <= 4199)
    return "login";
  if (code >= 4200 && code <= 4299)
    return "stop";
  if (code >= 4300 && code <= 4399)
    return "client";
  if (code >= 1002 && code <= 1003)
    return "client";
  if (code >= 1007 && code <= 1007)
    return "client";
  if (code >= 1009 && code <= 1009)
    return "client";
  return "resume";
}

// uni_modules/rtm/utssdk/common/connection/states.uts
var StateRow = class {
  // as pages know it: a short interruption changes nothing for them
  constructor(name, dials, calls, login2, pageState) {
    this.name = name;
    this.dials = dials;
    this.calls = calls;
    this.login = login2;
    this.pageState = pageState;
  }
};
var ROWS = [
  //                        dials  calls            login  pageState
  new StateRow("out", false, "not_logged_in", true, "disconnected"),
  new StateRow("entering", true, "not_logged_in", false, "connecting"),
  new StateRow("in", true, "run", false, "connected"),
  new StateRow("mending", true, "run", false, "connected"),
  new StateRow("returning", true, "run", false, "reconnecting"),
  new StateRow("expired", false, "timeout", false, "reconnecting"),
  new StateRow("aborted", false, "timeout", false, "aborted"),
  new StateRow("closed", false, "not_logged_in", false, "disconnected")
];
function stateRow(name) {
  for (let i = 1; i < ROWS.length; i++)
    if (ROWS[i].name == name)
      return ROWS[i];
  return ROWS[0];
}

// uni_modules/rtm/utssdk/common/connection/greeting.uts
var Greeting = class {
  // of the login, by the server; 0 before it has said it
  constructor(ports, app) {
    this.user = "";
    this.name = "";
    // the same in the names of all its logins
    this.logins = 0;
    this.token = "";
    this.tokenSaid = false;
    // by the last hello
    this.tokenProved = false;
    // the server has looked at it and taken it
    this.session = "";
    this.key = "";
    this.attempt = 0;
    this.generation = 0;
    this.client = nameOf(ports);
    this.app = app;
  }
  // A login that a page asked for. generation: above zero where it continues a login that another client had.
  begin(user, token, generation) {
    this.user = user;
    this.renew(token, false);
    this.forget();
    this.generation = generation;
    this.attempt = 0;
    this.logins = this.logins + 1;
    this.name = this.client + "." + numberText(this.logins);
  }
  // A token in place of the one of the login.
  renew(token, proved) {
    this.token = token;
    this.tokenSaid = false;
    this.tokenProved = proved;
  }
  // The server has not been shown this token.
  hasNewToken() {
    return !this.tokenSaid && !this.tokenProved;
  }
  // '' when the server has taken it. Within the lease no resume is asked for a token, so a welcome alone proves nothing (P-RESUME-6).
  unprovedToken() {
    return this.tokenProved ? "" : this.token;
  }
  // For the next link.
  hello() {
    this.attempt = this.attempt + 1;
    this.tokenSaid = true;
    const auto = this.generation > 0 ? 1 : 0;
    const features = ["poke"];
    const codecs = ["json"];
    const hello = {
      t: "hello",
      v: WIRE_VERSION,
      app: this.app,
      user: this.user,
      token: this.token,
      device: "",
      login: this.name,
      codecs,
      features,
      auto,
      generation: this.generation,
      session: this.session,
      key: this.key,
      attempt: this.attempt
    };
    return hello;
  }
  welcomed(frame) {
    this.session = textOf(frame, "session");
    this.key = textOf(frame, "key");
    this.generation = numberOf2(frame, "generation", 0);
    if (this.tokenSaid && textOf(frame, "resumed") != "full")
      this.tokenProved = true;
  }
  // The server does not know the session any more; the login goes on.
  loseSession() {
    this.session = "";
    this.key = "";
  }
  forget() {
    this.loseSession();
    this.generation = 0;
  }
};
var NAME_LENGTH = 18;
function nameOf(ports) {
  let name = "";
  while (lengthOf(name) < NAME_LENGTH) {
    const chance = ports.random.next() * 10;
    let digit = 0;
    while (digit + 1 <= chance) {
      digit = digit + 1;
    }
    name = name + numberText(digit);
  }
  return name;
}

// uni_modules/rtm/utssdk/common/connection/close-reason.uts
var CloseReason = class {
  constructor() {
    this.wait = -1;
    // milliseconds until a new attempt; below zero: as the backoff says
    this.why = "";
    this.message = "";
    this.code = 0;
  }
  forget() {
    this.code = 0;
    this.why = "";
    this.message = "";
    this.wait = -1;
  }
  refused(frame) {
    this.code = numberOf2(frame, "code", 0);
    this.why = textOf(frame, "why");
    this.message = textOf(frame, "message");
  }
  // chance: 0 <= x < 1
  moved(frame, chance) {
    this.wait = numberOf2(frame, "after", 0) + numberOf2(frame, "jitter", 0) * chance;
  }
  // This end gives up the link itself.
  stop(code, message2) {
    this.code = code;
    this.message = message2;
  }
  // Where the server has said nothing, what the close says.
  refusal(closeWhy2, closeReason) {
    return failure(this.why.length > 0 ? this.why : closeWhy2, this.message.length > 0 ? this.message : closeReason, "");
  }
  codeOr(code) {
    return this.code > 0 ? this.code : code;
  }
};

// uni_modules/rtm/utssdk/common/connection/link-fault.uts
var Row = class {
  constructor(why, happened, look, signs) {
    this.why = why;
    this.happened = happened;
    this.look = look;
    this.signs = signs;
  }
};
var ROWS2 = [
  new Row("not_allowed", "the platform forbids it", "allow this domain there, or use wss://", ["domain list", "CLEARTEXT", "-1022", "SecurityError", "ermission denied"]),
  new Row("unknown_host", "the host is not known", "check the address", ["ENOTFOUND", "EAI_AGAIN", "resolve host", "-1003", "NAME_NOT"]),
  new Row("refused", "nothing listens there", "check host and port, and that the server listens beyond its own machine", ["REFUSED", "ailed to connect", "-1004"]),
  new Row("no_network", "there is no route to it", "check the network of the device", ["UNREACH", "-1009", "DISCONNECTED", "unreachable", "No route"]),
  new Row("redirect", "it redirects elsewhere", "use the address that it redirects to", ["http 3", "response: 3"]),
  new Row("http_status", "it opened no socket", "check the path (/rtm), the origins, and that a proxy forwards Upgrade", ["http ", "response: ", "-1011"]),
  new Row("tls", "TLS failed", "use ws:// for a server without it, else a trusted certificate", ["SSL", "TLS", "EPROTO", "ertificate", "CERT", "self-signed", "-120"]),
  new Row("not_websocket", "no WebSocket server answered", "check the port, use wss:// if it speaks TLS", ["hang up", "Parse Error", "end of stream", "RESET", "reset", "-1005"]),
  new Row("no_answer", "nobody answered", "check the address, and firewalls on the way", ["in time", "TIMEDOUT", "imed out", "imeout", "-1001"])
];
var UNKNOWN = new Row("unknown", "no connection was made", "check the address and the server (the developer tools of a browser say more)", []);
var LOST = new Row("lost", "the link broke", "it reconnects by itself", []);
function rowOf(text2, otherwise) {
  for (let i = 0; i < ROWS2.length; i++) {
    const row2 = ROWS2[i];
    for (let j = 0; j < row2.signs.length; j++) {
      if (text2.indexOf(row2.signs[j]) >= 0)
        return row2;
    }
  }
  return otherwise;
}
var LinkFault = class {
  // in the console, once for each reason
  constructor(ports) {
    this.url = "";
    this.row = null;
    this.detail = "";
    this.told = "";
    this.ports = ports;
  }
  // A login begins.
  forget(url) {
    this.url = url;
    this.mended();
  }
  mended() {
    this.row = null;
    this.detail = "";
    this.told = "";
  }
  // greeted: this link had been a good one.
  happened(detail, greeted) {
    const row2 = rowOf(detail, greeted ? LOST : UNKNOWN);
    this.row = row2;
    this.detail = detail;
    if (greeted || this.told == row2.why)
      return;
    this.told = row2.why;
    this.ports.log.write("warn", "rtm: no link to " + this.reason(row2) + "; " + this.action(row2));
  }
  // Into an answer or an event, where there is one.
  put(into) {
    const row2 = this.row;
    if (row2 == null)
      return;
    const link = { why: row2.why, detail: this.detail };
    into["link"] = link;
  }
  timeout(seconds) {
    const row2 = this.row;
    if (row2 == null)
      return failure("timeout", "the server at " + shownAddress(this.url) + " did not answer within " + seconds + " s", "check the address and the network");
    const answer2 = failure("timeout", "no login within " + seconds + " s at " + this.reason(row2), this.action(row2));
    this.put(answer2);
    return answer2;
  }
  reason(row2) {
    return shownAddress(this.url) + ": " + row2.happened;
  }
  action(row2) {
    return this.detail.length > 0 ? row2.look + " (" + this.detail + ")" : row2.look;
  }
};

// uni_modules/rtm/utssdk/common/on-executor.uts
var ListenerOnExecutor = class {
  constructor(executor, target) {
    this.executor = executor;
    this.target = target;
  }
  onOpen(epoch) {
    this.executor.run(() => {
      this.target.onOpen(epoch);
    });
  }
  onText(epoch, text2) {
    this.executor.run(() => {
      this.target.onText(epoch, text2);
    });
  }
  onClose(epoch, code, reason) {
    this.executor.run(() => {
      this.target.onClose(epoch, code, reason);
    });
  }
};
var SurroundingsOnExecutor = class {
  constructor(executor, target) {
    this.executor = executor;
    this.target = target;
  }
  onForeground() {
    this.executor.run(() => {
      this.target.onForeground();
    });
  }
  onBackground() {
    this.executor.run(() => {
      this.target.onBackground();
    });
  }
  onNetwork(usable) {
    this.executor.run(() => {
      this.target.onNetwork(usable);
    });
  }
};

// uni_modules/rtm/utssdk/common/connection/backoff.uts
var SPREAD_MS = 300;
var FIRST_MS = 500;
var MOST_MS = 5e3;
function backoffMs(attempt2, chance) {
  if (attempt2 <= 1)
    return SPREAD_MS * chance;
  let base = FIRST_MS;
  let i = 2;
  while (i < attempt2 && base < MOST_MS) {
    base = base * 2;
    i = i + 1;
  }
  if (base > MOST_MS)
    base = MOST_MS;
  return base - base / 8 + base / 8 * chance;
}

// uni_modules/rtm/utssdk/common/connection/heartbeat.uts
var Heartbeat = class {
  constructor(clock, pingMs, silentMs) {
    this.owner = null;
    this.heardAt = 0;
    this.sentAt = 0;
    this.paused = false;
    this.clock = clock;
    this.alarm = new Alarm(clock);
    this.pingMs = pingMs;
    this.silentMs = silentMs;
  }
  // Owners are given after construction: in Swift `this` may not be passed on before every field is set.
  begin(owner) {
    this.owner = owner;
  }
  // The server's hints (P-WELCOME-3).
  tune(pingMs, silentMs) {
    this.pingMs = pingMs;
    this.silentMs = silentMs;
    if (this.alarm.isSet())
      this.arm();
  }
  silence() {
    return this.silentMs;
  }
  start() {
    this.stop();
    this.heardAt = this.clock.monotonic();
    this.sentAt = this.heardAt;
    this.arm();
  }
  stop() {
    this.alarm.clear();
    this.paused = false;
  }
  // Before the frame itself is looked at.
  heard() {
    const stoodStill = this.hasStoodStill();
    this.heardAt = this.clock.monotonic();
    if (stoodStill)
      this.awake();
  }
  sent() {
    this.sentAt = this.clock.monotonic();
  }
  // In the background a platform may hold back or freeze timers and sockets: silence there proves nothing (P-LIFE-2). The server's poke is
  // answered all the same (P-LIFE-8).
  pause() {
    if (!this.alarm.isSet())
      return;
    this.stop();
    this.paused = true;
  }
  resume() {
    if (!this.paused)
      return;
    const stoodStill = this.hasStoodStill();
    this.start();
    if (stoodStill)
      this.owner.onStoodStill();
    else
      this.owner.onPingDue();
  }
  // Without a timer to tell by, a silence that would have been the end of the link is taken for a standstill.
  hasStoodStill() {
    if (this.paused)
      return this.clock.monotonic() > this.heardAt + this.silentMs;
    return this.alarm.isLate();
  }
  // Silence counts from here (P-LIFE-9).
  awake() {
    this.heardAt = this.clock.monotonic();
    this.sentAt = this.heardAt;
    if (!this.paused)
      this.arm();
    this.owner.onStoodStill();
  }
  arm() {
    const pingDue = this.sentAt + this.pingMs;
    const silentDue = this.heardAt + this.silentMs;
    let due = pingDue;
    if (silentDue < pingDue)
      due = silentDue;
    let wait = due - this.clock.monotonic();
    if (wait < 1)
      wait = 1;
    this.alarm.set(wait, () => {
      this.beat();
    });
  }
  beat() {
    if (this.alarm.isLate()) {
      this.awake();
      return;
    }
    const now = this.clock.monotonic();
    if (now >= this.heardAt + this.silentMs) {
      this.owner.onSilence();
      return;
    }
    if (now >= this.sentAt + this.pingMs)
      this.owner.onPingDue();
    if (now >= this.sentAt + this.pingMs)
      this.sentAt = now;
    this.arm();
  }
};

// uni_modules/rtm/utssdk/common/connection/line.uts
var OPEN_MS = 5e3;
var LASTED_MS = 1e3;
var Line2 = class {
  constructor(ports) {
    this.owner = null;
    this.url = "";
    this.link = null;
    this.epoch = 0;
    this.attempt = 0;
    // to dial, or for the link to open
    this.wanted = false;
    this.open = false;
    this.held = false;
    this.asleep = false;
    // in the background
    this.settledAt = -1;
    this.ports = ports;
    this.waiting = new Alarm(ports.clock);
    this.heartbeat = new Heartbeat(ports.clock, PING_MS, SILENT_MS);
  }
  begin(owner) {
    this.owner = owner;
    this.heartbeat.begin(this);
  }
  isOpen() {
    return this.open;
  }
  // By the hints of a welcome (P-WELCOME-3). Answers after how much silence a link is given up.
  tune(welcome) {
    const hints2 = this.ports.json.objectOf(welcome["heartbeat"]);
    if (hints2 != null)
      this.heartbeat.tune(numberOf2(hints2, "ping", PING_MS), numberOf2(hints2, "silent", SILENT_MS));
    return this.heartbeat.silence();
  }
  start(url) {
    this.url = url;
    this.wanted = true;
    this.attempt = 0;
    this.dial();
  }
  // To the same place, at once: there is no reason to wait out a long backoff, or to stay away.
  again() {
    this.wanted = true;
    this.hurry();
  }
  stop(code, reason) {
    this.wanted = false;
    this.drop(code, reason);
  }
  // The greeting was accepted: the next loss begins with short waits again. With the shortest if the link has lasted: who is welcomed and
  // thrown out, again and again, is no storm.
  settled() {
    this.settledAt = this.ports.clock.monotonic();
  }
  // Come back after this many milliseconds, or by the backoff when negative.
  retry(waitMs) {
    if (!this.wanted || this.link != null)
      return;
    if (this.settledAt >= 0)
      this.attempt = this.ports.clock.monotonic() >= this.settledAt + LASTED_MS ? 0 : 1;
    this.settledAt = -1;
    this.attempt = this.attempt + 1;
    if (waitMs >= 0) {
      this.waiting.set(waitMs, () => {
        this.dial();
      });
    } else if (this.asleep && this.attempt <= 1) {
      this.dial();
    } else {
      this.waiting.set(backoffMs(this.attempt, this.ports.random.next()), () => {
        this.dial();
      });
    }
  }
  // Gives up the present link and says so to the owner, as if it had broken.
  abandon(code, reason) {
    if (this.link == null)
      return;
    this.drop(code, reason);
    this.owner.onLineLost(code, reason, 0);
  }
  send(text2) {
    const link = this.link;
    if (link == null || !this.open)
      return;
    this.heartbeat.sent();
    link.send(text2);
  }
  background() {
    this.asleep = true;
    this.heartbeat.pause();
  }
  // As if the network were gone (1) or back (0): for demonstrations and tests of an app's own behaviour.
  hold(held) {
    this.held = held > 0;
    if (this.held) {
      this.waiting.clear();
      this.abandon(1006, "held");
      this.waiting.clear();
    } else {
      this.hurry();
    }
  }
  // Back in the foreground, or the network is usable again: no reason to wait out a long backoff (A-TIMER-3).
  foreground() {
    this.asleep = false;
    this.heartbeat.resume();
    this.hurry();
  }
  // Another network: the old socket may be dead without knowing it, and one ping tells within the silence limit. What is being dialled goes by
  // the network of before, and may hang there.
  checkNow() {
    if (this.open) {
      this.onPingDue();
      return;
    }
    if (this.link != null)
      this.drop(1e3, "");
    this.hurry();
  }
  onOpen(epoch) {
    if (epoch < this.epoch)
      return;
    this.waiting.clear();
    this.open = true;
    this.heartbeat.start();
    if (this.asleep)
      this.heartbeat.pause();
    this.owner.onLineOpen();
  }
  onText(epoch, text2) {
    if (epoch < this.epoch)
      return;
    this.heartbeat.heard();
    if (epoch < this.epoch)
      return;
    this.owner.onLineText(text2);
  }
  onClose(epoch, code, reason) {
    if (epoch < this.epoch || this.link == null)
      return;
    this.forget();
    this.owner.onLineLost(code, reason, 0);
  }
  onPingDue() {
    if (this.open)
      this.owner.onLinePing();
  }
  onSilence() {
    this.drop(4e3, "silent");
    this.owner.onLineLost(1006, "nothing heard from the server", 1);
  }
  onStoodStill() {
    this.owner.onLineStoodStill();
  }
  hurry() {
    this.attempt = 0;
    if (this.wanted && this.link == null)
      this.dial();
  }
  dial() {
    this.waiting.clear();
    if (!this.wanted || this.held)
      return;
    this.epoch = this.epoch + 1;
    this.open = false;
    const link = this.ports.links.create(this.epoch, new ListenerOnExecutor(this.ports.executor, this));
    this.link = link;
    this.waiting.setAwake(OPEN_MS, () => {
      this.abandon(1006, "the link did not open in time");
    });
    link.open(this.url);
  }
  drop(code, reason) {
    const link = this.link;
    this.forget();
    if (link != null)
      link.close(code, reason);
  }
  // From here on every event of the old link is older than the epoch.
  forget() {
    this.epoch = this.epoch + 1;
    this.waiting.clear();
    this.heartbeat.stop();
    this.link = null;
    this.open = false;
  }
};

// uni_modules/rtm/utssdk/common/connection/meter.uts
var Meter = class {
  // -1: nothing is timed
  constructor(clock) {
    this.links = 0;
    // opened
    this.lost = 0;
    // ended, and nobody here wanted it
    this.roundTrip = -1;
    this.isUp = false;
    // Answers come in the order of the questions (P-LIFE-7), so one is timed when no other is open.
    this.unanswered = 0;
    this.askedAt = -1;
    this.clock = clock;
  }
  up() {
    this.down();
    this.isUp = true;
    this.links = this.links + 1;
  }
  // A link that never opened was not lost.
  broken() {
    if (this.isUp)
      this.lost = this.lost + 1;
    this.down();
  }
  down() {
    this.isUp = false;
    this.roundTrip = -1;
    this.unanswered = 0;
    this.askedAt = -1;
  }
  // hello, or a ping.
  asked() {
    if (this.unanswered <= 0)
      this.askedAt = this.clock.monotonic();
    this.unanswered = this.unanswered + 1;
  }
  // welcome, or a pong.
  answered() {
    if (this.unanswered <= 0)
      return;
    this.unanswered = this.unanswered - 1;
    if (this.askedAt < 0)
      return;
    this.roundTrip = this.clock.monotonic() - this.askedAt;
    this.askedAt = -1;
  }
  // A platform may stop the app here: what is open would measure its sleep.
  asleep() {
    this.askedAt = -1;
  }
};

// uni_modules/rtm/utssdk/common/connection/kept.uts
var KeptFrames = class {
  constructor(json) {
    this.rows = [];
    this.json = json;
  }
  clear() {
    this.rows = [];
  }
  // false: not one to be kept. The answer to a watch is: no change that was told before it may come behind it.
  keep(kind, frame) {
    const isOne = kind == "call" || kind == "peers" || kind == "members" || kind == "attrs";
    const isStates = kind == "ok" && this.json.arrayOf(frame["states"]) != null;
    if (isOne || isStates)
      this.rows.push(frame);
    return isOne || isStates;
  }
  // The newest first.
  release() {
    const zero = 0;
    const out2 = new ObjectList();
    const seen = new TextSet();
    let i = zero + this.rows.length - 1;
    while (i >= 0) {
      const row2 = this.rows[i];
      const kind = textOf(row2, "t");
      if (kind == "peers")
        row2["states"] = this.unseen(row2, seen);
      if (kind != "call" || seen.add(textOf(row2, "from") + "/" + textOf(row2, "i")))
        out2.add(row2);
      i = i - 1;
    }
    this.rows = [];
    return out2.items;
  }
  unseen(peers, seen) {
    const left = new ObjectList();
    const states = objectsOf(this.json, peers, "states");
    for (let i = 0; i < states.length; i++) {
      if (seen.add(textOf(states[i], "u")))
        left.add(states[i]);
    }
    return left.items;
  }
};

// uni_modules/rtm/utssdk/common/connection/server-clock.uts
var ServerClock = class {
  constructor(clock) {
    this.said = 0;
    // 0: nothing
    this.heardAt = 0;
    this.clock = clock;
  }
  set(now) {
    this.said = now;
    this.heardAt = this.clock.monotonic();
  }
  // at: 0 when there is no such time.
  isOver(at) {
    if (at <= 0 || this.said <= 0)
      return false;
    return this.said + (this.clock.monotonic() - this.heardAt) >= at;
  }
};

// uni_modules/rtm/utssdk/common/connection/proof.uts
var Proof = class {
  constructor(ports, meter) {
    this.ping = () => {
    };
    this.believe = (kind, frame) => {
    };
    this.asked = 0;
    // pings of this link
    this.answered = 0;
    // pongs
    this.wanted = 0;
    this.meter = meter;
    this.clock = new ServerClock(ports.clock);
    this.kept = new KeptFrames(ports.json);
  }
  begin(ping, believe) {
    this.ping = ping;
    this.believe = believe;
  }
  // Another link, or none. What was kept came over a link that never proved itself, and the next welcome tells how things stand.
  forget() {
    this.asked = 0;
    this.answered = 0;
    this.wanted = 0;
    this.kept.clear();
  }
  pinged() {
    this.meter.asked();
    this.asked = this.asked + 1;
  }
  demand() {
    this.meter.asleep();
    this.wanted = this.asked + 1;
    this.ping();
  }
  take(kind, frame) {
    if (kind == "poke") {
      this.ping();
    } else if (kind == "pong") {
      this.ponged(frame);
    } else {
      if (kind == "call" && !this.isOpen() && this.clock.isOver(numberOf2(frame, "ends", 0)))
        this.demand();
      if (!this.isOpen() || !this.kept.keep(kind, frame))
        this.believe(kind, frame);
    }
  }
  isOpen() {
    return this.answered < this.wanted;
  }
  ponged(pong2) {
    const wasOpen = this.isOpen();
    this.answered = this.answered + 1;
    this.meter.answered();
    if (!wasOpen || this.isOpen())
      return;
    this.clock.set(numberOf2(pong2, "now", 0));
    const rows2 = this.kept.release();
    const zero = 0;
    let i = zero + rows2.length - 1;
    while (i >= 0) {
      this.believe(textOf(rows2[i], "t"), rows2[i]);
      i = i - 1;
    }
  }
};

// uni_modules/rtm/utssdk/common/connection/token-watch.uts
var WARNING_MS = 3e4;
var WAIT_MOST_MS = 864e5;
var TokenWatch = class {
  // in this outage, of this token
  constructor(clock) {
    this.owner = null;
    this.end = 0;
    // by the server's clock: it names the token; 0 when it has no end, or nobody knows it
    this.endAt = 0;
    this.warned = false;
    this.away = false;
    // pages see the client as reconnecting
    this.told = false;
    this.clock = clock;
    this.alarm = new Alarm(clock);
  }
  // Owners are given after construction: in Swift `this` may not be passed on before every field is set.
  begin(owner) {
    this.owner = owner;
  }
  // The server has said when the token ends: in a welcome, or to a renewal.
  follow(end2, now) {
    if (!same(end2, this.end))
      this.warned = false;
    this.end = end2;
    this.endAt = this.clock.monotonic() + end2 - now;
    this.look();
  }
  // A renewal begins anew, even if the new token has the old end. Until the server has seen it nobody knows when it ends.
  renewed() {
    this.alarm.clear();
    this.end = 0;
    this.warned = false;
    this.told = false;
  }
  lost() {
    if (this.away)
      return;
    this.away = true;
    this.told = false;
    if (this.end > 0 && this.clock.monotonic() >= this.endAt)
      this.tell();
  }
  back() {
    this.away = false;
    this.told = false;
  }
  // The server does not take the token any more.
  refused() {
    this.tell();
  }
  forget() {
    this.renewed();
    this.away = false;
  }
  // The alarm may be late by the time that the device has slept.
  look() {
    this.alarm.clear();
    if (this.end <= 0)
      return;
    const now = this.clock.monotonic();
    if (!this.warned && now >= this.endAt - WARNING_MS) {
      this.warned = true;
      this.owner.onTokenWillExpire();
    }
    if (now >= this.endAt) {
      this.tell();
      return;
    }
    let wait = this.endAt - now;
    if (!this.warned)
      wait = wait - WARNING_MS;
    if (wait > WAIT_MOST_MS)
      wait = WAIT_MOST_MS;
    this.alarm.set(wait, () => {
      this.look();
    });
  }
  tell() {
    if (!this.away || this.told)
      return;
    this.told = true;
    this.owner.onTokenDidExpire();
  }
};

// uni_modules/rtm/utssdk/common/connection/session.uts
var LOGIN_MS = 6e3;
var WELCOME_MS = 5e3;
var Session = class {
  constructor(ports, app) {
    this.owner = null;
    this.row = stateRow("out");
    this.greeted = false;
    this.loginDone = null;
    this.silentMs = SILENT_MS;
    this.words = new CloseReason();
    this.ports = ports;
    this.greeting = new Greeting(ports, app);
    this.line = new Line2(ports);
    this.patience = new Alarm(ports.clock);
    this.welcomeDue = new Alarm(ports.clock);
    this.tokens = new TokenWatch(ports.clock);
    this.meter = new Meter(ports.clock);
    this.fault = new LinkFault(ports);
    this.proof = new Proof(ports, this.meter);
  }
  begin(owner) {
    this.owner = owner;
    this.line.begin(this);
    this.proof.begin(() => {
      this.onLinePing();
    }, (kind, frame) => {
      owner.onFrame(kind, frame);
    });
  }
  state() {
    return this.row;
  }
  ready() {
    return this.greeted;
  }
  login(url, user, token, generation, done) {
    this.greeting.begin(user, token, generation);
    this.loginDone = done;
    this.fault.forget(url);
    this.enter("entering", "login");
    this.patience.set(LOGIN_MS, () => {
      this.failLogin("login_timeout", this.fault.timeout(numberText(LOGIN_MS / 1e3)));
    });
    this.line.start(url);
  }
  // Says goodbye when there is somebody to say it to; the answer does not wait for the server.
  logout(goodbye) {
    if (this.greeted)
      this.send(goodbye);
    const done = this.loginDone;
    this.loginDone = null;
    this.end("out", "logout", "logout");
    if (done != null)
      this.owner.answer(done, failure("aborted", "logout was called before the login was finished", ""));
  }
  close() {
    this.row = stateRow("closed");
  }
  send(frame) {
    this.line.send(this.ports.json.stringify(frame));
  }
  sendText(text2) {
    this.line.send(text2);
  }
  // For the next greeting; where none is under way it is made at once (P-TOKEN-5).
  offer(token) {
    this.greeting.renew(token, false);
    this.tokens.renewed();
    if (this.row.name == "expired")
      this.enter("returning", "token_renewed");
    this.line.again();
  }
  // The stream on this link cannot be trusted any more (a hole, divergence): come back from the cursors (P-RECORD-5, P-RECORD-6).
  resync(reason) {
    this.line.abandon(4e3, reason);
  }
  foreground() {
    this.tokens.look();
    this.line.foreground();
  }
  background() {
    this.meter.asleep();
    this.line.background();
  }
  hold(held) {
    this.line.hold(held);
  }
  networkChanged() {
    this.line.checkNow();
  }
  onLineOpen() {
    this.greeted = false;
    this.proof.forget();
    this.meter.up();
    this.ports.log.write("info", "rtm: link open");
    const hello = this.greeting.hello();
    this.owner.fillHello(hello);
    this.send(hello);
    this.meter.asked();
    this.welcomeDue.setAwake(WELCOME_MS, () => {
      this.line.abandon(1006, "no welcome in time");
    });
  }
  onLineText(text2) {
    const found2 = this.ports.json.parseObject(text2);
    if (found2 == null) {
      this.ports.log.write("warn", "rtm: a frame that is not a JSON object was ignored");
      return;
    }
    const frame = found2;
    const kind = textOf(frame, "t");
    if (kind == "refused") {
      this.words.refused(frame);
    } else if (kind == "moved") {
      this.words.moved(frame, this.ports.random.next());
    } else if (this.greeted) {
      this.proof.take(kind, frame);
    } else if (kind == "welcome") {
      this.welcomed(frame);
    } else if (numberOf2(frame, "critical", 0) > 0) {
      this.criticalUnknown();
    }
  }
  onLinePing() {
    const ping = { t: "ping" };
    if (this.greeted)
      this.owner.fillPing(ping);
    this.send(ping);
    this.proof.pinged();
  }
  // A greeting that this engine has slept through is made anew; a link that was greeted is asked whether it still is one (P-LIFE-9).
  onLineStoodStill() {
    this.ports.log.write("info", "rtm: this engine has stood still");
    if (this.greeted)
      this.proof.demand();
    else
      this.line.abandon(4e3, "stood still");
  }
  // A push we do not understand and must not ignore (P-FRAME-3).
  criticalUnknown() {
    this.words.stop(CLOSE_CRITICAL, "the server needs a newer client");
    this.line.abandon(CLOSE_CRITICAL, "critical push not understood");
  }
  onLineLost(code, reason, silent2) {
    this.welcomeDue.clear();
    this.fault.happened(reason, this.greeted);
    this.greeted = false;
    this.proof.forget();
    this.meter.broken();
    const effective = this.words.codeOr(code);
    const rule = closeRule(effective);
    this.ports.log.write("info", "rtm: link lost, code " + wholeText(effective) + (rule == "resume" ? "" : ", " + closeWhy(effective)));
    this.owner.onLinkLost();
    if (rule == "stop" || rule == "client") {
      this.stopped(effective, reason);
    } else {
      if (rule == "login")
        this.greeting.loseSession();
      if (this.row.name == "in")
        this.interrupted(silent2);
      this.line.retry(this.words.wait);
    }
    this.words.forget();
  }
  welcomed(frame) {
    this.welcomeDue.clear();
    this.patience.clear();
    this.greeted = true;
    this.fault.mended();
    this.meter.answered();
    this.line.settled();
    const fresh = textOf(frame, "resumed") == "fresh" ? 1 : 0;
    this.greeting.welcomed(frame);
    this.proof.clock.set(numberOf2(frame, "now", 0));
    this.silentMs = this.line.tune(frame);
    this.enter("in", "login_success");
    const done = this.loginDone;
    this.loginDone = null;
    if (done != null)
      this.owner.answer(done, success());
    this.tokens.follow(numberOf2(frame, "exp", 0), numberOf2(frame, "now", 0));
    this.owner.onWelcome(frame, fresh);
  }
  // A link is gone although nobody wanted it. For the silence limit pages hear nothing of it.
  interrupted(silent2) {
    if (silent2 > 0) {
      this.enter("returning", "interrupted");
      return;
    }
    this.enter("mending", "interrupted");
    this.patience.set(this.silentMs, () => {
      this.enter("returning", "interrupted");
    });
  }
  stopped(code, reason) {
    if (this.row.name == "entering" && this.greeting.generation > 0) {
      this.greeting.forget();
      this.line.again();
    } else if (this.row.name == "entering") {
      this.failLogin("login_failure", this.words.refusal(closeWhy(code), reason));
    } else if (isTokenRefusal(code)) {
      this.tokenRefused();
    } else if (same(code, CLOSE_REPLACED)) {
      this.end("aborted", "remote_login", "replaced");
    } else if (same(code, CLOSE_LOGGED_OUT)) {
      this.end("out", "logout", "logout");
    } else {
      if (!same(code, CLOSE_KICKED))
        this.ports.log.write("error", "rtm: the server does not want this client: " + reason);
      this.end("aborted", "banned", "kicked");
    }
  }
  // P-TOKEN-4: the login is not over, and a new token brings it back. One that came while the old one was on its way is shown at once.
  tokenRefused() {
    this.patience.clear();
    if (this.row.pageState == "connected")
      this.enter("returning", "interrupted");
    if (this.greeting.hasNewToken()) {
      this.line.again();
      return;
    }
    this.line.stop(1e3, "");
    this.enter("expired", "token_expired");
    this.tokens.refused();
  }
  failLogin(reason, result) {
    const done = this.loginDone;
    this.loginDone = null;
    this.end("out", reason, "login_failed");
    if (done != null)
      this.owner.answer(done, result);
  }
  end(state, reason, why) {
    this.patience.clear();
    this.welcomeDue.clear();
    this.line.stop(1e3, "");
    this.greeted = false;
    this.meter.down();
    this.greeting.forget();
    this.words.forget();
    this.tokens.forget();
    this.owner.onSessionEnded(why);
    this.enter(state, reason);
  }
  enter(state, reason) {
    const from = this.row.name;
    this.row = stateRow(state);
    if (from != state)
      this.owner.onState(this.row, reason);
    if (this.row.pageState == "reconnecting")
      this.tokens.lost();
    else
      this.tokens.back();
  }
};

// uni_modules/rtm/utssdk/common/connection/renewal.uts
var RENEW_MS = 5e3;
var Renewal = class {
  constructor(session, requests) {
    this.session = session;
    this.requests = requests;
  }
  // done: on the engine's thread.
  begin(token, done) {
    if (this.session.state().pageState == "reconnecting") {
      this.session.offer(token);
      done(success());
      return;
    }
    const frame = { t: "renew", token };
    this.requests.ask(frame, "", RENEW_MS, (reply) => {
      if (numberOf2(reply, "kept", 0) > 0)
        this.session.offer(token);
      else if (isGood(reply))
        this.proved(token, reply);
      done(reply);
    });
  }
  // The link stays away: who waits for the server's word waits for the next greeting instead.
  onReturning() {
    const kept = { ok: 1, kept: 1 };
    this.requests.settle("renew", "", kept);
  }
  // The link is back within the lease, and nobody has looked at the token that came meanwhile.
  onWelcome() {
    const token = this.session.greeting.unprovedToken();
    if (token.length > 0)
      this.begin(token, (ignored) => {
      });
  }
  proved(token, reply) {
    this.session.greeting.renew(token, true);
    this.session.tokens.renewed();
    this.session.tokens.follow(numberOf2(reply, "exp", 0), numberOf2(reply, "now", 0));
  }
};

// uni_modules/rtm/utssdk/common/connection/requests.uts
var Request = class {
  constructor(frame, subject, done) {
    this.id = 0;
    // on the engine's thread
    this.timer = 0;
    this.frame = frame;
    this.subject = subject;
    this.done = done;
  }
  kind() {
    return textOf(this.frame, "t");
  }
};
var Requests = class {
  constructor(clock) {
    this.owner = null;
    this.rows = [];
    this.lastId = 0;
    this.clock = clock;
  }
  begin(owner) {
    this.owner = owner;
  }
  ask(frame, subject, deadlineMs, done) {
    const row2 = this.timed(new Request(frame, subject, done), deadlineMs);
    this.rows.push(row2);
    if (this.owner.canWrite())
      this.write(row2);
  }
  // For a request that stands before those that wait, on this link and on later ones.
  askBefore(frame, deadlineMs, done) {
    const row2 = this.timed(new Request(frame, "", done), deadlineMs);
    const rows2 = this.rows;
    this.rows = [];
    this.rows.push(row2);
    for (let i = 0; i < rows2.length; i++) {
      const other = rows2[i];
      this.rows.push(other);
    }
    if (this.owner.canWrite())
      this.write(row2);
  }
  onReply(frame) {
    const id2 = numberOf2(frame, "id", 0);
    for (let i = 0; i < this.rows.length; i++) {
      const row2 = this.rows[i];
      if (row2.id > 0 && same(row2.id, id2)) {
        this.finish(row2, this.answerOf(frame));
        return;
      }
    }
  }
  onLinkLost() {
    this.lastId = 0;
    for (let i = 0; i < this.rows.length; i++) {
      const row2 = this.rows[i];
      row2.id = 0;
    }
  }
  // After the greeting: everything that it has not settled, in the order of the calls (P-ORDER-3).
  askAgain() {
    for (let i = 0; i < this.rows.length; i++) {
      const row2 = this.rows[i];
      if (row2.id <= 0)
        this.write(row2);
    }
  }
  isOpen(kind, subject) {
    for (let i = 0; i < this.rows.length; i++) {
      const row2 = this.rows[i];
      if (row2.subject == subject && row2.kind() == kind)
        return true;
    }
    return false;
  }
  // The greeting said what became of this join or leave.
  settle(kind, subject, result) {
    const rows2 = this.rows;
    for (let i = 0; i < rows2.length; i++) {
      const row2 = rows2[i];
      if (row2.subject == subject && row2.kind() == kind)
        this.finish(row2, result);
    }
  }
  // Every other one of this kind: these have their turn.
  settleOthers(kind, kept, result) {
    const rows2 = this.rows;
    for (let i = 0; i < rows2.length; i++) {
      const row2 = rows2[i];
      if (!kept.has(row2.subject) && row2.kind() == kind)
        this.finish(row2, result);
    }
  }
  // Takes back what nobody wants to be asked any more; nobody hears of it.
  withdraw(subject) {
    const rows2 = this.rows;
    this.rows = [];
    for (let i = 0; i < rows2.length; i++) {
      const row2 = rows2[i];
      if (row2.subject == subject)
        this.clock.cancel(row2.timer);
      else
        this.rows.push(row2);
    }
  }
  // Ends every open request with the same answer: logout, kick, release.
  end(result) {
    const rows2 = this.rows;
    for (let i = 0; i < rows2.length; i++) {
      const row2 = rows2[i];
      this.finish(row2, result);
    }
  }
  // For a request whose answer nobody waits for.
  nextId() {
    this.lastId = this.lastId + 1;
    return this.lastId;
  }
  timed(row2, deadlineMs) {
    row2.timer = this.clock.after(deadlineMs, () => {
      this.finish(row2, failure("timeout", "no answer from the server in time", ""));
    });
    return row2;
  }
  write(row2) {
    row2.id = this.nextId();
    row2.frame["id"] = row2.id;
    this.owner.writeFrame(row2.frame);
  }
  answerOf(frame) {
    if (textOf(frame, "t") == "ok") {
      frame["ok"] = 1;
      return frame;
    }
    const result = failure(textOf(frame, "why"), textOf(frame, "message"), "");
    const wait = numberOf2(frame, "retryAfterMs", 0);
    if (wait > 0)
      result["retryAfterMs"] = wait;
    return result;
  }
  finish(row2, result) {
    const rows2 = this.rows;
    this.rows = [];
    let found2 = false;
    for (let i = 0; i < rows2.length; i++) {
      const other = rows2[i];
      if (same(other.timer, row2.timer)) {
        found2 = true;
      } else {
        this.rows.push(other);
      }
    }
    if (!found2)
      return;
    this.clock.cancel(row2.timer);
    row2.done(result);
  }
};

// uni_modules/rtm/utssdk/common/protocol/frames.uts
function withPayload(header, payload) {
  const zero = 0;
  const end2 = zero + header.length - 1;
  return header.substring(0, end2) + "," + payload.substring(1);
}

// uni_modules/rtm/utssdk/common/delivery/outbox.uts
var OUTCOME_MS = 1e4;
var MAX_LATE = 1e3;
var PIGGYBACK_FROM = 16;
var SendRow = class {
  // the caller was told "no outcome yet": not repeated, but its late outcome is passed on
  constructor(n, header, text2, done) {
    this.timer = 0;
    this.written = false;
    this.answered = false;
    this.n = n;
    this.header = header;
    this.text = text2;
    this.done = done;
  }
};
var Outbox = class {
  constructor(clock, json) {
    this.given = 0;
    this.owner = null;
    this.rows = [];
    this.lastN = 0;
    this.writtenTo = 0;
    this.toldSettled = 0;
    this.late = 0;
    this.clock = clock;
    this.json = json;
  }
  begin(owner) {
    this.owner = owner;
  }
  nextNumber() {
    this.lastN = this.lastN + 1;
    return this.lastN;
  }
  add(n, header, text2, done) {
    const row2 = new SendRow(n, header, text2, done);
    row2.timer = this.clock.after(OUTCOME_MS, () => {
      this.expire(row2);
    });
    this.rows.push(row2);
    this.flush();
  }
  // Their outcome is not known yet.
  waiting() {
    const zero = 0;
    return zero + this.rows.length;
  }
  // The channels whose messages among them may be written again (P-SEND-9).
  publishing() {
    const out2 = new TextSet();
    for (let i = 0; i < this.rows.length; i++) {
      const row2 = this.rows[i];
      if (!row2.answered)
        out2.add(textOf(row2.header, "ch"));
    }
    return out2;
  }
  // Every number up to this one needs no outcome any more (P-WELCOME-2).
  settled() {
    if (this.rows.length <= 0)
      return this.lastN;
    return this.rows[0].n - 1;
  }
  hello() {
    this.toldSettled = this.settled();
    return this.toldSettled;
  }
  // What the server may forget, on a frame that goes out anyway (P-SEND-11): a ping tells all, the rest when it is worth the bytes.
  piggyback(frame, least) {
    const settled = this.settled();
    if (settled - this.toldSettled < least)
      return;
    frame["settled"] = settled;
    this.toldSettled = settled;
  }
  rideOften(frame) {
    this.piggyback(frame, PIGGYBACK_FROM);
  }
  flush() {
    if (!this.owner.canWrite())
      return;
    for (let i = 0; i < this.rows.length; i++) {
      const row2 = this.rows[i];
      if (!row2.written)
        this.write(row2);
    }
  }
  onOut(frame) {
    const n = numberOf2(frame, "n", 0);
    for (let i = 0; i < this.rows.length; i++) {
      const row2 = this.rows[i];
      if (same(row2.n, n)) {
        this.remove(row2);
        this.settle(row2, frame);
        return;
      }
    }
  }
  onWelcome(welcome, fresh) {
    const rows2 = this.rows;
    const taken = numberOf2(welcome, "taken", 0);
    if (fresh <= 0) {
      const outcomes = objectsOf(this.json, welcome, "outcomes");
      for (let i = 0; i < outcomes.length; i++)
        this.onOut(outcomes[i]);
    }
    for (let j = 0; j < rows2.length; j++) {
      const row2 = rows2[j];
      if (row2.written && this.has(row2)) {
        if (fresh > 0) {
          this.remove(row2);
          this.settle(row2, { outcome: "unknown" });
        } else if (row2.n > taken && row2.answered) {
          this.remove(row2);
          this.settle(row2, { outcome: "not_sent" });
        } else if (row2.n > taken || row2.answered) {
          row2.written = false;
        }
      }
    }
  }
  // Logout, kick, release: nothing of these will be heard again.
  end() {
    const rows2 = this.rows;
    this.rows = [];
    this.late = 0;
    for (let i = 0; i < rows2.length; i++) {
      const row2 = rows2[i];
      this.clock.cancel(row2.timer);
      if (!row2.answered)
        this.answerTimeout(row2, row2.written ? "unknown" : "not_sent", "the session ended before an outcome was known");
    }
  }
  write(row2) {
    row2.written = true;
    if (row2.n > this.writtenTo) {
      this.writtenTo = row2.n;
      this.given = this.given + 1;
    }
    this.rideOften(row2.header);
    const payload = { p: row2.text };
    this.owner.writeText(withPayload(this.json.stringify(row2.header), this.json.stringify(payload)));
  }
  expire(row2) {
    if (!row2.written) {
      this.remove(row2);
      this.answerTimeout(row2, "not_sent", "not sent within 10 s: there is no connection");
      return;
    }
    row2.answered = true;
    this.late = this.late + 1;
    this.answerTimeout(row2, "open", "no outcome within 10 s; the message arrives once or not at all");
    if (this.late > MAX_LATE)
      this.forgetOldestLate();
  }
  // One refusal for three outcomes: not_sent (certainly), open (a late outcome follows), unknown (and stays so).
  answerTimeout(row2, outcome, message2) {
    const result = failure("timeout", message2, "");
    result["outcome"] = outcome;
    result["n"] = row2.n;
    this.owner.answer(row2.done, result);
  }
  settle(row2, frame) {
    this.clock.cancel(row2.timer);
    const outcome = textOf(frame, "outcome");
    if (row2.answered) {
      this.late = this.late - 1;
      const event = { event: "outcome", n: row2.n, outcome, why: textOf(frame, "why"), id: textOf(frame, "i") };
      this.owner.onLateOutcome(event);
      return;
    }
    if (outcome == "taken" || outcome == "received" || outcome == "stored") {
      const good = { ok: 1, outcome, id: textOf(frame, "i"), n: row2.n };
      this.owner.answer(row2.done, good);
      return;
    }
    this.owner.answer(row2.done, this.bad(row2, outcome, frame));
  }
  bad(row2, outcome, frame) {
    let why = textOf(frame, "why");
    let message2 = textOf(frame, "message");
    if (outcome == "offline") {
      why = "offline";
      message2 = "the receiver is offline; the message was not delivered";
    } else if (outcome == "unknown") {
      why = "timeout";
      message2 = "the outcome can no longer be known; the message arrived once or not at all";
    }
    const result = failure(why, message2, "");
    result["outcome"] = outcome;
    result["n"] = row2.n;
    const wait = numberOf2(frame, "retryAfterMs", 0);
    if (wait > 0)
      result["retryAfterMs"] = wait;
    return result;
  }
  has(row2) {
    for (let i = 0; i < this.rows.length; i++) {
      const other = this.rows[i];
      if (same(other.n, row2.n))
        return true;
    }
    return false;
  }
  remove(row2) {
    const rows2 = this.rows;
    this.rows = [];
    for (let i = 0; i < rows2.length; i++) {
      const other = rows2[i];
      if (!same(other.n, row2.n))
        this.rows.push(other);
    }
  }
  forgetOldestLate() {
    for (let i = 0; i < this.rows.length; i++) {
      const row2 = this.rows[i];
      if (row2.answered) {
        this.late = this.late - 1;
        this.remove(row2);
        return;
      }
    }
  }
};

// uni_modules/rtm/utssdk/common/delivery/cursor.uts
var OwnPlace = class {
  constructor(offset, id2) {
    this.offset = offset;
    this.id = id2;
  }
};
var Cursor = class {
  constructor() {
    this.epoch = "";
    this.offset = 0;
    this.id = "";
    this.own = [];
  }
  // The server's word on where this stream stands for us.
  start(epoch, offset) {
    if (epoch != this.epoch || !same(offset, this.offset))
      this.id = "";
    this.epoch = epoch;
    this.offset = offset;
    this.own = [];
  }
  judge(offset, id2) {
    if (same(offset, this.offset) && this.id.length > 0 && id2 != this.id)
      return "diverged";
    if (offset <= this.offset)
      return "old";
    this.passOwn();
    if (offset > this.offset + 1)
      return "hole";
    return "next";
  }
  move(offset, id2) {
    this.offset = offset;
    this.id = id2;
    this.passOwn();
  }
  // skip and gap: true when the range starts at or before the next offset (P-SKIP-1, P-GAP-4).
  reaches(from) {
    return from <= this.offset + 1;
  }
  // Something before this gap is missing and not told by it (P-RECORD-6). A gap of unknown size names no first offset (P-GAP-2).
  isBehindGap(gap2) {
    return numberOf2(gap2, "count", -1) >= 0 && !this.reaches(numberOf2(gap2, "from", 0));
  }
  // Told already (P-GAP-4).
  isOldGap(gap2) {
    return numberOf2(gap2, "count", -1) >= 0 && numberOf2(gap2, "to", 0) <= this.offset;
  }
  // A gap or skip whose end lies ahead; an older one changes nothing.
  jump(to) {
    if (to > this.offset)
      this.move(to, "");
  }
  placeOwn(offset, id2) {
    if (offset <= this.offset)
      return;
    this.own.push(new OwnPlace(offset, id2));
    this.passOwn();
  }
  passOwn() {
    let moved = true;
    while (moved) {
      moved = false;
      for (let i = 0; i < this.own.length; i++) {
        const place = this.own[i];
        if (same(place.offset, this.offset + 1)) {
          this.offset = place.offset;
          this.id = place.id;
          moved = true;
        }
      }
    }
    this.dropPassed();
  }
  dropPassed() {
    if (this.own.length <= 0)
      return;
    const rows2 = this.own;
    this.own = [];
    for (let i = 0; i < rows2.length; i++) {
      const place = rows2[i];
      if (place.offset > this.offset)
        this.own.push(place);
    }
  }
};

// uni_modules/rtm/utssdk/common/delivery/recent.uts
var MAX_RECENT = 1024;
var RecentIds = class {
  constructor() {
    this.marks = /* @__PURE__ */ new Map();
    this.order = [];
  }
  has(id2) {
    return this.marks.has(id2);
  }
  add(id2) {
    this.marks.set(id2, "");
    this.order.push(id2);
    if (this.order.length > MAX_RECENT) {
      const oldest = this.order[0];
      this.order.shift();
      this.marks.delete(oldest);
    }
  }
  heard(id2) {
    if (this.has(id2))
      this.marks.set(id2, id2);
  }
  // All, or those that were not heard.
  forget(keepHeard) {
    const marks = this.marks;
    this.marks = /* @__PURE__ */ new Map();
    if (!keepHeard)
      return;
    marks.forEach((mark, id2) => {
      if (mark == id2)
        this.marks.set(id2, id2);
    });
  }
};

// uni_modules/rtm/utssdk/common/delivery/inbox.uts
var FLAGS_BELOW = 1048576;
function hadBeenStored(frame) {
  let flags = numberOf2(frame, "fl", 0);
  if (flags >= FLAGS_BELOW)
    return 0;
  for (let bit = FLAGS_BELOW; bit >= 4; bit = bit / 2) {
    if (flags >= bit)
      flags = flags - bit;
  }
  return flags >= 2 ? 1 : 0;
}
var Inbox = class {
  constructor(json) {
    this.owner = null;
    this.cursor = new Cursor();
    this.recent = new RecentIds();
    this.handledTo = 0;
    this.toldReceived = 0;
    this.toldHandled = 0;
    this.namedHandled = 0;
    // in the last hello
    this.redeliveredTo = 0;
    this.json = json;
  }
  begin(owner) {
    this.owner = owner;
  }
  hello() {
    this.namedHandled = this.reachedHandled();
    const row2 = { e: this.cursor.epoch, o: this.cursor.offset, i: this.cursor.id, h: this.namedHandled };
    return row2;
  }
  onWelcome(welcome) {
    const found2 = this.json.objectOf(welcome["inbox"]);
    if (found2 == null)
      return;
    const place = found2;
    const epoch = textOf(place, "e");
    const offset = numberOf2(place, "o", 0);
    if (epoch != this.cursor.epoch) {
      this.handledTo = 0;
      this.namedHandled = 0;
    }
    this.cursor.start(epoch, offset);
    this.toldReceived = offset;
    this.toldHandled = this.namedHandled;
    this.redeliveredTo = 0;
    const gap2 = this.json.objectOf(place["gap"]);
    if (gap2 != null)
      this.tellGap(gap2);
  }
  // The session is over; the ids are kept, so that what the page has seen is not shown twice when the same user comes back.
  forgetPlace() {
    this.cursor.start("", 0);
    this.handledTo = 0;
    this.namedHandled = 0;
    this.toldReceived = 0;
    this.toldHandled = 0;
  }
  // Another user's; of the same one those that no page has heard: they may come again (P-INBOX-3).
  forgetIds(same2) {
    this.recent.forget(same2);
  }
  onRedelivery(frame) {
    this.redeliveredTo = numberOf2(frame, "to", 0);
  }
  onRecord(frame) {
    const offset = numberOf2(frame, "o", 0);
    const id2 = textOf(frame, "i");
    const verdict = this.cursor.judge(offset, id2);
    if (verdict == "old")
      return;
    if (verdict == "hole" || verdict == "diverged") {
      this.owner.resync("inbox: " + verdict);
      return;
    }
    this.cursor.move(offset, id2);
    if (this.recent.has(id2)) {
      this.handleInTurn(offset);
    } else {
      this.recent.add(id2);
      this.give(frame, offset, id2);
    }
    this.acknowledge();
  }
  onSkip(frame) {
    if (!this.cursor.reaches(numberOf2(frame, "from", 0))) {
      this.owner.resync("inbox: hole before a skip");
      return;
    }
    this.pass(numberOf2(frame, "to", 0));
  }
  onGap(frame) {
    if (this.cursor.isBehindGap(frame)) {
      this.owner.resync("inbox: hole before a gap");
      return;
    }
    if (this.cursor.isOldGap(frame))
      return;
    this.pass(numberOf2(frame, "to", 0));
    this.tellGap(frame);
  }
  tellGap(frame) {
    const missed = numberOf2(frame, "count", -1);
    if (same(missed, 0))
      return;
    const id2 = textOf(frame, "i");
    if (this.recent.has(id2))
      return;
    if (id2.length > 0)
      this.recent.add(id2);
    const by = objectsOf(this.json, frame, "by");
    for (let i = 0; i < by.length; i++)
      this.tellMissed(textOf(by[i], "u"), numberOf2(by[i], "count", -1), frame);
    if (by.length <= 0)
      this.tellMissed("", missed, frame);
  }
  // For a bye: what was given to the page it has heard before the answer to its logout, so it is handled (P-LIFE-5).
  finish() {
    if (this.owner.isHeard())
      this.handledTo = this.cursor.offset;
  }
  // Puts both cursors on a frame that goes out anyway (P-INBOX-1).
  piggyback(frame) {
    if (!this.hasNews())
      return;
    frame["r"] = this.cursor.offset;
    frame["h"] = this.reachedHandled();
    this.toldReceived = this.cursor.offset;
    this.toldHandled = this.reachedHandled();
  }
  hasNews() {
    return this.cursor.offset > this.toldReceived || this.reachedHandled() > this.toldHandled;
  }
  // Never above what was received: a page may finish with messages of an earlier session that this one is still to be given again.
  reachedHandled() {
    if (this.handledTo > this.cursor.offset)
      return this.cursor.offset;
    return this.handledTo;
  }
  tellMissed(peer, missed, frame) {
    this.owner.emitHandled(missedEvent("", peer, missed, textOf(frame, "why")), () => {
      this.recent.heard(textOf(frame, "i"));
    });
  }
  give(frame, offset, id2) {
    const redelivered = offset <= this.redeliveredTo ? 1 : 0;
    const event = {
      event: "peerMessage",
      from: textOf(frame, "f"),
      id: id2,
      time: numberOf2(frame, "ts", 0),
      text: textOf(frame, "p"),
      redelivered,
      offline: hadBeenStored(frame)
    };
    const epoch = this.cursor.epoch;
    this.owner.emitHandled(event, () => {
      this.recent.heard(id2);
      this.markHandled(epoch, offset);
    });
  }
  pass(to) {
    this.cursor.jump(to);
    this.handleInTurn(to);
    this.acknowledge();
  }
  // What needs no page still waits for what was given to the page before it: `handled` is one number for all.
  handleInTurn(offset) {
    const epoch = this.cursor.epoch;
    this.owner.afterHandled(() => {
      this.markHandled(epoch, offset);
    });
  }
  markHandled(epoch, offset) {
    if (epoch == this.cursor.epoch && offset > this.handledTo)
      this.handledTo = offset;
  }
  acknowledge() {
    if (!this.hasNews())
      return;
    const frame = { t: "ack" };
    this.owner.writeFrame(frame);
  }
};

// uni_modules/rtm/utssdk/common/attributes/own.uts
var OwnAttributes = class {
  constructor() {
    this.owner = null;
    this.rows = new ObjectList();
    this.lastChange = 0;
    this.stands = 0;
    // the last change of own attributes that was answered `ok`; 0: none
    this.open = 0;
    // changes of own attributes without an answer
    this.doubtful = false;
    // the server may have others than we have
    this.restoring = false;
  }
  begin(owner) {
    this.owner = owner;
  }
  // The number of the next change, of own attributes or of a channel's (P-ATTR-5).
  nextChange() {
    this.lastChange = this.lastChange + 1;
    return this.lastChange;
  }
  asked() {
    this.open = this.open + 1;
  }
  // How, rows and keys of the frame that was answered.
  answered(w, how, rows2, keys, good, why) {
    this.open = this.open - 1;
    if (good) {
      this.stands = w;
      this.apply(how, rows2, keys);
    } else if (why == "timeout")
      this.doubtful = true;
    this.settle();
  }
  // own: the last change that the server still has. One before ours: it has lost them, and changes that wait are asked again after these.
  onWelcome(own) {
    if (own >= this.stands) {
      this.settle();
      return;
    }
    this.doubtful = false;
    if (!this.restoring && this.rows.items.length > 0)
      this.restoreNow();
  }
  restored(w, good) {
    this.restoring = false;
    if (good)
      this.stands = w;
    else
      this.doubtful = true;
  }
  // The session is over, and its attributes with it.
  clear() {
    this.rows = new ObjectList();
    this.stands = 0;
    this.open = 0;
    this.doubtful = false;
    this.restoring = false;
  }
  settle() {
    if (this.doubtful && this.open <= 0 && !this.restoring && this.owner.canWrite())
      this.restoreNow();
  }
  restoreNow() {
    this.doubtful = false;
    this.restoring = true;
    this.owner.restore(this.nextChange(), this.rows.items);
  }
  apply(how, rows2, keys) {
    const before = this.rows.items;
    const over = new TextSet();
    for (let i = 0; i < keys.length; i++)
      over.add(keys[i]);
    for (let j = 0; j < rows2.length; j++)
      over.add(textOf(rows2[j], "k"));
    this.rows = new ObjectList();
    if (how == "merge" || how == "delete") {
      for (let k = 0; k < before.length; k++) {
        if (!over.has(textOf(before[k], "k")))
          this.rows.add(before[k]);
      }
    }
    for (let n = 0; n < rows2.length; n++)
      this.rows.add(rows2[n]);
  }
};

// uni_modules/rtm/utssdk/common/channel/channel.uts
var Channel2 = class {
  // a snapshot has come: differences can be told
  constructor(id2, number) {
    // of this join; another number is another stay (P-CHANNEL-5)
    this.cursor = new Cursor();
    this.joined = false;
    // the server has said so, on this or an earlier link
    this.alias = 0;
    this.version = 0;
    this.count = 0;
    this.notice = 0;
    // the last notice of attributes that came (P-ATTR-7)
    this.toldCount = -1;
    // what the page heard last
    this.members = /* @__PURE__ */ new Map();
    this.known = false;
    this.id = id2;
    this.number = number;
  }
  hello() {
    const row2 = { ch: this.id, e: this.cursor.epoch, o: this.cursor.offset, i: this.cursor.id, j: this.number, v: this.knownVersion(), mode: "full" };
    if (this.notice > 0)
      row2["n"] = this.notice;
    return row2;
  }
  // 0 while no members are known (P-HELLO-11).
  knownVersion() {
    if (this.known)
      return this.version;
    return 0;
  }
  add(user) {
    this.members.set(user, "");
  }
  remove(user) {
    this.members.delete(user);
  }
  has(user) {
    return this.members.has(user);
  }
  isKnown() {
    return this.known;
  }
  // The members of the snapshot that were not known, in its order.
  newIn(all) {
    const out2 = new TextList();
    for (let i = 0; i < all.length; i++) {
      const user = all[i];
      if (!this.members.has(user))
        out2.add(user);
    }
    return out2.items;
  }
  // The known members that the snapshot does not have.
  goneFrom(all) {
    const now = textSet(all);
    const out2 = new TextList();
    this.members.forEach((mark, user) => {
      if (!now.has(user))
        out2.add(user);
    });
    return out2.items;
  }
  replaceMembers(all) {
    this.members = textSet(all);
    this.known = true;
  }
};
function textSet(list2) {
  const set = new TextSet();
  for (let i = 0; i < list2.length; i++)
    set.add(list2[i]);
  return set.marks;
}

// uni_modules/rtm/utssdk/common/channel/leaves.uts
var Leaves = class {
  constructor() {
    this.rows = /* @__PURE__ */ new Map();
  }
  // The number 0: there was no stay, or nobody knows of one.
  add(id2) {
    if (!this.has(id2))
      this.addStay(new Channel2(id2, 0));
  }
  addStay(stay) {
    this.rows.set(stay.id, stay);
  }
  has(id2) {
    return this.rows.has(id2);
  }
  ids() {
    const out2 = new TextList();
    this.rows.forEach((stay, id2) => {
      out2.add(id2);
    });
    return out2.items;
  }
  hello(publishing) {
    const out2 = new ObjectList();
    this.rows.forEach((stay, id2) => {
      if (stay.number > 0 && publishing.has(id2))
        out2.add(stay.hello());
    });
    return out2;
  }
  // The server knows.
  forget(id2) {
    this.rows.delete(id2);
  }
  // The server knows of all others.
  keep(ids2) {
    const rows2 = this.rows;
    this.rows = /* @__PURE__ */ new Map();
    rows2.forEach((stay, id2) => {
      if (ids2.has(id2))
        this.addStay(stay);
    });
  }
};

// uni_modules/rtm/utssdk/common/channel/channels.uts
var Channels = class {
  // rises with each join (P-CHANNEL-5)
  constructor(json) {
    this.leaves = new Leaves();
    this.owner = null;
    this.rows = [];
    this.joins = 0;
    this.json = json;
  }
  begin(owner) {
    this.owner = owner;
  }
  size() {
    const zero = 0;
    return zero + this.rows.length;
  }
  find(id2) {
    for (let i = 0; i < this.rows.length; i++) {
      const row2 = this.rows[i];
      if (row2.id == id2)
        return row2;
    }
    return null;
  }
  isJoined(id2) {
    const row2 = this.find(id2);
    return row2 != null && row2.joined;
  }
  // Answers the number of this join.
  want(id2) {
    this.drop(id2);
    this.joins = this.joins + 1;
    this.rows.push(new Channel2(id2, this.joins));
    return this.joins;
  }
  // No longer asked for; its frames are ignored from now on (P-CHANNEL-4).
  drop(id2) {
    const rows2 = this.rows;
    this.rows = [];
    for (let i = 0; i < rows2.length; i++) {
      const row2 = rows2[i];
      if (row2.id != id2)
        this.rows.push(row2);
    }
  }
  clear() {
    this.rows = [];
    const none2 = new TextSet();
    this.leaves.keep(none2);
  }
  leave(id2) {
    const row2 = this.find(id2);
    if (row2 != null && row2.joined)
      this.leaves.addStay(row2);
    else
      this.leaves.add(id2);
    this.drop(id2);
  }
  // The server counts us in although we left, and what is wanted now has not been asked for yet.
  mustLeave(id2) {
    const row2 = this.find(id2);
    return row2 == null || !row2.joined && this.leaves.has(id2);
  }
  // What follows a leave is asked for when that has come to the server, which may know of the old join, or have no place for another (P-CHANNEL-5).
  hello() {
    const out2 = this.leaves.hello(this.owner.publishing());
    const following = out2.items.length > 0;
    for (let i = 0; i < this.rows.length; i++) {
      const row2 = this.rows[i];
      if (row2.joined || !following && !this.leaves.has(row2.id))
        out2.add(row2.hello());
    }
    return out2.items;
  }
  // P-CHANNEL-1, P-WELCOME-4: the answer to a join, or a row of the welcome.
  joined(row2, frame) {
    if (!row2.joined)
      row2.notice = numberOf2(frame, "n", 0);
    row2.joined = true;
    this.leaves.forget(row2.id);
    if (textOf(frame, "e") != row2.cursor.epoch)
      row2.version = 0;
    row2.alias = numberOf2(frame, "a", 0);
    row2.cursor.start(textOf(frame, "e"), numberOf2(frame, "o", 0));
    row2.count = numberOf2(frame, "count", 0);
  }
  // Order at a join: the answer, then the count (A-CHANNEL-2, P-CHANNEL-1).
  tellCount(row2) {
    if (same(row2.count, row2.toldCount))
      return;
    row2.toldCount = row2.count;
    const event = { event: "memberCount", channel: row2.id, count: row2.count };
    this.owner.emit(event);
  }
  onTaken(frame) {
    const row2 = this.byAlias(numberOf2(frame, "a", 0));
    if (row2 != null)
      row2.cursor.placeOwn(numberOf2(frame, "o", 0), textOf(frame, "i"));
  }
  onRecord(frame) {
    const row2 = this.byAlias(numberOf2(frame, "a", 0));
    if (row2 == null)
      return;
    const channel = row2;
    const offset = numberOf2(frame, "o", 0);
    const id2 = textOf(frame, "i");
    if (offset > 0) {
      const verdict = channel.cursor.judge(offset, id2);
      if (verdict == "old")
        return;
      if (verdict == "hole" || verdict == "diverged") {
        this.owner.resync("channel stream: " + verdict);
        return;
      }
      channel.cursor.move(offset, id2);
    }
    const event = { event: "channelMessage", channel: channel.id, from: textOf(frame, "f"), id: id2, time: numberOf2(frame, "ts", 0), text: textOf(frame, "p") };
    this.owner.emit(event);
  }
  onSkip(frame) {
    const row2 = this.byAlias(numberOf2(frame, "a", 0));
    if (row2 == null)
      return;
    const channel = row2;
    if (!channel.cursor.reaches(numberOf2(frame, "from", 0))) {
      this.owner.resync("channel stream: hole before a skip");
      return;
    }
    channel.cursor.jump(numberOf2(frame, "to", 0));
  }
  onGap(frame) {
    const row2 = this.byAlias(numberOf2(frame, "a", 0));
    if (row2 == null)
      return;
    const channel = row2;
    if (channel.cursor.isBehindGap(frame)) {
      this.owner.resync("channel stream: hole before a gap");
      return;
    }
    if (channel.cursor.isOldGap(frame))
      return;
    channel.cursor.jump(numberOf2(frame, "to", 0));
    this.tellMissed(channel, frame);
  }
  onAttributes(frame) {
    const row2 = this.byAlias(numberOf2(frame, "a", 0));
    if (row2 == null)
      return;
    const channel = row2;
    channel.notice = numberOf2(frame, "n", 0);
    const event = { event: "attributes", channel: channel.id, rows: attributesOf(this.json, frame) };
    this.owner.emit(event);
  }
  // P-GAP-5: the row of a welcome that moves the cursor says what was lost on the way.
  greetedGap(channel, entry) {
    const gap2 = this.json.objectOf(entry["gap"]);
    if (gap2 != null)
      this.tellMissed(channel, gap2);
  }
  tellMissed(channel, frame) {
    const missed = numberOf2(frame, "count", -1);
    if (same(missed, 0))
      return;
    this.owner.emit(missedEvent(channel.id, "", missed, textOf(frame, "why")));
  }
  // Delta, snapshot or count only; each may come at any time (P-MEMBER-1, A-CHANNEL-9).
  onMembers(frame) {
    const row2 = this.byAlias(numberOf2(frame, "a", 0));
    if (row2 == null)
      return;
    const channel = row2;
    const version = numberOf2(frame, "v", 0);
    if (version < channel.version)
      return;
    channel.count = numberOf2(frame, "count", channel.count);
    if (this.json.arrayOf(frame["joined"]) != null || this.json.arrayOf(frame["left"]) != null) {
      channel.version = version;
      this.delta(channel, textsOf(this.json, frame, "joined"), objectsOf(this.json, frame, "left"));
      return;
    }
    if (this.json.arrayOf(frame["all"]) != null) {
      channel.version = version;
      this.snapshot(channel, textsOf(this.json, frame, "all"));
    }
    this.tellCount(channel);
  }
  // Also the first one after a time of counts only: what was known before it is out of date, and set right here (P-MEMBER-3, P-MEMBER-5).
  snapshot(channel, all) {
    if (channel.isKnown()) {
      const gone = channel.goneFrom(all);
      for (let i = 0; i < gone.length; i++)
        this.tellLeft(channel, gone[i], "left");
      const come = channel.newIn(all);
      for (let j = 0; j < come.length; j++)
        this.tellJoined(channel, come[j]);
    }
    channel.replaceMembers(all);
  }
  delta(channel, joined, left) {
    for (let i = 0; i < left.length; i++) {
      const who = textOf(left[i], "u");
      if (channel.has(who) || !channel.isKnown()) {
        channel.remove(who);
        this.tellLeft(channel, who, textOf(left[i], "why"));
      }
    }
    for (let j = 0; j < joined.length; j++) {
      const who = joined[j];
      if (!channel.has(who)) {
        channel.add(who);
        this.tellJoined(channel, who);
      }
    }
  }
  tellJoined(channel, user) {
    const event = { event: "memberJoined", channel: channel.id, user };
    this.tellMember(event, user);
  }
  tellLeft(channel, user, why) {
    const event = { event: "memberLeft", channel: channel.id, user, reason: why };
    this.tellMember(event, user);
  }
  tellMember(event, user) {
    if (user.length > 0 && user != this.owner.userId())
      this.owner.emit(event);
  }
  byAlias(alias) {
    for (let i = 0; i < this.rows.length; i++) {
      const row2 = this.rows[i];
      if (row2.joined && same(row2.alias, alias))
        return row2;
    }
    return null;
  }
};

// uni_modules/rtm/utssdk/common/presence/watched.uts
var Peer = class {
  constructor(user) {
    this.state = "";
    this.user = user;
  }
};
var Asking = class {
  constructor(id2, users) {
    this.dropped = new TextSet();
    this.id = id2;
    this.users = users;
  }
  drop(user) {
    this.dropped.add(user);
  }
  wants(user) {
    return !this.dropped.has(user);
  }
};
var Watched = class {
  // by the greeting that is not answered yet
  constructor(json) {
    this.owner = null;
    this.rows = [];
    this.byUser = /* @__PURE__ */ new Map();
    this.asking = [];
    this.lastId = 0;
    this.named = [];
    this.json = json;
  }
  begin(owner) {
    this.owner = owner;
  }
  users() {
    const out2 = new TextList();
    for (let i = 0; i < this.rows.length; i++) {
      const row2 = this.rows[i];
      out2.add(row2.user);
    }
    return out2.items;
  }
  // Whether there would be more than this with these users, those under way among them.
  exceeds(most, users) {
    const names2 = new TextSet();
    const watched = this.users();
    for (let i = 0; i < watched.length; i++)
      names2.add(watched[i]);
    for (let j = 0; j < this.asking.length; j++) {
      const one = this.asking[j];
      for (let k = 0; k < one.users.length; k++) {
        if (one.wants(one.users[k]))
          names2.add(one.users[k]);
      }
    }
    for (let n = 0; n < users.length; n++)
      names2.add(users[n]);
    return names2.marks.size > most;
  }
  // The server is asked for these; the answer names the call by this number.
  ask(users) {
    this.lastId = this.lastId + 1;
    this.asking.push(new Asking(this.lastId, users));
    return this.lastId;
  }
  // From here on changes of these users are told; first what they are now, whether they were watched before or not.
  answered(id2, reply) {
    const found2 = this.take(id2);
    if (found2 == null)
      return;
    const asked = found2;
    const states = placesOf(this.json, reply, "states");
    const told = new ObjectList();
    for (let i = 0; i < asked.users.length; i++) {
      if (asked.wants(asked.users[i]))
        told.add(this.tell(this.rowOf(asked.users[i]), i < states.length ? states[i] : ""));
    }
    this.emit(told);
  }
  failed(id2) {
    this.take(id2);
  }
  // A-PRESENCE-4. At once: what the server still says of them is nothing any more, and the next greeting does not name them.
  unwatch(users) {
    for (let i = 0; i < users.length; i++) {
      this.byUser.delete(users[i]);
      for (let j = 0; j < this.asking.length; j++) {
        const one = this.asking[j];
        one.drop(users[i]);
      }
    }
    const rows2 = this.rows;
    this.rows = [];
    for (let k = 0; k < rows2.length; k++) {
      const row2 = rows2[k];
      if (this.byUser.has(row2.user))
        this.rows.push(row2);
    }
  }
  clear() {
    this.rows = [];
    this.byUser = /* @__PURE__ */ new Map();
    this.asking = [];
    this.named = [];
  }
  hello() {
    this.named = this.users();
    return this.named;
  }
  // What changed while the link was away, in one event (A-PRESENCE-4, A-PRESENCE-6). Those without a place are more than the server allows now.
  onWelcome(welcome) {
    const states = placesOf(this.json, welcome, "peers");
    const named = this.named;
    this.named = [];
    const told = new ObjectList();
    const over = new TextList();
    for (let i = 0; i < named.length; i++) {
      if (i < states.length)
        this.note(told, named[i], states[i]);
      else
        over.add(named[i]);
    }
    this.unwatch(over.items);
    this.emit(told);
  }
  onPeers(frame) {
    const rows2 = objectsOf(this.json, frame, "states");
    const told = new ObjectList();
    for (let i = 0; i < rows2.length; i++)
      this.note(told, textOf(rows2[i], "u"), textOf(rows2[i], "s"));
    this.emit(told);
  }
  note(told, user, state) {
    const found2 = this.byUser.get(user);
    if (found2 == null)
      return;
    const row2 = found2;
    if (row2.state != wordOf(state))
      told.add(this.tell(row2, state));
  }
  tell(row2, state) {
    row2.state = wordOf(state);
    const out2 = { user: row2.user, state: row2.state };
    return out2;
  }
  emit(told) {
    if (told.items.length <= 0)
      return;
    const event = { event: "peers", states: told.items };
    this.owner.emit(event);
  }
  rowOf(user) {
    const found2 = this.byUser.get(user);
    if (found2 != null)
      return found2;
    const made = new Peer(user);
    this.byUser.set(user, made);
    this.rows.push(made);
    return made;
  }
  take(id2) {
    let found2 = null;
    const asking = this.asking;
    this.asking = [];
    for (let i = 0; i < asking.length; i++) {
      const one = asking[i];
      if (same(one.id, id2))
        found2 = one;
      else
        this.asking.push(one);
    }
    return found2;
  }
};
function wordOf(state) {
  if (state == "online" || state == "unreachable")
    return state;
  return "offline";
}

// uni_modules/rtm/utssdk/common/invitation/asking.uts
var SHADOW_MS = 2e3;
var ACT_MS = 7e4;
var SEEN_MS = 1e4;
var InvitationAsking = class {
  constructor() {
    this.owner = null;
  }
  begin(owner) {
    this.owner = owner;
  }
  // It is repeated until the server has answered, and given up after 30 s (P-CALL-10).
  invite(row2, done) {
    row2.written = this.owner.canWrite();
    const frame = { t: "invite", i: row2.id, to: row2.to, ch: row2.channel, content: row2.content };
    this.owner.askFor(row2.inviteSubject(), frame, CALL_SENT_MS + SHADOW_MS, done);
  }
  ask(row2, what, text2, busy, done) {
    const frame = { t: "call", i: row2.id, of: row2.from, do: what, text: text2 };
    if (busy)
      frame["busy"] = 1;
    this.owner.askFor(row2.subject(), frame, ACT_MS, done);
  }
  seen(from, id2) {
    const frame = { t: "call", i: id2, of: from, do: "seen", text: "" };
    this.owner.askFor("", frame, SEEN_MS, (reply) => {
    });
  }
  // The server has it: repeated after the end it would be a new one.
  isInvited(row2) {
    this.owner.withdraw(row2.inviteSubject());
  }
  takeBack(row2) {
    this.owner.withdraw(row2.subject());
  }
  // Over here, and not at the server as far as we know. It stands before whatever the page asks for next: a new invitation to the same user is
  // not the second one there.
  callOff(row2, text2) {
    this.isInvited(row2);
    this.takeBack(row2);
    if (!row2.written && !row2.known)
      return;
    row2.leaving = true;
    this.ask(row2, "cancel", text2, false, (reply) => {
      row2.leaving = false;
    });
  }
};

// uni_modules/rtm/utssdk/common/invitation/invitation.uts
var Invitation = class {
  constructor(id2, from, to, isLocal, own, channel, content) {
    this.response = "";
    this.state = "sent";
    // of the server's newest view
    this.why = "";
    this.by = "";
    // the login that has answered
    this.version = 0;
    this.known = false;
    // the server has said something of it
    this.pageState = "";
    // to the page: '', 'received', 'over'
    this.asked = "";
    this.written = false;
    // what was asked last may have reached the server
    this.leaving = false;
    // it is over here, and the server has yet to answer that it is cancelled
    this.left = false;
    // it was over with the session: the server may not have heard of that
    this.timer = 0;
    this.id = id2;
    this.from = from;
    this.to = to;
    this.isLocal = isLocal;
    this.own = own;
    this.channel = channel;
    this.content = content;
  }
  isOver() {
    return this.pageState == "over";
  }
  peer() {
    return this.isLocal ? this.to : this.from;
  }
  isNamed(from, id2) {
    return this.from == from && this.id == id2;
  }
  // What its requests are known by, to be taken back: the one that made it, and all others.
  inviteSubject() {
    return "invite " + this.id;
  }
  subject() {
    return "call " + this.from + " " + this.id;
  }
  take(view) {
    this.version = numberOf2(view, "v", 0);
    this.state = textOf(view, "state");
    this.why = textOf(view, "why");
    this.by = textOf(view, "by");
    this.content = textOf(view, "content");
    this.response = textOf(view, "response");
    this.known = true;
  }
  // state: a word of invitation-events.uts. What belongs to the end is not told before it, even if it is known already.
  event(state) {
    const role = this.isLocal ? "local" : "remote";
    const isEnd = state != "received";
    const answer2 = state == "elsewhere" ? this.state : "";
    const event = {
      event: "invitation",
      role,
      state,
      invitationId: this.id,
      caller: this.from,
      callee: this.to,
      channel: this.channel,
      content: this.content,
      response: isEnd ? this.response : "",
      why: isEnd ? this.why : "",
      answer: answer2
    };
    return event;
  }
};

// uni_modules/rtm/utssdk/common/invitation/pending-events.uts
var Kept = class {
  constructor(id2, event) {
    this.id = id2;
    this.event = event;
  }
};
var PendingEvents = class {
  constructor() {
    this.wanted = false;
    this.rows = [];
  }
  isOpen() {
    return this.wanted;
  }
  keep(id2, event) {
    this.rows.push(new Kept(id2, event));
  }
  drop(id2) {
    const rows2 = this.rows;
    this.rows = [];
    for (let i = 0; i < rows2.length; i++) {
      const row2 = rows2[i];
      if (row2.id != id2)
        this.rows.push(row2);
    }
  }
  // What was kept, in its order; from now on nothing is.
  open() {
    const out2 = new ObjectList();
    for (let i = 0; i < this.rows.length; i++)
      out2.add(this.rows[i].event);
    this.rows = [];
    this.wanted = true;
    return out2.items;
  }
};

// uni_modules/rtm/utssdk/common/invitation/invitation-events.uts
function isOverWord(word) {
  return word != "received";
}
function isEnded(state) {
  return state != "sent" && state != "ringing" && state != "answering";
}
function tellCaller(state, why, pageState) {
  const words = new TextList();
  if (pageState != "received" && hasRung(state, why))
    words.add("received");
  if (state == "accepted" || state == "refused" || state == "cancelled" || state == "failed")
    words.add(state);
  if (state == "unknown")
    words.add("failed");
  return words.items;
}
function tellCallee(state, why, pageState, mine) {
  const words = new TextList();
  if (pageState != "received") {
    if (!isEnded(state) && (state != "answering" || mine))
      words.add("received");
    return words.items;
  }
  if (state == "answering" || state == "accepted" || state == "refused") {
    if (!mine)
      words.add("elsewhere");
    else if (state != "answering")
      words.add(state);
  } else if (state == "failed" && (why == "offline" || why == "silent")) {
    words.add("cancelled");
  } else if (state == "cancelled" || state == "failed") {
    words.add(state);
  } else if (state == "unknown") {
    words.add("failed");
  }
  return words.items;
}
function hasRung(state, why) {
  if (state == "ringing" || state == "answering" || state == "accepted" || state == "refused")
    return true;
  return state == "failed" && (why == "expired" || why == "unconfirmed" || why == "caller_away");
}

// uni_modules/rtm/utssdk/common/invitation/list.uts
var MAX_ENDED = 128;
var InvitationList = class {
  constructor() {
    this.rows = [];
  }
  add(row2) {
    this.rows.push(row2);
  }
  all() {
    return this.rows;
  }
  // The newest one with this peer, or the one of this id with him.
  find(isLocal, peer, id2) {
    const zero = 0;
    let i = zero + this.rows.length - 1;
    while (i >= 0) {
      const row2 = this.rows[i];
      if (row2.isLocal == isLocal && row2.peer() == peer && (id2.length <= 0 || row2.id == id2))
        return row2;
      i = i - 1;
    }
    return null;
  }
  // Those of this caller that run.
  running() {
    let count = 0;
    for (let i = 0; i < this.rows.length; i++) {
      const row2 = this.rows[i];
      if (row2.own && !row2.isOver())
        count = count + 1;
    }
    return count;
  }
  named(from, id2) {
    for (let i = 0; i < this.rows.length; i++) {
      const row2 = this.rows[i];
      if (row2.isNamed(from, id2))
        return row2;
    }
    return null;
  }
  clear() {
    this.rows = [];
  }
  // At the end of a session: what rings for this user comes again at his next login, as if it were new.
  dropRinging() {
    const rows2 = this.rows;
    this.rows = [];
    for (let i = 0; i < rows2.length; i++) {
      const row2 = rows2[i];
      if (row2.isLocal || isEnded(row2.state))
        this.rows.push(row2);
    }
  }
  // One has ended: the oldest of too many goes. Not one of which the server may still tell something: it would be news.
  tidy() {
    if (this.ended() <= MAX_ENDED)
      return;
    const rows2 = this.rows;
    let dropped = false;
    this.rows = [];
    for (let i = 0; i < rows2.length; i++) {
      const row2 = rows2[i];
      if (!dropped && row2.isOver() && !row2.leaving)
        dropped = true;
      else
        this.rows.push(row2);
    }
  }
  ended() {
    let count = 0;
    for (let i = 0; i < this.rows.length; i++) {
      const row2 = this.rows[i];
      if (row2.isOver())
        count = count + 1;
    }
    return count;
  }
};

// uni_modules/rtm/utssdk/common/invitation/invitations.uts
var Invitations = class {
  constructor(clock) {
    this.owner = null;
    this.asking = new InvitationAsking();
    this.list = new InvitationList();
    this.keeping = new PendingEvents();
    this.count = 0;
    this.user = "";
    this.clock = clock;
  }
  begin(owner) {
    this.owner = owner;
    this.asking.begin(owner);
  }
  // From here on the page hears of invitations, and first of those that run (A-INVITE-1).
  listen() {
    const kept = this.keeping.open();
    for (let i = 0; i < kept.length; i++)
      this.owner.emit(kept[i]);
  }
  find(isLocal, peer, id2) {
    return this.list.find(isLocal, peer, id2);
  }
  // As many as the server lets one caller have (P-CALL-12): the next one need not ask it.
  isFull() {
    return this.list.running() >= MAX_INVITATIONS;
  }
  // The id of the new invitation.
  invite(to, channel, content) {
    this.count = this.count + 1;
    const id2 = this.owner.loginName() + "." + numberText(this.count);
    const row2 = new Invitation(id2, this.owner.userId(), to, true, true, channel, content);
    this.list.add(row2);
    this.asking.invite(row2, (reply) => {
      this.invited(row2, reply);
    });
    this.watch(row2, CALL_SENT_MS + CALL_RING_MS + SHADOW_MS);
    return id2;
  }
  // It is over here at once: no later call finds it, and nothing that comes of it is told (P-CALL-14). What the server is asked goes out before
  // every later call; an accept that was faster is not confirmed, so it ends there, too.
  cancel(row2, content) {
    if (lengthOf(content) > 0)
      row2.content = content;
    row2.asked = "cancel";
    this.asking.callOff(row2, content);
    this.over(row2, "cancelled");
  }
  accept(row2, response) {
    this.act(row2, "accept", response, false);
  }
  refuse(row2, response, busy) {
    this.act(row2, "refuse", response, busy);
  }
  // For an invitation that could not even begin (A-INVITE-8).
  failAtOnce(to, channel, content) {
    const row2 = new Invitation("", this.owner.userId(), to, true, true, channel, content);
    row2.why = "not_logged_in";
    this.tell(row2, "failed");
  }
  // What runs, and the server knows of: it answers about those that it has forgotten (P-CALL-8).
  hello() {
    const list2 = new ObjectList();
    const rows2 = this.list.all();
    for (let i = 0; i < rows2.length; i++) {
      const row2 = rows2[i];
      if (!row2.isOver() && row2.known) {
        const one = { i: row2.id, of: row2.from, v: row2.version };
        list2.add(one);
      }
    }
    return list2.items;
  }
  // Everything that was asked and not answered is about to be asked again.
  onWelcome() {
    const rows2 = this.list.all();
    for (let i = 0; i < rows2.length; i++) {
      const row2 = rows2[i];
      row2.written = true;
      if (row2.left)
        this.asking.callOff(row2, "");
      row2.left = false;
    }
  }
  onView(view) {
    const from = textOf(view, "from");
    const id2 = textOf(view, "i");
    const state = textOf(view, "state");
    const found2 = this.list.named(from, id2);
    if (found2 == null) {
      if (isEnded(state))
        this.asking.seen(from, id2);
      else
        this.hearOf(view, from, id2);
      return;
    }
    const row2 = found2;
    if (state == "unknown") {
      if (!row2.isOver())
        this.lost(row2);
      return;
    }
    if (row2.isOver())
      this.afterTheEnd(row2, state);
    else if (numberOf2(view, "v", 0) > row2.version)
      this.moveOn(row2, view);
    else
      this.ring(row2, state);
  }
  // Logout, replaced, kicked, released. What this user was sent comes again at his next login, if it runs then (A-INVITE-12).
  end() {
    const rows2 = this.list.all();
    this.list.dropRinging();
    for (let i = 0; i < rows2.length; i++) {
      const row2 = rows2[i];
      this.unwatch(row2);
      this.keeping.drop(row2.id);
      if (row2.own && !isEnded(row2.state) && (row2.written || row2.known) && (row2.leaving || !row2.isOver()))
        row2.left = true;
      row2.leaving = false;
      row2.pageState = "over";
    }
  }
  // Another user has nothing to do with the invitations of the one before.
  forUser(user) {
    if (user != this.user)
      this.list.clear();
    this.user = user;
  }
  hearOf(view, from, id2) {
    if (this.owner.isOverThere(numberOf2(view, "ends", 0)))
      return;
    const isLocal = from == this.owner.userId();
    const row2 = new Invitation(id2, from, textOf(view, "to"), isLocal, false, textOf(view, "ch"), textOf(view, "content"));
    this.list.add(row2);
    this.moveOn(row2, view);
  }
  moveOn(row2, view) {
    const before = row2.state;
    const first = !row2.known;
    row2.take(view);
    if (first && row2.own)
      this.asking.isInvited(row2);
    const mine = row2.by == this.owner.loginName();
    const words = row2.isLocal ? tellCaller(row2.state, row2.why, row2.pageState) : tellCallee(row2.state, row2.why, row2.pageState, mine);
    for (let i = 0; i < words.length; i++) {
      if (isOverWord(words[i]))
        this.over(row2, words[i]);
      else
        this.received(row2);
    }
    if (isEnded(row2.state)) {
      if (!row2.isOver())
        this.over(row2, "");
      this.asking.seen(row2.from, row2.id);
      return;
    }
    if (first || before != row2.state)
      this.ring(row2, row2.state);
    if (row2.isOver())
      return;
    if (row2.isLocal)
      this.confirm(row2);
    else if (row2.pageState != "received")
      this.over(row2, "");
  }
  // The callee's engine acknowledges by itself, whether the page listens or not (P-CALL-7).
  ring(row2, state) {
    if (!row2.isLocal && state == "sent")
      this.asking.ask(row2, "ring", "", false, (reply) => {
      });
  }
  // The caller's engine confirms by itself, unless its page has cancelled meanwhile (P-CALL-7).
  confirm(row2) {
    if (row2.state != "answering" || !row2.own || row2.asked.length > 0)
      return;
    this.act(row2, "confirm", "", false);
  }
  act(row2, what, text2, busy) {
    row2.asked = what;
    row2.written = this.owner.canWrite();
    this.asking.ask(row2, what, text2, busy, (reply) => {
      this.acted(row2, what, busy, reply);
    });
  }
  acted(row2, what, busy, reply) {
    if (row2.isOver())
      return;
    if (isGood(reply)) {
      if (busy) {
        row2.why = "busy";
        this.over(row2, "refused");
      }
      return;
    }
    const why = textOf(reply, "why");
    if (why == "unknown_invitation") {
      this.lost(row2);
    } else if (why != "invitation_ended" && why != "invitation_accepted" && row2.asked == what) {
      row2.asked = "";
      this.confirm(row2);
    }
  }
  invited(row2, reply) {
    if (row2.isOver() || row2.known)
      return;
    if (isGood(reply)) {
      row2.known = true;
      return;
    }
    const why = textOf(reply, "why");
    row2.why = why == "timeout" ? "silent" : why;
    if (why == "timeout")
      this.asking.callOff(row2, "");
    this.over(row2, "failed");
  }
  // The page has ended it, or this engine by itself, because the server was not heard for too long, or for this session only.
  afterTheEnd(row2, state) {
    if (isEnded(state)) {
      row2.state = state;
      this.asking.seen(row2.from, row2.id);
    } else if ((row2.own || row2.asked == "cancel") && !row2.leaving) {
      row2.known = true;
      this.asking.callOff(row2, "");
    }
  }
  lost(row2) {
    row2.state = "unknown";
    row2.why = "unknown";
    this.over(row2, "failed");
  }
  received(row2) {
    row2.pageState = "received";
    this.watch(row2, CALL_RING_MS + SHADOW_MS);
    this.tell(row2, "received");
  }
  over(row2, word) {
    row2.pageState = "over";
    this.unwatch(row2);
    if (lengthOf(word) > 0)
      this.tell(row2, word);
    else
      this.keeping.drop(row2.id);
    this.list.tidy();
  }
  tell(row2, word) {
    const event = row2.event(word);
    if (this.keeping.isOpen())
      this.owner.emit(event);
    else if (isOverWord(word))
      this.keeping.drop(row2.id);
    else
      this.keeping.keep(row2.id, event);
  }
  watch(row2, ms) {
    this.unwatch(row2);
    row2.timer = this.clock.after(ms, () => {
      this.late(row2);
    });
  }
  unwatch(row2) {
    if (row2.timer > 0)
      this.clock.cancel(row2.timer);
    row2.timer = 0;
  }
  // The server can be heard: then it says when. What was confirmed or accepted may be decided already: only the server knows (P-CALL-10).
  late(row2) {
    row2.timer = 0;
    if (row2.isOver())
      return;
    if (this.owner.canWrite()) {
      this.watch(row2, SHADOW_MS);
      return;
    }
    if (row2.asked == "confirm" || row2.asked == "accept" && row2.written)
      return;
    row2.why = "expired";
    if (row2.own)
      this.asking.callOff(row2, "");
    else
      this.asking.takeBack(row2);
    this.over(row2, "failed");
  }
};

// uni_modules/rtm/utssdk/common/engine/joins.uts
var ANSWER_MS = 5e3;
var Joins = class {
  constructor(json, pageEvents, requests, channels) {
    this.json = json;
    this.pageEvents = pageEvents;
    this.requests = requests;
    this.channels = channels;
  }
  join(id2, done) {
    const number = this.channels.want(id2);
    const frame = { t: "join", ch: id2, j: number, mode: "full" };
    this.requests.ask(frame, id2, ANSWER_MS, (reply) => {
      this.joinAnswered(id2, reply, done);
    });
  }
  leave(id2, done) {
    this.channels.leave(id2);
    this.requests.settle("join", id2, failure("aborted", "leave was called before the join was answered", ""));
    this.askToLeave(id2, (reply) => {
      this.pageEvents.answer(done, success());
    });
  }
  onWelcome(welcome) {
    const rows2 = objectsOf(this.json, welcome, "channels");
    const leaving = new TextSet();
    for (let i = 0; i < rows2.length; i++) {
      const id2 = textOf(rows2[i], "ch");
      if (!this.channels.mustLeave(id2))
        this.greeted(rows2[i]);
      else if (textOf(rows2[i], "no").length <= 0)
        leaving.add(id2);
    }
    this.channels.leaves.keep(leaving);
    this.requests.settleOthers("leave", leaving, success());
  }
  // The greeting still named these, because they were left after it or had something to be sent: that is written by now (P-CHANNEL-6).
  afterSends() {
    const ids2 = this.channels.leaves.ids();
    for (let i = 0; i < ids2.length; i++) {
      if (!this.requests.isOpen("leave", ids2[i]))
        this.askToLeave(ids2[i], (ignored) => {
        });
    }
  }
  joinAnswered(id2, reply, done) {
    const found2 = this.channels.find(id2);
    if (!isGood(reply) && found2 != null && !found2.joined)
      this.giveUp(id2, reply);
    this.pageEvents.answer(done, plain(reply));
    if (!isGood(reply) || found2 == null)
      return;
    const row2 = found2;
    if (!row2.joined)
      this.channels.joined(row2, reply);
    this.channels.tellCount(row2);
  }
  // A join that got no answer in time may still be carried out by the server: the channel is left, so that both sides agree again.
  giveUp(id2, reply) {
    this.channels.drop(id2);
    if (textOf(reply, "why") != "timeout")
      return;
    this.askToLeave(id2, (ignored) => {
    });
  }
  greeted(entry) {
    const id2 = textOf(entry, "ch");
    const found2 = this.channels.find(id2);
    if (found2 == null)
      return;
    const row2 = found2;
    const no2 = textOf(entry, "no");
    if (no2.length > 0) {
      const lost = row2.joined;
      this.channels.drop(id2);
      this.requests.settle("join", id2, failure(no2, "the server refused the channel", ""));
      if (lost)
        this.pageEvents.emit({ event: "channelLost", channel: id2, reason: no2 });
      return;
    }
    const fresh = !row2.joined;
    this.channels.joined(row2, entry);
    const inStep = same(numberOf2(entry, "v", 0), row2.knownVersion());
    this.channels.greetedGap(row2, entry);
    if (fresh)
      this.requests.settle("join", id2, success());
    else if (inStep)
      this.channels.tellCount(row2);
  }
  askToLeave(id2, done) {
    this.channels.leaves.add(id2);
    const frame = { t: "leave", ch: id2 };
    this.requests.ask(frame, id2, ANSWER_MS, (reply) => {
      if (textOf(reply, "why") != "timeout")
        this.channels.leaves.forget(id2);
      done(reply);
    });
  }
};

// uni_modules/rtm/utssdk/common/engine/core.uts
var RESTORE_MS = 3e4;
var Core = class {
  constructor(ports, pageEvents, app) {
    this.limits = new Limits();
    this.own = new OwnAttributes();
    this.pageState = "disconnected";
    this.ports = ports;
    this.pageEvents = pageEvents;
    this.session = new Session(ports, app);
    this.requests = new Requests(ports.clock);
    this.renewal = new Renewal(this.session, this.requests);
    this.outbox = new Outbox(ports.clock, ports.json);
    this.inbox = new Inbox(ports.json);
    this.channels = new Channels(ports.json);
    this.joins = new Joins(ports.json, pageEvents, this.requests, this.channels);
    this.watched = new Watched(ports.json);
    this.invitations = new Invitations(ports.clock);
  }
  // To be called once after construction: in Swift `this` may not be passed on before every field is set.
  begin() {
    this.session.begin(this);
    this.session.tokens.begin(this);
    this.requests.begin(this);
    this.outbox.begin(this);
    this.inbox.begin(this);
    this.channels.begin(this);
    this.watched.begin(this);
    this.own.begin(this);
    this.invitations.begin(this);
  }
  answer(done, result) {
    this.pageEvents.answer(done, result);
  }
  emit(event) {
    this.pageEvents.emit(event);
  }
  loginName() {
    return this.session.greeting.name;
  }
  isOverThere(at) {
    return this.session.proof.clock.isOver(at);
  }
  askFor(subject, frame, deadlineMs, done) {
    this.requests.ask(frame, subject, deadlineMs, done);
  }
  withdraw(subject) {
    this.requests.withdraw(subject);
  }
  userId() {
    return this.session.greeting.user;
  }
  emitHandled(event, handled) {
    this.pageEvents.emitHandled(event, handled);
  }
  afterHandled(handled) {
    this.pageEvents.afterHandled(handled);
  }
  isHeard() {
    return this.pageEvents.isHeard();
  }
  onLateOutcome(event) {
    this.emit(event);
  }
  resync(reason) {
    this.ports.log.write("warn", "rtm: " + reason + "; resuming");
    this.session.resync(reason);
  }
  publishing() {
    return this.outbox.publishing();
  }
  canWrite() {
    return this.session.ready();
  }
  writeFrame(frame) {
    this.inbox.piggyback(frame);
    this.outbox.rideOften(frame);
    this.session.send(frame);
  }
  writeText(text2) {
    this.session.sendText(text2);
  }
  fillHello(hello) {
    hello["settled"] = this.outbox.hello();
    hello["inbox"] = this.inbox.hello();
    hello["channels"] = this.channels.hello();
    const watch3 = this.watched.hello();
    if (watch3.length > 0)
      hello["watch"] = watch3;
    const calls = this.invitations.hello();
    if (calls.length > 0)
      hello["calls"] = calls;
  }
  fillPing(ping) {
    this.inbox.piggyback(ping);
    this.outbox.piggyback(ping, 1);
  }
  // news: 0 for a change that a façade with fewer states does not tell (a short interruption).
  onState(row2, reason) {
    const news = row2.pageState == this.pageState ? 0 : 1;
    this.pageState = row2.pageState;
    const event = { event: "state", state: row2.name, pageState: row2.pageState, reason, news };
    this.session.fault.put(event);
    this.ports.log.write("info", "rtm: " + row2.name + ", " + reason);
    this.emit(event);
    if (row2.name == "returning")
      this.renewal.onReturning();
  }
  onTokenWillExpire() {
    this.ports.log.write("info", "rtm: the token will end soon");
    const event = { event: "tokenWillExpire" };
    this.emit(event);
  }
  onTokenDidExpire() {
    this.ports.log.write("warn", "rtm: the token has ended");
    const event = { event: "tokenExpired" };
    this.emit(event);
  }
  // Channels first, so that what is sent next finds them joined; then the sends, then what leaves, then the questions.
  onWelcome(welcome, fresh) {
    const limits = this.ports.json.objectOf(welcome["limits"]);
    if (limits != null)
      this.limits.tune(this.ports.json, limits);
    this.inbox.onWelcome(welcome);
    this.joins.onWelcome(welcome);
    this.watched.onWelcome(welcome);
    this.outbox.onWelcome(welcome, fresh);
    this.outbox.flush();
    this.joins.afterSends();
    this.own.onWelcome(numberOf2(welcome, "own", 0));
    this.invitations.onWelcome();
    this.requests.askAgain();
    this.renewal.onWelcome();
  }
  onFrame(kind, frame) {
    const isInbox = numberOf2(frame, "a", 0) <= 0;
    const stream = isInbox ? this.inbox : this.channels;
    if (kind == "m") {
      stream.onRecord(frame);
    } else if (kind == "out") {
      if (textOf(frame, "outcome") == "taken")
        this.channels.onTaken(frame);
      this.outbox.onOut(frame);
    } else if (kind == "ok" || kind == "no") {
      this.requests.onReply(frame);
    } else if (kind == "call") {
      this.invitations.onView(frame);
    } else if (kind == "members") {
      this.channels.onMembers(frame);
    } else if (kind == "peers") {
      this.watched.onPeers(frame);
    } else if (kind == "attrs") {
      this.channels.onAttributes(frame);
    } else if (kind == "gap") {
      stream.onGap(frame);
    } else if (kind == "skip") {
      stream.onSkip(frame);
    } else if (kind == "redelivery") {
      this.inbox.onRedelivery(frame);
    } else if (numberOf2(frame, "critical", 0) > 0) {
      this.session.criticalUnknown();
    }
  }
  onLinkLost() {
    this.requests.onLinkLost();
  }
  onSessionEnded(why) {
    this.channels.clear();
    this.watched.clear();
    this.invitations.end();
    this.inbox.forgetPlace();
    this.outbox.end();
    this.requests.end(failure("timeout", "the session ended before an answer came", ""));
    this.own.clear();
  }
  restore(w, rows2) {
    const frame = { t: "setattrs", w, how: "restore", rows: rows2 };
    this.requests.askBefore(frame, RESTORE_MS, (reply) => {
      this.own.restored(w, isGood(reply));
    });
  }
  // How things stand, without a question to the server.
  stats() {
    const meter = this.session.meter;
    const stats = {
      ok: 1,
      phase: this.session.state().name,
      roundTrip: meter.roundTrip,
      links: meter.links,
      lost: meter.lost,
      sent: this.outbox.given,
      received: this.pageEvents.messages,
      waiting: this.outbox.waiting()
    };
    return stats;
  }
};

// uni_modules/rtm/utssdk/common/engine/guard.uts
var Guard = class {
  constructor(ports, pageEvents, core) {
    this.ports = ports;
    this.pageEvents = pageEvents;
    this.core = core;
  }
  refuse(done, why, reason, action) {
    this.pageEvents.answer(done, failure(why, reason, action));
  }
  // wrong: '' or what is wrong with an argument.
  fits(wrong3, done) {
    if (wrong3.length <= 0)
      return true;
    this.refuse(done, "invalid", wrong3, "");
    return false;
  }
  // In RECONNECTING calls wait for their deadline; in ABORTED they time out at once (A-CALL-9). A-CALL-5: before login and after logout there is nobody to ask.
  mayCall(done) {
    const row2 = this.core.session.state();
    if (row2.calls == "run")
      return true;
    if (row2.calls == "timeout")
      this.refuse(done, "timeout", "the connection has ended for good", "call logout and login again");
    else
      this.refuse(done, "not_logged_in", "not logged in", "call login and wait for its answer");
    return false;
  }
  // What is carried out as soon as there is a link, however long that takes.
  mayQueue(done) {
    const row2 = this.core.session.state();
    return row2.pageState == "reconnecting" || this.mayCall(done);
  }
  within(window, done) {
    const wait = window.take(this.ports.clock.monotonic());
    if (wait <= 0)
      return true;
    this.pageEvents.answer(done, tooOften(wait));
    return false;
  }
  // Goes to the server; the answer of the server, or a timeout, is the answer of the call.
  ask(frame, deadlineMs, done) {
    this.core.requests.ask(frame, "", deadlineMs, (reply) => {
      this.pageEvents.answer(done, reply);
    });
  }
};

// uni_modules/rtm/utssdk/common/engine/invitation-calls.uts
var InvitationCalls = class {
  constructor(over) {
    this.guard = over;
  }
  // Events of invitations come from here on; until then they are kept.
  listen() {
    this.all().listen();
  }
  invite(callee, channel, content, done) {
    if (!this.guard.fits(this.wrongInvitation(callee, channel, content), done))
      return;
    if (!this.guard.mayQueue(done)) {
      this.all().failAtOnce(callee, channel, content);
      return;
    }
    const found2 = this.all().find(true, callee, "");
    if (found2 != null && !found2.isOver()) {
      this.guard.refuse(done, "already_invited", "an invitation to this user is already running", "cancel it first");
      return;
    }
    if (this.all().isFull()) {
      this.guard.refuse(done, "full", "too many invitations are running", "cancel one first");
      return;
    }
    this.good(done, this.all().invite(callee, channel, content));
  }
  cancel(callee, content, id2, done) {
    const found2 = this.named(true, "calleeId", callee, content, id2, done);
    if (found2 == null)
      return;
    const row2 = found2;
    if (row2.isOver() || row2.asked == "confirm") {
      this.guard.refuse(done, "invitation_ended", "this invitation has ended, or was accepted", "");
      return;
    }
    this.all().cancel(row2, content);
    this.good(done, row2.id);
  }
  accept(caller, response, id2, done) {
    const found2 = this.named(false, "callerId", caller, response, id2, done);
    if (found2 == null)
      return;
    const row2 = found2;
    if (row2.state == "answering" || row2.state == "accepted") {
      this.accepted(done);
    } else if (row2.isOver() || row2.asked == "refuse") {
      this.ended(done);
    } else if (row2.asked == "accept") {
      this.accepted(done);
    } else {
      this.all().accept(row2, response);
      this.good(done, row2.id);
    }
  }
  refuse(caller, response, busy, id2, done) {
    const found2 = this.named(false, "callerId", caller, response, id2, done);
    if (found2 == null)
      return;
    const row2 = found2;
    if (row2.isOver() || row2.asked == "refuse") {
      this.ended(done);
    } else if (row2.asked == "accept" || row2.state == "answering") {
      this.accepted(done);
    } else {
      this.all().refuse(row2, response, busy);
      this.good(done, row2.id);
    }
  }
  named(isLocal, name, peer, text2, id2, done) {
    let wrong3 = checkId(name, peer);
    if (wrong3.length <= 0)
      wrong3 = checkText(text2, this.guard.core.limits.invitation);
    if (!this.guard.fits(wrong3, done) || !this.guard.mayQueue(done))
      return null;
    const found2 = this.all().find(isLocal, peer, id2);
    if (found2 == null)
      this.guard.refuse(done, "unknown_invitation", "there is no such invitation", "");
    return found2;
  }
  wrongInvitation(callee, channel, content) {
    const wrong3 = checkId("calleeId", callee);
    if (wrong3.length > 0)
      return wrong3;
    if (callee == this.guard.core.userId())
      return "a user cannot invite themselves";
    const carried = checkCarried(channel);
    return carried.length > 0 ? carried : checkText(content, this.guard.core.limits.invitation);
  }
  ended(done) {
    this.guard.refuse(done, "invitation_ended", "this invitation has ended", "");
  }
  accepted(done) {
    this.guard.refuse(done, "invitation_accepted", "this invitation was already accepted", "");
  }
  good(done, id2) {
    const answer2 = success();
    answer2["invitationId"] = id2;
    this.guard.pageEvents.answer(done, answer2);
  }
  all() {
    return this.guard.core.invitations;
  }
};

// uni_modules/rtm/utssdk/common/engine/presence-calls.uts
var TEN_SECONDS = 1e4;
var PresenceCalls = class {
  constructor(over) {
    this.guard = over;
  }
  query(ids2, done) {
    if (!this.guard.fits(checkIds("peerIds", ids2), done))
      return;
    if (ids2.length > this.guard.core.limits.presenceIds) {
      this.guard.refuse(done, "invalid", "too many users in one call", "split the call");
      return;
    }
    if (!this.guard.mayCall(done) || !this.guard.within(this.guard.core.limits.presence, done))
      return;
    const frame = { t: "presence", users: ids2 };
    this.guard.ask(frame, TEN_SECONDS, done);
  }
  // A-PRESENCE-3: the answer first, then an event with the states of all these users. During a break it waits for the link, until its deadline.
  watch(ids2, done) {
    if (!this.mayWatch(ids2, done))
      return;
    const users = onceEach(ids2);
    if (this.guard.core.watched.exceeds(this.guard.core.limits.watch, users)) {
      this.refuseTooMany(done);
      return;
    }
    const asked = this.guard.core.watched.ask(users);
    const frame = { t: "watch", users };
    this.guard.core.requests.ask(frame, "", TEN_SECONDS, (reply) => {
      this.watchAnswered(asked, reply, done);
    });
  }
  // No change of these users is told from the call on, whatever becomes of it.
  unwatch(ids2, done) {
    if (!this.mayWatch(ids2, done))
      return;
    this.guard.core.watched.unwatch(ids2);
    const frame = { t: "unwatch", users: ids2 };
    this.guard.core.requests.ask(frame, "", TEN_SECONDS, (reply) => {
      this.guard.pageEvents.answer(done, plain(reply));
    });
  }
  // Answered from what this client knows (A-PRESENCE-5).
  watched(done) {
    if (!this.guard.mayCall(done) || !this.guard.within(this.guard.core.limits.watched, done))
      return;
    const answer2 = success();
    answer2["users"] = this.guard.core.watched.users();
    this.guard.pageEvents.answer(done, answer2);
  }
  mayWatch(ids2, done) {
    if (!this.guard.fits(checkIds("peerIds", ids2), done))
      return false;
    if (ids2.length > this.guard.core.limits.watch) {
      this.refuseTooMany(done);
      return false;
    }
    return this.guard.mayCall(done) && this.guard.within(this.guard.core.limits.watching, done);
  }
  refuseTooMany(done) {
    this.guard.refuse(done, "too_many_watched", "too many users to subscribe to, in one call or altogether", "unsubscribe from some first");
  }
  watchAnswered(asked, reply, done) {
    this.guard.pageEvents.answer(done, plain(reply));
    if (isGood(reply))
      this.guard.core.watched.answered(asked, reply);
    else
      this.guard.core.watched.failed(asked);
  }
};
function onceEach(ids2) {
  const seen = new TextSet();
  const out2 = new TextList();
  for (let i = 0; i < ids2.length; i++) {
    if (seen.add(ids2[i]))
      out2.add(ids2[i]);
  }
  return out2.items;
}

// uni_modules/rtm/utssdk/common/engine/token-calls.uts
var TokenCalls = class {
  constructor(over) {
    this.guard = over;
  }
  renew(token, done) {
    if (!this.guard.fits(checkToken(token), done))
      return;
    const row2 = this.guard.core.session.state();
    if (row2.calls == "not_logged_in") {
      this.guard.refuse(done, "not_logged_in", "not logged in", "call login with the new token");
      return;
    }
    if (!this.guard.within(this.guard.core.limits.renew, done))
      return;
    if (row2.pageState == "aborted") {
      this.guard.refuse(done, "aborted", "the connection has ended for good", "call logout and login again");
      return;
    }
    this.guard.core.renewal.begin(token, (reply) => {
      this.guard.pageEvents.answer(done, reply);
    });
  }
};

// uni_modules/rtm/utssdk/common/engine/client.uts
var FIVE_SECONDS2 = 5e3;
var Client2 = class {
  constructor(ports, app, server) {
    // counts at the next login only
    // The generation of a login of this user that nobody is there for any more, and which this client continues; 0 for none.
    this.continues = (user) => 0;
    this.lastUser = "";
    this.ports = ports;
    this.server = server;
    this.pageEvents = new PageEvents(ports);
    this.core = new Core(ports, this.pageEvents, app);
    this.guard = new Guard(ports, this.pageEvents, this.core);
    this.presence = new PresenceCalls(this.guard);
    this.attributes = new AttributeCalls(this.guard);
    this.invitations = new InvitationCalls(this.guard);
    this.tokens = new TokenCalls(this.guard);
    this.core.begin();
  }
  listen(listener) {
    this.pageEvents.listen(listener);
  }
  mayLogin() {
    return this.core.session.state().login;
  }
  login(user, token, done) {
    if (!this.guard.fits(checkId("userId", user), done))
      return;
    const wait = this.core.limits.login.take(this.ports.clock.monotonic());
    if (wait > 0) {
      this.pageEvents.answer(done, tooOften(wait));
      return;
    }
    if (!this.mayLogin()) {
      this.guard.refuse(done, "busy", "already logged in, or logging in", "call logout first");
      return;
    }
    if (this.server.length <= 0) {
      this.guard.refuse(done, "no_server", "no server address", 'call setParameters with {server: "ws://host:port/rtm"} before login');
      return;
    }
    if (!this.guard.fits(checkAddress(this.server), done))
      return;
    this.core.inbox.forgetIds(user == this.lastUser);
    this.pageEvents.clear();
    this.lastUser = user;
    this.core.invitations.forUser(user);
    this.core.session.login(this.server, user, token, this.continues(user), done);
  }
  // The only way out of ABORTED (A-STATE-4, A-LOGIN-4).
  logout(done) {
    const row2 = this.core.session.state();
    if (!row2.dials && row2.calls == "not_logged_in") {
      this.guard.refuse(done, "not_logged_in", "not logged in", "");
      return;
    }
    this.goodbye();
    this.pageEvents.answer(done, success());
  }
  // Release: as a logout, and then nothing more. The answer is the last thing that a page hears (A-INSTANCE-2).
  close(done) {
    const row2 = this.core.session.state();
    if (row2.dials || row2.calls != "not_logged_in")
      this.goodbye();
    this.core.session.close();
    this.pageEvents.answer(done, success());
  }
  send(peer, text2, historical, offline, done) {
    if (!this.guard.fits(checkId("peerId", peer), done) || !this.maySend(text2, done))
      return;
    const n = this.core.outbox.nextNumber();
    const header = { t: "send", n, to: peer, hist: historical ? 1 : 0, store: offline ? 1 : 0 };
    this.core.outbox.add(n, header, text2, done);
  }
  publish(channel, text2, historical, done) {
    if (!this.guard.fits(checkId("channelId", channel), done) || !this.maySend(text2, done))
      return;
    if (!this.core.channels.isJoined(channel)) {
      this.guard.refuse(done, "not_joined", "not joined to this channel", "call join and wait for its answer");
      return;
    }
    const n = this.core.outbox.nextNumber();
    const header = { t: "pub", n, ch: channel, hist: historical ? 1 : 0 };
    this.core.outbox.add(n, header, text2, done);
  }
  join(id2, done) {
    if (!this.guard.fits(checkId("channelId", id2), done) || !this.guard.mayCall(done))
      return;
    const now = this.ports.clock.monotonic();
    const again2 = this.core.limits.rejoin(id2).wait(now);
    if (again2 > 0) {
      const result = tooOften(again2);
      result["why"] = "too_often_same";
      this.pageEvents.answer(done, result);
      return;
    }
    if (!this.guard.within(this.core.limits.join, done))
      return;
    this.core.limits.rejoin(id2).take(now);
    if (this.core.channels.find(id2) != null) {
      this.guard.refuse(done, "already_joined", "already joined to this channel, or joining it", "");
      return;
    }
    if (this.core.channels.size() >= this.core.limits.channels) {
      this.guard.refuse(done, "too_many_channels", "already joined to as many channels as the limit allows", "leave one first");
      return;
    }
    this.core.joins.join(id2, done);
  }
  leave(id2, done) {
    if (!this.guard.fits(checkId("channelId", id2), done) || !this.guard.mayCall(done))
      return;
    if (this.core.channels.find(id2) == null) {
      this.guard.refuse(done, "not_joined", "not joined to this channel", "");
      return;
    }
    this.core.joins.leave(id2, done);
  }
  members(id2, done) {
    if (!this.guard.fits(checkId("channelId", id2), done) || !this.guard.mayCall(done))
      return;
    if (!this.guard.within(this.core.limits.members, done))
      return;
    if (!this.core.channels.isJoined(id2)) {
      this.guard.refuse(done, "not_joined", "not joined to this channel", "call join and wait for its answer");
      return;
    }
    const frame = { t: "list", ch: id2, after: "", limit: this.core.limits.memberList };
    this.guard.ask(frame, FIVE_SECONDS2, done);
  }
  counts(ids2, done) {
    if (!this.guard.fits(checkIds("channelIds", ids2), done))
      return;
    if (ids2.length > this.core.limits.countIds) {
      this.guard.refuse(done, "too_many_ids", "too many channels in one call", "split the call");
      return;
    }
    if (!this.guard.mayCall(done) || !this.guard.within(this.core.limits.counts, done))
      return;
    const frame = { t: "counts", chs: ids2 };
    this.guard.ask(frame, FIVE_SECONDS2, done);
  }
  // held 1: as if the network were gone, until held 0.
  hold(held, done) {
    if (!this.guard.fits(same(held, 0) || same(held, 1) ? "" : "held must be 1 or 0", done))
      return;
    this.core.session.hold(held);
    this.pageEvents.answer(done, success());
  }
  // Of this client since it was made, with or without a login.
  stats(done) {
    this.pageEvents.answer(done, this.core.stats());
  }
  onForeground() {
    this.core.session.foreground();
  }
  onBackground() {
    this.core.session.background();
  }
  onNetwork(usable) {
    if (usable > 0)
      this.core.session.networkChanged();
  }
  goodbye() {
    const bye2 = { t: "bye", id: this.core.requests.nextId() };
    this.core.inbox.finish();
    this.core.inbox.piggyback(bye2);
    this.core.session.logout(bye2);
    this.pageEvents.clear();
  }
  maySend(text2, done) {
    const wrong3 = checkText(text2, this.core.limits.text);
    if (wrong3.length > 0) {
      this.guard.refuse(done, "bad_text", wrong3, "");
      return false;
    }
    return this.guard.mayCall(done) && this.guard.within(this.core.limits.message, done);
  }
};

// uni_modules/rtm/utssdk/common/engine/handles.uts
var Handles = class {
  constructor(ports) {
    this.clients = /* @__PURE__ */ new Map();
    this.ports = ports;
  }
  // options: {"app": 32 characters, "server": "ws://…" or nothing for the default, "confirm": 1 where messages are handled when `handled` says so}
  open(handle, options, done) {
    const found2 = this.ports.json.parseObject(options);
    if (handle.length <= 0 || found2 == null) {
      this.refuse(done, "invalid", "open needs a handle name, and options as a JSON object in text");
      return;
    }
    const app = textOf(found2, "app");
    let server = textOf(found2, "server");
    if (server.length <= 0)
      server = this.ports.origin.defaultServer();
    const wrong3 = server.length > 0 ? checkAddress(server) : "";
    if (this.clients.has(handle)) {
      this.refuse(done, "busy", "this handle is already open");
    } else if (!isAppId(app)) {
      this.refuse(done, "invalid", "app must be 32 letters and digits");
    } else if (wrong3.length > 0) {
      this.refuse(done, "invalid", wrong3);
    } else {
      const client = new Client2(this.ports, app, server);
      client.invitations.listen();
      client.pageEvents.confirms(numberOf2(found2, "confirm", 0) > 0);
      this.clients.set(handle, client);
      this.say(done, success());
    }
  }
  // A new listener replaces the old one. Events of a handle that is not open do not exist. Every event names its handle: where JavaScript has begun again,
  // the function that is called may be another one than was given.
  listen(handle, listener) {
    const client = this.clients.get(handle);
    if (client == null) {
      this.ports.log.write("warn", "rtm: listen was called for a handle that is not open");
      return;
    }
    client.listen((event) => {
      event["handle"] = handle;
      listener(this.ports.json.stringify(event));
    });
  }
  call(handle, method, args, done) {
    const client = this.clients.get(handle);
    const found2 = this.ports.json.parseObject(args);
    if (client == null) {
      this.refuse(done, "not_initialised", "this handle is not open");
    } else if (found2 == null) {
      this.refuse(done, "invalid", "arguments must be a JSON object in text");
    } else {
      this.run(client, method, found2, done);
    }
  }
  close(handle, done) {
    const client = this.clients.get(handle);
    if (client == null) {
      this.refuse(done, "not_initialised", "this handle is not open");
    } else {
      this.clients.delete(handle);
      client.close((answer2) => {
        done(this.ports.json.stringify(answer2));
      });
    }
  }
  onForeground() {
    this.clients.forEach((client, handle) => {
      client.onForeground();
    });
  }
  onBackground() {
    this.clients.forEach((client, handle) => {
      client.onBackground();
    });
  }
  onNetwork(usable) {
    this.clients.forEach((client, handle) => {
      client.onNetwork(usable);
    });
  }
  run(client, method, args, textDone) {
    const done = (answer2) => {
      textDone(this.ports.json.stringify(answer2));
    };
    if (method == "login")
      client.login(textOf(args, "user"), textOf(args, "token"), done);
    else if (method == "logout")
      client.logout(done);
    else if (method == "renew")
      client.tokens.renew(textOf(args, "token"), done);
    else if (method == "join")
      client.join(textOf(args, "channel"), done);
    else if (method == "leave")
      client.leave(textOf(args, "channel"), done);
    else if (method == "hold")
      client.hold(numberOf2(args, "held", -1), done);
    else if (method == "stats")
      client.stats(done);
    else if (method == "handled")
      this.handled(client, numberOf2(args, "n", 0), done);
    else if (method == "members")
      client.members(textOf(args, "channel"), done);
    else if (method == "counts")
      client.counts(placesOf(this.ports.json, args, "channels"), done);
    else if (method == "presence")
      client.presence.query(placesOf(this.ports.json, args, "users"), done);
    else if (method == "watch")
      client.presence.watch(placesOf(this.ports.json, args, "users"), done);
    else if (method == "unwatch")
      client.presence.unwatch(placesOf(this.ports.json, args, "users"), done);
    else if (method == "watched")
      client.presence.watched(done);
    else if (!this.runText(client, method, args, done) && !this.runAttributes(client, method, args, done) && !this.runInvitation(client, method, args, done))
      this.refuse(textDone, "unsupported", "there is no such method");
  }
  // The page has handled what it was told, up to the event with this number.
  handled(client, n, done) {
    client.pageEvents.confirmed(n);
    client.pageEvents.answer(done, success());
  }
  // false: it is none of these.
  runInvitation(client, method, args, done) {
    const id2 = textOf(args, "invitationId");
    if (method == "invite")
      client.invitations.invite(textOf(args, "to"), textOf(args, "channel"), textOf(args, "content"), done);
    else if (method == "cancelInvite")
      client.invitations.cancel(textOf(args, "to"), textOf(args, "content"), id2, done);
    else if (method == "accept")
      client.invitations.accept(textOf(args, "from"), textOf(args, "response"), id2, done);
    else if (method == "refuse")
      client.invitations.refuse(textOf(args, "from"), textOf(args, "response"), flagOf(args, "busy"), id2, done);
    else
      return false;
    return true;
  }
  // false: it is none of these.
  runAttributes(client, method, args, done) {
    const map = this.ports.json.objectOf(args["attributes"]);
    const channel = textOf(args, "channel");
    const notify = flagOf(args, "notify");
    const keys = placesOf(this.ports.json, args, "keys");
    if (method == "setAttributes")
      client.attributes.writeOwn("replace", map, done);
    else if (method == "mergeAttributes")
      client.attributes.writeOwn("merge", map, done);
    else if (method == "deleteAttributes")
      client.attributes.deleteOwn(keys, done);
    else if (method == "clearAttributes")
      client.attributes.clearOwn(done);
    else if (method == "userAttributes")
      client.attributes.readUser(textOf(args, "user"), this.named(args, keys), done);
    else if (method == "setChannelAttributes")
      client.attributes.writeChannel(channel, "replace", map, notify, done);
    else if (method == "mergeChannelAttributes")
      client.attributes.writeChannel(channel, "merge", map, notify, done);
    else if (method == "deleteChannelAttributes")
      client.attributes.deleteChannel(channel, keys, notify, done);
    else if (method == "clearChannelAttributes")
      client.attributes.clearChannel(channel, notify, done);
    else if (method == "channelAttributes")
      client.attributes.readChannel(channel, this.named(args, keys), done);
    else
      return false;
    return true;
  }
  // Without `keys` all attributes are meant.
  named(args, keys) {
    if (args["keys"] == null)
      return null;
    return keys;
  }
  // false: it is none of these.
  runText(client, method, args, done) {
    const isSend = method == "send";
    if (!isSend && method != "publish")
      return false;
    const given = args["text"];
    const text2 = textOf(args, "text");
    const historical = flagOf(args, "historical");
    if (given == null || typeof given != "string")
      client.pageEvents.answer(done, failure("bad_text", "text must be a string", ""));
    else if (isSend)
      client.send(textOf(args, "to"), text2, historical, flagOf(args, "offline"), done);
    else
      client.publish(textOf(args, "channel"), text2, historical, done);
    return true;
  }
  refuse(done, why, reason) {
    this.say(done, failure(why, reason, ""));
  }
  say(done, answer2) {
    const text2 = this.ports.json.stringify(answer2);
    this.ports.executor.deliver(() => {
      done(text2);
    });
  }
};

// sdk/engine/engine-over.ts
var quiet = (log2) => ({
  write: (level, text2) => {
    if (level !== "info")
      log2.write(level, text2);
  }
});
function engineOver(ports) {
  ports.log = quiet(ports.log);
  const handles = new Handles(ports);
  let watching = false;
  const run2 = (task) => {
    ports.executor.run(() => {
      if (!watching) {
        watching = true;
        ports.surroundings.watch(new SurroundingsOnExecutor(ports.executor, handles));
      }
      task();
    });
  };
  return {
    open: (handle, options, done) => {
      run2(() => {
        handles.open(handle, options, done);
      });
    },
    call: (handle, method, args, done) => {
      run2(() => {
        handles.call(handle, method, args, done);
      });
    },
    listen: (handle, listener) => {
      run2(() => {
        handles.listen(handle, listener);
      });
    },
    close: (handle, done) => {
      run2(() => {
        handles.close(handle, done);
      });
    }
  };
}

// uni_modules/rtm/utssdk/common/guarded.uts
var GONE = 1006;
var GuardedLink = class {
  constructor(links, epoch, listener) {
    this.link = null;
    this.links = links;
    this.epoch = epoch;
    this.listener = listener;
  }
  open(url) {
    try {
      const link = this.links.create(this.epoch, this.listener);
      this.link = link;
      link.open(url);
    } catch (fault) {
      this.listener.onClose(this.epoch, GONE, "the platform threw at connecting");
    }
  }
  // What could not be sent would be missed by the other end: the link is over.
  send(text2) {
    try {
      this.link.send(text2);
    } catch (fault) {
      this.listener.onClose(this.epoch, GONE, "the platform threw at sending");
      this.close(1e3, "");
    }
  }
  close(code, reason) {
    try {
      this.link.close(code, reason);
    } catch (fault) {
      this.listener.onClose(this.epoch, GONE, "the platform threw at closing");
    }
  }
};
var GuardedLinks = class {
  constructor(links) {
    this.links = links;
  }
  create(epoch, listener) {
    return new GuardedLink(this.links, epoch, listener);
  }
};
var GuardedSurroundings = class {
  constructor(surroundings, log2) {
    this.surroundings = surroundings;
    this.log = log2;
  }
  watch(listener) {
    try {
      this.surroundings.watch(listener);
    } catch (fault) {
      this.log.write("warn", "rtm: the platform threw at watching foreground and network");
    }
  }
};
var GuardedLog = class {
  constructor(log2) {
    this.log = log2;
  }
  write(level, text2) {
    try {
      this.log.write(level, text2);
    } catch (fault) {
      return;
    }
  }
};
var GuardedRandom = class {
  constructor(random) {
    this.random = random;
  }
  next() {
    try {
      return this.random.next();
    } catch (fault) {
      return 0.5;
    }
  }
};
var GuardedOrigin = class {
  constructor(origin) {
    this.origin = origin;
  }
  defaultServer() {
    try {
      return this.origin.defaultServer();
    } catch (fault) {
      return "";
    }
  }
};
var Ports = class {
  constructor(executor, clock, json, links, surroundings, random, log2, origin, files) {
    this.executor = executor;
    this.clock = clock;
    this.json = json;
    this.log = new GuardedLog(log2);
    this.links = new GuardedLinks(links);
    this.surroundings = new GuardedSurroundings(surroundings, this.log);
    this.random = new GuardedRandom(random);
    this.origin = new GuardedOrigin(origin);
    this.files = files;
  }
};

// sdk/testing/ports.ts
var WorldExecutor = class {
  constructor(world, faults = null) {
    this.world = world;
    this.faults = faults;
    this.line = [];
    this.running = false;
  }
  run(task) {
    this.line.push(task);
    if (this.running)
      return;
    this.running = true;
    try {
      for (let next = this.line.shift(); next !== void 0; next = this.line.shift())
        next();
    } finally {
      this.running = false;
    }
  }
  deliver(task) {
    this.world.deliver(() => {
      try {
        task();
      } catch (fault) {
        if (this.faults === null)
          throw fault;
        this.faults.push(fault);
      }
    });
  }
};
function portsOn(world, parts2, surroundings, machine = world.clock) {
  const executor = new WorldExecutor(world, parts2.faults);
  const clock = __spreadProps(__spreadValues({}, machine), { after: (ms, task) => machine.after(ms, () => {
    executor.run(task);
  }) });
  return new Ports(
    executor,
    clock,
    new PlainJson(),
    parts2.links,
    { watch: surroundings },
    { next: parts2.chance },
    parts2.log,
    { defaultServer: () => parts2.defaultServer },
    parts2.files
  );
}

// sdk/testing/random.ts
function randomOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = state + 1831565813 >>> 0;
    let t = state;
    t = Math.imul(t ^ t >>> 15, t | 1);
    t ^= t + Math.imul(t ^ t >>> 7, t | 61);
    return ((t ^ t >>> 14) >>> 0) / 4294967296;
  };
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    pick: (list2) => list2[Math.floor(next() * list2.length)]
  };
}

// sdk/testing/devices.ts
var silent = { write: () => {
} };
var NOT_OPEN = JSON.stringify({ ok: 0, why: "not_initialised", message: "this handle is not open" });
var Devices = class {
  constructor(world, net) {
    this.world = world;
    this.net = net;
    this.devices = /* @__PURE__ */ new Map();
    this.random = randomOf(1);
  }
  open(handle, options, done) {
    var _a;
    const device = (_a = this.devices.get(handle)) != null ? _a : this.make();
    this.devices.set(handle, device);
    device.engine.open(handle, options, done);
  }
  call(handle, method, args, done) {
    const device = this.devices.get(handle);
    if (device === void 0)
      return this.world.deliver(() => {
        done(NOT_OPEN);
      });
    if (method !== "login")
      return device.engine.call(handle, method, args, done);
    const before = device.user;
    device.user = String(JSON.parse(args).user);
    device.engine.call(handle, method, args, (answer2) => {
      if (JSON.parse(answer2).ok !== 1)
        device.user = before;
      done(answer2);
    });
  }
  listen(handle, listener) {
    var _a;
    (_a = this.devices.get(handle)) == null ? void 0 : _a.engine.listen(handle, listener);
  }
  close(handle, done) {
    const device = this.devices.get(handle);
    if (device === void 0)
      return this.world.deliver(() => {
        done(NOT_OPEN);
      });
    this.devices.delete(handle);
    device.engine.close(handle, done);
  }
  after(ms, task) {
    const id2 = this.world.clock.after(ms, task);
    return () => {
      this.world.clock.cancel(id2);
    };
  }
  closeAll() {
    for (const handle of [...this.devices.keys()])
      this.close(handle, () => {
      });
  }
  /** The system tells the app that there is a network again. */
  networkIsBack(user) {
    var _a;
    for (const device of this.devices.values())
      if (device.user === user)
        (_a = device.surroundings) == null ? void 0 : _a.onNetwork(1);
  }
  make() {
    const device = { engine: engineOver(this.portsOf(() => device)), user: "", surroundings: null };
    return device;
  }
  // Chance is the same at every run.
  portsOf(device) {
    const links = this.net.links(() => device().user);
    const parts2 = { links, log: silent, files: new NoLogFiles(), chance: this.random.next, defaultServer: "", faults: null };
    return portsOn(this.world, parts2, (listener) => {
      device().surroundings = listener;
    });
  }
};

// server/src/config/apps.ts
var IDLE_CHANNELS = 4096;
var IDLE_CHANNELS_PER_USER = 64;
var RATE_LOGIN = [10, 1e3];
var ALL_MAIL_MESSAGES = 2e5;
var ALL_MAIL_BYTES = 1024 * 1024 * 1024;
var defaultLimits = Object.freeze({
  text: MAX_TEXT,
  channels: MAX_CHANNELS,
  presenceIds: MAX_PRESENCE_IDS,
  countIds: MAX_COUNT_IDS,
  memberList: MAX_MEMBER_LIST,
  watch: MAX_WATCH,
  attributeKey: MAX_ATTRIBUTE_KEY,
  attributeValue: MAX_ATTRIBUTE_VALUE,
  attributes: MAX_ATTRIBUTES,
  userAttributes: MAX_USER_ATTRIBUTES,
  channelAttributes: MAX_CHANNEL_ATTRIBUTES,
  invitation: MAX_INVITATION,
  rates: Object.freeze({
    message: [RATE_MESSAGE_COUNT, RATE_MESSAGE_MS],
    join: [RATE_JOIN_COUNT, RATE_JOIN_MS],
    rejoin: [RATE_REJOIN_COUNT, RATE_REJOIN_MS],
    members: [RATE_MEMBERS_COUNT, RATE_MEMBERS_MS],
    counts: [RATE_COUNTS_COUNT, RATE_COUNTS_MS],
    userWrite: [RATE_USER_WRITE_COUNT, RATE_USER_WRITE_MS],
    userRead: [RATE_USER_READ_COUNT, RATE_USER_READ_MS],
    channelWrite: [RATE_CHANNEL_WRITE_COUNT, RATE_CHANNEL_WRITE_MS],
    channelRead: [RATE_CHANNEL_READ_COUNT, RATE_CHANNEL_READ_MS],
    presence: [RATE_PRESENCE_COUNT, RATE_PRESENCE_MS],
    watch: [RATE_WATCH_COUNT, RATE_WATCH_MS],
    renew: [RATE_RENEW_COUNT, RATE_RENEW_MS],
    invite: [RATE_INVITE_COUNT, RATE_INVITE_MS],
    login: RATE_LOGIN
  }),
  ping: PING_MS,
  silent: SILENT_MS,
  unreachable: UNREACHABLE_MS,
  lease: LEASE_MS,
  session: SESSION_MS,
  retention: Object.freeze({
    messages: KEEP_MESSAGES,
    ms: KEEP_MS,
    bytes: KEEP_BYTES,
    leastMessages: KEEP_LEAST_MESSAGES,
    leastMs: KEEP_LEAST_MS
  }),
  inbox: Object.freeze({ messages: KEEP_MESSAGES, bytes: KEEP_BYTES }),
  attributesMs: ATTRIBUTES_MS,
  idleChannels: IDLE_CHANNELS,
  idleChannelsPerUser: IDLE_CHANNELS_PER_USER,
  offline: Object.freeze({ messages: MAIL_MESSAGES, ms: MAIL_MS, allMessages: ALL_MAIL_MESSAGES, allBytes: ALL_MAIL_BYTES })
});
function newest(count) {
  return {
    replaced: (others, generation) => {
      const rest = others.filter((seat) => seat.generation !== generation).sort((a, b) => b.generation - a.generation);
      const staying = new Set(rest.slice(0, count - 1).map(({ id: id2 }) => id2));
      return others.filter(({ id: id2 }) => !staying.has(id2)).map(({ id: id2 }) => id2);
    },
    fence: (seats) => seats.length < count ? 0 : Math.min(...seats.map(({ generation }) => generation)) - 1
  };
}
var newestWins = newest(1);
function appsOf(list2) {
  const byId = new Map(list2.map((app) => [app.id, app]));
  return { find: (id2) => byId.get(id2) };
}

// node_modules/leven/index.js
var array = [];
var characterCodeCache = [];
function leven(first, second, options) {
  if (first === second) {
    return 0;
  }
  const maxDistance = options == null ? void 0 : options.maxDistance;
  const swap = first;
  if (first.length > second.length) {
    first = second;
    second = swap;
  }
  let firstLength = first.length;
  let secondLength = second.length;
  while (firstLength > 0 && first.charCodeAt(~-firstLength) === second.charCodeAt(~-secondLength)) {
    firstLength--;
    secondLength--;
  }
  let start = 0;
  while (start < firstLength && first.charCodeAt(start) === second.charCodeAt(start)) {
    start++;
  }
  firstLength -= start;
  secondLength -= start;
  if (maxDistance !== void 0 && secondLength - firstLength > maxDistance) {
    return maxDistance;
  }
  if (firstLength === 0) {
    return maxDistance !== void 0 && secondLength > maxDistance ? maxDistance : secondLength;
  }
  let bCharacterCode;
  let result;
  let temporary;
  let temporary2;
  let index = 0;
  let index2 = 0;
  while (index < firstLength) {
    characterCodeCache[index] = first.charCodeAt(start + index);
    array[index] = ++index;
  }
  while (index2 < secondLength) {
    bCharacterCode = second.charCodeAt(start + index2);
    temporary = index2++;
    result = index2;
    for (index = 0; index < firstLength; index++) {
      temporary2 = bCharacterCode === characterCodeCache[index] ? temporary : temporary + 1;
      temporary = array[index];
      result = array[index] = temporary > result ? temporary2 > result ? result + 1 : temporary2 : temporary2 > temporary ? temporary + 1 : temporary2;
    }
    if (maxDistance !== void 0) {
      let rowMinimum = result;
      for (index = 0; index < firstLength; index++) {
        if (array[index] < rowMinimum) {
          rowMinimum = array[index];
        }
      }
      if (rowMinimum > maxDistance) {
        return maxDistance;
      }
    }
  }
  array.length = firstLength;
  characterCodeCache.length = firstLength;
  return maxDistance !== void 0 && result > maxDistance ? maxDistance : result;
}
function closestMatch(target, candidates, options) {
  if (!Array.isArray(candidates) || candidates.length === 0) {
    return void 0;
  }
  const userMax = options == null ? void 0 : options.maxDistance;
  const targetLength = target.length;
  for (const candidate of candidates) {
    if (candidate === target) {
      return candidate;
    }
  }
  if (userMax === 0) {
    return void 0;
  }
  let best;
  let bestDist = Number.POSITIVE_INFINITY;
  const seen = /* @__PURE__ */ new Set();
  for (const candidate of candidates) {
    if (seen.has(candidate)) {
      continue;
    }
    seen.add(candidate);
    const lengthDiff = Math.abs(candidate.length - targetLength);
    if (lengthDiff >= bestDist) {
      continue;
    }
    if (userMax !== void 0 && lengthDiff > userMax) {
      continue;
    }
    const cap = Number.isFinite(bestDist) ? userMax === void 0 ? bestDist : Math.min(bestDist, userMax) : userMax;
    const distance = cap === void 0 ? leven(target, candidate) : leven(target, candidate, { maxDistance: cap });
    if (userMax !== void 0 && distance > userMax) {
      continue;
    }
    let actualD = distance;
    if (cap !== void 0 && distance === cap && cap === userMax) {
      actualD = leven(target, candidate);
    }
    if (actualD < bestDist) {
      bestDist = actualD;
      best = candidate;
      if (bestDist === 0) {
        break;
      }
    }
  }
  if (userMax !== void 0 && bestDist > userMax) {
    return void 0;
  }
  return best;
}

// server/src/config/nearest.ts
function suggestion(word, words) {
  const lower = words.map((one) => one.toLowerCase());
  const maxDistance = Math.max(2, Math.floor(word.length / 3));
  const found2 = closestMatch(word.toLowerCase(), lower, { maxDistance });
  return found2 === void 0 ? "" : ` Did you mean "${words[lower.indexOf(found2)]}"?`;
}

// server/src/config/config-limits.ts
var HOUR = 36e5;
var GIGABYTE = 1073741824;
var shape = {
  text: [1, 1048576],
  // bytes; frameBytes must leave room for six times as much, see frameProblems
  channels: [1, 1e4],
  presenceIds: [1, 1e4],
  countIds: [1, 1e4],
  memberList: [1, 1e5],
  watch: [1, 2e3],
  // all of them stand in one hello
  attributeKey: [1, 1024],
  attributeValue: [1, 1048576],
  // bytes, as the sums
  attributes: [1, 1024],
  userAttributes: [1, 1048576],
  channelAttributes: [1, 1048576],
  rates: { message: "rate", join: "rate", rejoin: "rate", members: "rate", counts: "rate", userWrite: "rate", userRead: "rate", channelWrite: "rate", channelRead: "rate", presence: "rate", watch: "rate", renew: "rate", invite: "rate", login: "rate" },
  invitation: [1, 32768],
  // bytes; a view carries two of them, each six times as long at worst
  ping: [100, HOUR],
  silent: [200, HOUR],
  unreachable: [300, HOUR],
  lease: [1e3, 24 * HOUR],
  session: [1e3, 168 * HOUR],
  retention: { messages: [1, 1e6], ms: [1e3, 168 * HOUR], bytes: [65536, GIGABYTE], leastMessages: [0, 1e4], leastMs: [0, HOUR] },
  inbox: { messages: [1, 1e6], bytes: [65536, GIGABYTE] },
  attributesMs: [1e3, 168 * HOUR],
  idleChannels: [0, 1e6],
  idleChannelsPerUser: [0, 1e6],
  offline: { messages: [1, 1e4], ms: [1e3, 366 * 24 * HOUR], allMessages: [1, 1e8], allBytes: [65536, 1024 * GIGABYTE] }
};
function readLimits(written, where, problems) {
  if (written === void 0)
    return defaultLimits;
  const before = problems.length;
  const limits = laidOver(defaultLimits, written, shape, where, problems);
  if (problems.length === before)
    problems.push(...orderProblems(limits, where));
  return limits;
}
function laidOver(base, written, allowed, where, problems) {
  if (typeof written !== "object" || written === null || Array.isArray(written)) {
    problems.push(`${where}: must be an object.`);
    return base;
  }
  const result = __spreadValues({}, base);
  for (const [name, value2] of Object.entries(written)) {
    const rule = Object.hasOwn(allowed, name) ? allowed[name] : void 0;
    const here = `${where}.${name}`;
    if (rule === void 0)
      problems.push(`${here}: unknown limit.${suggestion(name, Object.keys(allowed))} See docs/server.md.`);
    else if (rule === "rate") {
      if (isRate(value2))
        result[name] = value2;
      else
        problems.push(`${here}: must be [count, milliseconds], such as [60, 1000].`);
    } else if (isRange(rule)) {
      const [least, most] = rule;
      if (Number.isInteger(value2) && value2 >= least && value2 <= most)
        result[name] = value2;
      else
        problems.push(`${here}: must be a whole number from ${least} to ${most}.`);
    } else
      result[name] = laidOver(result[name], value2, rule, here, problems);
  }
  return result;
}
var isRange = (rule) => Array.isArray(rule);
function isRate(value2) {
  return Array.isArray(value2) && value2.length === 2 && value2.every((part) => Number.isInteger(part) && part >= 1 && part <= 1e9);
}
function orderProblems({ ping, silent: silent2, unreachable, lease, session }, where) {
  const rising = ping < silent2 && silent2 <= unreachable && unreachable <= lease && lease <= session;
  return rising ? [] : [`${where}: the times must rise: ping < silent <= unreachable <= lease <= session (they are ${ping}, ${silent2}, ${unreachable}, ${lease}, ${session}).`];
}

// sdk/testing/counted-ids.ts
function countedIds() {
  const counts4 = /* @__PURE__ */ new Map();
  const next = (kind) => () => {
    var _a;
    const count = ((_a = counts4.get(kind)) != null ? _a : 0) + 1;
    counts4.set(kind, count);
    return `${kind}${count}`;
  };
  return { session: next("session"), key: next("key"), epoch: next("epoch"), message: next("message"), keyHash: (key) => key, keyFits: (key, hash) => key === hash };
}

// server/src/channel/membership.ts
var Membership = class {
  /** `start`: the head when it joined: nothing at or before it is delivered (P-CHANNEL-1). `number`: which join of the client it is; 0: he gave none (P-CHANNEL-5). */
  constructor(channel, session, start, number) {
    this.channel = channel;
    this.session = session;
    this.start = start;
    this.number = number;
    /** While the link is behind. */
    this.feed = null;
    /** Its place in the live set; -1 when it is not in step. */
    this.at = -1;
    /** What it has published in this turn, while it is in step. Here and not in a map of the channel: a turn looks at every member. */
    this.own = null;
    this.name = channel.name;
  }
  lag(link) {
    this.channel.lag(this, link);
  }
  part() {
    this.channel.part(this);
  }
};
function membershipIn({ joined }, channel) {
  for (const one of joined)
    if (one.name === channel && one instanceof Membership)
      return one;
  return void 0;
}

// server/src/channel/memberships.ts
var membershipOf = (session, channel) => membershipIn(session, channel);
var membershipsOf = ({ joined }) => joined.filter((one) => one instanceof Membership);
var channelsOf = (session) => membershipsOf(session).map(({ channel }) => channel);
async function leaveOther(session, channel, number) {
  const known = membershipOf(session, channel);
  if (known === void 0 || number === 0 || known.number === number)
    return known;
  if (known.number === 0)
    known.number = number;
  else
    await known.channel.leave(session, "left", () => {
    });
  return membershipOf(session, channel);
}

// server/src/login/endings.ts
async function leaveAll(node, session, why) {
  for (const channel of channelsOf(session)) {
    await channel.leave(session, why, () => {
    });
    node.channels.tidy(channel);
  }
}
async function lapse(node, session) {
  var _a;
  const { user } = session;
  const silence = node.clock.lasting() - session.heardAt;
  if (session.ended || !session.leased || silence < user.app.limits.lease)
    return;
  const { heardAt } = session;
  session.leased = false;
  (_a = session.link) == null ? void 0 : _a.close(CLOSE_SILENT, "silent");
  session.heardAt = heardAt;
  session.ownChange = 0;
  session.replies = null;
  if (!user.isLeased)
    await user.inbox.lapse();
  if (!user.isLeased)
    await node.userAttributes.drop(user.key);
  await leaveAll(node, session, "lost");
  if (!user.isLeased)
    await node.seats.giveUp(user, "lost");
  await node.watchers.drop(session);
}
async function end(node, session, why, code, reason) {
  var _a, _b, _c;
  if (session.ended)
    return;
  const { user } = session;
  const now = node.clock.lasting();
  session.ended = true;
  session.leased = false;
  (_a = session.link) == null ? void 0 : _a.close(code, reason);
  node.live.delete(session.id);
  node.away.delete(session);
  user.sessions = user.sessions.filter((other) => other !== session);
  await user.inbox.close(session, now);
  await node.sessions.end(session.id, now);
  if (!user.isLeased)
    await node.userAttributes.drop(user.key);
  if (why === "replaced")
    await node.seats.keep(session);
  else
    await leaveAll(node, session, why);
  if (why !== "replaced" && !user.isLeased)
    await node.seats.giveUp(user, why);
  await node.watchers.drop(session);
  (_c = (_b = node.events).sessionEnded) == null ? void 0 : _c.call(_b, { app: user.app.id, user: user.id, session: session.id, why });
  await node.calls.sessionEnded(session, why === "replaced" ? "left" : why);
}

// server/src/link/feed.ts
var Feed = class {
  constructor(link, source, cursor) {
    this.link = link;
    this.source = source;
    this.cursor = cursor;
    this.ended = false;
    /** What the link knows of the members (roster.ts); -1: nothing. Only channels use it. */
    this.version = -1;
    /** The notice of attributes that the link knows. Only channels use it. */
    this.notices = 0;
    /** Answers to own messages that must not overtake the records before them (P-RECORD-7). */
    this.outs = null;
  }
};
var PORTION = { messages: 1e3, bytes: 65536 };
var PUMP_BELOW = 65536;
var Pump = class {
  constructor(link) {
    this.link = link;
    this.feeds = [];
    this.busy = false;
  }
  get isIdle() {
    return this.feeds.length === 0;
  }
  add(feed) {
    this.feeds.push(feed);
    void this.run();
  }
  /** Called when there may be room again: after a flush, and when the wire has drained. */
  async run() {
    if (this.busy)
      return;
    this.busy = true;
    try {
      while (this.feeds.length > 0 && this.link.hasRoom()) {
        const feed = this.feeds.shift();
        if (feed.ended)
          continue;
        const inStep = await feed.source.catchUp(feed);
        if (!inStep && !feed.ended)
          this.feeds.push(feed);
      }
    } catch (fault) {
      this.link.fault("feed", fault);
    } finally {
      this.busy = false;
    }
  }
  end() {
    for (const feed of this.feeds)
      feed.ended = true;
    this.feeds = [];
  }
};

// server/src/base/eventual.ts
function lastly(task, end2) {
  let going = null;
  try {
    going = task();
  } finally {
    if (going === null)
      end2();
  }
  return going === null ? null : going.finally(end2);
}
function goOn(value2, next) {
  return value2 instanceof Promise ? value2.then(next) : next(value2);
}

// server/src/base/lane.ts
var Work = class {
  constructor() {
    this.count = 0;
    this.waiting = [];
  }
  begin() {
    this.count++;
  }
  end() {
    if (--this.count > 0)
      return;
    for (const done of this.waiting.splice(0))
      done();
  }
  async idle() {
    while (this.count > 0)
      await new Promise((resolve) => this.waiting.push(resolve));
  }
};
var Lane = class {
  constructor(work) {
    this.work = work;
    this.busy = false;
    this.waiting = null;
  }
  get isIdle() {
    return !this.busy;
  }
  run(task) {
    this.work.begin();
    if (!this.busy) {
      this.busy = true;
      return this.go(task);
    }
    return new Promise((resolve, reject) => {
      var _a;
      (_a = this.waiting) != null ? _a : this.waiting = [];
      this.waiting.push(() => void this.go(task).then(resolve, reject));
    });
  }
  /** The same for a task that may be done, or throw, within the call: then this is, or does, too. */
  begin(task) {
    if (this.busy)
      return this.run(async () => {
        await task();
      });
    this.busy = true;
    this.work.begin();
    return lastly(task, () => {
      this.leave();
    });
  }
  async go(task) {
    try {
      return await task();
    } finally {
      this.leave();
    }
  }
  leave() {
    var _a;
    const next = (_a = this.waiting) == null ? void 0 : _a.shift();
    if (next === void 0) {
      this.busy = false;
      this.waiting = null;
    } else
      next();
    this.work.end();
  }
};

// server/src/base/faults.ts
var MAX_FRAMES = 6;
function faultFields(error) {
  var _a;
  if (!(error instanceof Error))
    return { fault: typeof error };
  const code = error.code;
  const frames = ((_a = error.stack) != null ? _a : "").split("\n").filter((line) => /^\s+at /.test(line)).slice(0, MAX_FRAMES);
  return __spreadProps(__spreadValues({ fault: error.name }, code === void 0 ? {} : { code: String(code) }), { at: frames.map((line) => line.trim()).join(" ") });
}

// server/src/link/link.ts
var FLUSH_AT = 262144;
var MAX_UNWRITTEN = 1024 * 1024;
var Link = class {
  constructor(node, wire) {
    this.node = node;
    this.wire = wire;
    this.state = "greeting";
    this.session = null;
    /** Bytes ever handed to the wire: with `unwritten` they tell whether a slow peer reads at all. */
    this.handed = 0;
    /** The highest request id (P-FRAME-6). */
    this.lastId = 0;
    /** Its client wants to be poked when it is quiet (P-LIFE-8). */
    this.pokes = false;
    /** The users whose presence it is told of. */
    this.watch = null;
    /** Hears of its beginning and its end in the same turn. */
    this.owner = null;
    this.one = null;
    this.more = null;
    /** What waits, about: bytes of records, characters of texts. */
    this.queued = 0;
    this.pump = null;
  }
  push(packet) {
    if (this.state === "closed")
      return;
    this.queued += packet.length;
    if (this.one === null) {
      this.one = packet;
      if (this.state === "open")
        this.node.flusher.link(this);
    } else if (this.more === null)
      this.more = [this.one, packet];
    else
      this.more.push(packet);
    if (this.queued > FLUSH_AT && this.state === "open")
      this.flush();
  }
  /** What was pushed while the greeting went on follows the welcome. */
  open(welcome) {
    var _a, _b;
    if (this.state !== "greeting")
      return;
    const list2 = (_a = this.more) != null ? _a : this.one === null ? [] : [this.one];
    this.one = welcome;
    this.more = list2.length === 0 ? null : [welcome, ...list2];
    this.queued += welcome.length;
    this.state = "open";
    this.node.flusher.link(this);
    void ((_b = this.pump) == null ? void 0 : _b.run());
  }
  flush() {
    const one = this.one;
    if (one === null || this.state === "closed")
      return;
    const more = this.more;
    this.one = null;
    this.more = null;
    this.queued = 0;
    this.handed += more === null ? this.wire.write(one) : this.wire.writeAll(more);
    const unwritten = this.wire.unwritten();
    if (unwritten > FLUSH_AT)
      this.node.slow.add(this);
    if (unwritten > MAX_UNWRITTEN)
      this.close(CLOSE_SLOW, "too slow");
    else if (this.pump !== null && !this.pump.isIdle)
      void this.pump.run();
  }
  hasRoom() {
    return this.state === "open" && this.queued < PUMP_BELOW && this.wire.unwritten() < PUMP_BELOW;
  }
  follow(feed) {
    var _a;
    (_a = this.pump) != null ? _a : this.pump = new Pump(this);
    this.pump.add(feed);
  }
  drained() {
    var _a;
    if (this.state !== "open")
      return;
    this.node.slow.delete(this);
    void ((_a = this.pump) == null ? void 0 : _a.run());
  }
  /** Writes what is in the list, then closes. */
  close(code, reason) {
    var _a;
    if (this.state === "closed")
      return;
    const rest = (_a = this.more) != null ? _a : this.one === null ? [] : [this.one];
    this.end();
    if (rest.length > 0)
      this.wire.writeAll(rest);
    this.wire.close(code, reason);
  }
  /** Closes without writing what is in the list: a newer link will write it. */
  abandon(code, reason) {
    if (this.state === "closed")
      return;
    this.end();
    this.wire.close(code, reason);
  }
  /** The wire is gone. */
  gone() {
    if (this.state !== "closed")
      this.end();
  }
  fault(where, fault) {
    this.node.log.error("fault", __spreadValues({ where }, faultFields(fault)));
    this.close(CLOSE_FAULT, "server fault");
  }
  /** In the turn that closes a link it leaves all sets. */
  end() {
    var _a, _b, _c;
    this.state = "closed";
    (_a = this.owner) == null ? void 0 : _a.linkEnded();
    this.owner = null;
    this.one = null;
    this.more = null;
    this.queued = 0;
    (_b = this.pump) == null ? void 0 : _b.end();
    (_c = this.watch) == null ? void 0 : _c.end();
    this.node.slow.delete(this);
    this.node.links.delete(this);
    const session = this.session;
    if (session !== null && session.link === this)
      session.detach(this.node.clock.lasting());
  }
};

// server/src/wire/packets.ts
var Frames = class {
};
var Batch = class extends Frames {
  constructor(list2) {
    super();
    this.list = list2;
    this.framing = null;
    this.made = null;
    // Only parts ask for these: where each frame ends, in length and in bytes.
    this.lengths = null;
    this.ends = null;
    let length = 0;
    for (const frame of list2)
      length += frame.length;
    this.length = length;
  }
  bytes(framing) {
    if (this.made === null || this.framing !== framing) {
      this.framing = framing;
      this.made = framing.bytesOf(this.list);
      this.ends = null;
    }
    return this.made;
  }
  /** From one place to before another: no byte is copied, however many parts there are. */
  part(from, to) {
    return from === 0 && to === this.list.length ? this : new Part(this, from, to);
  }
  lengthOf(from, to) {
    var _a;
    (_a = this.lengths) != null ? _a : this.lengths = endsOf(this.list, (frame) => frame.length);
    const [start, end2] = between(this.lengths, from, to);
    return end2 - start;
  }
  bytesOf(framing, from, to) {
    var _a;
    const bytes = this.bytes(framing);
    (_a = this.ends) != null ? _a : this.ends = endsOf(this.list, framing.sizeOf);
    return bytes.subarray(...between(this.ends, from, to));
  }
};
var Part = class extends Frames {
  constructor(whole, from, to) {
    super();
    this.whole = whole;
    this.from = from;
    this.to = to;
    this.length = whole.lengthOf(from, to);
  }
  get list() {
    return this.whole.list.slice(this.from, this.to);
  }
  bytes(framing) {
    return this.whole.bytesOf(framing, this.from, this.to);
  }
};
function textsIn2(packet) {
  return packet instanceof Frames ? packet.list.map(String) : [String(packet)];
}
function endsOf(frames, sizeOf) {
  let end2 = 0;
  return frames.map((frame) => end2 += sizeOf(frame));
}
function between(ends, from, to) {
  return [from === 0 ? 0 : ends[from - 1], to === 0 ? 0 : ends[to - 1]];
}

// server/src/wire/attribute-rows.ts
function wireRow(row2) {
  const { k, v, y } = row2;
  if (y === "b")
    return { k, v, y };
  return typeof v === "number" ? { k, v, x: valueText(row2) } : { k, v };
}
var channelRow = (row2) => __spreadProps(__spreadValues({}, wireRow(row2)), { by: row2.by, ts: row2.ts });
function valueText({ v, y }) {
  if (y === "b")
    return v === 1 ? "true" : "false";
  return String(v);
}

// server/src/wire/replies.ts
function ok(id2, fields) {
  return JSON.stringify(__spreadValues({ t: "ok", id: id2 }, fields));
}
function no(id2, refusal) {
  return JSON.stringify(__spreadValues({ t: "no", id: id2, why: refusal.why, message: refusal.message }, retry(refusal)));
}
function retry(refusal) {
  return refusal.retryAfterMs > 0 ? { retryAfterMs: refusal.retryAfterMs } : {};
}
function refused(refusal) {
  return __spreadValues({ outcome: "refused", why: refusal.why, message: refusal.message }, retry(refusal));
}
function out(n, outcome) {
  if (outcome.outcome === "taken")
    return `{"t":"out","n":${n},"outcome":"taken","a":${outcome.a},"o":${outcome.o},"i":"${outcome.i}","ts":${outcome.ts}}`;
  if (outcome.outcome === "received")
    return `{"t":"out","n":${n},"outcome":"received","i":"${outcome.i}"}`;
  return JSON.stringify(__spreadValues({ t: "out", n }, outcome));
}
function pong(now) {
  return `{"t":"pong","now":${now}}`;
}
var poke = new Batch(['{"t":"poke"}']);
function replay(alias, from, to) {
  return `{"t":"replay","a":${alias},"from":${from},"to":${to}}`;
}
function redelivery(from, to) {
  return `{"t":"redelivery","a":0,"from":${from},"to":${to}}`;
}
function skip(alias, from, to, why) {
  return `{"t":"skip","a":${alias},"from":${from},"to":${to},"why":"${why}"}`;
}
function gap(alias, missing) {
  const { from, to, count, why, by, id: id2 = "" } = missing;
  const senders = Object.entries(by != null ? by : {}).map(([u, n]) => ({ u, count: n }));
  return JSON.stringify(__spreadValues(__spreadValues({ t: "gap", a: alias, from, to, count, why }, id2 === "" ? {} : { i: id2 }), senders.length === 0 ? {} : { by: senders }));
}
function attributes2(alias, n, rows2) {
  return JSON.stringify({ t: "attrs", a: alias, n, rows: rows2.map(channelRow) });
}
var epochGap = (head) => ({ from: head, to: head, count: -1, why: "epoch" });

// server/src/link/replay.ts
function replayFrames(alias, feed, session, records) {
  var _a, _b;
  const frames = [];
  let i = 0;
  while (i < records.length) {
    const first = i;
    if (records[i].session === session) {
      const out2 = (_a = feed.outs) == null ? void 0 : _a.get(records[i].offset);
      if (out2 !== void 0) {
        feed.outs.delete(records[i].offset);
        frames.push(out2);
        i++;
        continue;
      }
      while (i < records.length && records[i].session === session && ((_b = feed.outs) == null ? void 0 : _b.has(records[i].offset)) !== true)
        i++;
      frames.push(skip(alias, records[first].offset, records[i - 1].offset, "own"));
      continue;
    }
    while (i < records.length && records[i].session !== session)
      i++;
    frames.push(replay(alias, records[first].offset, records[i - 1].offset));
    for (let k = first; k < i; k++)
      frames.push(records[k].json);
  }
  const last = records[records.length - 1];
  if (last !== void 0)
    feed.cursor = last.offset;
  return new Batch(frames);
}
function gapFrames(alias, feed, to, own) {
  var _a;
  const from = feed.cursor + 1;
  const frames = [gap(alias, { from, to, count: to - from + 1 - own, why: "retention" })];
  feed.cursor = to;
  for (const [offset, out2] of (_a = feed.outs) != null ? _a : []) {
    if (offset > to)
      continue;
    frames.push(out2);
    feed.outs.delete(offset);
  }
  return frames;
}

// server/src/channel/live.ts
var Live = class {
  constructor() {
    /** Bytes of the records of this turn. */
    this.bytes = 0;
    /** An array, and each member knows its place: a turn walks it once per channel. */
    this.members = [];
    this.records = [];
  }
  get hasRecords() {
    return this.records.length > 0;
  }
  enter(membership) {
    if (membership.at >= 0)
      return;
    membership.at = this.members.length;
    if (this.members.length === 0)
      this.members = [membership];
    else
      this.members.push(membership);
  }
  /** false: it was not in step. */
  exit(membership) {
    const { at } = membership;
    if (at < 0)
      return false;
    const last = this.members.pop();
    if (last !== membership) {
      this.members[at] = last;
      last.at = at;
    }
    membership.at = -1;
    return true;
  }
  /** A record for everybody, and its answer for the member who published it, if their link is in step. */
  add(offset, json, publisher, out2) {
    const index = this.records.push(json) - 1;
    this.bytes += json.length;
    if (publisher === null || publisher.session.link === null || publisher.at < 0)
      return;
    const mine = { index, offset, out: out2 };
    if (publisher.own === null)
      publisher.own = [mine];
    else
      publisher.own.push(mine);
  }
  /** A frame for everybody, now: what this turn has was flushed before. */
  tell(frame) {
    var _a;
    const shared2 = new Batch([frame]);
    for (let i = this.members.length - 1; i >= 0; i--)
      (_a = this.members[i].session.link) == null ? void 0 : _a.push(shared2);
  }
  /** Hands the turn to everybody: membership first, because who joined may have spoken in the same turn. */
  handOut(members2) {
    const { records } = this;
    if (members2.length === 0 && records.length === 0)
      return;
    const shared2 = new Batch(members2.length === 0 ? records : [...members2, ...records]);
    this.records = [];
    this.bytes = 0;
    for (let i = this.members.length - 1; i >= 0; i--) {
      const member = this.members[i];
      const { own } = member;
      const { link } = member.session;
      if (own !== null)
        member.own = null;
      if (link === null)
        continue;
      if (own === null)
        link.push(shared2);
      else
        pushAround(link, shared2, members2.length, own);
    }
  }
};
function takeOuts(member) {
  const { own } = member;
  if (own === null)
    return null;
  member.own = null;
  return new Map(own.map(({ offset, out: out2 }) => [offset, out2]));
}
function pushAround(link, shared2, first, own) {
  let from = 0;
  for (const { index, out: out2 } of own) {
    if (first + index > from)
      link.push(shared2.part(from, first + index));
    link.push(out2);
    from = first + index + 1;
  }
  if (from < shared2.list.length)
    link.push(shared2.part(from, shared2.list.length));
}

// server/src/channel/following.ts
var Following = class extends Live {
  constructor(channel) {
    super();
    this.channel = channel;
    /** Everything up to here was handed to the links in step. */
    this.flushed = 0;
    this.asked = false;
  }
  flush() {
    this.asked = false;
    this.flushed = this.channel.head;
    this.handOut(this.channel.roster.take());
  }
  /** There may be something for the end of this turn. */
  touch() {
    if (this.asked || !this.hasRecords && !this.channel.roster.isPending)
      return;
    this.asked = true;
    this.channel.node.flusher.source(this);
  }
  /** `publisher`: null for a record that is nobody's answer here. */
  record(offset, json, publisher, out2) {
    var _a, _b;
    this.add(offset, json, publisher, out2);
    if (publisher !== null && publisher.feed !== null && publisher.session.link !== null)
      ((_b = (_a = publisher.feed).outs) != null ? _b : _a.outs = /* @__PURE__ */ new Map()).set(offset, out2);
    if (this.bytes > FLUSH_AT)
      this.flush();
    else
      this.touch();
  }
  /** P-REPLAY-1, P-REPLAY-2, and the order of P-WELCOME-5. */
  catchUp(feed) {
    const { channel } = this;
    const { node, key, alias, roster, notices } = channel;
    return channel.lane.run(async () => {
      const { link } = feed;
      const { session } = link;
      if (feed.ended || session === null)
        return true;
      await roster.tell(feed);
      const page = await node.streams.read(key, feed.cursor, PORTION);
      if (page === null)
        throw new Error("the stream of a channel with members is gone");
      if (feed.cursor < page.tail - 1) {
        const own = await node.sessions.own(session.id, alias, feed.cursor + 1, page.tail - 1);
        for (const frame of gapFrames(alias, feed, page.tail - 1, own))
          link.push(frame);
      }
      if (page.records.length > 0)
        link.push(replayFrames(alias, feed, session.id, page.records));
      if (feed.ended)
        return true;
      if (feed.cursor < page.head)
        return false;
      this.flush();
      await notices.tell(feed);
      if (feed.ended || link.state === "closed")
        return true;
      const membership = membershipIn(session, channel.name);
      if (membership !== void 0 && membership.feed === feed) {
        membership.feed = null;
        this.enter(membership);
      }
      return true;
    });
  }
  /** The link does not read: it leaves those in step and goes on from what it was handed. */
  lag(membership, link) {
    const { roster, notices } = this.channel;
    if (!this.exit(membership))
      return;
    const feed = new Feed(link, this, this.flushed);
    feed.version = roster.isPending ? -1 : roster.told;
    feed.notices = notices.last;
    feed.outs = takeOuts(membership);
    membership.feed = feed;
    link.follow(feed);
  }
  /** The link ended, or its session leaves. */
  part(membership) {
    this.exit(membership);
    takeOuts(membership);
    if (membership.feed !== null)
      membership.feed.ended = true;
    membership.feed = null;
  }
};

// server/src/channel/notices.ts
var Notices = class {
  constructor(channel) {
    this.channel = channel;
    /** Names the last notice; 0: there was none. */
    this.last = 0;
  }
  /** For everybody. In the lane of the channel. */
  next(rows2) {
    this.last = Math.max(this.channel.node.clock.lasting(), this.last + 1);
    return this.frame(rows2);
  }
  /** The attributes as they are now, for one who comes into step without the last notice. */
  async tell(feed) {
    if (feed.notices === this.last)
      return;
    const { node, key } = this.channel;
    const rows2 = await node.channelAttributes.read(key, node.clock.lasting());
    if (feed.ended)
      return;
    feed.link.push(this.frame(rows2));
    feed.notices = this.last;
  }
  frame(rows2) {
    return attributes2(this.channel.alias, this.last, rows2);
  }
};

// server/src/wire/refusal.ts
var Refusal = class extends Error {
  constructor(why, message2, retryAfterMs = 0) {
    super(message2);
    this.why = why;
    this.retryAfterMs = retryAfterMs;
  }
};
var invalid = (field, expected) => new Refusal("invalid", `Field ${field} is not valid. Send ${expected}.`);
var notJoined = () => new Refusal("not_joined", "This session is not a member of the channel. Join it first.");
var tooOften2 = (retryAfterMs) => new Refusal("too_often", "The rate limit is reached. Wait retryAfterMs milliseconds, then try again.", retryAfterMs);

// server/src/channel/roster.ts
var KEPT_FROM = 16;
var COUNT_MS = 1e3;
var WIDE_COUNT_MS = 3e3;
var NOTHING = Object.freeze([]);
var Roster = class {
  constructor(channel) {
    this.channel = channel;
    this.version = 0;
    this.count = 0;
    /** In their order. Made when somebody joins others: a set of its own for each channel would be most of what a small one keeps. */
    this.joined = null;
    /** Made when somebody leaves. */
    this.left = null;
    /** Deltas have stopped: more members than the limit, or no count yet since there were. */
    this.wide = false;
    this.toldAt = -Infinity;
    this.timer = 0;
    this.due = false;
    /** For all who join or come back until the next flush; longer it would keep its bytes for a channel at rest. */
    this.snapshotFrame = null;
    this.snapshotVersion = -1;
    this.all = null;
  }
  get isPending() {
    return this.joined !== null && this.joined.size > 0 || this.left !== null || this.due || this.all !== null;
  }
  get isWide() {
    return this.wide;
  }
  set(state) {
    this.version = state.version;
    this.count = state.count;
    this.wide = this.count > this.channel.app.limits.memberList;
  }
  /** `user` joined. In the lane of the channel. */
  async join(user, change) {
    var _a, _b, _c, _d;
    if (!change.changed)
      return;
    const { node, app, name } = this.channel;
    (_b = (_a = node.events).memberJoined) == null ? void 0 : _b.call(_a, { app: app.id, channel: name, user });
    if (((_c = this.left) == null ? void 0 : _c.has(user)) === true)
      this.channel.flush();
    this.count = change.count;
    this.version = change.version;
    if (this.isOver)
      this.widen();
    else if (this.count > 1 && !this.wide)
      ((_d = this.joined) != null ? _d : this.joined = /* @__PURE__ */ new Set()).add(user);
    if (this.count > 1)
      await this.tellCount();
  }
  /** `user` left. In the lane of the channel. */
  async leave(user, change, why) {
    var _a, _b, _c, _d;
    if (!change.changed)
      return;
    const { node, app, name } = this.channel;
    (_b = (_a = node.events).memberLeft) == null ? void 0 : _b.call(_a, { app: app.id, channel: name, user, why });
    if (((_c = this.joined) == null ? void 0 : _c.has(user)) === true)
      this.channel.flush();
    this.count = change.count;
    this.version = change.version;
    if (!this.wide) {
      (_d = this.left) != null ? _d : this.left = /* @__PURE__ */ new Map();
      this.left.set(user, why);
    }
    await this.tellCount();
  }
  /** The members as they are now, for one who has no version or another one. null: too many to tell. */
  async snapshot() {
    if (this.wide)
      return null;
    if (this.snapshotVersion === this.version)
      return this.snapshotFrame;
    const frame = new Batch([this.frame({ all: await this.channel.node.members.all(this.channel.key) })]);
    if (this.count < KEPT_FROM)
      return frame;
    this.snapshotFrame = frame;
    this.snapshotVersion = this.version;
    return frame;
  }
  /** What a link in step knows: the members of a version, or below zero its count only, and then it is told the members when they are few enough. */
  get told() {
    return this.wide ? -2 - this.version : this.version;
  }
  /** The members, or their count, for one who comes into step with another version. */
  async tell(feed) {
    var _a;
    if (feed.version === this.told)
      return;
    const frame = (_a = await this.snapshot()) != null ? _a : this.countFrame();
    if (feed.ended)
      return;
    feed.link.push(frame);
    feed.version = this.told;
  }
  /** What this turn has to tell everybody. */
  take() {
    this.snapshotFrame = null;
    this.snapshotVersion = -1;
    if (!this.isPending)
      return NOTHING;
    const frames = this.delta();
    if (this.due)
      frames.push(this.countFrame());
    if (this.all !== null)
      frames.unshift(...this.all.list);
    if (this.all !== null || this.due)
      this.toldAt = this.channel.node.clock.monotonic();
    this.all = null;
    this.due = false;
    if (this.wide && !this.isOver)
      void this.tellCount();
    return frames;
  }
  end() {
    this.channel.node.clock.cancel(this.timer);
    this.timer = 0;
  }
  delta() {
    var _a;
    const names2 = this.joined === null || this.joined.size === 0 ? null : [...this.joined];
    if (names2 === null && this.left === null)
      return [];
    const joined = names2 === null ? {} : { joined: names2 };
    const left = this.left === null ? {} : { left: [...this.left].map(([u, why]) => ({ u, why })) };
    (_a = this.joined) == null ? void 0 : _a.clear();
    this.left = null;
    return [this.frame(__spreadValues(__spreadValues({}, joined), left))];
  }
  widen() {
    var _a;
    this.wide = true;
    (_a = this.joined) == null ? void 0 : _a.clear();
    this.left = null;
    this.all = null;
  }
  /** Once per second, or per 3 s in a large channel, and the last one always (P-MEMBER-4). */
  async tellCount() {
    if (this.due || this.timer !== 0)
      return;
    const { clock, log: log2 } = this.channel.node;
    const wait = this.toldAt + (this.wide ? WIDE_COUNT_MS : COUNT_MS) - clock.monotonic();
    if (wait <= 0)
      return this.dueNow();
    this.timer = clock.after(wait, () => {
      this.timer = 0;
      this.channel.lane.run(async () => {
        await this.dueNow();
        this.channel.touch();
      }).catch((fault) => log2.error("fault", __spreadValues({ where: "count" }, faultFields(fault))));
    });
  }
  /** A count is due. With the first one after a time of too many members comes everybody: deltas were missed (P-MEMBER-3). */
  async dueNow() {
    if (!this.wide || this.isOver) {
      this.due = true;
      return;
    }
    this.wide = false;
    this.all = await this.snapshot();
  }
  get isOver() {
    return this.count > this.channel.app.limits.memberList;
  }
  countFrame() {
    return this.frame({});
  }
  frame(form) {
    return JSON.stringify(__spreadValues({ t: "members", a: this.channel.alias, v: this.version, count: this.count }, form));
  }
};

// server/src/store/disk-fault.ts
var DiskFault = class extends Error {
  constructor(code) {
    super(`the disk failed (${code})`);
    this.code = code;
  }
};

// server/src/user/settle.ts
var idOf = (outcome) => {
  var _a;
  return "i" in outcome ? (_a = outcome.i) != null ? _a : "" : "";
};
function keepOutcome(node, session, n, outcome) {
  const kept = session === node.awaitedSends.key ? node.awaitedSends.settle(n, outcome) : node.sessions.settle(session, n, outcome);
  if (node.events.outcome === null)
    return kept instanceof Promise ? kept : null;
  return goOn(kept, (isFirst) => {
    var _a, _b;
    const why = outcome.outcome === "refused" ? outcome.why : "";
    if (isFirst)
      (_b = (_a = node.events).outcome) == null ? void 0 : _b.call(_a, { session, n, outcome: outcome.outcome, id: idOf(outcome), why });
    return null;
  });
}
function settle(node, session, n, outcome) {
  return goOn(keepOutcome(node, session, n, outcome), () => {
    var _a, _b;
    (_b = (_a = node.live.get(session)) == null ? void 0 : _a.link) == null ? void 0 : _b.push(out(n, outcome));
    return null;
  });
}
function settleAll(node, dues, word, from = 0) {
  for (let i = from; i < dues.length; i++) {
    const { session, n, id: id2 } = dues[i];
    const going = settle(node, session, n, { outcome: word, i: id2 });
    if (going !== null)
      return going.then(() => settleAll(node, dues, word, i + 1));
  }
  return null;
}
function settleStored(node, due) {
  node.work.begin();
  node.mail.flushed().then(
    () => settleAll(node, [due], "stored"),
    (fault) => {
      if (!(fault instanceof DiskFault))
        node.log.error("fault", __spreadValues({ where: "disk" }, faultFields(fault)));
      return settleAll(node, [due], "unknown");
    }
  ).catch((fault) => node.log.error("fault", __spreadValues({ where: "stored" }, faultFields(fault)))).finally(() => node.work.end());
}

// server/src/channel/resume-point.ts
async function resumePoint(channel, membership, wanted) {
  const start = await startOf(channel, membership, wanted);
  await channel.node.sessions.passed(membership.session.id, channel.alias, start.cursor);
  return start;
}
async function startOf(channel, membership, wanted) {
  var _a, _b;
  const { head, epoch, key, node } = channel;
  if (wanted.e === "")
    return { cursor: membership.start, gap: null };
  const diverged = { cursor: head, gap: epochGap(head) };
  if (wanted.e !== epoch || wanted.o > head)
    return diverged;
  const before = await node.streams.read(key, Math.max(0, wanted.o - 1), { messages: 1, bytes: 0 });
  const same2 = before == null ? void 0 : before.records[0];
  if (wanted.o > 0 && wanted.i !== "" && (same2 == null ? void 0 : same2.offset) === wanted.o && same2.id !== wanted.i)
    return diverged;
  if (wanted.ended === null || wanted.o === head)
    return { cursor: wanted.o, gap: null };
  const page = await node.streams.read(key, wanted.o, { messages: Infinity, bytes: Infinity });
  const kept = (_a = page == null ? void 0 : page.records.filter((record) => record.session === wanted.ended).length) != null ? _a : 0;
  const own = kept + await node.sessions.own(wanted.ended, channel.alias, wanted.o + 1, ((_b = page == null ? void 0 : page.tail) != null ? _b : head + 1) - 1);
  return { cursor: head, gap: { from: wanted.o + 1, to: head, count: head - wanted.o - own, why: "expired" } };
}

// server/src/channel/channel.ts
var Channel3 = class {
  // seldom there is one: no map for it in every channel
  constructor(node, owner, app, key, name) {
    this.node = node;
    this.owner = owner;
    this.app = app;
    this.key = key;
    this.name = name;
    this.roster = new Roster(this);
    this.notices = new Notices(this);
    this.alias = 0;
    this.epoch = "";
    this.head = 0;
    /** Sessions of this node that are members, and seats. */
    this.members = 0;
    this.following = new Following(this);
    /** Sessions that were replaced, by user, as long as nobody has heard of it (seats.ts). */
    this.seats = null;
    this.lane = new Lane(node.work);
  }
  /** In the lane of the user. `granted` runs before any event of the channel can follow. */
  join(session, number, granted) {
    return this.lane.run(async () => {
      const membership = await this.enter(session, number);
      const { link } = session;
      granted(this.grant(this.head));
      if (link !== null) {
        this.following.enter(membership);
        if (this.node.slow.has(link))
          this.lag(membership, link);
        const snapshot2 = await this.roster.snapshot();
        if (snapshot2 !== null && membership.feed === null)
          link.push(snapshot2);
      }
      this.touch();
    });
  }
  /** A channel of a `hello` (P-RESUME-5): joins if needed, and follows from the cursor that the client has. */
  resume(session, wanted, link) {
    return this.lane.run(async () => {
      const known = membershipIn(session, this.name);
      const membership = known != null ? known : await this.enter(session, wanted.j);
      const start = await resumePoint(this, membership, wanted);
      this.touch();
      const grant = this.grant(start.cursor, start.gap);
      const feed = new Feed(link, this.following, start.cursor);
      feed.version = wanted.v;
      if (known === void 0 || wanted.e !== this.epoch)
        feed.version = -1;
      feed.notices = known === void 0 && wanted.e === "" ? this.notices.last : wanted.n;
      membership.feed = feed;
      link.follow(feed);
      return grant;
    });
  }
  leave(session, why, left) {
    return this.lane.run(async () => {
      if (!this.exit(session))
        return;
      left();
      await this.forget(session.user.id, session.id, why);
    });
  }
  restoreSeat(user, session) {
    return this.lane.run(async () => {
      var _a;
      if (this.members === 0)
        await this.begin();
      this.count(1);
      (_a = this.seats) != null ? _a : this.seats = /* @__PURE__ */ new Map();
      this.seats.set(user, session);
    });
  }
  /** Takes a message: stored, answered, and with the links of this turn's end (P-SEND-4). */
  publish(membership, n, draft) {
    return this.lane.begin(() => {
      const { session } = membership;
      if (membershipIn(session, this.name) !== membership)
        throw notJoined();
      return goOn(this.node.streams.append(this.key, draft, this.node.clock.lasting()), ({ offset, json }) => {
        this.head = offset;
        this.tellTaken(draft, offset);
        const outcome = { outcome: "taken", a: this.alias, o: offset, i: draft.id, ts: draft.ts };
        return goOn(keepOutcome(this.node, session.id, n, outcome), () => {
          this.following.record(offset, json, membership, out(n, outcome));
          return null;
        });
      });
    });
  }
  /** Takes a message of an app server, which is no member. Where nobody is, it is kept for those who come back (P-CHANNEL-2). */
  say(draft, n) {
    return this.lane.run(async () => {
      const { streams, clock } = this.node;
      const isHeld2 = this.members > 0;
      const { alias } = isHeld2 ? this : await streams.open(this.key, this.app.limits.retention);
      const { offset, json } = await streams.append(this.key, draft, clock.lasting());
      this.tellTaken(draft, offset);
      await keepOutcome(this.node, draft.session, n, { outcome: "taken", a: alias, o: offset, i: draft.id, ts: draft.ts });
      if (!isHeld2)
        return streams.release(this.key, clock.lasting());
      this.head = offset;
      this.following.record(offset, json, null, "");
    });
  }
  /** In the lane. The answer to a change comes after what was before it, then everybody hears of it, the changing member too (P-ORDER-1, P-ATTR-6). */
  answerAndTell(answered, rows2) {
    if (this.following.hasRecords || this.roster.isPending)
      this.flush();
    answered();
    if (rows2 !== null && this.members > 0)
      this.following.tell(this.notices.next(rows2));
  }
  flush() {
    this.following.flush();
  }
  touch() {
    this.following.touch();
  }
  lag(membership, link) {
    this.following.lag(membership, link);
  }
  part(membership) {
    this.following.part(membership);
  }
  /** Opens the stream with the first member of this node. */
  async begin() {
    var _a, _b;
    const stream = await this.node.streams.open(this.key, this.app.limits.retention);
    this.alias = stream.alias;
    this.epoch = stream.epoch;
    this.head = stream.head;
    this.following.flushed = stream.head;
    this.roster.set(await this.node.members.state(this.key));
    await this.node.channelAttributes.hold(this.key, this.node.clock.lasting());
    (_b = (_a = this.node.events).channelBegan) == null ? void 0 : _b.call(_a, { app: this.app.id, channel: this.name });
  }
  /** A joiner enters after what was published before him. */
  async enter(session, number) {
    var _a;
    if (membershipIn(session, this.name) !== void 0)
      throw new Refusal("already_joined", "This session is already a member of the channel.");
    if (this.members === 0)
      await this.begin();
    if (this.following.hasRecords)
      this.flush();
    this.count(1);
    const membership = new Membership(this, session, this.head, number);
    session.add(membership);
    const { id: id2 } = session.user;
    await this.roster.join(id2, await this.node.members.join(this.key, id2, session.id));
    const seat = (_a = this.seats) == null ? void 0 : _a.get(id2);
    if (seat !== void 0) {
      this.seats.delete(id2);
      this.count(-1);
      await this.node.members.leave(this.key, id2, seat);
    }
    return membership;
  }
  /** In the lane. The session hears nothing more. false: it was not in. */
  exit(session) {
    const membership = membershipIn(session, this.name);
    if (membership === void 0)
      return false;
    if (this.following.hasRecords)
      this.flush();
    session.remove(membership);
    if (session.link !== null)
      this.part(membership);
    return true;
  }
  /** In the lane. The session is no member any more. */
  async forget(user, session, why) {
    var _a, _b;
    this.count(-1);
    await this.roster.leave(user, await this.node.members.leave(this.key, user, session), why);
    if (this.members > 0)
      return this.touch();
    this.flush();
    await this.owner.release(this);
    (_b = (_a = this.node.events).channelEnded) == null ? void 0 : _b.call(_a, { app: this.app.id, channel: this.name });
  }
  count(more) {
    this.members += more;
    this.owner.memberships += more;
  }
  /** After a restart: the membership is known, nobody is told. */
  restore(session, start, number, notices) {
    return this.lane.run(async () => {
      if (this.members === 0)
        await this.begin();
      this.notices.last = notices;
      this.count(1);
      session.add(new Membership(this, session, start, number));
    });
  }
  grant(o, gap2 = null) {
    const { version, count, isWide } = this.roster;
    const noticed = this.notices.last > 0 ? { n: this.notices.last } : {};
    const grant = __spreadValues({ a: this.alias, e: this.epoch, o, v: version, count, mode: isWide ? "count" : "full" }, noticed);
    return gap2 === null ? grant : __spreadProps(__spreadValues({}, grant), { gap: gap2 });
  }
  tellTaken(message2, offset) {
    var _a, _b;
    (_b = (_a = this.node.events).messageTaken) == null ? void 0 : _b.call(_a, { app: this.app.id, to: { channel: this.name }, offset, message: message2 });
  }
};

// server/src/channel/channels.ts
var channelKey = (app, name) => `${app.id}/channel//${name}`;
var Channels2 = class {
  constructor(node) {
    this.node = node;
    /** Sessions in channels, each once for each. */
    this.memberships = 0;
    this.channels = /* @__PURE__ */ new Map();
  }
  get size() {
    return this.channels.size;
  }
  get isFull() {
    return this.memberships >= this.node.held.memberships;
  }
  of(app, name) {
    const key = channelKey(app, name);
    let channel = this.channels.get(key);
    if (channel === void 0) {
      channel = new Channel3(this.node, this, app, key, name);
      this.channels.set(key, channel);
    }
    return channel;
  }
  /** The last member of this node left. In the lane of the channel, which goes on if somebody waits in it to join. */
  async release(channel) {
    channel.roster.end();
    const now = this.node.clock.lasting();
    await this.node.streams.release(channel.key, now);
    await this.node.channelAttributes.release(channel.key, now);
  }
  /** Never while the lane is busy: two lanes of one channel would be no serial point. */
  tidy(channel) {
    if (channel.members === 0 && channel.lane.isIdle && this.channels.get(channel.key) === channel)
      this.channels.delete(channel.key);
  }
};

// server/src/base/events.ts
var NAMES = {
  welcomed: true,
  loginRefused: true,
  sessionEnded: true,
  presenceChanged: true,
  channelBegan: true,
  channelEnded: true,
  memberJoined: true,
  memberLeft: true,
  messageTaken: true,
  outcome: true,
  invitationChanged: true,
  refused: true
};
function eventsOf(log2) {
  const told = Object.fromEntries(Object.keys(NAMES).map((name) => [name, null]));
  const listeners = /* @__PURE__ */ new Map();
  function tell(name, event) {
    for (const listener of [...listeners.get(name)]) {
      try {
        ;
        listener(event);
      } catch (fault) {
        log2.error("fault", __spreadValues({ where: `listener of ${name}` }, faultFields(fault)));
      }
    }
  }
  function on(name, listener) {
    var _a;
    const all = (_a = listeners.get(name)) != null ? _a : /* @__PURE__ */ new Set();
    listeners.set(name, all.add(listener));
    const port = told;
    port[name] = (event) => {
      tell(name, event);
    };
    return () => {
      all.delete(listener);
      if (all.size === 0)
        port[name] = null;
    };
  }
  return Object.assign(told, { on });
}

// server/src/link/flusher.ts
var Flusher = class {
  constructor(turn) {
    this.turn = turn;
    this.sources = [];
    this.links = [];
    this.asked = false;
    this.run = () => {
      this.asked = false;
      const sources = this.sources;
      this.sources = [];
      for (const source of sources)
        source.flush();
      const links = this.links;
      this.links = [];
      for (const link of links)
        link.flush();
    };
  }
  /** Something that has frames for links: a channel, a watch list. */
  source(source) {
    this.sources.push(source);
    this.ask();
  }
  link(link) {
    this.links.push(link);
    this.ask();
  }
  ask() {
    if (this.asked)
      return;
    this.asked = true;
    this.turn.soon(this.run);
  }
};

// server/src/config/held.ts
var MEGABYTE = 1048576;
var USERS_PER_ADDRESS = 50;
var HELD = {
  inboxBytes: 128 * MEGABYTE,
  attributeBytes: 64 * MEGABYTE,
  invitationBytes: 32 * MEGABYTE,
  outcomesKept: 5e5,
  sessionsKept: 1e5,
  memberships: 5e5,
  watchesKept: 5e5,
  waitingBytes: 64 * MEGABYTE
};
var heldBounds = (given) => __spreadValues(__spreadValues({}, HELD), given);

// server/src/login/hello-times.ts
var HelloTimes = class {
  constructor(clock, ms) {
    this.clock = clock;
    this.ms = ms;
    /** In the order of their coming, and when that was. */
    this.links = /* @__PURE__ */ new Map();
    this.timer = 0;
    this.look = () => {
      this.timer = 0;
      const over = this.clock.monotonic() - this.ms;
      for (const [link, since] of this.links) {
        if (since > over) {
          this.timer = this.clock.after(since - over, this.look);
          return;
        }
        this.links.delete(link);
        link.close(CLOSE_NO_HELLO, "no hello in time");
      }
    };
  }
  add(link) {
    this.links.set(link, this.clock.monotonic());
    if (this.timer === 0)
      this.timer = this.clock.after(this.ms, this.look);
  }
  /** It has come, or nobody waits for it any more. */
  delete(link) {
    if (this.links.delete(link) && this.links.size === 0)
      this.stop();
  }
  stop() {
    this.clock.cancel(this.timer);
    this.timer = 0;
  }
};

// server/src/app/housekeeping.ts
var SWEEP_MS = 5e3;
var PORTION2 = 100;
var MAIL_PORTION = 50;
var Housekeeping = class {
  constructor(core) {
    this.core = core;
    this.stopped = false;
    this.round = () => {
      const { clock, log: log2 } = this.core;
      this.sweep(clock.lasting()).catch((fault) => log2.error("fault", __spreadValues({ where: "sweep" }, faultFields(fault)))).finally(() => {
        if (!this.stopped)
          this.timer = clock.after(SWEEP_MS, this.round);
      });
    };
    this.timer = core.clock.after(SWEEP_MS, this.round);
  }
  stop() {
    this.stopped = true;
    this.core.clock.cancel(this.timer);
  }
  async sweep(now) {
    const { streams, members: members2, inboxes, sessions, channelAttributes, calls, rateBook, clock } = this.core;
    await this.inPortions(async () => {
      const { ended, more } = await streams.sweep(now, PORTION2);
      for (const key of ended)
        await members2.forget(key);
      return more;
    });
    await inboxes.age();
    await this.inPortions(() => channelAttributes.sweep(now, PORTION2));
    await this.sweepMail(now);
    await this.inPortions(() => inboxes.sweep(now, PORTION2));
    await this.inPortions(() => sessions.sweep(now, PORTION2));
    await this.inPortions(() => calls.ends.sweep(now, PORTION2));
    await this.inPortions(async () => rateBook.sweep(PORTION2));
    await clock.keep();
  }
  /** P-MAIL-5 */
  async sweepMail(now) {
    const { mail, users, apps } = this.core;
    let after2 = "";
    await this.inPortions(async () => {
      const { over, next } = await mail.over(now, MAIL_PORTION, after2);
      after2 = next;
      for (const one of over) {
        const user = users.ofKey(apps, one.user);
        if (user === void 0)
          continue;
        await user.lane.run(() => user.inbox.expire(one, now));
        users.tidy(user);
      }
      return next !== "";
    });
  }
  /** `portion` answers whether there is more. A stop waits for the one that runs, and no other begins. */
  async inPortions(portion) {
    const { work, turn } = this.core;
    for (let more = true; more && !this.stopped; ) {
      work.begin();
      try {
        more = await portion();
      } finally {
        work.end();
      }
      if (more)
        await new Promise((resolve) => turn.soon(resolve));
    }
  }
};

// server/src/wire/fields.ts
function isCount(value2) {
  return typeof value2 === "number" && Number.isSafeInteger(value2) && value2 >= 0;
}
function countOf(fields, name) {
  const value2 = fields[name];
  if (!isCount(value2))
    throw invalid(name, "an integer from 0 to 2^53 - 1");
  return value2;
}
function countOr(fields, name, otherwise) {
  return fields[name] === void 0 ? otherwise : countOf(fields, name);
}
function flagOr(fields, name) {
  const value2 = fields[name];
  if (value2 === void 0 || value2 === 0)
    return 0;
  if (value2 === 1)
    return 1;
  throw invalid(name, "0 or 1");
}
function textOf2(fields, name, most) {
  const value2 = fields[name];
  if (typeof value2 !== "string" || value2.length > most || !isWellFormed(value2))
    throw invalid(name, `text of at most ${most} characters`);
  return value2;
}
function textOr(fields, name, most) {
  return fields[name] === void 0 ? "" : textOf2(fields, name, most);
}
function shortTextOr(fields, name, mostBytes) {
  const text2 = textOr(fields, name, MAX_FRAME);
  if (text2.length * 3 > mostBytes && Buffer.byteLength(text2) > mostBytes)
    throw new Refusal("too_large", `Field ${name} is longer than ${mostBytes} bytes. Send less.`);
  return text2;
}
function idOf2(fields, name) {
  const value2 = fields[name];
  if (typeof value2 !== "string" || !isId(value2))
    throw invalid(name, "an id: 1 to 64 letters, digits and the allowed signs");
  return value2;
}
function idsOf(fields, name, most) {
  const value2 = fields[name];
  if (!Array.isArray(value2) || value2.length === 0 || value2.length > most)
    throw invalid(name, `a list of 1 to ${most} ids`);
  for (const id2 of value2)
    if (typeof id2 !== "string" || !isId(id2))
      throw invalid(name, "a list of ids: 1 to 64 letters, digits and the allowed signs");
  return value2;
}
function payloadOf(frame, mostBytes) {
  if (frame.raw === null || frame.payload === null)
    throw invalid("p", "the message as a string");
  provePayload("p", frame.payload, mostBytes);
  return frame.raw;
}
function provePayload(name, payload, mostBytes) {
  if (!isWellFormed(payload))
    throw invalid(name, "text without lone surrogates");
  if (payload.length * 3 > mostBytes && Buffer.byteLength(payload) > mostBytes)
    throw new Refusal("too_large", `The text is longer than ${mostBytes} bytes. Send less.`);
}
function isWellFormed(text2) {
  return text2.isWellFormed();
}

// server/src/commands/ack.ts
function acknowledge(link, session, frame) {
  if (frame.fields["settled"] !== void 0)
    settle2(link, session, frame.fields["settled"]);
  const { r = session.received, h = session.handled } = frame.fields;
  if (r === session.received && h === session.handled)
    return;
  if (!isCount(r) || r > session.sent)
    return link.push(no(0, invalid("r", "an offset that was sent to this session")));
  if (!isCount(h) || h > Math.max(r, session.received))
    return link.push(no(0, invalid("h", "an offset that was received")));
  if (r <= session.received && h <= session.handled)
    return;
  heed(link, "ack", () => session.user.inbox.acknowledge(session, r, h));
}
function settle2(link, session, n) {
  if (!isCount(n))
    return link.push(no(0, invalid("settled", "the number of a send up to which no outcome is needed")));
  heed(link, "settled", () => session.user.node.sessions.settled(session.id, n));
}
function heed(link, where, task) {
  var _a;
  try {
    (_a = task()) == null ? void 0 : _a.catch((fault) => link.fault(where, fault));
  } catch (fault) {
    link.fault(where, fault);
  }
}

// server/src/login/token-end.ts
var endOfToken = (clock, expiresAt) => expiresAt === 0 ? 0 : clock.lasting() + expiresAt - clock.now();
var endTold = (clock, endsAt) => endsAt === 0 ? 0 : clock.now() + endsAt - clock.lasting();

// server/src/services/users.ts
async function endSessions(node, app, id2) {
  const user = node.users.find(app, id2);
  if (user === void 0)
    return 0;
  return user.lane.run(async () => {
    const sessions = [...user.sessions];
    for (const session of sessions)
      await end(node, session, "kicked", CLOSE_KICKED, "kicked");
    return sessions.length;
  }).finally(() => {
    node.users.tidy(user);
  });
}
async function logout(node, session, link, answered) {
  const { user } = session;
  await user.lane.run(async () => {
    if (session.link !== null && session.link !== link)
      return;
    answered();
    await end(node, session, "left", CLOSE_LOGGED_OUT, "logged out");
  });
  node.users.tidy(user);
}
async function renewToken(node, session, token) {
  session.rates.take("renew");
  const { app, id: id2 } = session.user;
  const verdict = await node.verifier.verify(app, id2, token);
  if (verdict.why !== "ok")
    throw new Refusal(verdict.why, verdict.message);
  session.tokenEndsAt = endOfToken(node.clock, verdict.expiresAt);
  return verdict.expiresAt;
}

// server/src/commands/command.ts
function answer({ link, id: id2 }, fields) {
  link.push(ok(id2, fields));
}

// server/src/commands/bye.ts
function bye(request2) {
  const { node, session, link } = request2;
  return logout(node, session, link, () => {
    answer(request2, {});
  });
}

// server/src/services/invitations.ts
async function invite(node, session, draft) {
  if (draft.callee === session.user.id)
    throw invalid("to", "another user");
  await node.calls.invite(session, draft);
}
function act(node, session, of, asked) {
  return node.calls.act(session, __spreadValues({ app: session.user.app.id }, of), asked);
}

// server/src/commands/call.ts
var actions = ["ring", "accept", "refuse", "confirm", "cancel", "seen"];
async function call(request2) {
  const { node, session, frame } = request2;
  const of = { caller: idOf2(frame.fields, "of"), id: idOf2(frame.fields, "i") };
  const action = actions.find((one) => one === frame.fields["do"]);
  if (action === void 0)
    throw invalid("do", `one of ${actions.join(", ")}`);
  const text2 = shortTextOr(frame.fields, "text", session.user.app.limits.invitation);
  await act(node, session, of, { action, text: text2, busy: flagOr(frame.fields, "busy") === 1 });
  answer(request2, {});
}

// server/src/services/channels.ts
function join(node, session, name, number, granted) {
  const { user } = session;
  return user.lane.run(async () => {
    if (!session.leased)
      return;
    if (membershipOf(session, name) !== void 0 && await leaveOther(session, name, number) !== void 0)
      throw new Refusal("already_joined", "This session is already a member of the channel.");
    if (session.joined.length >= user.app.limits.channels)
      throw new Refusal("too_many_channels", `A session joins at most ${user.app.limits.channels} channels. Leave one first.`);
    if (node.channels.isFull)
      throw new Refusal("full", "The server has no room for more channel members. Try again later.");
    session.rates.takeRejoin(name);
    session.rates.take("join");
    await node.channels.of(user.app, name).join(session, number, granted);
  });
}
function leave(node, session, name, left) {
  return session.user.lane.run(async () => {
    const membership = membershipOf(session, name);
    if (membership === void 0)
      throw notJoined();
    await membership.channel.leave(session, "left", left);
    node.channels.tidy(membership.channel);
  });
}
async function members(node, session, name, after2, limit) {
  const membership = membershipOf(session, name);
  if (membership === void 0)
    throw notJoined();
  session.rates.take("members");
  const { key } = membership.channel;
  const { count: total } = await node.members.state(key);
  if (total > session.user.app.limits.memberList)
    return { users: await node.members.sample(key, limit), total, next: "" };
  return node.members.list(key, after2, limit);
}
function counts(node, app, names2) {
  return node.members.counts(names2.map((name) => channelKey(app, name)));
}

// server/src/commands/counts.ts
async function counts2(request2) {
  const { node, session, frame } = request2;
  const { app } = session.user;
  const names2 = idsOf(frame.fields, "chs", app.limits.countIds);
  session.rates.take("counts");
  answer(request2, { counts: await counts(node, app, names2) });
}

// server/src/store/mail.ts
var NOTHING_BROUGHT = Object.freeze({ letter: 0, loss: 0, letters: 0 });

// server/src/user/inbox.ts
var noRoom = () => new Refusal("full", "This app has no room left on the disk of the server. Try again later, or send it when the receiver is online.");
var noPlace = () => new Refusal("full", "The inbox of the receiver is full. Try again later.");
var Inbox2 = class {
  constructor(user) {
    this.user = user;
  }
  /** Takes a message for this user. If nobody is there it goes to the mail, or is not taken at all (P-SEND-5). */
  deliver(draft, n, flagged) {
    return this.user.lane.begin(() => {
      const { user } = this;
      const { node } = user;
      const store = flagged && node.mail.keeps;
      if (!user.isLeased && store)
        return this.postOf(draft, n);
      if (!user.isLeased)
        return settle(node, draft.session, n, { outcome: "offline", i: draft.id });
      const writing = user.sessions.some((session) => session.inboxLink !== null);
      return goOn(node.inboxes.append(user.key, __spreadProps(__spreadValues({}, draft), { n, store }), writing, user.app.limits.inbox), (appended) => {
        if (appended === null)
          return settle(node, draft.session, n, refused(noPlace()));
        this.tellTaken(draft, appended.offset);
        for (const session of user.sessions) {
          const link = session.inboxLink;
          if (link === null)
            continue;
          session.sent = appended.offset;
          link.push(appended.json);
        }
        return null;
      });
    });
  }
  /** P-INBOX-1, P-INBOX-2. The caller has checked that nothing above what was sent is named. */
  acknowledge(session, received, handled) {
    session.received = Math.max(session.received, received);
    session.handled = Math.max(session.handled, handled);
    return this.user.lane.begin(() => this.acknowledged(session, received, handled));
  }
  /** As `acknowledge`, for who is in the lane already. */
  acknowledged(session, received, handled) {
    const { node, key } = this.user;
    return goOn(
      node.inboxes.received(key, session.id, received),
      (dues) => goOn(
        settleAll(node, dues, "received"),
        () => goOn(node.inboxes.handled(key, session.id, handled), (gone) => gone.letters.length + gone.losses.length > 0 ? this.tidyMail(gone) : null)
      )
    );
  }
  /** A session of the user opens the inbox. Who had no lease finds his mail in it (P-MAIL-4). */
  async open(session, hadLease, after2 = 0) {
    const { node, key } = this.user;
    const state = await node.inboxes.open(key, session.id, after2);
    if (hadLease || !node.mail.keeps)
      return state;
    const waiting = await node.mail.waiting(key, node.clock.lasting(), state.brought);
    if (waiting.letters.length + waiting.losses.length === 0)
      return state;
    await node.inboxes.bring(key, waiting);
    return node.inboxes.open(key, session.id);
  }
  /** The last lease ended: what is flagged goes to the mail; of the rest what was never written is withdrawn, what was written is unknown
   * (P-SEND-5, P-SEND-6, P-MAIL-3). */
  async lapse() {
    const { node, key } = this.user;
    await this.settleLapsed(await node.inboxes.lapse(key));
  }
  /** What came of him before his end counts, though it still waits behind it: a login that takes his place begins where he said that he was. */
  async close(session, now) {
    const { node, key, app } = this.user;
    await this.acknowledged(session, session.received, session.handled);
    const closed = await node.inboxes.close(key, session.id, now);
    await this.settleLapsed(closed);
    await this.tidyMail(closed.handled);
    if (node.mail.keeps)
      await node.mail.trim(key, app.limits.offline, now, await this.brought());
  }
  /** In the lane. Letters and losses whose time is over (P-MAIL-5). */
  async expire(over, now) {
    await this.user.node.mail.expire(over, now, await this.brought());
  }
  async postOf(draft, n) {
    const letter = await this.post(draft, { session: draft.session, n, id: draft.id });
    if (letter !== null)
      this.tellTaken(draft, 0);
    else
      await settle(this.user.node, draft.session, n, refused(noRoom()));
  }
  /** Before it is on the disk, where it goes there. */
  tellTaken(message2, offset) {
    var _a, _b;
    const { node, app, id: user } = this.user;
    (_b = (_a = node.events).messageTaken) == null ? void 0 : _b.call(_a, { app: app.id, to: { user }, offset, message: message2 });
  }
  /** P-MAIL-2: answered when it is on the disk, and nobody waits for that in the lane. */
  async post(draft, due) {
    const { node, key, app } = this.user;
    const { offline } = app.limits;
    const room = __spreadProps(__spreadValues({}, offline), { ms: offline.ms + node.clock.lasting() - draft.ts });
    const letter = await node.mail.put(key, draft, room, await this.brought());
    if (due !== null && letter !== null)
      settleStored(node, due);
    return letter;
  }
  /** The app has used up its share of the disk. What was written stays in the inbox and is tried again at its end; of the rest the sender hears,
   * or the receiver, if the sender was answered already. */
  async turnAway({ draft, due, offset }) {
    const { node, key } = this.user;
    if (offset > 0 && due === null)
      return;
    if (due !== null)
      await (offset > 0 ? settleAll(node, [due], "unknown") : settle(node, due.session, due.n, refused(noRoom())));
    else
      await node.mail.miss(key, draft.from, node.clock.lasting(), await this.brought());
  }
  async brought() {
    var _a, _b;
    return (_b = (_a = await this.user.node.inboxes.find(this.user.key)) == null ? void 0 : _a.brought) != null ? _b : NOTHING_BROUGHT;
  }
  async settleLapsed({ withdrawn, unknown: unknown2, kept }) {
    const { node, key } = this.user;
    for (const one of kept) {
      const { draft, due, offset } = one;
      try {
        const letter = await this.post(draft, due);
        if (letter === null)
          await this.turnAway(one);
        else if (offset > 0)
          await node.inboxes.mailed(key, offset, letter);
      } catch (fault) {
        node.log.error("fault", __spreadValues({ where: "mail" }, faultFields(fault)));
        if (due !== null)
          await settleAll(node, [due], "unknown");
      }
    }
    await settleAll(node, withdrawn, "offline");
    await settleAll(node, unknown2, "unknown");
  }
  async tidyMail(handled) {
    if (handled.letters.length + handled.losses.length > 0)
      await this.user.node.mail.remove(this.user.key, handled);
  }
  catchUp(feed) {
    return this.user.lane.run(async () => {
      const { node, key } = this.user;
      const { link } = feed;
      const { session } = link;
      if (feed.ended || session === null)
        return true;
      const items = await node.inboxes.read(key, feed.cursor, PORTION);
      if (feed.ended)
        return true;
      if (items.length > 0)
        link.push(framesOf(items, feed, session.redeliveredTo));
      await node.inboxes.written(key, feed.cursor);
      session.sent = Math.max(session.sent, feed.cursor);
      const state = await node.inboxes.find(key);
      if (!feed.ended && state !== null && feed.cursor < state.head && items.length > 0)
        return false;
      if (session.inboxFeed === feed)
        session.inboxFeed = null;
      return true;
    });
  }
};
function framesOf(items, feed, redeliveredTo) {
  const frames = [];
  let i = 0;
  while (i < items.length) {
    const first = items[i];
    const from = Math.max(first.from, feed.cursor + 1);
    if (first.kind === "hole") {
      const { to: to2, count, by, id: id2 } = first;
      if (first.why === "withdrawn")
        frames.push(skip(0, from, to2, "withdrawn"));
      else
        frames.push(gap(0, { from, to: to2, count, why: first.why, by, id: id2 }));
      feed.cursor = to2;
      i++;
      continue;
    }
    const again2 = first.to <= redeliveredTo;
    let last = i;
    while (last + 1 < items.length && items[last + 1].kind === "message" && items[last + 1].to <= redeliveredTo === again2)
      last++;
    const to = items[last].to;
    frames.push(again2 ? redelivery(from, to) : replay(0, from, to));
    for (; i <= last; i++) {
      const item = items[i];
      if (item.kind === "message")
        frames.push(item.json);
    }
    feed.cursor = to;
  }
  return new Batch(frames);
}

// server/src/base/lists.ts
function withOne(list2, item) {
  return list2.length === 0 ? [item] : list2.concat([item]);
}

// server/src/user/rate-book.ts
var HELD_MS = 1e4;
var SLACK = 1e-3;
var LOOKED_AT = 2;
var LEFT_ALONE = 4096;
var IDLE_MS = 5e3;
var heldBy = ([count, ms]) => Math.max(1, Math.floor(count * HELD_MS / ms));
var EVERYDAY = ["login", "join", "message", "greeting", "frames", "members", "counts", "userWrite", "userRead", "channelWrite", "channelRead", "presence", "watch", "renew", "invite"];
var places = new Map(EVERYDAY.map((name, i) => [name, i]));
var NOTHING_TAKEN = [];
function after(fullAt, rate, most, now, count) {
  const each = rate[1] / rate[0];
  const next = Math.max(fullAt, now) + Math.min(count, most) * each;
  const over = next - now - most * each;
  if (over > each * SLACK)
    throw tooOften2(Math.max(1, Math.ceil(over)));
  return next;
}
var Buckets = class {
  constructor() {
    /** The book has forgotten it: who holds it asks for another. */
    this.gone = false;
    /** When each of EVERYDAY is full again. */
    this.everyday = NOTHING_TAKEN;
    /** The channel that was joined last, and when its bucket is full again: of most users it is the only one. */
    this.rejoined = "";
    this.rejoinedFullAt = 0;
    /** Other channels: as many as somebody cares to name. */
    this.rejoins = null;
  }
  after(name, rate, most, now, count = 1) {
    return after(this.timeOf(name), rate, most, now, count);
  }
  timeOf(name) {
    const place = places.get(name);
    return place < this.everyday.length ? this.everyday[place] : 0;
  }
  set(name, fullAt) {
    const place = places.get(name);
    if (place >= this.everyday.length)
      this.everyday = grown(this.everyday, place + 1);
    this.everyday[place] = fullAt;
  }
  takeRejoin(channel, rate, most, now) {
    var _a, _b;
    if (channel === this.rejoined || this.rejoinedFullAt <= now && ((_a = this.rejoins) == null ? void 0 : _a.has(channel)) !== true) {
      this.rejoinedFullAt = after(channel === this.rejoined ? this.rejoinedFullAt : 0, rate, most, now, 1);
      this.rejoined = channel;
      return;
    }
    (_b = this.rejoins) != null ? _b : this.rejoins = /* @__PURE__ */ new Map();
    const fullAt = this.rejoins.get(channel);
    const next = after(fullAt != null ? fullAt : 0, rate, most, now, 1);
    if (fullAt === void 0)
      forgetOld(this.rejoins, (time) => time <= now);
    this.rejoins.set(channel, next);
  }
  /** True if they are all full, and nobody uses them any more. */
  leaves(now) {
    return this.gone = this.isFull(now);
  }
  isFull(now) {
    if (this.rejoinedFullAt > now)
      return false;
    for (const time of this.everyday)
      if (time > now)
        return false;
    if (this.rejoins !== null) {
      for (const time of this.rejoins.values())
        if (time > now)
          return false;
    }
    return true;
  }
};
var RateBook = class {
  /** `usersPerAddress`: whose rates an address has. */
  constructor(clock, usersPerAddress = USERS_PER_ADDRESS) {
    this.clock = clock;
    this.usersPerAddress = usersPerAddress;
    this.entries = /* @__PURE__ */ new Map();
  }
  get size() {
    return this.entries.size;
  }
  /** By a reading that nobody can set. */
  monotonic() {
    return this.clock.monotonic();
  }
  of(name, now) {
    let buckets = this.entries.get(name);
    if (buckets !== void 0)
      return buckets;
    if (this.entries.size >= LEFT_ALONE)
      forgetOld(this.entries, (one) => one.leaves(now));
    this.entries.set(name, buckets = new Buckets());
    return buckets;
  }
  /** Without an entry for who has none. */
  timeOf(name, bucket) {
    var _a, _b;
    return (_b = (_a = this.entries.get(name)) == null ? void 0 : _a.timeOf(bucket)) != null ? _b : 0;
  }
  /** Looks at so many; true: there may be more that are full. */
  sweep(most) {
    const full2 = this.monotonic() - IDLE_MS;
    return forgetOld(this.entries, (one) => one.leaves(full2), most) > 0 && this.entries.size > most;
  }
};
function grown(list2, length) {
  let longer = list2;
  while (longer.length < length)
    longer = [...longer, 0];
  return longer;
}
function forgetOld(entries, isFull, most = LOOKED_AT) {
  let gone = 0;
  for (let left = Math.min(most, entries.size); left > 0; left--) {
    const [name, entry] = entries.entries().next().value;
    entries.delete(name);
    if (isFull(entry))
      gone++;
    else
      entries.set(name, entry);
  }
  return gone;
}

// server/src/user/rates.ts
var REJOIN_HELD = 4;
var placeKey = (app, place) => place === "" ? "" : `${app.id}@${place}`;
var shared = (rate, users) => [rate[0] * users, rate[1]];
function takeGreeting(book, place, { rates }) {
  if (place === "")
    return;
  const now = book.monotonic();
  const rate = shared(rates.login, book.usersPerAddress);
  const buckets = book.of(place, now);
  buckets.set("greeting", buckets.after("greeting", rate, heldBy(rate), now));
}
function takeOf(book, user, place, { rates }, name, count = 1) {
  const now = book.monotonic();
  takeFrom(book.of(user, now), book, place, rates[name], name, now, count);
}
function takeFrom(buckets, book, place, rate, name, now, count) {
  const most = heldBy(rate);
  const next = buckets.after(name, rate, most, now, count);
  if (place !== "") {
    const wide = shared(rate, book.usersPerAddress);
    const ofPlace = book.of(place, now);
    ofPlace.set(name, ofPlace.after(name, wide, most * book.usersPerAddress, now, count));
  }
  buckets.set(name, next);
}
var Rates = class {
  /** `from.place`: '' where the user alone counts. */
  constructor(book, user, from, limits) {
    this.book = book;
    this.user = user;
    this.from = from;
    this.limits = limits;
    /** Looked up once, and again when the book has forgotten them. */
    this.own = null;
  }
  take(name, count = 1) {
    const now = this.book.monotonic();
    takeFrom(this.buckets(now), this.book, this.from.place, this.limits.rates[name], name, now, count);
  }
  /** The same channel again and again. It is one user who does that: the address has no bucket for it. */
  takeRejoin(channel) {
    const now = this.book.monotonic();
    this.buckets(now).takeRejoin(channel, this.limits.rates.rejoin, REJOIN_HELD, now);
  }
  buckets(now) {
    if (this.own === null || this.own.gone)
      this.own = this.book.of(this.user, now);
    return this.own;
  }
};

// server/src/user/replied.ts
var MAX_KEPT = 128;
var Replies = class {
  constructor(saved = []) {
    this.verdicts = /* @__PURE__ */ new Map();
    for (const [w, verdict] of saved)
      this.keep(w, verdict);
  }
  find(w) {
    return this.verdicts.get(w);
  }
  keep(w, verdict) {
    this.verdicts.set(w, verdict);
    for (const oldest of this.verdicts.keys()) {
      if (this.verdicts.size <= MAX_KEPT)
        return;
      this.verdicts.delete(oldest);
    }
  }
  dump() {
    return [...this.verdicts];
  }
};

// server/src/user/user.ts
var NONE = Object.freeze([]);
var User = class {
  constructor(node, key, app, id2) {
    this.node = node;
    this.key = key;
    this.app = app;
    this.id = id2;
    this.sessions = [];
    this.lane = new Lane(node.work);
    this.inbox = new Inbox2(this);
  }
  get isLeased() {
    return this.sessions.some((session) => session.leased);
  }
};
var Session2 = class {
  constructor(id2, user, generation, now) {
    this.id = id2;
    this.user = user;
    this.generation = generation;
    this.link = null;
    /** The explicit login that it follows from; '' when the client does not say (P-HELLO-12). */
    this.login = "";
    /** Channels and presence are held (P-LIFE-3). */
    this.leased = true;
    this.reachable = true;
    this.ended = false;
    /** A short list: a map would cost more than all the rest of an idle session. */
    this.joined = NONE;
    /** The inbox was written to this session's links up to here: nothing above it can be acknowledged. */
    this.sent = 0;
    this.received = 0;
    this.handled = 0;
    /** Messages up to here may have been handed to a page by an earlier session (P-INBOX-3). */
    this.redeliveredTo = 0;
    /** When its lease or its life is looked at next (leases.ts). */
    this.dueAt = 0;
    /** While the link is behind in the inbox. */
    this.inboxFeed = null;
    /** The last change of own attributes that stands; 0: none since they were lost (P-ATTR-8). */
    this.ownChange = 0;
    /** What changes of attributes were answered; most sessions make none. */
    this.replies = null;
    /** By the lasting clock; 0 when nothing ends (P-TOKEN-1). */
    this.tokenEndsAt = 0;
    /** Where its last link came from, in an open app (P-LIMIT-3); '' where that does not count. */
    this.place = "";
    this.ownRates = null;
    this.heardAt = now;
  }
  /** The same through every session that follows from one login, a crash of this server included. */
  get name() {
    return this.login === "" ? this.id : this.login;
  }
  /** As a sender (services/sender.ts). */
  get kind() {
    return "user";
  }
  get from() {
    return this.user.id;
  }
  get member() {
    return this;
  }
  get rates() {
    var _a;
    const { node, key, app } = this.user;
    return (_a = this.ownRates) != null ? _a : this.ownRates = new Rates(node.rateBook, key, this, app.limits);
  }
  get replied() {
    var _a;
    return (_a = this.replies) != null ? _a : this.replies = new Replies();
  }
  add(joined) {
    this.joined = withOne(this.joined, joined);
  }
  remove(joined) {
    this.joined = this.joined.filter((other) => other !== joined);
  }
  /** The link in step with the inbox, if there is one. */
  get inboxLink() {
    return this.inboxFeed === null ? this.link : null;
  }
  /** The link does not read: from now on it follows by cursors. */
  lag() {
    const link = this.link;
    if (link === null)
      return;
    for (const channel of this.joined)
      channel.lag(link);
    if (this.inboxFeed === null) {
      this.inboxFeed = new Feed(link, this.user.inbox, this.sent);
      link.follow(this.inboxFeed);
    }
  }
  /** The link ended. The lease goes on from here. */
  detach(now) {
    const link = this.link;
    if (link === null)
      return;
    this.link = null;
    if (!this.ended)
      this.user.node.away.add(this);
    this.inboxFeed = null;
    this.heardAt = now;
    for (const channel of this.joined)
      channel.part();
  }
};

// server/src/user/users.ts
var inboxKey = (app, user) => `${app.id}/inbox//${user}`;
var Users = class {
  constructor(node) {
    this.node = node;
    /** By app and id: a key of both would have to be made, and hashed, for every message. */
    this.apps = /* @__PURE__ */ new Map();
  }
  get size() {
    let size = 0;
    for (const users of this.apps.values())
      size += users.size;
    return size;
  }
  find(app, id2) {
    var _a;
    return (_a = this.apps.get(app)) == null ? void 0 : _a.get(id2);
  }
  of(app, id2) {
    let users = this.apps.get(app);
    if (users === void 0)
      this.apps.set(app, users = /* @__PURE__ */ new Map());
    let user = users.get(id2);
    if (user === void 0)
      users.set(id2, user = new User(this.node, inboxKey(app, id2), app, id2));
    return user;
  }
  /** By the key of his inbox; undefined when the app is gone. */
  ofKey(apps, key) {
    const app = apps.find(key.slice(0, key.indexOf("/")));
    return app === void 0 ? void 0 : this.of(app, key.slice(key.lastIndexOf("/") + 1));
  }
  /** Forgets a user of whom nothing is left. Never while his lane is busy: two lanes of one user would be no serial point. */
  tidy(user) {
    if (user.sessions.length === 0 && user.lane.isIdle && this.find(user.app, user.id) === user)
      this.apps.get(user.app).delete(user.id);
  }
};

// server/src/services/attributes.ts
var ADDRESS_PART = 4;
async function ofUser(node, app, user) {
  const key = inboxKey(app, user);
  const [state] = await node.presence.states([key]);
  if (state === "offline")
    throw new Refusal("user_offline", "This user is not logged in, and the attributes of a user end with their login. Try again when they are online.");
  return node.userAttributes.read(key, node.clock.lasting());
}
function ofChannel(node, app, channel) {
  return node.channelAttributes.read(channelKey(app, channel), node.clock.lasting());
}
function changeOwn(node, asked, isRestore, answered) {
  const { session, w, change } = asked;
  const { user } = session;
  const { userAttributes: bytes, attributes: entries } = user.app.limits;
  return user.lane.run(async () => {
    if (!isCurrent(asked))
      return;
    await once(node, asked, "userWrite", async (now) => {
      if (isRestore && user.sessions.some((other) => other.leased && other !== session))
        return "written";
      return node.userAttributes.write(user.key, change, { entries, bytes }, { group: user.app.id, held: 1, now, ms: 0, most: 0, payers: [] });
    });
    session.ownChange = Math.max(session.ownChange, w);
    answered();
  });
}
async function changeChannel(node, asked, name, notify, answered) {
  const { session, change } = asked;
  const { app } = session.user;
  const { channelAttributes: bytes, attributes: entries, attributesMs: ms, idleChannels: most } = app.limits;
  const payers = payersOf(session);
  const channel = node.channels.of(app, name);
  try {
    await channel.lane.run(async () => {
      if (!isCurrent(asked))
        return;
      let isNew = false;
      await once(node, asked, "channelWrite", (now) => {
        isNew = true;
        return node.channelAttributes.write(channel.key, change, { entries, bytes }, { group: app.id, held: channel.members > 0 ? 1 : 0, now, ms, most, payers });
      });
      const rows2 = notify && isNew ? await node.channelAttributes.read(channel.key, node.clock.lasting()) : null;
      channel.answerAndTell(answered, rows2);
    });
  } finally {
    node.channels.tidy(channel);
  }
}
function payersOf({ user, place }) {
  const { idleChannels, idleChannelsPerUser } = user.app.limits;
  const own = { name: user.key, most: idleChannelsPerUser };
  return place === "" ? [own] : [own, { name: place, most: Math.max(idleChannelsPerUser, Math.floor(idleChannels / ADDRESS_PART)) }];
}
var isCurrent = ({ session, link }) => session.leased && session.link === link;
async function once(node, { session, w }, rate, write) {
  let verdict = session.replied.find(w);
  if (verdict === void 0) {
    session.rates.take(rate);
    verdict = await write(node.clock.lasting());
    session.replied.keep(w, verdict);
  }
  if (verdict !== "written")
    throw refusalOf(verdict, session.user.app.limits);
}
function refusalOf(verdict, limits) {
  if (verdict === "full")
    return new Refusal("full", "The server has no room for more attributes. Try again later, or delete some.");
  if (verdict === "too_many")
    return new Refusal("full", `Attributes of as many channels without members are kept as this app (${limits.idleChannels}), this user (${limits.idleChannelsPerUser}) or this address may have. Try again later, or join the channel first.`);
  return new Refusal("attributes_too_large", `This would make more than ${limits.attributes} attributes, or more bytes than the limit. Nothing was changed. Delete some first.`);
}

// server/src/commands/change.ts
var isKey = (key, most) => typeof key === "string" && isAttributeKey(key) && utf8Length(key) <= most;
function attributeKeysOf(fields, keyMost, most) {
  const keys = fields["keys"];
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > most)
    throw invalid("keys", `a list of 1 to ${most} keys`);
  for (const key of keys)
    if (!isKey(key, keyMost))
      throw invalid("keys", `keys of 1 to ${keyMost} bytes of visible characters`);
  return keys;
}
function changeOf(fields, limits, by, ts) {
  switch (fields["how"]) {
    case "replace":
    case "restore":
      return { how: "replace", rows: rowsOf(fields["rows"], 0, limits, by, ts) };
    case "merge":
      return { how: "merge", rows: rowsOf(fields["rows"], 1, limits, by, ts) };
    case "delete":
      return { how: "delete", keys: attributeKeysOf(fields, limits.attributeKey, MAX_ATTRIBUTE_KEYS) };
    case "clear":
      return { how: "clear" };
    default:
      throw invalid("how", "replace, restore, merge, delete or clear");
  }
}
function rowsOf(value2, least, limits, by, ts) {
  if (!Array.isArray(value2) || value2.length < least)
    throw invalid("rows", `a list of at least ${least} attributes`);
  if (value2.length > limits.attributes)
    throw new Refusal("attributes_too_large", `There may be at most ${limits.attributes} attributes.`);
  const seen = /* @__PURE__ */ new Set();
  return value2.map((row2) => {
    const { k, v, y } = typeof row2 === "object" && row2 !== null ? row2 : {};
    if (!isKey(k, limits.attributeKey) || seen.has(k))
      throw invalid("rows", `keys of 1 to ${limits.attributeKey} bytes of visible characters, each once`);
    seen.add(k);
    if (y !== void 0) {
      if (y !== "b" || v !== 0 && v !== 1)
        throw invalid("rows", 'a boolean as 0 or 1, with y "b"');
      return { k, v, y, by, ts };
    }
    if (typeof v === "number" && Number.isFinite(v))
      return { k, v, by, ts };
    if (typeof v !== "string")
      throw invalid("rows", "values that are texts, finite numbers or booleans");
    const bytes = utf8Length(v);
    if (bytes < 1 || bytes > limits.attributeValue)
      throw invalid("rows", `texts of 1 to ${limits.attributeValue} bytes`);
    return { k, v, by, ts };
  });
}

// server/src/commands/getattrs.ts
async function getattrs(request2) {
  const { node, session, frame } = request2;
  const { app } = session.user;
  const { fields } = frame;
  const isChannel = fields["ch"] !== void 0;
  const name = idOf2(fields, isChannel ? "ch" : "user");
  const keys = fields["keys"] === void 0 ? null : attributeKeysOf(fields, app.limits.attributeKey, MAX_ATTRIBUTE_KEYS);
  session.rates.take(isChannel ? "channelRead" : "userRead");
  const found2 = await (isChannel ? ofChannel(node, app, name) : ofUser(node, app, name));
  const rows2 = keys === null ? found2 : found2.filter(({ k }) => keys.includes(k));
  answer(request2, { rows: rows2.map(isChannel ? channelRow : wireRow) });
}

// server/src/commands/invite.ts
async function invite2(request2) {
  const { node, session, frame } = request2;
  await invite(node, session, {
    id: idOf2(frame.fields, "i"),
    callee: idOf2(frame.fields, "to"),
    channel: shortTextOr(frame.fields, "ch", MAX_INVITATION_CHANNEL),
    content: shortTextOr(frame.fields, "content", session.user.app.limits.invitation)
  });
  answer(request2, {});
}

// server/src/commands/join.ts
var MAX_MODE = 16;
function join2(request2) {
  const { node, session, frame } = request2;
  const name = idOf2(frame.fields, "ch");
  textOr(frame.fields, "mode", MAX_MODE);
  return join(node, session, name, countOr(frame.fields, "j", 0), (granted) => {
    answer(request2, granted);
  });
}

// server/src/commands/leave.ts
function leave2(request2) {
  const { node, session, frame } = request2;
  return leave(node, session, idOf2(frame.fields, "ch"), () => {
    answer(request2, {});
  });
}

// server/src/commands/list.ts
var MAX_ID2 = 64;
async function list(request2) {
  const { node, session, frame } = request2;
  const most = session.user.app.limits.memberList;
  const name = idOf2(frame.fields, "ch");
  const after2 = textOr(frame.fields, "after", MAX_ID2);
  const limit = countOr(frame.fields, "limit", most);
  if (limit < 1 || limit > most)
    throw invalid("limit", `an integer from 1 to ${most}`);
  answer(request2, await members(node, session, name, after2, limit));
}

// server/src/presence/watchers.ts
var Watch = class {
  constructor(watchers, link, app) {
    this.watchers = watchers;
    this.link = link;
    this.app = app;
    /** null: asked, and not known yet. */
    this.states = /* @__PURE__ */ new Map();
    this.news = /* @__PURE__ */ new Set();
    this.asked = false;
  }
  get size() {
    return this.states.size;
  }
  has(user) {
    return this.states.has(user);
  }
  /** From here on the link is told of these users. Nothing is added when their states cannot be read. */
  async add(users) {
    const { watchers } = this;
    const fresh = users.filter((user) => !this.states.has(user));
    if (fresh.length === 0 || this.link.state === "closed")
      return;
    const keys = fresh.map((user) => inboxKey(this.app, user));
    for (const user of fresh)
      this.states.set(user, null);
    for (const key of keys)
      watchers.add(key, this);
    try {
      const found2 = await watchers.states(keys);
      fresh.forEach((user, i) => void (this.states.get(user) === null && this.states.set(user, found2[i])));
    } catch (fault) {
      this.remove(fresh);
      throw fault;
    }
  }
  remove(users) {
    for (const user of users) {
      this.news.delete(user);
      if (this.states.delete(user))
        this.watchers.remove(inboxKey(this.app, user), this);
    }
  }
  /** For an answer that tells them: what stands in it is no news any more. */
  tell(users) {
    return users.map((user) => {
      var _a;
      this.news.delete(user);
      return (_a = this.states.get(user)) != null ? _a : "offline";
    });
  }
  note(user, state) {
    this.states.set(user, state);
    this.news.add(user);
    if (this.asked)
      return;
    this.asked = true;
    this.link.node.flusher.source(this);
  }
  /** Before the welcome nothing is pushed: it tells them all. */
  flush() {
    this.asked = false;
    if (this.link.state !== "open" || this.news.size === 0)
      return;
    const told = [...this.news].map((user) => ({ u: user, s: this.states.get(user) }));
    this.news.clear();
    this.link.push(this.watchers.frame(told));
  }
  end() {
    this.remove([...this.states.keys()]);
  }
};
var watchOf = (link) => link.watch instanceof Watch ? link.watch : null;
var Watchers = class {
  constructor(node) {
    this.node = node;
    /** By the key of the user who is watched. */
    this.watches = /* @__PURE__ */ new Map();
    /** Users on all lists together. */
    this.listed = 0;
    this.last = null;
  }
  /** How many users are watched by somebody. */
  get size() {
    return this.watches.size;
  }
  /** How many more may stand on them. */
  get room() {
    return Math.max(0, this.node.held.watchesKept - this.listed);
  }
  states(keys) {
    return this.node.presence.states(keys);
  }
  /** Once for each user of a list. */
  add(key, watch3) {
    this.listed++;
    const watches = this.watches.get(key);
    if (watches === void 0)
      this.watches.set(key, /* @__PURE__ */ new Set([watch3]));
    else
      watches.add(watch3);
  }
  remove(key, watch3) {
    const watches = this.watches.get(key);
    if (watches === void 0 || !watches.delete(watch3))
      return;
    this.listed--;
    if (watches.size === 0)
      this.watches.delete(key);
  }
  /** P-WATCH-4. One change that many watch is written once. */
  frame(told) {
    const [first] = told;
    const { last } = this;
    if (told.length === 1 && last !== null && last.told.u === first.u && last.told.s === first.s)
      return last.frame;
    const frame = new Batch([JSON.stringify({ t: "peers", states: told })]);
    if (told.length === 1)
      this.last = { told: first, frame };
    return frame;
  }
  /** The session has a lease, and is heard. In the lane of the user, as the other two. */
  async hold({ user, id: id2 }) {
    this.changed(user, await this.node.presence.hold(user.key, id2));
  }
  async fade({ user, id: id2 }) {
    this.changed(user, await this.node.presence.fade(user.key, id2));
  }
  async drop({ user, id: id2 }) {
    this.changed(user, await this.node.presence.drop(user.key, id2));
  }
  changed(user, { state, changed: changed2 }) {
    var _a, _b, _c;
    if (!changed2)
      return;
    (_b = (_a = this.node.events).presenceChanged) == null ? void 0 : _b.call(_a, { app: user.app.id, user: user.id, state });
    for (const watch3 of (_c = this.watches.get(user.key)) != null ? _c : [])
      watch3.note(user.id, state);
  }
};

// server/src/services/presence.ts
async function statesOf(node, app, users) {
  const states = await node.presence.states(users.map((user) => inboxKey(app, user)));
  return states.map((state) => state === "offline" ? "offline" : "online");
}
async function watch(node, link, { user: { app } }, users) {
  var _a;
  const watched = (_a = watchOf(link)) != null ? _a : new Watch(node.watchers, link, app);
  link.watch = watched;
  const fresh = new Set(users.filter((user) => !watched.has(user)));
  if (watched.size + fresh.size > app.limits.watch)
    throw tooManyWatched(app);
  if (fresh.size > node.watchers.room)
    throw new Refusal("full", "The server has no room for more presence subscriptions. Try again later.");
  await watched.add(users);
  return watched.tell(users);
}
function unwatch(link, users) {
  var _a;
  (_a = watchOf(link)) == null ? void 0 : _a.remove(users);
}
var tooManyWatched = ({ limits }) => new Refusal("too_many_watched", `A client subscribes to at most ${limits.watch} users, in one call and altogether. Unsubscribe from some first.`);

// server/src/commands/presence.ts
async function presence(request2) {
  const { node, session, frame } = request2;
  const { app } = session.user;
  const users = idsOf(frame.fields, "users", app.limits.presenceIds);
  session.rates.take("presence");
  answer(request2, { states: await statesOf(node, app, users) });
}

// server/src/services/messages.ts
function plainContent({ limits }, text2) {
  provePayload("text", text2, limits.text);
  return { text: JSON.stringify(text2), flags: 0 };
}
function toUser(node, app, sender, n, to, content, offline) {
  const draft = draftOf(node, sender, content);
  const known = node.users.find(app, to);
  if (known !== void 0)
    return known.inbox.deliver(draft, n, offline);
  if (!offline)
    return settle(node, sender.id, n, { outcome: "offline", i: draft.id });
  const receiver = node.users.of(app, to);
  return lastly(() => receiver.inbox.deliver(draft, n, offline), () => {
    node.users.tidy(receiver);
  });
}
function toChannel(node, app, sender, n, name, content) {
  if (sender.member === null) {
    const channel = node.channels.of(app, name);
    return lastly(() => channel.say(draftOf(node, sender, content), n), () => {
      node.channels.tidy(channel);
    });
  }
  const membership = membershipOf(sender.member, name);
  if (membership === void 0)
    throw notJoined();
  return membership.channel.publish(membership, n, draftOf(node, sender, content));
}
function draftOf(node, { kind, from, id: session, member }, { text: text2, flags }) {
  member == null ? void 0 : member.rates.take("message");
  const draft = { id: node.ids.message(), from, session, ts: node.clock.now(), flags, text: text2 };
  return kind === "user" ? draft : __spreadProps(__spreadValues({}, draft), { kind });
}

// server/src/services/sender.ts
function attempt(node, sender, n, where, what, task) {
  const failed = (fault) => settle(node, sender.id, n, outcomeOf(node, where, fault));
  try {
    const going = task(node, sender, n, what);
    return going === null ? null : going.catch(failed);
  } catch (fault) {
    return failed(fault);
  }
}
async function asAppServer(node, { kind, from }, where, task) {
  const { key, n, outcome } = node.awaitedSends.begin();
  await attempt(node, { kind, from, id: key, member: null }, n, where, null, task);
  return outcome;
}
function outcomeOf(node, where, fault) {
  if (fault instanceof Refusal)
    return refused(fault);
  node.log.error("fault", __spreadValues({ where }, faultFields(fault)));
  return { outcome: "unknown" };
}

// server/src/wire/records.ts
var HISTORY = 1;
function recordJson(alias, offset, draft, place) {
  const flags = draft.flags === 0 ? "" : `,"fl":${draft.flags}`;
  const kind = draft.kind === void 0 ? "" : `,"fk":"${draft.kind}"`;
  const head = `{"t":"m","a":${alias},"o":${offset},"i":"${draft.id}","f":"${draft.from}"${kind},"fs":"${draft.session}","ts":${draft.ts}${flags},"p":`;
  const textBytes = Buffer.byteLength(draft.text);
  const json = place.room(head.length + textBytes + 1);
  json.write(head, 0, head.length, "latin1");
  if (textBytes === draft.text.length)
    json.write(draft.text, head.length, textBytes, "latin1");
  else
    json.write(draft.text, head.length, textBytes, "utf8");
  json[json.length - 1] = 125;
  return json;
}
function keptJson(bytes, place) {
  const json = place.room(bytes.length);
  bytes.copy(json);
  return json;
}
var PAYLOAD = ',"p":';
function recordIn(json) {
  const head = json.toString("latin1", 0, json.indexOf(PAYLOAD, 0, "latin1"));
  const { o, i, fs, ts } = JSON.parse(`${head}}`);
  return { offset: o, id: i, session: fs, ts, json };
}
function draftIn(json) {
  const record = json.toString("utf8");
  const { i, f, fk, fs, ts, fl } = JSON.parse(record);
  return __spreadProps(__spreadValues({ id: i, from: f }, fk === void 0 ? {} : { kind: fk }), { session: fs, ts, flags: fl != null ? fl : 0, text: record.slice(record.indexOf(PAYLOAD) + PAYLOAD.length, -1) });
}

// server/src/commands/message.ts
function message(node, link, session, frame, take3) {
  const { n } = frame.fields;
  if (isCount(n) && n > 0)
    return goOn(node.sessions.begin(session.id, n), (begun) => begun === "new" ? attempt(node, session, n, frame.t, frame, take3) : again(link, n, begun));
  link.push(no(0, invalid("n", "an integer above 0 that rises within the session")));
  return null;
}
function again(link, n, begun) {
  if (begun !== "open")
    link.push(out(n, begun === "forgotten" ? { outcome: "unknown" } : begun));
  return null;
}
function contentOf(app, frame) {
  return { text: payloadOf(frame, app.limits.text), flags: flagOr(frame.fields, "hist") === 1 ? HISTORY : 0 };
}

// server/src/commands/pub.ts
function pub(node, link, session, frame) {
  return message(node, link, session, frame, take);
}
function take(node, session, n, frame) {
  const name = idOf2(frame.fields, "ch");
  const { app } = session.user;
  return toChannel(node, app, session, n, name, contentOf(app, frame));
}

// server/src/commands/renew.ts
async function renew(request2) {
  const { node, session, frame } = request2;
  const exp = await renewToken(node, session, textOf2(frame.fields, "token", MAX_TOKEN));
  answer(request2, __spreadValues({ now: node.clock.now() }, exp === 0 ? {} : { exp }));
}

// server/src/commands/send.ts
function send(node, link, session, frame) {
  return message(node, link, session, frame, take2);
}
function take2(node, session, n, frame) {
  const to = idOf2(frame.fields, "to");
  const offline = flagOr(frame.fields, "store") === 1;
  const { app } = session.user;
  return toUser(node, app, session, n, to, contentOf(app, frame), offline);
}

// server/src/commands/setattrs.ts
function setattrs(request2) {
  const { node, session, link, frame } = request2;
  const { fields } = frame;
  const { app, id: id2 } = session.user;
  const w = countOf(fields, "w");
  const asked = { session, link, w, change: changeOf(fields, app.limits, id2, node.clock.now()) };
  const isRestore = fields["how"] === "restore";
  const answered = () => {
    answer(request2, {});
  };
  if (fields["ch"] === void 0)
    return changeOwn(node, asked, isRestore, answered);
  if (isRestore)
    throw invalid("how", "replace, merge, delete or clear for a channel");
  return changeChannel(node, asked, idOf2(fields, "ch"), flagOr(fields, "notify") === 1, answered);
}

// server/src/commands/watch.ts
async function watch2(request2) {
  const { node, link, session, frame } = request2;
  const users = usersOf(frame.fields, session.user.app);
  session.rates.take("watch");
  answer(request2, { states: await watch(node, link, session, users) });
}
async function unwatch2(request2) {
  const { link, session, frame } = request2;
  const users = usersOf(frame.fields, session.user.app);
  session.rates.take("watch");
  unwatch(link, users);
  answer(request2, {});
}
function usersOf(fields, app) {
  const { users } = fields;
  const { watch: most } = app.limits;
  if (Array.isArray(users) && users.length > most)
    throw tooManyWatched(app);
  return idsOf(fields, "users", most);
}

// server/src/commands/table.ts
var commands = /* @__PURE__ */ new Map([
  ["join", join2],
  ["leave", leave2],
  ["list", list],
  ["counts", counts2],
  ["setattrs", setattrs],
  ["getattrs", getattrs],
  ["presence", presence],
  ["watch", watch2],
  ["unwatch", unwatch2],
  ["renew", renew],
  ["invite", invite2],
  ["call", call],
  ["bye", bye]
]);
function dispatch(node, link, session, frame) {
  switch (frame.t) {
    case "pub":
      return pub(node, link, session, frame);
    case "send":
      return send(node, link, session, frame);
    case "ack":
      return null;
    case "ping":
      link.push(pong(link.node.clock.now()));
      return null;
    default:
      return request(node, link, session, frame);
  }
}
function request(node, link, session, frame) {
  const { id: id2 } = frame.fields;
  const command = commands.get(frame.t);
  if (command === void 0 && id2 === void 0)
    return null;
  if (!isCount(id2) || id2 <= link.lastId) {
    link.push(no(0, invalid("id", "an integer above 0 that rises within the link")));
    return null;
  }
  link.lastId = id2;
  if (command === void 0) {
    link.push(no(id2, new Refusal("unsupported", `Version 1 has no request ${shown(frame.t)}. Check the features.`)));
    return null;
  }
  return run(command, { node, link, session, frame, id: id2 });
}
async function run(command, request2) {
  var _a, _b;
  const { link, session, frame, id: id2 } = request2;
  try {
    await command(request2);
  } catch (fault) {
    if (fault instanceof Refusal) {
      const { app, id: user } = session.user;
      (_b = (_a = link.node.events).refused) == null ? void 0 : _b.call(_a, { app: app.id, user, session: session.id, request: frame.t, why: fault.why });
      return link.push(no(id2, fault));
    }
    if (fault instanceof DiskFault)
      return link.push(no(id2, new Refusal("internal", "The disk of the server failed, and nothing was changed. Try again later.")));
    link.node.log.error("fault", __spreadValues({ where: frame.t }, faultFields(fault)));
    link.push(no(id2, new Refusal("internal", "The server failed. Try again later; its log says more.")));
  }
}
function shown(t) {
  return /^[a-z]{1,20}$/.test(t) ? t : "of that name";
}

// server/src/login/greeting-rates.ts
var AGAIN_JITTER_MS = 1e3;
var placeOfLink = (link, app) => app.certificate ? "" : placeKey(app, link.wire.place);
function comesTooOften(node, link, app, user) {
  try {
    takeGreeting(node.rateBook, placeKey(app, link.wire.place), app.limits);
    return false;
  } catch (fault) {
    return sentAway(link, app, user, fault);
  }
}
function logsInTooOften(node, link, { app, key, id: id2 }, joins) {
  const place = placeOfLink(link, app);
  try {
    takeOf(node.rateBook, key, place, app.limits, "login");
    if (joins > 0)
      takeOf(node.rateBook, key, place, app.limits, "join", Math.min(joins, app.limits.channels));
    return false;
  } catch (fault) {
    return sentAway(link, app, id2, fault);
  }
}
function sentAway(link, app, user, fault) {
  var _a, _b;
  if (!(fault instanceof Refusal))
    throw fault;
  const { why, message: message2, retryAfterMs } = fault;
  (_b = (_a = link.node.events).loginRefused) == null ? void 0 : _b.call(_a, { app: app.id, user, code: CLOSE_TOO_OFTEN, why, address: link.wire.address });
  link.push(JSON.stringify({ t: "moved", after: retryAfterMs, jitter: AGAIN_JITTER_MS }));
  link.push(JSON.stringify({ t: "refused", code: CLOSE_TOO_OFTEN, why, message: message2, retryAfterMs }));
  link.close(CLOSE_TOO_OFTEN, why);
  return true;
}

// server/src/login/hello.ts
var MAX_NAME = 64;
var TOKEN_READ = 8192;
var MAX_WANTED = 1e3;
var MAX_WATCHED = 2e3;
var MAX_CALLS = 1e3;
var FEATURES = ["poke"];
function objectOf(value2, name) {
  if (typeof value2 !== "object" || value2 === null || Array.isArray(value2))
    throw invalid(name, "an object");
  return value2;
}
function channelsOf2(value2) {
  if (value2 === void 0)
    return [];
  if (!Array.isArray(value2) || value2.length > MAX_WANTED)
    throw invalid("channels", `a list of at most ${MAX_WANTED} channels`);
  const names2 = /* @__PURE__ */ new Set();
  return value2.map((row2) => {
    const fields = objectOf(row2, "channels");
    const ch = fields["ch"];
    if (typeof ch !== "string" || !isId(ch) || names2.has(ch))
      throw invalid("channels", "channel ids, each once");
    names2.add(ch);
    return { ch, e: textOr(fields, "e", MAX_NAME), o: countOr(fields, "o", 0), i: textOr(fields, "i", MAX_NAME), v: countOr(fields, "v", 0), n: countOr(fields, "n", 0), j: countOr(fields, "j", 0) };
  });
}
function watchOf2(fields) {
  const { watch: watch3 } = fields;
  if (watch3 === void 0 || Array.isArray(watch3) && watch3.length === 0)
    return [];
  return [...new Set(idsOf(fields, "watch", MAX_WATCHED))];
}
function callsOf(value2) {
  if (value2 === void 0)
    return [];
  if (!Array.isArray(value2) || value2.length > MAX_CALLS)
    throw invalid("calls", `a list of at most ${MAX_CALLS} invitations`);
  return value2.map((row2) => {
    const fields = objectOf(row2, "calls");
    return { i: idOf2(fields, "i"), of: idOf2(fields, "of"), v: countOr(fields, "v", 0) };
  });
}
function featuresOf(value2) {
  return Array.isArray(value2) && value2.length > 0 ? FEATURES.filter((word) => value2.includes(word)) : [];
}
function readHello(fields) {
  const v = countOf(fields, "v");
  const later = v !== WIRE_VERSION;
  const codecs = fields["codecs"];
  if (!later && (!Array.isArray(codecs) || !codecs.includes("json")))
    throw invalid("codecs", 'a list that contains "json"');
  const inbox = fields["inbox"] === void 0 || later ? {} : objectOf(fields["inbox"], "inbox");
  return {
    v,
    features: featuresOf(fields["features"]),
    app: textOr(fields, "app", MAX_NAME),
    user: typeof fields["user"] === "string" ? fields["user"] : "",
    token: textOr(fields, "token", TOKEN_READ),
    device: textOr(fields, "device", MAX_DEVICE),
    // P-HELLO-8
    login: textOr(fields, "login", MAX_NAME),
    auto: flagOr(fields, "auto"),
    generation: countOr(fields, "generation", 0),
    session: textOr(fields, "session", MAX_NAME),
    key: textOr(fields, "key", MAX_NAME),
    attempt: countOr(fields, "attempt", 1),
    settled: countOr(fields, "settled", 0),
    inbox: { e: textOr(inbox, "e", MAX_NAME), o: countOr(inbox, "o", 0), i: textOr(inbox, "i", MAX_NAME), h: countOr(inbox, "h", 0) },
    channels: channelsOf2(fields["channels"]),
    watch: later ? [] : watchOf2(fields),
    calls: callsOf(fields["calls"])
  };
}

// server/src/invitation/invitation-versions.ts
var AHEAD_MOST_MS = 10 * 366 * 864e5;
var InvitationVersions = class {
  constructor(clock) {
    this.clock = clock;
    this.seen = 0;
  }
  first() {
    return Math.max(this.clock.lasting(), this.seen + 1);
  }
  /** Which of the rows are older than what this client has seen of them, and above what they have to be. */
  older(rows2, named) {
    const most = this.clock.lasting() + AHEAD_MOST_MS;
    const list2 = [];
    for (const { i, of, v } of named) {
      if (v > most)
        continue;
      this.seen = Math.max(this.seen, v);
      const known = rows2.find((row2) => row2.id === i && row2.caller === of);
      if (known !== void 0 && known.version < v)
        list2.push([known, v]);
    }
    return list2;
  }
};

// server/src/login/reentry.ts
async function reenter(node, link, session, hello, isFresh, state) {
  const inbox = await reenterInbox(link, session, hello, isFresh, state);
  return { inbox, channels: await reenterChannels(node, link, session, hello, isFresh) };
}
async function reenterInbox(link, session, hello, isFresh, state) {
  const { user } = session;
  const { e, o, i, h } = hello.inbox;
  const fits2 = e === state.epoch && o <= state.written && await isSameRecord(session, o, i);
  const start = Math.max(state.floor, session.handled, fits2 ? o : 0);
  if (fits2) {
    session.received = Math.max(session.received, o);
    session.handled = Math.max(session.handled, Math.min(o, h));
    await user.inbox.acknowledged(session, o, Math.min(o, h));
  }
  session.sent = start;
  if (isFresh)
    session.redeliveredTo = state.written;
  if (start < state.head) {
    const feed = new Feed(link, user.inbox, start);
    if (session.link === link) {
      session.inboxFeed = feed;
      link.follow(feed);
    }
  }
  if (e !== "" && !fits2)
    return { e: state.epoch, o: start, gap: epochGap(start) };
  return { e: state.epoch, o: start };
}
async function isSameRecord(session, offset, id2) {
  if (offset === 0 || id2 === "")
    return true;
  const { user } = session;
  const [item] = await user.node.inboxes.read(user.key, offset - 1, { messages: 1, bytes: 0 });
  return item === void 0 || item.kind !== "message" || item.to !== offset || item.id === id2;
}
async function reenterChannels(node, link, session, hello, isFresh) {
  const { user } = session;
  const wanted = new Set(hello.channels.map((row2) => row2.ch));
  for (const channel of channelsOf(session)) {
    if (!wanted.has(channel.name))
      await leave3(node, session, channel);
  }
  const rows2 = [];
  for (const row2 of hello.channels) {
    const known = membershipOf(session, row2.ch);
    const tooMany = rows2.length >= user.app.limits.channels;
    if (tooMany || node.channels.isFull && known === void 0) {
      rows2.push({ ch: row2.ch, no: tooMany ? "too_many_channels" : "full" });
      if (known !== void 0)
        await leave3(node, session, known.channel);
      continue;
    }
    const channel = node.channels.of(user.app, row2.ch);
    if (known !== void 0)
      await leaveOther(session, row2.ch, row2.j);
    const granted = await channel.resume(session, __spreadProps(__spreadValues({}, row2), { ended: isFresh ? hello.session : null }), link);
    rows2.push(__spreadValues({ ch: row2.ch }, granted));
  }
  return rows2;
}
async function leave3(node, session, channel) {
  await channel.leave(session, "left", () => {
  });
  node.channels.tidy(channel);
}

// server/src/login/welcome.ts
var OWN_RATES = ["invite", "login"];
var hints = /* @__PURE__ */ new WeakMap();
function hintsOf(app) {
  let bytes = hints.get(app);
  if (bytes !== void 0)
    return bytes;
  const { text: text2, channels, presenceIds, countIds, memberList, watch: watch3, attributeKey, attributeValue, attributes: attributes3, userAttributes, channelAttributes, invitation, rates } = app.limits;
  const { ping, silent: silent2, unreachable, lease, retention } = app.limits;
  const fields = {
    limits: { text: text2, channels, presenceIds, countIds, memberList, watch: watch3, attributeKey, attributeValue, attributes: attributes3, userAttributes, channelAttributes, invitation, rates: Object.fromEntries(Object.entries(rates).filter(([name]) => !OWN_RATES.includes(name))) },
    heartbeat: { ping, silent: silent2, unreachable, lease },
    retention: { messages: retention.messages, ms: retention.ms, bytes: retention.bytes }
  };
  bytes = Buffer.from(`,${JSON.stringify(fields).slice(1, -1)},`);
  hints.set(app, bytes);
  return bytes;
}
function welcomeFrame(app, welcome) {
  const { session, key, resumed, why, generation, taken, own, outcomes, now, exp, features, inbox, channels, peers } = welcome;
  const settled = outcomes.length === 0 ? "[]" : JSON.stringify(outcomes.map(([n, outcome]) => __spreadValues({ n }, outcome)));
  const fields = { t: "welcome", v: 1, session, key, resumed, why, generation, taken };
  const head = JSON.stringify(own > 0 ? __spreadProps(__spreadValues({}, fields), { own }) : fields);
  const joined = channels.length === 0 ? "[]" : JSON.stringify(channels);
  const watched = peers === null ? "" : `,"peers":${JSON.stringify(peers)}`;
  return around(
    `${head.slice(0, -1)},"outcomes":${settled}`,
    hintsOf(app),
    `"now":${now},${exp === 0 ? "" : `"exp":${exp},`}"features":${features.length === 0 ? "[]" : JSON.stringify(features)},"inbox":${JSON.stringify(inbox)},"channels":${joined}${watched}}`
  );
}
function around(before, middle, after2) {
  const start = Buffer.byteLength(before);
  const end2 = Buffer.byteLength(after2);
  const bytes = Buffer.allocUnsafe(start + middle.length + end2);
  bytes.write(before, 0, start, "utf8");
  middle.copy(bytes, start);
  bytes.write(after2, start + middle.length, end2, "utf8");
  return bytes;
}

// server/src/login/greeting.ts
var UNREAD = { app: "", user: "" };
function refuse(link, who, code, why, message2) {
  var _a, _b;
  (_b = (_a = link.node.events).loginRefused) == null ? void 0 : _b.call(_a, { app: who.app, user: who.user, code, why, address: link.wire.address });
  link.push(JSON.stringify({ t: "refused", code, why, message: message2 }));
  link.close(code, why);
}
async function greet(node, link, frame) {
  let hello;
  try {
    hello = readHello(frame.fields);
  } catch (fault) {
    if (!(fault instanceof Refusal))
      throw fault;
    return refuse(link, UNREAD, CLOSE_MALFORMED, fault.why, fault.message);
  }
  if (hello.v !== WIRE_VERSION)
    return refuse(link, hello, CLOSE_VERSION, "version", "This server speaks version 1. Use a client that does.");
  const app = node.apps.find(hello.app);
  if (app === void 0)
    return refuse(link, hello, CLOSE_UNKNOWN_APP, "unknown_app", "This server has no such app. Check the app id.");
  if (!isId(hello.user))
    return refuse(link, hello, CLOSE_BAD_USER, "bad_user", "The user id is not allowed. Use 1 to 64 letters, digits and the allowed signs.");
  if (comesTooOften(node, link, app, hello.user))
    return;
  const user = node.users.of(app, hello.user);
  try {
    await user.lane.run(() => admit(node, link, user, hello));
  } finally {
    node.users.tidy(user);
  }
}
async function admit(node, link, user, hello) {
  if (link.state === "closed")
    return;
  const record = hello.session === "" ? null : await node.sessions.find(hello.session);
  const mine = record !== null && record.user === user.key && node.ids.keyFits(hello.key, record.keyHash) ? node.live.get(record.id) : void 0;
  if (record !== null && mine !== void 0)
    await resume(node, link, mine, record, hello);
  else
    await login(node, link, user, record, hello);
}
async function resume(node, link, session, record, hello) {
  var _a;
  const { user } = session;
  if (hello.attempt <= record.attempt)
    return link.abandon(CLOSE_SUPERSEDED, "older attempt");
  const wasLeased = session.leased;
  const trust = wasLeased ? null : await trusted(node, link, user, hello);
  if (!wasLeased && trust === null)
    return;
  if (logsInTooOften(node, link, user, hello.channels.filter(({ ch }) => membershipOf(session, ch) === void 0).length))
    return;
  if (!await node.sessions.claim(session.id, hello.attempt))
    return link.abandon(CLOSE_SUPERSEDED, "older attempt");
  (_a = session.link) == null ? void 0 : _a.abandon(CLOSE_SUPERSEDED, "superseded");
  session.leased = true;
  if (trust !== null)
    session.tokenEndsAt = endOfToken(node.clock, trust.expiresAt);
  await node.watchers.hold(session);
  await enter(node, link, session, hello, {
    key: hello.key,
    // P-RESUME-3: never rotated
    resumed: wasLeased ? "full" : "rejoined",
    why: "resume"
  }, await user.inbox.open(session, wasLeased));
}
async function login(node, link, user, record, hello) {
  const { policy } = user.app;
  const trust = await trusted(node, link, user, hello);
  if (trust === null)
    return;
  if (hello.login !== "" && user.sessions.length > 0 && await isLateCopy(user, hello))
    return link.abandon(CLOSE_SUPERSEDED, "older attempt");
  const { last, fenced } = await node.sessions.generations(user.key);
  if (hello.auto === 1 && fenced > 0 && hello.generation <= fenced)
    return refuse(link, hello, CLOSE_REPLACED, "replaced", "This user has logged in elsewhere since. Log in again if that is wanted.");
  if (link.state === "closed" || logsInTooOften(node, link, user, hello.channels.length))
    return;
  const now = node.clock.lasting();
  const seen = Math.min(hello.generation, now + AHEAD_MOST_MS);
  const generation = hello.auto === 1 ? seen : Math.max(now, last + 1, seen + 1);
  const session = new Session2(node.ids.session(), user, generation, now);
  session.tokenEndsAt = endOfToken(node.clock, trust.expiresAt);
  session.login = hello.login;
  const key = node.ids.key();
  await node.sessions.create({ id: session.id, user: user.key, keyHash: node.ids.keyHash(key), attempt: hello.attempt, generation, device: hello.device, login: hello.login });
  const lost = user.sessions.filter((other) => other.login !== "" && other.login === hello.login);
  const leaving = user.sessions.length === 0 ? NOBODY : [...policy.replaced(user.sessions.filter((other) => !lost.includes(other)), generation), ...lost.map(({ id: id2 }) => id2)];
  let inbox = await user.inbox.open(session, user.isLeased, await inboxStart(user, leaving, hello));
  await node.watchers.hold(session);
  if (leaving.length > 0) {
    for (const other of lost)
      other.login = "";
    for (const other of [...user.sessions])
      if (leaving.includes(other.id))
        await end(node, other, "replaced", CLOSE_REPLACED, "replaced");
    inbox = await node.inboxes.open(user.key, session.id);
  }
  session.received = session.handled = inbox.start;
  user.sessions = withOne(user.sessions, session);
  node.live.set(session.id, session);
  makeRoom(node);
  await node.sessions.fence(user.key, policy.fence(user.sessions));
  const expired3 = record === null && hello.auto === 1 && last > 0 && hello.generation === last;
  const why = hello.session === "" ? "login" : expired3 ? "expired" : "unknown";
  await enter(node, link, session, hello, { key, resumed: "fresh", why }, inbox);
}
function makeRoom(node) {
  if (node.live.size <= node.held.sessionsKept)
    return;
  const [longest] = node.away;
  if (longest === void 0)
    return;
  node.away.delete(longest);
  const { user } = longest;
  user.lane.run(() => longest.link === null ? end(node, longest, "lost", CLOSE_SESSION_UNKNOWN, "session expired") : Promise.resolve()).catch((fault) => node.log.error("fault", __spreadValues({ where: "sessions" }, faultFields(fault)))).finally(() => node.users.tidy(user));
}
async function inboxStart(user, leaving, hello) {
  var _a;
  if (user.sessions.length === 0)
    return 0;
  if (leaving.length > 0)
    return Math.min(...user.sessions.filter(({ id: id2 }) => leaving.includes(id2)).map(({ handled }) => handled));
  const { e, o } = hello.inbox;
  if (e === "")
    return Infinity;
  return e === ((_a = await user.node.inboxes.find(user.key)) == null ? void 0 : _a.epoch) ? o : 0;
}
async function isLateCopy(user, hello) {
  for (const { id: id2 } of user.sessions) {
    const record = await user.node.sessions.find(id2);
    if (record === null)
      continue;
    if (record.login === hello.login ? hello.attempt <= record.attempt : isEarlier(hello.login, record.login))
      return true;
  }
  return false;
}
var NUMBERED = new RegExp("^(.*)\\.(\\d{1,15})$", "s");
function isEarlier(login2, other) {
  const mine = NUMBERED.exec(login2);
  const its = NUMBERED.exec(other);
  return mine !== null && its !== null && mine[1] === its[1] && Number(mine[2]) < Number(its[2]);
}
var NOBODY = Object.freeze([]);
var NONE_SENT = { taken: 0, outcomes: [] };
async function enter(node, link, session, hello, granted, state) {
  var _a, _b, _c, _d;
  const { user } = session;
  const { heardAt } = session;
  session.heardAt = node.clock.lasting();
  session.reachable = true;
  if (link.state !== "closed") {
    session.link = link;
    node.away.delete(session);
    session.place = placeOfLink(link, user.app);
    link.session = session;
    (_a = link.owner) == null ? void 0 : _a.linkEntered();
    link.pokes = hello.features.includes("poke");
  } else
    node.away.add(session);
  node.leases.watch(session);
  const isFresh = granted.resumed === "fresh";
  const { inbox, channels } = await reenter(node, link, session, hello, isFresh, state);
  const watched = hello.watch.slice(0, Math.min(user.app.limits.watch, node.watchers.room));
  const watch3 = watched.length === 0 ? null : new Watch(node.watchers, link, user.app);
  if (watch3 !== null)
    await (link.watch = watch3).add(watched);
  const { taken, outcomes } = isFresh ? NONE_SENT : await node.sessions.outcomes(session.id, hello.settled);
  (_c = (_b = node.events).welcomed) == null ? void 0 : _c.call(_b, { app: user.app.id, user: user.id, session: session.id, resumed: granted.resumed, why: granted.why });
  const { clock } = node;
  const now = clock.now();
  const peers = (_d = watch3 == null ? void 0 : watch3.tell(watched)) != null ? _d : null;
  const { key, resumed, why } = granted;
  const { id: id2, generation, ownChange: own } = session;
  const exp = endTold(clock, session.tokenEndsAt);
  link.open(welcomeFrame(user.app, { session: id2, key, resumed, why, generation, taken, own, outcomes, now, exp, features: hello.features, inbox, channels, peers }));
  await node.calls.welcomed(session, hello.calls, isFresh ? 0 : heardAt);
}
async function trusted(node, link, user, hello) {
  if (!user.app.certificate)
    return { expiresAt: 0 };
  const verdict = await node.verifier.verify(user.app, user.id, hello.token);
  if (verdict.why === "ok")
    return link.state === "closed" ? null : verdict;
  refuse(link, hello, verdict.why === "token_expired" ? CLOSE_TOKEN_EXPIRED : CLOSE_TOKEN_INVALID, verdict.why, verdict.message);
  return null;
}

// server/src/wire/parse.ts
var MARK = ',"p":"';
function objectOf2(text2) {
  try {
    const value2 = JSON.parse(text2);
    return typeof value2 === "object" && value2 !== null && !Array.isArray(value2) ? value2 : null;
  } catch (e) {
    return null;
  }
}
function rawOf(text2, payload) {
  const start = text2.length - payload.length - 2;
  const isLast = text2.startsWith(MARK, start - MARK.length) && text2.startsWith(payload, start) && text2.endsWith('"}') && !payload.includes('"');
  return isLast ? text2.slice(start - 1, -1) : JSON.stringify(payload);
}
function parse(text2) {
  const fields = objectOf2(text2);
  if (fields === null || typeof fields["t"] !== "string")
    return null;
  const payload = fields["p"];
  if (typeof payload !== "string")
    return { t: fields["t"], fields, raw: null, payload: null };
  return { t: fields["t"], fields, raw: rawOf(text2, payload), payload };
}

// server/src/commands/inbound.ts
var MAX_MALFORMED = 10;
var FRAMES_HELD = 4e3;
var FRAMES_PER_MS = 0.4;
var FRAMES = "frames";
var ACCEPTED_AFTER_CLOSE = ["send", "pub", "bye"];
var WAITING_BYTES = 4 * 1024 * 1024;
var Inbound = class {
  constructor(node, link) {
    this.node = node;
    this.link = link;
    this.greeted = false;
    this.malformed = 0;
    this.level = FRAMES_HELD;
    this.busy = false;
    this.leftByPeer = false;
    this.waiting = null;
    this.waitingBytes = 0;
    // Made with the first frame that takes a while: most links are silent.
    this.onDone = null;
    this.onFault = null;
    const { hellos, clock } = node;
    this.levelAt = clock.monotonic();
    link.owner = this;
    hellos.add(link);
  }
  text(text2) {
    var _a;
    const { link } = this;
    if (link.state === "closed")
      return;
    if (!this.isWithinRate())
      return link.close(CLOSE_TOO_MANY_FRAMES, "too many frames");
    if (text2.length > MAX_FRAME || text2.length * 3 > MAX_FRAME && Buffer.byteLength(text2) > MAX_FRAME)
      return link.close(1009, "frame too large");
    if (link.session !== null && link.state === "open")
      this.node.leases.heard(link.session);
    if (!this.busy)
      return this.take(text2);
    if (this.waitingBytes + text2.length > WAITING_BYTES || !this.node.waiting.admits(this.waitingBytes))
      return link.close(CLOSE_TOO_MANY_FRAMES, "too many frames");
    this.waits(text2.length);
    (_a = this.waiting) != null ? _a : this.waiting = [];
    this.waiting.push(text2);
  }
  binary() {
    this.link.close(CLOSE_BINARY, "binary frame");
  }
  drained() {
    this.link.drained();
  }
  /** What came before the end was said: a farewell may wait behind a slow frame. */
  closed() {
    if (!this.greeted)
      this.node.hellos.delete(this.link);
    this.leftByPeer = this.link.state === "open";
    this.link.gone();
  }
  take(text2) {
    var _a, _b;
    const going = this.begun(text2);
    if (going === null)
      return;
    this.busy = true;
    this.node.work.begin();
    going.then((_a = this.onDone) != null ? _a : this.onDone = () => this.next(), (_b = this.onFault) != null ? _b : this.onFault = (fault) => this.failed(fault));
  }
  next() {
    this.node.work.end();
    this.busy = false;
    while (!this.busy && this.waiting !== null) {
      const text2 = this.waiting.shift();
      if (text2 === void 0 || this.link.state === "closed" && !this.isAcceptedAfterClose()) {
        this.waiting = null;
        this.waits(-this.waitingBytes);
        return;
      }
      this.waits(-text2.length);
      this.take(text2);
    }
  }
  waits(more) {
    this.node.waiting.changed(this.waitingBytes, this.waitingBytes + more);
    this.waitingBytes += more;
  }
  isAcceptedAfterClose() {
    const { session } = this.link;
    return this.leftByPeer && session !== null && !session.ended && session.link === null;
  }
  failed(fault) {
    this.link.fault("frame", fault);
    this.next();
  }
  begun(text2) {
    try {
      return this.handle(text2);
    } catch (fault) {
      this.link.fault("frame", fault);
      return null;
    }
  }
  /** A frame that goes on makes the next one wait. */
  handle(text2) {
    const { link } = this;
    const frame = parse(text2);
    if (frame === null)
      return this.reject();
    if (!this.greeted)
      return this.hello(frame);
    if (frame.t === "hello" || link.session === null) {
      link.close(CLOSE_OUT_OF_ORDER, "second hello");
      return null;
    }
    if (link.state === "closed" && !ACCEPTED_AFTER_CLOSE.includes(frame.t))
      return null;
    acknowledge(link, link.session, frame);
    return dispatch(this.node, link, link.session, frame);
  }
  hello(frame) {
    if (frame.t !== "hello") {
      this.link.close(CLOSE_OUT_OF_ORDER, "hello comes first");
      return null;
    }
    this.greeted = true;
    this.node.hellos.delete(this.link);
    return greet(this.node, this.link, frame);
  }
  /** P-LIMIT-3: a new link has no more frames than the last one of its user had left. */
  linkEntered() {
    const { node } = this;
    const { session } = this.link;
    const fullAt = node.rateBook.timeOf(session.user.key, FRAMES);
    this.level = Math.min(this.level, FRAMES_HELD - (fullAt - node.rateBook.monotonic()) * FRAMES_PER_MS);
  }
  linkEnded() {
    const { node } = this;
    const { session } = this.link;
    if (session === null || this.level >= FRAMES_HELD / 2)
      return;
    const now = node.rateBook.monotonic();
    node.rateBook.of(session.user.key, now).set(FRAMES, now + (FRAMES_HELD - this.level) / FRAMES_PER_MS);
  }
  /** P-FRAME-10 */
  reject() {
    this.malformed++;
    this.link.push(no(0, new Refusal("malformed", "The frame is not a JSON object with a string t. Fix the client.")));
    if (!this.greeted || this.malformed >= MAX_MALFORMED)
      this.link.close(CLOSE_MALFORMED, "malformed");
    return null;
  }
  isWithinRate() {
    const now = this.node.clock.monotonic();
    this.level = Math.min(FRAMES_HELD, this.level + Math.max(0, now - this.levelAt) * FRAMES_PER_MS) - 1;
    this.levelAt = now;
    return this.level >= 0;
  }
};

// server/src/store/invitations.ts
var invitationKey = ({ app, caller, id: id2 }) => `${app}/${caller}/${id2}`;
var completed = (row2) => {
  var _a, _b, _c;
  return __spreadProps(__spreadValues({}, row2), { ringUntil: (_a = row2.ringUntil) != null ? _a : row2.dueAt, confirmUntil: (_b = row2.confirmUntil) != null ? _b : row2.dueAt, awayUntil: (_c = row2.awayUntil) != null ? _c : 0 });
};
var isEnded2 = ({ state }) => state !== "sent" && state !== "ringing" && state !== "answering";

// server/src/invitation/invitation-bounds.ts
var full = (whose) => new Refusal("full", `${whose} has ${MAX_INVITATIONS} running invitations. Wait until one has ended.`);
async function mayInvite({ invitations }, { app, id: id2 }, callee) {
  if (await invitations.isFull())
    throw new Refusal("full", "The server has no room for more call invitations. Try again later.");
  const running = (await invitations.ofUser(app.id, id2)).filter((row2) => row2.caller === id2 && !isEnded2(row2));
  if (running.some((row2) => row2.callee === callee))
    throw new Refusal("already_invited", "An invitation to this user is already running. Cancel it first.");
  if (running.length >= MAX_INVITATIONS)
    throw full("The caller");
  const atCallee = (await invitations.ofUser(app.id, callee)).filter((row2) => row2.callee === callee && !isEnded2(row2));
  if (atCallee.length >= MAX_INVITATIONS)
    throw full("The callee");
}

// server/src/invitation/invitation-callers.ts
var InvitationCallers = class {
  constructor(node) {
    this.node = node;
    this.startedAt = node.clock.lasting();
  }
  /** P-CALL-13. Just after a start callers are on their way back: the time for the confirmation decides (P-CALL-4). */
  hasLease(row2) {
    var _a, _b;
    return (_b = (_a = this.of(row2)) == null ? void 0 : _a.leased) != null ? _b : this.isReturning(row2);
  }
  reach(row2) {
    var _a;
    const caller = this.of(row2);
    const heardAt = (_a = caller == null ? void 0 : caller.heardAt) != null ? _a : this.startedAt;
    const reachableUntil = heardAt + this.limitsOf(row2).unreachable;
    const now = this.node.clock.lasting();
    return { away: caller === void 0 || caller.link === null || now >= reachableUntil, leaseUntil: this.leaseUntil(row2, heardAt), reachableUntil, silentMs: now - heardAt };
  }
  /** The lease that a session had before it was welcomed now. `heardAt`: 0 when it is a new one in the place of one that this process does not know. */
  leaseBefore(row2, heardAt) {
    return this.leaseUntil(row2, heardAt > 0 ? heardAt : this.isReturning(row2) ? this.startedAt : this.node.clock.lasting());
  }
  /** The time without a server is nobody's absence: what was fixed before it counts from the start. */
  sinceStart(row2) {
    return row2.awayUntil === 0 ? row2 : __spreadProps(__spreadValues({}, row2), { awayUntil: Math.max(row2.awayUntil, this.leaseUntil(row2, 0)) });
  }
  leaseUntil(row2, heardAt) {
    return Math.max(heardAt, this.startedAt) + this.limitsOf(row2).lease;
  }
  isReturning(row2) {
    return this.node.clock.lasting() < this.leaseUntil(row2, 0);
  }
  limitsOf({ app }) {
    var _a, _b;
    return (_b = (_a = this.node.apps.find(app)) == null ? void 0 : _a.limits) != null ? _b : { lease: 0, unreachable: 0 };
  }
  of({ app: id2, caller, login: login2 }) {
    var _a;
    const app = this.node.apps.find(id2);
    return app === void 0 ? void 0 : (_a = this.node.users.find(app, caller)) == null ? void 0 : _a.sessions.find((session) => session.name === login2);
  }
};

// server/src/invitation/invitation-confirm.ts
function accepted({ ringUntil: ringUntil2 }, { away, leaseUntil }, now) {
  return away ? { ringUntil: ringUntil2, confirmUntil: 0, awayUntil: leaseUntil } : { ringUntil: ringUntil2, confirmUntil: now + CALL_CONFIRM_MS, awayUntil: 0 };
}
function returned(waiting, leaseUntil, now) {
  const { ringUntil: ringUntil2, confirmUntil } = waiting;
  const awayUntil = waiting.awayUntil === 0 ? leaseUntil : waiting.awayUntil;
  const isInTime = now < Math.min(ringUntil2, awayUntil);
  return { ringUntil: ringUntil2, awayUntil, confirmUntil: isInTime ? Math.max(confirmUntil, Math.min(now + CALL_CONFIRM_MS, ringUntil2)) : confirmUntil };
}
function lookedAt(waiting, { away, leaseUntil }) {
  return away && waiting.awayUntil === 0 ? __spreadProps(__spreadValues({}, waiting), { awayUntil: leaseUntil }) : waiting;
}
function waitsUntil({ ringUntil: ringUntil2, confirmUntil, awayUntil }, { away, reachableUntil, silentMs }) {
  if (away)
    return Math.max(confirmUntil, Math.min(ringUntil2, awayUntil));
  return silentMs < CALL_CONFIRM_MS ? confirmUntil : Math.max(confirmUntil, reachableUntil);
}
function isLapsed({ ringUntil: ringUntil2, awayUntil }, { away }, now) {
  return away && awayUntil > 0 && awayUntil <= now && awayUntil <= ringUntil2;
}

// server/src/invitation/invitation-ends.ts
var InvitationEnds = class {
  constructor(node) {
    this.node = node;
  }
  /** One more: of the ended ones of a user the oldest of too many goes. */
  async add(row2) {
    const { invitations } = this.node;
    for (const user of [row2.caller, row2.callee]) {
      const ended = (await invitations.ofUser(row2.app, user)).filter(isEnded2);
      for (const old of ended.slice(0, Math.max(0, ended.length - MAX_CALLS_KEPT)))
        await invitations.remove(old);
    }
    await this.settle(row2);
  }
  /** `who`: a session, or a side that has logged out altogether. */
  async seen(row2, who) {
    if (!isEnded2(row2))
      return;
    const next = row2.seen.includes(who) ? row2 : __spreadProps(__spreadValues({}, row2), { seen: [...this.stillThere(row2), who] });
    if (next !== row2)
      await this.node.invitations.put(next);
    await this.settle(next);
  }
  /** Forgets what both sides know the end of. */
  async settle(row2) {
    if (isEnded2(row2) && !this.isOwed(row2, "caller") && !this.isOwed(row2, "callee"))
      await this.node.invitations.remove(row2);
  }
  /** The session has yet to hear of the end. */
  owes(row2, session) {
    return (row2.caller === session.user.id || row2.met === 1) && !row2.seen.includes(session.id);
  }
  /** What nobody has asked for in a day, so many at most; true: there may be more. */
  async sweep(now, most) {
    const { invitations } = this.node;
    const keys = await invitations.endedUntil(now - CALL_KEPT_MS, most);
    for (const key of keys)
      await invitations.remove(key);
    return keys.length === most;
  }
  /** Of those who have seen it: sides, and sessions that live. Others never ask again, and who logs in again and again would make the list grow. */
  stillThere(row2) {
    const living = /* @__PURE__ */ new Set(["caller", "callee"]);
    for (const side of ["caller", "callee"])
      for (const { id: id2 } of this.sessionsOf(row2, side))
        living.add(id2);
    return row2.seen.filter((who) => living.has(who));
  }
  sessionsOf(row2, side) {
    var _a, _b;
    const app = this.node.apps.find(row2.app);
    return (_b = (_a = app === void 0 ? void 0 : this.node.users.find(app, row2[side])) == null ? void 0 : _a.sessions) != null ? _b : [];
  }
  isOwed(row2, side) {
    if (side === "callee" && row2.met === 0)
      return false;
    const sessions = this.sessionsOf(row2, side);
    return sessions.length === 0 ? !row2.seen.includes(side) : sessions.some((session) => !row2.seen.includes(session.id));
  }
};

// server/src/invitation/invitation-rows.ts
var row = (from, input, guard, to, why = "") => ({ from, input, guard, to, why });
var rows = [
  row("sent", "ring", "", "ringing"),
  row("sent", "cancel", "", "cancelled"),
  row("sent", "due", "met", "failed", "silent"),
  row("sent", "due", "not met", "failed", "offline"),
  row("sent", "gone", "", "failed", "caller_gone"),
  row("ringing", "accept", "here", "answering"),
  row("ringing", "accept", "not here", "failed", "caller_away"),
  row("ringing", "refuse", "not busy", "refused"),
  row("ringing", "refuse", "busy", "refused", "busy"),
  row("ringing", "cancel", "", "cancelled"),
  row("ringing", "due", "", "failed", "expired"),
  row("ringing", "gone", "", "failed", "caller_gone"),
  row("answering", "confirm", "", "accepted"),
  row("answering", "cancel", "", "cancelled"),
  row("answering", "due", "not lapsed", "failed", "unconfirmed"),
  row("answering", "due", "lapsed", "failed", "caller_away"),
  row("answering", "gone", "", "failed", "caller_gone")
];
function fits(guard, facts) {
  if (guard === "")
    return true;
  return guard.startsWith("not ") ? !facts[guard.slice(4)] : facts[guard];
}
function step(from, input, facts) {
  var _a;
  return (_a = rows.find((one) => one.from === from && one.input === input && fits(one.guard, facts))) != null ? _a : null;
}
function ringUntil({ sentAt }, now, ringFrom) {
  return (ringFrom === "sent" ? sentAt : now) + CALL_RING_MS;
}
function lateWord(invitation, input, login2) {
  const { state, by } = invitation;
  if (input === "ring")
    return null;
  if (input === "cancel" && state === "cancelled")
    return null;
  if (input === "confirm" && state === "accepted")
    return null;
  if (input === "accept" && (state === "answering" || state === "accepted") && by === login2)
    return null;
  if (input === "refuse" && state === "refused" && by === login2)
    return null;
  return state === "accepted" || state === "answering" && !isEnded2(invitation) ? "invitation_accepted" : "invitation_ended";
}

// node_modules/flatqueue/index.js
var FlatQueue = class {
  /**
   * Creates an empty queue. If `capacity` is provided, the queue is backed by fixed-size typed
   * arrays for better performance and memory use, but can't grow beyond `capacity`. `values` uses
   * `ValuesArray` (default `Float64Array`) and `ids` uses `IdsArray` (default `Uint32Array`); pass
   * narrower constructors like `Uint16Array` if your values or ids are known to fit them.
   *
   * @param {number} [capacity]
   * @param {TypedArrayConstructor} [ValuesArray]
   * @param {TypedArrayConstructor} [IdsArray]
   */
  constructor(capacity = Infinity, ValuesArray = Float64Array, IdsArray = Uint32Array) {
    const fixed = capacity !== Infinity;
    this.ids = fixed ? (
      /** @type {T[]} */
      /** @type {unknown} */
      new IdsArray(capacity)
    ) : [];
    this.values = fixed ? (
      /** @type {number[]} */
      /** @type {unknown} */
      new ValuesArray(capacity)
    ) : [];
    this.capacity = capacity;
    this.length = 0;
  }
  /** Removes all items from the queue. */
  clear() {
    this.length = 0;
  }
  /**
   * Adds `item` to the queue with the specified `priority`.
   *
   * `priority` must be a number. Items are sorted and returned from low to high priority. Multiple items
   * with the same priority value can be added to the queue, but there is no guaranteed order between these items.
   *
   * For fixed-capacity queues, throws a `RangeError` if the queue is already full.
   *
   * @param {T} item
   * @param {number} priority
   */
  push(item, priority) {
    if (this.length === this.capacity)
      throw new RangeError("Queue is at capacity.");
    let pos = this.length++;
    while (pos > 0) {
      const parent = pos - 1 >> 1;
      const parentValue = this.values[parent];
      if (priority >= parentValue)
        break;
      this.ids[pos] = this.ids[parent];
      this.values[pos] = parentValue;
      pos = parent;
    }
    this.ids[pos] = item;
    this.values[pos] = priority;
  }
  /**
   * Removes and returns the item from the head of this queue, which is one of
   * the items with the lowest priority. If this queue is empty, returns `undefined`.
   */
  pop() {
    if (this.length === 0)
      return void 0;
    const ids2 = this.ids, values = this.values, top = ids2[0], last = --this.length;
    if (last > 0) {
      const id2 = ids2[last];
      const value2 = values[last];
      let pos = 0;
      const halfLen = last >> 1;
      while (pos < halfLen) {
        const left = (pos << 1) + 1;
        const right = left + 1;
        const child = left + (+(right < last) & +(values[right] < values[left]));
        if (values[child] >= value2)
          break;
        ids2[pos] = ids2[child];
        values[pos] = values[child];
        pos = child;
      }
      ids2[pos] = id2;
      values[pos] = value2;
    }
    return top;
  }
  /** Returns the item from the head of this queue without removing it. If this queue is empty, returns `undefined`. */
  peek() {
    return this.length > 0 ? this.ids[0] : void 0;
  }
  /**
   * Returns the priority value of the item at the head of this queue without
   * removing it. If this queue is empty, returns `undefined`.
   */
  peekValue() {
    return this.length > 0 ? this.values[0] : void 0;
  }
  /**
   * Shrinks the internal arrays to `this.length`. No-op for queues with fixed capacity.
   *
   * `pop()` and `clear()` calls don't free memory automatically to avoid unnecessary resize operations.
   * This also means that items that have been added to the queue can't be garbage collected until
   * a new item is pushed in their place, or this method is called.
   */
  shrink() {
    if (Array.isArray(this.ids))
      this.ids.length = this.length;
    if (Array.isArray(this.values))
      this.values.length = this.length;
  }
};

// server/src/base/deadlines.ts
var Deadlines = class {
  constructor() {
    this.heap = new FlatQueue();
  }
  get size() {
    return this.heap.length;
  }
  /** The soonest time, or Infinity. */
  next() {
    var _a;
    return (_a = this.heap.peekValue()) != null ? _a : Infinity;
  }
  add(item, at) {
    this.heap.push(item, at);
  }
  /** Takes out the soonest item. */
  take() {
    const first = this.heap.pop();
    this.heap.ids[this.heap.length] = void 0;
    return first;
  }
};

// server/src/invitation/invitation-times.ts
var MAX_TURN = 100;
function leftOf(row2, now) {
  const most = now + CALL_RING_MS;
  return row2.dueAt <= most ? row2 : __spreadProps(__spreadValues({}, row2), { dueAt: most, ringUntil: Math.min(row2.ringUntil, most), confirmUntil: Math.min(row2.confirmUntil, most), awayUntil: Math.min(row2.awayUntil, most) });
}
var InvitationTimes = class {
  constructor(clock, turn, due) {
    this.clock = clock;
    this.turn = turn;
    this.due = due;
    this.heap = new Deadlines();
    this.timer = 0;
    /** -Infinity: a look is under way, or there will be none. */
    this.timerAt = Infinity;
    this.stopped = false;
    this.look = () => {
      if (this.stopped)
        return;
      this.timerAt = -Infinity;
      const now = this.clock.lasting();
      for (let left = MAX_TURN; this.heap.next() <= now; left--) {
        if (left === 0)
          return this.turn.soon(this.look);
        this.due(this.heap.take());
      }
      this.timerAt = Infinity;
      this.arm();
    };
  }
  set({ app, caller, id: id2, dueAt }) {
    if (dueAt === 0)
      return;
    this.heap.add({ app, caller, id: id2 }, dueAt);
    this.arm();
  }
  stop() {
    this.clock.cancel(this.timer);
    this.stopped = true;
    this.timerAt = -Infinity;
  }
  arm() {
    const at = this.heap.next();
    if (at >= this.timerAt)
      return;
    this.clock.cancel(this.timer);
    this.timerAt = at;
    this.timer = this.clock.after(Math.max(0, at - this.clock.lasting()), this.look);
  }
};

// server/src/invitation/invitation-view.ts
function viewFrame({ id: id2, caller, callee, channel, content, version, state, response, why, by, dueAt }) {
  const ends = dueAt > 0 ? { ends: dueAt } : {};
  return JSON.stringify(__spreadValues({ t: "call", i: id2, from: caller, to: callee, ch: channel, content, v: version, state, response, why, by }, ends));
}
function unknownFrame(id2, caller) {
  return JSON.stringify({ t: "call", i: id2, from: caller, to: "", ch: "", content: "", v: 0, state: "unknown", response: "", why: "unknown", by: "" });
}

// server/src/invitation/invitation-runner.ts
var actions2 = { caller: ["cancel", "confirm", "seen"], callee: ["ring", "accept", "refuse", "seen"] };
var unknown = () => new Refusal("unknown_invitation", "This user has no such invitation. It may have ended long ago.");
var InvitationRunner = class {
  constructor(node) {
    this.node = node;
    this.lanes = /* @__PURE__ */ new Map();
    const { clock, turn } = node;
    this.callers = new InvitationCallers(node);
    this.versions = new InvitationVersions(clock);
    this.ends = new InvitationEnds(node);
    this.times = new InvitationTimes(clock, turn, (key) => this.aside(key, () => this.overdue(key)));
  }
  /** Takes up the times of what an earlier process left. */
  async begin() {
    const now = this.node.clock.lasting();
    for (const row2 of await this.node.invitations.all()) {
      const left = leftOf(row2, now);
      if (left !== row2)
        await this.node.invitations.put(left);
      this.times.set(left);
    }
  }
  stop() {
    this.times.stop();
  }
  /** P-CALL-2. Twice the same is once. */
  invite(session, draft) {
    const { user } = session;
    const key = { app: user.app.id, caller: user.id, id: draft.id };
    return this.inLane(key, async () => {
      var _a;
      const { node } = this;
      const known = await node.invitations.find(key);
      if (known !== null)
        return this.tell(known);
      await mayInvite(node, user, draft.callee);
      const now = node.clock.lasting();
      session.rates.take("invite");
      if (session.ended)
        return;
      const met = ((_a = node.users.find(user.app, draft.callee)) == null ? void 0 : _a.isLeased) === true;
      const row2 = __spreadProps(__spreadValues({}, key), {
        callee: draft.callee,
        login: session.name,
        channel: draft.channel,
        content: draft.content,
        response: "",
        state: "sent",
        why: "",
        by: "",
        version: this.versions.first(),
        sentAt: now,
        dueAt: now + CALL_SENT_MS,
        ringUntil: 0,
        confirmUntil: 0,
        awayUntil: 0,
        endedAt: 0,
        met: met ? 1 : 0,
        busy: [],
        seen: []
      });
      await node.invitations.put(row2);
      this.times.set(row2);
      this.tell(row2);
    });
  }
  /** P-CALL-3. Resolves when it is done, was done before, or need not be done. */
  act(session, key, asked) {
    return this.inLane(key, async () => {
      const { user } = session;
      const row2 = await this.node.invitations.find(key);
      const side = (row2 == null ? void 0 : row2.caller) === user.id ? "caller" : (row2 == null ? void 0 : row2.callee) === user.id ? "callee" : null;
      if (row2 === null || side === null || !actions2[side].includes(asked.action))
        throw unknown();
      if (asked.action === "seen")
        return this.ends.seen(row2, session.id);
      if (asked.action === "confirm" && row2.login !== session.name)
        throw unknown();
      const rung = row2.state === "sent" && side === "callee" && asked.action !== "ring" ? await this.move(row2, "ring") : row2;
      await this.decide(session, rung != null ? rung : row2, asked.action, asked);
    });
  }
  /** What a session needs to hear after its welcome: everything that runs, every end it has not confirmed, and what this server does not know (P-CALL-8). `heardAt`: before that welcome; 0 when it is new. */
  async welcomed(session, named, heardAt) {
    var _a;
    const { user } = session;
    const rows2 = await this.node.invitations.ofUser(user.app.id, user.id);
    if (rows2.length === 0 && named.length === 0)
      return;
    for (const [row2, above] of this.versions.older(rows2, named))
      await this.inLane(row2, () => this.lift(row2, above));
    for (const row2 of rows2)
      await this.callerReturned(row2, session, heardAt);
    const wanted = new Set(named.map(({ i, of }) => `${of}/${i}`));
    const known = new Set(rows2.map(({ caller, id: id2 }) => `${caller}/${id2}`));
    for (const row2 of rows2)
      await this.showAgain(row2, session, wanted.has(`${row2.caller}/${row2.id}`));
    for (const { i, of } of named)
      if (!known.has(`${of}/${i}`))
        (_a = session.link) == null ? void 0 : _a.push(unknownFrame(i, of));
  }
  /** P-CALL-13: logged out, replaced, kicked. A session that was only lost ends nothing: its client may come back with another one. */
  async sessionEnded(session, why) {
    const { user } = session;
    if (why === "lost" && user.sessions.length === 0)
      return;
    for (const { app, caller, id: id2 } of await this.node.invitations.ofUser(user.app.id, user.id)) {
      const key = { app, caller, id: id2 };
      await this.inLane(key, async () => {
        const row2 = await this.node.invitations.find(key);
        if (row2 === null)
          return;
        const mine = why !== "lost" && row2.caller === user.id && row2.login === session.name;
        const ended = mine ? await this.move(row2, "gone") : this.isLeftBusy(row2, user) ? await this.move(row2, "refuse", true) : null;
        const side = row2.caller === user.id ? "caller" : "callee";
        const now = ended === null ? row2 : await this.node.invitations.find(key);
        if (now !== null && isEnded2(now) && user.sessions.length === 0)
          await this.ends.seen(now, side);
        else if (now !== null)
          await this.ends.settle(now);
      });
    }
  }
  async decide(session, row2, input, { text: text2, busy }) {
    var _a;
    const { user } = session;
    if (input === "refuse" && busy && !isEnded2(row2) && this.ringsElsewhere(row2, user, session)) {
      if (row2.state === "answering")
        throw new Refusal("invitation_accepted", "Another session of this user has accepted it.");
      if (!row2.busy.includes(session.id))
        await this.node.invitations.put(__spreadProps(__spreadValues({}, row2), { busy: [...row2.busy.filter((id2) => user.sessions.some((other) => other.id === id2)), session.id] }));
      return;
    }
    const answered = input === "accept" || input === "refuse" ? { response: text2, by: session.name } : input === "cancel" && text2 !== "" ? { content: text2 } : {};
    if (await this.move(row2, input, busy, answered) !== null)
      return;
    const word = lateWord(row2, input, session.name);
    if (word !== null)
      throw new Refusal(word, word === "invitation_ended" ? "The invitation has ended." : "The invitation was already accepted.");
    (_a = session.link) == null ? void 0 : _a.push(viewFrame(row2));
  }
  async lift(key, above) {
    const row2 = await this.node.invitations.find(key);
    if (row2 === null || row2.version > above)
      return;
    const next = __spreadProps(__spreadValues({}, row2), { version: above + 1 });
    await this.node.invitations.put(next);
    this.tell(next);
  }
  async overdue(key) {
    const row2 = await this.node.invitations.find(key);
    const now = this.node.clock.lasting();
    if (row2 === null || row2.dueAt === 0 || row2.dueAt > now)
      return;
    if (this.node.apps.find(row2.app) === void 0)
      await this.node.invitations.remove(row2);
    else if (row2.state !== "answering")
      await this.move(row2, "due");
    else {
      const waiting = await this.wait(row2, lookedAt(this.callers.sinceStart(row2), this.callers.reach(row2)));
      if (waiting.dueAt <= now)
        await this.move(waiting, "due");
    }
  }
  /** P-CALL-4: of an accept that the caller's engine has yet to confirm. */
  async wait(row2, waiting) {
    const { confirmUntil, awayUntil } = waiting;
    const next = __spreadProps(__spreadValues({}, row2), { confirmUntil, awayUntil, dueAt: waitsUntil(waiting, this.callers.reach(row2)) });
    if (next.dueAt === row2.dueAt && next.awayUntil === row2.awayUntil && next.confirmUntil === row2.confirmUntil)
      return row2;
    await this.node.invitations.put(next);
    this.times.set(next);
    return next;
  }
  /** The session that sent it has been welcomed on another link. */
  callerReturned(key, session, heardAt) {
    if (key.state !== "ringing" && key.state !== "answering")
      return Promise.resolve();
    const { user } = session;
    return this.inLane(key, async () => {
      const row2 = await this.node.invitations.find(key);
      if (row2 === null || row2.state !== "answering" || row2.caller !== user.id || row2.login !== session.name)
        return;
      const { callers, node } = this;
      await this.wait(row2, returned(callers.sinceStart(row2), callers.leaseBefore(row2, heardAt), node.clock.lasting()));
    });
  }
  /** In the lane of the caller. null: nothing follows from this in that state. */
  async move(row2, input, busy = false, answered = {}) {
    const app = this.node.apps.find(row2.app);
    const found2 = step(row2.state, input, this.facts(row2, busy));
    if (found2 === null || app === void 0)
      return null;
    const now = this.node.clock.lasting();
    const next = __spreadProps(__spreadValues(__spreadValues(__spreadValues({}, row2), answered), this.timesOf(row2, found2.to, app, now)), {
      state: found2.to,
      why: found2.why,
      version: row2.version + 1,
      endedAt: isEnded2({ state: found2.to }) ? now : 0
    });
    await this.node.invitations.put(next);
    this.times.set(next);
    this.tell(next);
    if (isEnded2(next))
      await this.ends.add(next);
    return next;
  }
  /** How long the new state waits, and for whom. */
  timesOf(row2, to, app, now) {
    var _a;
    if (to === "ringing") {
      const until = ringUntil(row2, now, (_a = app.inviteExpireFrom) != null ? _a : "ack");
      return { dueAt: until, ringUntil: until };
    }
    if (to !== "answering")
      return { dueAt: 0 };
    const reach = this.callers.reach(row2);
    const waiting = accepted(row2, reach, now);
    return __spreadProps(__spreadValues({}, waiting), { dueAt: waitsUntil(waiting, reach) });
  }
  facts(row2, busy) {
    const { callers, node } = this;
    return { met: row2.met === 1, here: callers.hasLease(row2), busy, lapsed: isLapsed(row2, callers.reach(row2), node.clock.lasting()) };
  }
  /** In the lane, as every view is pushed: an older one that came behind the end would ring for ever. */
  showAgain(key, session, isNamed) {
    const { user } = session;
    return this.inLane(key, async () => {
      var _a;
      const row2 = await this.node.invitations.find(key);
      if (row2 === null)
        return;
      if (row2.callee === user.id && row2.met === 0 && !isEnded2(row2))
        await this.node.invitations.put(__spreadProps(__spreadValues({}, row2), { met: 1 }));
      if (isNamed || !isEnded2(row2) || this.ends.owes(row2, session))
        (_a = session.link) == null ? void 0 : _a.push(viewFrame(row2));
    });
  }
  ringsElsewhere(row2, user, here) {
    return user.sessions.some((session) => session !== here && session.leased && !row2.busy.includes(session.id));
  }
  /** Of the callee's sessions only busy ones are left. */
  isLeftBusy(row2, user) {
    if (row2.callee !== user.id || row2.busy.length === 0 || user.sessions.length === 0)
      return false;
    return user.sessions.every((session) => row2.busy.includes(session.id));
  }
  /** P-CALL-5: to every link of both users. Who has none gets it after his next welcome. */
  tell(row2) {
    var _a, _b, _c, _d, _e;
    const { app, caller, callee, id: name, state, why, version } = row2;
    (_b = (_a = this.node.events).invitationChanged) == null ? void 0 : _b.call(_a, { app, caller, callee, id: name, state, why, version });
    const frame = viewFrame(row2);
    for (const id2 of [row2.caller, row2.callee])
      for (const session of (_d = (_c = this.find(row2, id2)) == null ? void 0 : _c.sessions) != null ? _d : [])
        (_e = session.link) == null ? void 0 : _e.push(frame);
  }
  find(row2, id2) {
    const app = this.node.apps.find(row2.app);
    return app === void 0 ? void 0 : this.node.users.find(app, id2);
  }
  async inLane({ app, caller }, task) {
    const name = `${app}/${caller}`;
    let lane = this.lanes.get(name);
    if (lane === void 0)
      this.lanes.set(name, lane = new Lane(this.node.work));
    try {
      return await lane.run(task);
    } finally {
      if (lane.isIdle && this.lanes.get(name) === lane)
        this.lanes.delete(name);
    }
  }
  aside(key, task) {
    this.inLane(key, task).catch((fault) => this.node.log.error("fault", __spreadValues({ where: "invitation" }, faultFields(fault))));
  }
};

// server/src/base/lasting.ts
var KEY = "wall";
var WORTH_KEEPING_MS = 1e3;
var shelfOf = (disk) => {
  var _a;
  return (_a = disk == null ? void 0 : disk.shelf("clock")) != null ? _a : null;
};
var LastingClock = class {
  constructor(given, disk) {
    this.given = given;
    this.disk = disk;
    var _a, _b, _c;
    this.shelf = shelfOf(disk);
    this.kept = (_c = (_b = (_a = this.shelf) == null ? void 0 : _a.get(KEY)) == null ? void 0 : _b.ms) != null ? _c : 0;
    this.began = given.now() - this.kept - given.monotonic();
  }
  /** For stamps and claims only. */
  now() {
    return this.given.now();
  }
  /** For what is measured and forgotten. */
  monotonic() {
    return this.given.monotonic();
  }
  /** For what is kept. */
  lasting() {
    return this.began + this.given.monotonic();
  }
  after(ms, task) {
    return this.given.after(ms, task);
  }
  cancel(id2) {
    this.given.cancel(id2);
  }
  /** Now and then, and at a stop. Rejects when the disk fails, and then it is for the next time. */
  async keep() {
    var _a;
    const ahead = this.now() - this.lasting();
    if (this.disk === null || Math.abs(ahead - this.kept) < WORTH_KEEPING_MS)
      return;
    (_a = this.shelf) == null ? void 0 : _a.put(KEY, { ms: ahead });
    await this.disk.flushed();
    this.kept = ahead;
  }
};

// server/src/user/leases.ts
var STEP_MS = 100;
var MAX_TURN2 = 100;
var Leases = class {
  constructor(clock, turn, events) {
    this.clock = clock;
    this.turn = turn;
    this.events = events;
    this.sessions = new Deadlines();
    this.timer = 0;
    /** -Infinity: a look is under way, or there will be none. */
    this.timerAt = Infinity;
    this.stopped = false;
    this.look = () => {
      if (this.stopped)
        return;
      this.timerAt = -Infinity;
      const now = this.clock.lasting();
      for (let left = MAX_TURN2; this.sessions.next() <= now; left--) {
        if (left === 0)
          return this.turn.soon(this.look);
        const at = this.sessions.next();
        const session = this.sessions.take();
        if (session.ended || session.dueAt !== at)
          continue;
        const next = this.due(session, now);
        if (next > 0)
          this.put(session, next);
      }
      this.timerAt = Infinity;
      if (this.sessions.size > 0)
        this.arm(this.sessions.next());
    };
  }
  /** A session begins, or is back. */
  watch(session) {
    this.put(session, session.heardAt + quietMs(session));
  }
  /** Any frame counts as life (P-LIFE-1). */
  heard(session) {
    session.heardAt = this.clock.lasting();
    if (session.reachable)
      return;
    session.reachable = true;
    this.watch(session);
    this.events.reachable(session);
  }
  stop() {
    this.clock.cancel(this.timer);
    this.stopped = true;
    this.timerAt = -Infinity;
  }
  put(session, at) {
    session.dueAt = at;
    this.sessions.add(session, at);
    this.arm(at);
  }
  arm(at) {
    if (at >= this.timerAt)
      return;
    this.clock.cancel(this.timer);
    this.timerAt = at;
    this.timer = this.clock.after(Math.max(STEP_MS, at - this.clock.lasting()), this.look);
  }
  /** Does what is due; answers when to look again, 0 for never. */
  due(session, now) {
    var _a;
    const { unreachable, lease, session: life } = session.user.app.limits;
    const { heardAt } = session;
    const silence = now - heardAt;
    if (!session.leased && silence >= life) {
      this.events.expired(session);
      return 0;
    }
    if (!session.leased)
      return heardAt + life;
    if (silence >= lease) {
      this.events.lapsed(session);
      return heardAt + life;
    }
    const quiet2 = quietMs(session);
    if (silence < quiet2)
      return heardAt + quiet2;
    if (silence < unreachable) {
      if (((_a = session.link) == null ? void 0 : _a.pokes) === true)
        this.events.quiet(session);
      return heardAt + unreachable;
    }
    if (session.reachable) {
      session.reachable = false;
      this.events.unreachable(session);
    }
    return heardAt + lease;
  }
};
function quietMs({ link, user }) {
  const { unreachable } = user.app.limits;
  return (link == null ? void 0 : link.pokes) === true ? Math.min(POKE_MS, unreachable / 2) : unreachable;
}

// server/src/user/awaited-sends.ts
var AwaitedSends = class {
  constructor(ids2) {
    this.ids = ids2;
    /** Of this process alone: a record that an earlier one saved must not answer a send of today. '' until there was a send. */
    this.key = "";
    this.last = 0;
    this.waiting = /* @__PURE__ */ new Map();
  }
  begin() {
    if (this.last === 0)
      this.key = this.ids.session();
    const n = ++this.last;
    return { key: this.key, n, outcome: new Promise((resolve) => this.waiting.set(n, resolve)) };
  }
  /** The first outcome stays. */
  settle(n, outcome) {
    var _a;
    (_a = this.waiting.get(n)) == null ? void 0 : _a(outcome);
    return this.waiting.delete(n);
  }
  /** What becomes of the others is decided in another process, where nobody waits. */
  stop() {
    for (const n of [...this.waiting.keys()])
      this.settle(n, { outcome: "unknown" });
  }
};

// server/src/login/seats.ts
var SEAT_MS = 6e3;
var NO_SEATS = Object.freeze([]);
var isHeld = ({ channel, user, session }) => {
  var _a;
  return ((_a = channel.seats) == null ? void 0 : _a.get(user)) === session;
};
var Seats = class {
  constructor(node) {
    this.node = node;
    this.timers = /* @__PURE__ */ new Set();
    /** Of users who have some. */
    this.kept = /* @__PURE__ */ new Map();
  }
  of(user) {
    var _a, _b;
    return (_b = (_a = this.kept.get(user)) == null ? void 0 : _a.filter(isHeld)) != null ? _b : NO_SEATS;
  }
  /** The session was replaced. No user keeps more seats than he may join channels: logins are free to make, so the oldest go. */
  async keep(session) {
    const { user } = session;
    const kept = [];
    for (const channel of channelsOf(session)) {
      if (user.sessions.some((other) => other !== session && membershipOf(other, channel.name) !== void 0)) {
        await channel.leave(session, "left", () => {
        });
        continue;
      }
      await channel.lane.run(async () => {
        var _a;
        if (!channel.exit(session))
          return;
        (_a = channel.seats) != null ? _a : channel.seats = /* @__PURE__ */ new Map();
        channel.seats.set(user.id, session.id);
      });
      kept.push({ channel, user: user.id, session: session.id });
    }
    if (kept.length === 0)
      return;
    const all = [...this.of(user), ...kept];
    this.kept.set(user, all.slice(-user.app.limits.channels));
    await this.giveUpAll(all.slice(0, -user.app.limits.channels), "left");
    this.expire(user, kept);
  }
  /** After a restart. The time that the server was away is nobody's. */
  async restore(user, rows2) {
    const kept = rows2.map(({ ch, session }) => ({ channel: this.node.channels.of(user.app, ch), user: user.id, session }));
    for (const seat of kept)
      await seat.channel.restoreSeat(user.id, seat.session);
    if (kept.length === 0)
      return;
    this.kept.set(user, [...this.of(user), ...kept]);
    this.expire(user, kept);
  }
  /** The user is gone, and with him the wait. */
  async giveUp(user, why) {
    const seats = this.kept.get(user);
    if (seats === void 0)
      return;
    this.kept.delete(user);
    await this.giveUpAll(seats, why);
  }
  stop() {
    for (const timer of this.timers)
      this.node.clock.cancel(timer);
    this.timers.clear();
  }
  expire(user, kept) {
    const { clock, log: log2 } = this.node;
    const timer = clock.after(SEAT_MS, () => {
      this.timers.delete(timer);
      user.lane.run(async () => {
        var _a, _b;
        const left = (_b = (_a = this.kept.get(user)) == null ? void 0 : _a.filter((seat) => !kept.includes(seat))) != null ? _b : NO_SEATS;
        if (left.length > 0)
          this.kept.set(user, left);
        else
          this.kept.delete(user);
        await this.giveUpAll(kept, "left");
      }).catch((fault) => log2.error("fault", __spreadValues({ where: "seats" }, faultFields(fault)))).finally(() => this.node.users.tidy(user));
    });
    this.timers.add(timer);
  }
  async giveUpAll(seats, why) {
    for (const seat of seats) {
      const { channel, user, session } = seat;
      await channel.lane.run(async () => {
        if (!isHeld(seat))
          return;
        channel.seats.delete(user);
        await channel.forget(user, session, why);
      });
      this.node.channels.tidy(channel);
    }
  }
};

// server/src/store/shares.ts
var Shares = class {
  constructor(most) {
    this.most = most;
    this.used = 0;
    this.holders = 0;
  }
  /** May one who has `own` take more? */
  admits(own) {
    const half = this.most / 2;
    if (this.used < half)
      return true;
    return this.used < this.most && own < half / Math.max(1, this.holders);
  }
  /** One's own went from this to that. */
  changed(before, after2) {
    this.used += after2 - before;
    if (before === 0 && after2 > 0)
      this.holders++;
    else if (before > 0 && after2 === 0)
      this.holders--;
  }
};

// server/src/link/slow.ts
var LOOK_MS = 1e3;
var STALLED_MS = 3e4;
var MAX_ALL_UNWRITTEN = 128 * 1024 * 1024;
var SlowLinks = class {
  constructor(clock, turn, most = MAX_ALL_UNWRITTEN) {
    this.clock = clock;
    this.turn = turn;
    this.most = most;
    this.links = /* @__PURE__ */ new Map();
    this.timer = 0;
    this.look = () => {
      this.timer = 0;
      const now = this.clock.monotonic();
      for (const [link, progress] of this.links) {
        const passed = link.handed - link.wire.unwritten();
        if (passed > progress.passed) {
          progress.passed = passed;
          progress.since = now;
        } else if (now - progress.since >= STALLED_MS)
          link.abandon(CLOSE_SLOW, "too slow");
      }
      if (this.unwritten() > this.most)
        this.relieve();
      if (this.links.size > 0)
        this.timer = this.clock.after(LOOK_MS, this.look);
    };
    /** The fullest go first. */
    this.relieve = () => {
      const fullest = [...this.links.keys()].sort((a, b) => b.wire.unwritten() - a.wire.unwritten());
      let bytes = this.unwritten();
      for (const link of fullest) {
        if (bytes <= this.most)
          return;
        bytes -= link.wire.unwritten();
        link.abandon(CLOSE_SLOW, "too slow");
      }
    };
  }
  get size() {
    return this.links.size;
  }
  add(link) {
    var _a;
    if (this.links.has(link))
      return;
    this.links.set(link, { passed: link.handed - link.wire.unwritten(), since: this.clock.monotonic() });
    (_a = link.session) == null ? void 0 : _a.lag();
    if (this.timer === 0)
      this.timer = this.clock.after(LOOK_MS, this.look);
    if (this.unwritten() > this.most)
      this.turn.soon(this.relieve);
  }
  has(link) {
    return this.links.has(link);
  }
  delete(link) {
    this.links.delete(link);
  }
  unwritten() {
    let bytes = 0;
    for (const link of this.links.keys())
      bytes += link.wire.unwritten();
    return bytes;
  }
};

// server/src/app/listeners.ts
function logSessions(events, log2) {
  events.on("welcomed", ({ user, session, resumed, why }) => {
    log2.debug("welcome", { user, session, resumed, why });
  });
  events.on("sessionEnded", ({ user, session, why }) => {
    log2.debug("session_ended", { user, session, why });
  });
  events.on("loginRefused", ({ code, why, address }) => {
    const line = { code, why, address };
    if (why === "too_often")
      log2.debug("refused", line);
    else
      log2.info("refused", line);
  });
}
function countTotals(events) {
  const totals = { logins: 0, resumes: 0, refusedLogins: 0, endedSessions: 0 };
  events.on("welcomed", ({ resumed }) => {
    totals[resumed === "fresh" ? "logins" : "resumes"]++;
  });
  events.on("loginRefused", () => {
    totals.refusedLogins++;
  });
  events.on("sessionEnded", () => {
    totals.endedSessions++;
  });
  return totals;
}

// server/src/app/snapshot.ts
var STORES = ["streams", "inboxes", "sessions", "members", "userAttributes", "channelAttributes", "invitations"];
var LIVE = "live";
function snapshot(core) {
  return __asyncGenerator(this, null, function* () {
    const now = core.clock.lasting();
    for (const store of STORES)
      try {
        for (var iter = __forAwait(core[store].dump(now)), more, temp, error; more = !(temp = yield new __await(iter.next())).done; more = false) {
          const { row: row2, records } = temp.value;
          yield { store, row: row2, records };
        }
      } catch (temp) {
        error = [temp];
      } finally {
        try {
          more && (temp = iter.return) && (yield new __await(temp.call(iter)));
        } finally {
          if (error)
            throw error[0];
        }
      }
    for (const session of core.live.values())
      yield { store: LIVE, row: savedLive(core, session, now), records: [] };
  });
}
function savedLive(core, session, now) {
  var _a, _b;
  const { id: id2, user, generation, login: login2, received, handled, redeliveredTo, ownChange } = session;
  return __spreadValues({
    id: id2,
    app: user.app.id,
    user: user.id,
    generation,
    login: login2,
    silentFor: now - session.heardAt,
    leased: session.leased ? 1 : 0,
    received,
    handled,
    redeliveredTo,
    ownChange,
    replies: (_b = (_a = session.replies) == null ? void 0 : _a.dump()) != null ? _b : [],
    channels: membershipsOf(session).map(({ channel, start, number }) => ({ ch: channel.name, start, j: number, notices: channel.notices.last })),
    tokenEndsAt: endTold(core.clock, session.tokenEndsAt)
  }, seatsWith(core, session));
}
function seatsWith(core, session) {
  const { user } = session;
  const seats = user.sessions[0] === session ? core.seats.of(user) : [];
  return seats.length === 0 ? {} : { seats: seats.map(({ channel, session: id2 }) => ({ ch: channel.name, session: id2 })) };
}
async function restore(core, saved) {
  const now = core.clock.lasting();
  try {
    for (var iter = __forAwait(saved), more, temp, error; more = !(temp = await iter.next()).done; more = false) {
      const { store, row: row2, records } = temp.value;
      if (store === LIVE)
        await restoreLive(core, row2, now);
      else if (isStore(store))
        await core[store].load({ row: row2, records }, now);
      else
        throw new Error(`nobody knows what is saved under ${store}`);
    }
  } catch (temp) {
    error = [temp];
  } finally {
    try {
      more && (temp = iter.return) && await temp.call(iter);
    } finally {
      if (error)
        throw error[0];
    }
  }
  await core.calls.begin();
}
var isStore = (name) => STORES.includes(name);
async function restoreLive(core, row2, now) {
  var _a;
  const app = core.apps.find(row2.app);
  if (app === void 0)
    return;
  const user = core.users.of(app, row2.user);
  const session = new Session2(row2.id, user, row2.generation, row2.leased === 1 ? now : now - row2.silentFor);
  session.login = row2.login;
  session.leased = row2.leased === 1;
  session.received = row2.received;
  session.handled = row2.handled;
  session.redeliveredTo = row2.redeliveredTo;
  session.ownChange = row2.ownChange;
  if (row2.replies.length > 0)
    session.replies = new Replies(row2.replies);
  session.tokenEndsAt = endOfToken(core.clock, row2.tokenEndsAt);
  user.sessions = withOne(user.sessions, session);
  core.live.set(session.id, session);
  core.away.add(session);
  if (session.leased)
    await core.presence.hold(user.key, session.id);
  for (const { ch, start, j = 0, notices } of row2.channels)
    await core.channels.of(app, ch).restore(session, start, j, notices);
  await core.seats.restore(user, (_a = row2.seats) != null ? _a : []);
  core.leases.watch(session);
}

// server/src/store/attributes.ts
function bytesOf(rows2) {
  return rows2.reduce((sum, row2) => sum + Buffer.byteLength(row2.k) + Buffer.byteLength(valueText(row2)), 0);
}
function changed(rows2, change) {
  if (change.how === "clear")
    return [];
  if (change.how === "replace")
    return change.rows;
  if (change.how === "delete")
    return rows2.filter(({ k }) => !change.keys.includes(k));
  const fresh = new Map(change.rows.map((row2) => [row2.k, row2]));
  const kept = rows2.map((row2) => {
    var _a;
    return (_a = fresh.get(row2.k)) != null ? _a : row2;
  });
  const known = new Set(rows2.map(({ k }) => k));
  return [...kept, ...change.rows.filter(({ k }) => !known.has(k))];
}

// server/src/store/saved.ts
var NONE2 = Object.freeze([]);
var PIECE = { messages: 1e3, bytes: 262144 };
var piece = (row2, records = NONE2) => ({ row: row2, records });
function* parts(list2, bytesOf2 = () => 0) {
  let part = [];
  let bytes = 0;
  for (const item of list2) {
    part.push(item);
    bytes += bytesOf2(item);
    if (part.length < PIECE.messages && bytes < PIECE.bytes)
      continue;
    yield part;
    part = [];
    bytes = 0;
  }
  if (part.length > 0)
    yield part;
}

// server/src/store/memory/attributes-memory.ts
var ROW_COST = 160;
var OWNER_COST = 400;
var MAX_CLEANED = 100;
var costOf = (rows2) => rows2.length === 0 ? 0 : bytesOf(rows2) + rows2.length * ROW_COST + OWNER_COST;
var AttributesMemory = class {
  /** `living`: what the journal has. */
  /** `most`: bytes of all. */
  constructor(journal = null, living = [], most = HELD.attributeBytes / 2) {
    this.journal = journal;
    this.most = most;
    this.owners = /* @__PURE__ */ new Map();
    this.bytes = 0;
    /** How many owners of a group, or of a payer, nobody holds. */
    this.idle = /* @__PURE__ */ new Map();
    /** Owners whom nobody holds, by a time at or before the end of their attributes; each once. */
    this.ends = new Deadlines();
    this.queued = /* @__PURE__ */ new Set();
    for (const [owner, kept] of living)
      this.set(owner, kept);
  }
  async write(owner, change, room, life) {
    var _a, _b;
    const { group, held, now, ms, payers } = life;
    const before = this.living(owner, now);
    if (before === void 0)
      this.put(owner, null);
    const rows2 = changed((_a = before == null ? void 0 : before.rows) != null ? _a : [], change);
    if (rows2.length > room.entries || bytesOf(rows2) > room.bytes)
      return "too_large";
    if (rows2.length === 0) {
      await this.keep(owner, null);
      return "written";
    }
    const grows = costOf(rows2) - costOf((_b = before == null ? void 0 : before.rows) != null ? _b : []);
    if (grows > 0 && this.bytes + grows > this.most)
      this.clean(now, MAX_CLEANED);
    if (grows > 0 && this.bytes + grows > this.most)
      return "full";
    if (held === 0 && before === void 0) {
      if (!this.hasRoom(life))
        this.clean(now, MAX_CLEANED);
      if (!this.hasRoom(life))
        return "too_many";
    }
    await this.keep(owner, { group, rows: rows2, until: held === 1 ? 0 : now + ms, ms, payers: payers.map(({ name }) => name) });
    return "written";
  }
  async read(owner, now) {
    var _a, _b;
    return (_b = (_a = this.living(owner, now)) == null ? void 0 : _a.rows) != null ? _b : [];
  }
  async hold(owner, now) {
    const kept = this.owners.get(owner);
    if (kept === void 0)
      return;
    this.put(owner, this.living(owner, now) === void 0 ? null : __spreadProps(__spreadValues({}, kept), { until: 0 }));
  }
  async release(owner, now) {
    const kept = this.owners.get(owner);
    if (kept !== void 0 && kept.until === 0)
      this.put(owner, __spreadProps(__spreadValues({}, kept), { until: now + kept.ms }));
  }
  async drop(owner) {
    this.put(owner, null);
  }
  async sweep(now, most) {
    return this.clean(now, most);
  }
  dump(now) {
    return __asyncGenerator(this, null, function* () {
      if (this.journal !== null)
        return;
      for (const _a of this.owners) {
        const [owner, _b] = _a, _c = _b, { until } = _c, kept = __objRest(_c, ["until"]);
        if (until === 0 || until > now)
          yield piece(__spreadProps(__spreadValues({ owner }, kept), { left: until === 0 ? 0 : until - now }));
      }
    });
  }
  async load(_a, now) {
    var { row: _b } = _a, _c = _b, { owner, left } = _c, kept = __objRest(_c, ["owner", "left"]);
    this.set(owner, __spreadProps(__spreadValues({}, kept), { until: left === 0 ? 0 : now + left }));
  }
  hasRoom({ group, most, payers }) {
    return this.idleOf(group) < most && payers.every(({ name, most: share }) => this.idleOf(name) < share);
  }
  clean(now, most) {
    var _a, _b;
    for (let left = most; left > 0 && this.ends.next() <= now; left--) {
      const owner = this.ends.take();
      this.queued.delete(owner);
      const until = (_b = (_a = this.owners.get(owner)) == null ? void 0 : _a.until) != null ? _b : 0;
      if (until > now)
        this.queue(owner, until);
      else if (until !== 0)
        this.put(owner, null);
    }
    return this.ends.next() <= now;
  }
  queue(owner, until) {
    if (this.queued.has(owner))
      return;
    this.queued.add(owner);
    this.ends.add(owner, until);
  }
  living(owner, now) {
    const kept = this.owners.get(owner);
    return kept !== void 0 && (kept.until === 0 || kept.until > now) ? kept : void 0;
  }
  idleOf(name) {
    var _a;
    return (_a = this.idle.get(name)) != null ? _a : 0;
  }
  /** A change counts when it is kept: one that could not be kept was not made. */
  async keep(owner, kept) {
    if (kept === null && !this.owners.has(owner))
      return;
    await this.journalled(owner, kept);
    this.set(owner, kept);
  }
  async journalled(owner, kept) {
    var _a;
    if (this.journal === null)
      return;
    this.journal.put(owner, kept);
    try {
      await this.journal.flushed();
    } catch (fault) {
      this.journal.put(owner, (_a = this.owners.get(owner)) != null ? _a : null);
      throw fault;
    }
  }
  /** Who holds them is no loss: a process that starts counts everybody's leaving from there. */
  put(owner, kept) {
    var _a;
    if (kept === null && !this.owners.has(owner))
      return;
    (_a = this.journal) == null ? void 0 : _a.put(owner, kept);
    this.set(owner, kept);
  }
  set(owner, kept) {
    var _a, _b;
    const before = this.owners.get(owner);
    this.bytes += costOf((_a = kept == null ? void 0 : kept.rows) != null ? _a : []) - costOf((_b = before == null ? void 0 : before.rows) != null ? _b : []);
    if (before !== void 0)
      this.count(before, -1);
    if (kept !== null)
      this.count(kept, 1);
    if (kept === null)
      this.owners.delete(owner);
    else
      this.owners.set(owner, kept);
    if (kept !== null && kept.until !== 0)
      this.queue(owner, kept.until);
  }
  count({ until, group, payers }, more) {
    if (until === 0)
      return;
    for (const name of [group, ...payers != null ? payers : []]) {
      const sum = this.idleOf(name) + more;
      if (sum === 0)
        this.idle.delete(name);
      else
        this.idle.set(name, sum);
    }
  }
};

// server/src/store/disk/attributes-disk.ts
var SHELF = "attributes";
var LAST = "";
function attributesOnDisk(disk, now, most) {
  const shelf = disk.shelf(SHELF);
  const living = [];
  for (const { key, value: value2 } of shelf.range("", LAST, Infinity)) {
    const kept = value2.until === 0 ? __spreadProps(__spreadValues({}, value2), { until: now + value2.ms }) : value2;
    if (kept.until <= now)
      shelf.remove(key);
    else
      living.push([key, kept]);
    if (value2.until === 0)
      shelf.put(key, kept);
  }
  const journal = {
    put: (owner, kept) => kept === null ? shelf.remove(owner) : shelf.put(owner, kept),
    flushed: () => disk.flushed()
  };
  return new AttributesMemory(journal, living, most);
}

// server/src/base/aging.ts
var Aging = class {
  constructor() {
    this.times = /* @__PURE__ */ new Map();
    this.last = -Infinity;
    this.sorted = true;
  }
  get size() {
    return this.times.size;
  }
  /** It ends now: as the last one, also after a clock was set back. */
  add(name, at) {
    this.last = Math.max(this.last, at);
    this.times.delete(name);
    this.times.set(name, this.last);
  }
  /** It ended some time ago: what a restart brings comes in any order. */
  load(name, at) {
    this.last = Math.max(this.last, at);
    this.times.set(name, at);
    this.sorted = false;
  }
  delete(name) {
    this.times.delete(name);
  }
  /** Those that ended up to this time, at most so many. */
  upTo(until, most) {
    this.sort();
    const names2 = [];
    for (const [name, at] of this.times) {
      if (at > until || names2.length >= most)
        break;
      names2.push(name);
    }
    return names2;
  }
  /** Takes them out. */
  take(until, most) {
    const names2 = this.upTo(until, most);
    for (const name of names2)
      this.times.delete(name);
    return names2;
  }
  /** Takes out the one that ended first. */
  first() {
    this.sort();
    const { value: value2 } = this.times.keys().next();
    if (value2 !== void 0)
      this.times.delete(value2);
    return value2;
  }
  sort() {
    if (!this.sorted)
      this.times = new Map([...this.times].sort(([, a], [, b]) => a - b));
    this.sorted = true;
  }
};

// server/src/store/counts.ts
function counts3(from = {}) {
  return Object.assign(/* @__PURE__ */ Object.create(null), from);
}
function addTo(by, name, more) {
  var _a;
  by[name] = ((_a = by[name]) != null ? _a : 0) + more;
}

// server/src/store/memory/nursery.ts
var SLAB = 65536;
var OWN_ABOVE = 4096;
var MAX_SLABS = 8;
var NURSERY_BYTES = SLAB * (MAX_SLABS + 1);
var none = (memory) => ({ memory, keepers: [], from: [] });
var Nursery = class {
  constructor() {
    this.bytes = null;
    this.used = 0;
    this.last = 0;
    this.young = none(null);
    this.older = [];
  }
  room(size) {
    if (size > OWN_ABOVE)
      return Buffer.allocUnsafeSlow(size);
    if (this.bytes === null || this.used + size > SLAB)
      this.begin();
    const from = this.used;
    this.used += size;
    return this.bytes.subarray(from, this.used);
  }
  /** Its record, which has this offset, was just written here. */
  add(keeper, offset, json) {
    if (keeper.young === this.last || json.length > OWN_ABOVE)
      return;
    keeper.young = this.last;
    this.young.keepers.push(keeper);
    this.young.from.push(offset);
  }
  /** Called now and then: what is kept longer than until the next call moves. */
  age() {
    while (this.older.length > 0)
      this.move(this.older.shift());
    if (this.young.keepers.length === 0)
      return;
    this.bytes = null;
    this.retire(none(null));
  }
  begin() {
    this.bytes = Buffer.allocUnsafeSlow(SLAB);
    this.used = 0;
    this.retire(none(this.bytes.buffer));
    if (this.older.length > MAX_SLABS)
      this.move(this.older.shift());
  }
  retire(next) {
    if (this.young.keepers.length > 0)
      this.older.push(this.young);
    this.young = next;
    this.last++;
  }
  move({ memory, keepers, from }) {
    keepers.forEach((keeper, i) => {
      keeper.move(from[i], memory);
    });
  }
};
function moveOut(items, place, memory) {
  for (let i = place; i < items.length; i++) {
    const item = items[i];
    if (item.json === void 0 || item.json.length > OWN_ABOVE)
      continue;
    if (item.json.buffer !== memory)
      return;
    const own = Buffer.allocUnsafeSlow(item.json.length);
    item.json.copy(own);
    item.json = own;
  }
}

// server/src/store/memory/inbox-log.ts
var NOTHING2 = Object.freeze({ withdrawn: [], unknown: [], kept: [] });
var NONE_HANDLED = Object.freeze({ letters: [], losses: [] });
var ITEM_COST = 500;
var MAX_HOLES = 32;
var InboxLog = class {
  constructor(head) {
    this.head = head;
    this.young = 0;
    this.closedAt = 0;
    this.bytes = 0;
    this.messages = 0;
    this.letters = 0;
    this.losses = 0;
    this.lastLetter = 0;
    this.lastLoss = 0;
    this.cursors = [];
    this.items = [];
    this.floor = head;
    this.written = head;
  }
  cursor(session) {
    return this.cursors.find((cursor) => cursor.session === session);
  }
  /** What it holds of this process, beside what every session has. */
  get cost() {
    return this.bytes + this.items.length * ITEM_COST;
  }
  get brought() {
    return { letter: this.letters === 0 ? 0 : this.lastLetter, loss: this.losses === 0 ? 0 : this.lastLoss, letters: this.letters };
  }
  push(item) {
    this.items.push(item);
    if (item.kind === "hole") {
      if (item.loss > 0)
        this.countLoss(item.loss);
      return;
    }
    this.messages++;
    this.bytes += item.json.length;
    if (item.letter > 0)
      this.countLetter(item.letter);
  }
  countLetter(letter) {
    this.letters++;
    this.lastLetter = letter;
  }
  countLoss(loss) {
    this.losses++;
    this.lastLoss = loss;
  }
  /** Everything but these items is gone. */
  keepOnly(items) {
    this.items = [];
    this.messages = 0;
    this.bytes = 0;
    this.letters = 0;
    this.losses = 0;
    for (const item of items)
      this.push(item);
  }
  /** Deletes what every session has handled; answers what of the mail was in it. */
  release() {
    if (this.cursors.length === 0)
      return NONE_HANDLED;
    let floor = this.head;
    for (const cursor of this.cursors)
      floor = Math.min(floor, cursor.handled);
    if (floor <= this.floor)
      return NONE_HANDLED;
    let gone = 0;
    let handled = null;
    for (const item of this.items) {
      if (item.to > floor)
        break;
      gone++;
      if (item.kind === "message") {
        this.messages--;
        this.bytes -= item.json.length;
        if (item.letter === 0)
          continue;
        this.letters--;
        (handled != null ? handled : handled = { letters: [], losses: [] }).letters.push(item.letter);
      } else if (item.loss > 0) {
        this.losses--;
        (handled != null ? handled : handled = { letters: [], losses: [] }).losses.push(item.loss);
      }
    }
    if (gone > 0)
      this.items.splice(0, gone);
    this.floor = floor;
    return handled != null ? handled : NONE_HANDLED;
  }
  move(from, memory) {
    moveOut(this.items, this.placeAbove(from - 1), memory);
  }
  /** The place of the first item that ends above the offset. */
  placeAbove(offset) {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (this.items[middle].to <= offset)
        low = middle + 1;
      else
        high = middle;
    }
    return low;
  }
  /** Settles what is open above `from`, up to `to`: what is new in an acknowledgement. Answers whom to tell. */
  settle(from, to) {
    const dues = [];
    for (let i = this.placeAbove(from); i < this.items.length; i++) {
      const item = this.items[i];
      if (item.to > to)
        break;
      if (item.kind !== "message" || !item.open)
        continue;
      item.open = false;
      dues.push({ session: item.session, n: item.n, id: item.id });
    }
    return dues;
  }
  /** P-SEND-5, P-SEND-6, P-MAIL-3. Withdrawn in the same step in which it is answered. */
  lapse() {
    if (this.items.length === 0)
      return NOTHING2;
    const kept = [];
    const unknown2 = [];
    const withdrawn = [];
    for (const item of this.items) {
      if (item.kind === "hole")
        continue;
      const isWritten = item.to <= this.written;
      const due = item.open ? { session: item.session, n: item.n, id: item.id } : null;
      item.open = false;
      if (item.store && item.letter === 0)
        kept.push({ due, draft: draftIn(item.json), offset: isWritten ? item.to : 0 });
      else if (due !== null)
        (isWritten ? unknown2 : withdrawn).push(due);
    }
    if (this.head > this.written) {
      this.keepOnly(this.items.filter((item) => item.to <= this.written));
      this.push({ kind: "hole", from: this.written + 1, to: this.head, why: "withdrawn", count: 0, by: {}, id: "", loss: 0 });
      this.written = this.head;
    }
    return { withdrawn, unknown: unknown2, kept };
  }
  /** P-MAIL-3: what is for the mail, and what is in it already, leaves the inbox. */
  empty() {
    const { withdrawn, unknown: unknown2, kept } = this.lapse();
    this.keepOnly(this.items.filter((item) => item.kind === "hole" ? item.loss === 0 : !item.store));
    return { withdrawn, unknown: unknown2, kept: kept.map((one) => __spreadProps(__spreadValues({}, one), { offset: 0 })) };
  }
  /** The messages that are left become one hole, behind those of earlier sessions: each is told under its id until somebody acknowledges it. */
  expire(id2) {
    var _a, _b;
    const missing = counts3();
    const holes = [];
    for (const item of this.items) {
      if (item.kind === "message")
        addTo(missing, item.sender, 1);
      else if (item.count > 0)
        holes.push(item);
    }
    if (Object.keys(missing).length > 0)
      holes.push(expired(missing, id2()));
    while (holes.length > MAX_HOLES)
      holes.splice(0, 2, both(holes[0], holes[1]));
    this.keepOnly([]);
    for (const [i, hole] of holes.entries()) {
      this.push(__spreadProps(__spreadValues({}, hole), { from: ((_b = (_a = holes[i - 1]) == null ? void 0 : _a.to) != null ? _b : this.floor) + 1, to: i === holes.length - 1 ? this.head : hole.to }));
    }
    if (holes.length === 0)
      this.floor = this.head;
    this.written = this.head;
  }
};
var expired = (by, id2) => ({ kind: "hole", from: 0, to: 0, why: "expired", count: Object.values(by).reduce((sum, count) => sum + count, 0), by, id: id2, loss: 0 });
function both(earlier, later) {
  const by = counts3(later.by);
  for (const [sender, count] of Object.entries(earlier.by))
    addTo(by, sender, count);
  return __spreadProps(__spreadValues({}, later), { count: earlier.count + later.count, by });
}

// server/src/store/memory/inboxes-memory.ts
var HOLES_MS = 7 * 24 * 3600 * 1e3;
var INBOX_ALIAS = 0;
var STORED = 2;
var NOTHING3 = Object.freeze({ withdrawn: [], unknown: [], kept: [] });
var InboxesMemory = class {
  /** `most`: bytes of all. */
  constructor(ids2, most = HELD.inboxBytes) {
    this.ids = ids2;
    this.inboxes = /* @__PURE__ */ new Map();
    this.nursery = new Nursery();
    /** Those that nobody has open, for what is missing in them. */
    this.closed = new Aging();
    this.base = 0;
    this.shares = new Shares(most);
    this.epoch = ids2.epoch();
  }
  async open(user, session, after2 = 0) {
    var _a;
    let inbox = this.inboxes.get(user);
    if (inbox === void 0) {
      inbox = new InboxLog(this.base);
      this.inboxes.set(user, inbox);
    }
    this.closed.delete(user);
    const known = inbox.cursor(session);
    const start = (_a = known == null ? void 0 : known.handled) != null ? _a : Math.min(inbox.head, Math.max(inbox.floor, after2));
    if (known === void 0)
      inbox.cursors = withOne(inbox.cursors, { session, received: start, handled: start });
    return __spreadProps(__spreadValues({}, this.state(inbox)), { start });
  }
  async find(user) {
    const inbox = this.inboxes.get(user);
    return inbox === void 0 ? null : this.state(inbox);
  }
  append(user, draft, writing, room) {
    const inbox = this.inboxes.get(user);
    if (inbox === void 0)
      throw new Error("append to an inbox that is not open");
    const before = inbox.cost;
    if (inbox.messages >= room.messages || inbox.bytes >= room.bytes || !this.shares.admits(before))
      return null;
    const offset = inbox.head + 1;
    const json = recordJson(INBOX_ALIAS, offset, draft, this.nursery);
    inbox.head = offset;
    this.keep(inbox, { kind: "message", from: offset, to: offset, id: draft.id, sender: draft.from, json, session: draft.session, n: draft.n, open: true, store: draft.store, letter: 0 });
    if (writing)
      inbox.written = offset;
    this.shares.changed(before, inbox.cost);
    return { offset, json };
  }
  async read(user, after2, portion) {
    const list2 = [];
    let bytes = 0;
    const inbox = this.inboxes.get(user);
    if (inbox === void 0)
      return list2;
    for (let i = inbox.placeAbove(after2); i < inbox.items.length; i++) {
      const item = inbox.items[i];
      bytes += item.kind === "message" ? item.json.length : 0;
      if (list2.length > 0 && (bytes > portion.bytes || list2.length >= portion.messages))
        break;
      if (item.kind === "hole")
        list2.push({ kind: "hole", from: item.from, to: item.to, why: item.why, count: item.count, by: item.by, id: item.id });
      else
        list2.push({ kind: "message", from: item.from, to: item.to, id: item.id, sender: item.sender, json: item.json });
    }
    return list2;
  }
  async written(user, to) {
    const inbox = this.inboxes.get(user);
    if (inbox !== void 0)
      inbox.written = Math.max(inbox.written, Math.min(to, inbox.head));
  }
  received(user, session, to) {
    const inbox = this.inboxes.get(user);
    const cursor = inbox == null ? void 0 : inbox.cursor(session);
    if (inbox === void 0 || cursor === void 0 || to <= cursor.received)
      return [];
    const from = cursor.received;
    cursor.received = Math.min(to, inbox.head);
    return inbox.settle(from, cursor.received);
  }
  handled(user, session, to) {
    const inbox = this.inboxes.get(user);
    const cursor = inbox == null ? void 0 : inbox.cursor(session);
    if (inbox === void 0 || cursor === void 0 || to <= cursor.handled)
      return NONE_HANDLED;
    cursor.handled = Math.max(cursor.handled, Math.min(to, cursor.received));
    const before = inbox.cost;
    const handled = inbox.release();
    this.shares.changed(before, inbox.cost);
    return handled;
  }
  async bring(user, { losses, letters }) {
    const inbox = this.inboxes.get(user);
    if (inbox === void 0)
      throw new Error("mail for an inbox that is not open");
    const before = inbox.cost;
    for (const { number, id: id2, why, count, by } of losses) {
      const offset = ++inbox.head;
      inbox.push({ kind: "hole", from: offset, to: offset, why, count, by, id: id2, loss: number });
    }
    for (const { number, draft } of letters) {
      const offset = ++inbox.head;
      const json = recordJson(INBOX_ALIAS, offset, __spreadProps(__spreadValues({}, draft), { flags: draft.flags | STORED }), this.nursery);
      this.keep(inbox, { kind: "message", from: offset, to: offset, id: draft.id, sender: draft.from, json, session: draft.session, n: 0, open: false, store: true, letter: number });
    }
    this.shares.changed(before, inbox.cost);
  }
  async mailed(user, offset, letter) {
    const inbox = this.inboxes.get(user);
    const item = inbox == null ? void 0 : inbox.items[inbox.placeAbove(offset - 1)];
    if (inbox === void 0 || item === void 0 || item.to !== offset || item.kind === "hole" || item.letter > 0)
      return;
    item.letter = letter;
    inbox.countLetter(letter);
  }
  async lapse(user) {
    const inbox = this.inboxes.get(user);
    return inbox === void 0 ? NOTHING3 : this.counted(inbox, () => inbox.lapse());
  }
  async close(user, session, now) {
    const inbox = this.inboxes.get(user);
    if (inbox === void 0)
      return __spreadProps(__spreadValues({}, NOTHING3), { handled: NONE_HANDLED });
    inbox.cursors = inbox.cursors.filter((cursor) => cursor.session !== session);
    if (inbox.cursors.length > 0)
      return __spreadProps(__spreadValues({}, NOTHING3), { handled: this.counted(inbox, () => inbox.release()) });
    const lapsed = this.counted(inbox, () => inbox.empty());
    this.counted(inbox, () => {
      inbox.expire(() => this.ids.message());
    });
    inbox.closedAt = now;
    this.base = Math.max(this.base, inbox.head);
    if (inbox.items.length === 0)
      this.inboxes.delete(user);
    else
      this.closed.add(user, now);
    return __spreadProps(__spreadValues({}, lapsed), { handled: NONE_HANDLED });
  }
  async age() {
    this.nursery.age();
  }
  async sweep(now, most) {
    var _a, _b;
    const users = this.closed.take(now - HOLES_MS, most);
    for (const user of users) {
      this.shares.changed((_b = (_a = this.inboxes.get(user)) == null ? void 0 : _a.cost) != null ? _b : 0, 0);
      this.inboxes.delete(user);
    }
    return users.length === most;
  }
  dump(now) {
    return __asyncGenerator(this, null, function* () {
      yield piece({ epoch: this.epoch, base: this.base });
      for (const [user, inbox] of this.inboxes) {
        const { head, floor, written, cursors } = inbox;
        yield piece({ user, head, floor, written, closedFor: now - inbox.closedAt, cursors });
        for (const part of parts(inbox.items, (item) => item.kind === "hole" ? 0 : item.json.length)) {
          yield piece({ itemsOf: user, items: part.map(savedItem) }, part.flatMap((item) => item.kind === "hole" ? [] : [item.json]));
        }
      }
    });
  }
  async load({ row: row2, records }, now) {
    if ("epoch" in row2) {
      this.epoch = row2.epoch;
      this.base = row2.base;
    } else if ("user" in row2) {
      const inbox = new InboxLog(row2.head);
      inbox.floor = row2.floor;
      inbox.written = row2.written;
      inbox.closedAt = now - row2.closedFor;
      inbox.cursors = row2.cursors.map((cursor) => __spreadValues({}, cursor));
      this.inboxes.set(row2.user, inbox);
      if (inbox.cursors.length === 0)
        this.closed.load(row2.user, inbox.closedAt);
    } else {
      const inbox = this.inboxes.get(row2.itemsOf);
      let next = 0;
      const before = inbox.cost;
      for (const item of row2.items) {
        if (item.kind === "hole")
          inbox.push(item);
        else
          this.keep(inbox, __spreadProps(__spreadValues({}, item), { json: keptJson(records[next++], this.nursery), open: item.open === 1, store: item.store === 1 }));
      }
      this.shares.changed(before, inbox.cost);
    }
  }
  counted(inbox, task) {
    const before = inbox.cost;
    const result = task();
    this.shares.changed(before, inbox.cost);
    return result;
  }
  keep(inbox, message2) {
    inbox.push(message2);
    this.nursery.add(inbox, message2.to, message2.json);
  }
  state(inbox) {
    return { epoch: this.epoch, head: inbox.head, floor: inbox.floor, written: inbox.written, brought: inbox.brought };
  }
};
function savedItem(item) {
  if (item.kind === "hole")
    return item;
  const { kind, from, to, id: id2, sender, session, n, letter } = item;
  return { kind, from, to, id: id2, sender, session, n, open: item.open ? 1 : 0, store: item.store ? 1 : 0, letter };
}

// server/src/store/disk/invitations-disk.ts
var PORTION3 = 1e3;
var under = (name) => [`${name}/`, `${name}0`];
var oldestFirst = (a, b) => a.sentAt - b.sentAt;
var InvitationsDisk = class {
  constructor(disk) {
    this.disk = disk;
    this.rows = disk.shelf("invitations");
    this.callees = disk.shelf("invitations-callee");
    this.ended = disk.shelf("invitations-ended");
  }
  /** A disk that fails leaves it as it was: what nobody was told must not ring after a restart. */
  async put(invitation) {
    const before = await this.find(invitation);
    this.set(invitation);
    try {
      await this.disk.flushed();
    } catch (fault) {
      if (isEnded2(invitation))
        this.ended.remove(endedKey(invitation.endedAt, invitation));
      if (before === null)
        await this.remove(invitation);
      else
        this.set(before);
      throw fault;
    }
  }
  async find(key) {
    var _a;
    return (_a = this.at(invitationKey(key))[0]) != null ? _a : null;
  }
  async ofUser(app, user) {
    const sent = this.rows.range(...under(`${app}/${user}`), PORTION3).map(({ value: value2 }) => completed(value2));
    const received = this.callees.range(...under(`${app}/${user}`), PORTION3).flatMap(({ value: value2 }) => this.at(invitationKey(value2)));
    return [...sent, ...received].sort(oldestFirst);
  }
  async remove(key) {
    const row2 = await this.find(key);
    if (row2 === null)
      return;
    this.rows.remove(invitationKey(key));
    this.ended.remove(endedKey(row2.endedAt, row2));
    this.callees.remove(calleeKey(row2));
  }
  async endedUntil(time, most) {
    const keys = [];
    for (const { key, value: value2 } of this.ended.range("", timeKey(time + 1), most)) {
      if (this.rows.get(invitationKey(value2)) === void 0)
        this.ended.remove(key);
      else
        keys.push(value2);
    }
    return keys;
  }
  /** For a start: what an earlier version left is found by its end from now on. */
  async all() {
    const list2 = [];
    for (let from = ""; ; ) {
      const part = this.rows.range(from, "~", PORTION3);
      for (const { value: stored } of part) {
        const value2 = completed(stored);
        list2.push(value2);
        if (isEnded2(value2) && this.ended.get(endedKey(value2.endedAt, value2)) === void 0)
          this.ended.put(endedKey(value2.endedAt, value2), keyOf(value2));
      }
      if (part.length < PORTION3)
        return list2.sort(oldestFirst);
      from = `${part.at(-1).key}\0`;
    }
  }
  /** They are on the disk, not here. */
  async isFull() {
    return false;
  }
  dump() {
    return __asyncGenerator(this, null, function* () {
    });
  }
  /** Saved by a server that had no disk yet. */
  async load({ row: row2 }) {
    await this.put(completed(row2));
  }
  set(invitation) {
    if (isEnded2(invitation))
      this.ended.put(endedKey(invitation.endedAt, invitation), keyOf(invitation));
    const { app, caller, id: id2 } = invitation;
    this.rows.put(invitationKey(invitation), invitation);
    this.callees.put(calleeKey(invitation), { app, caller, id: id2 });
  }
  /** One, or none. */
  at(name) {
    const row2 = this.rows.get(name);
    return row2 === void 0 ? [] : [completed(row2)];
  }
};
var keyOf = ({ app, caller, id: id2 }) => ({ app, caller, id: id2 });
var timeKey = (time) => String(time).padStart(15, "0");
var endedKey = (endedAt, key) => `${timeKey(endedAt)}/${invitationKey(key)}`;
var calleeKey = ({ app, callee, caller, id: id2 }) => `${app}/${callee}/${caller}/${id2}`;

// server/src/store/memory/invitations-memory.ts
var RUNNING = { state: "sent" };
var ROW_COST2 = 1e3;
var costOf2 = (row2) => row2 === void 0 ? 0 : Buffer.byteLength(row2.content) + Buffer.byteLength(row2.response) + ROW_COST2;
var InvitationsMemory = class {
  /** `most`: bytes of all. */
  constructor(most = HELD.invitationBytes) {
    this.most = most;
    this.rows = /* @__PURE__ */ new Map();
    this.bytes = 0;
    /** Keys by user; a map of a map would cost more than the few rows of a user. */
    this.users = /* @__PURE__ */ new Map();
    this.ended = new Aging();
  }
  async put(invitation) {
    var _a;
    const key = invitationKey(invitation);
    const isNews = isEnded2(invitation) && !isEnded2((_a = this.rows.get(key)) != null ? _a : RUNNING);
    this.bytes += costOf2(invitation) - costOf2(this.rows.get(key));
    this.rows.set(key, invitation);
    if (isNews)
      this.ended.add(key, invitation.endedAt);
    for (const user of [invitation.caller, invitation.callee])
      this.keysOf(invitation.app, user).add(key);
  }
  async isFull() {
    return this.bytes >= this.most;
  }
  async find(key) {
    var _a;
    return (_a = this.rows.get(invitationKey(key))) != null ? _a : null;
  }
  async ofUser(app, user) {
    const keys = this.users.get(`${app}/${user}`);
    return keys === void 0 ? [] : [...keys].map((key) => this.rows.get(key));
  }
  async remove(key) {
    const name = invitationKey(key);
    const row2 = this.rows.get(name);
    if (row2 === void 0)
      return;
    this.rows.delete(name);
    this.bytes -= costOf2(row2);
    this.ended.delete(name);
    for (const user of [row2.caller, row2.callee]) {
      const keys = this.keysOf(row2.app, user);
      keys.delete(name);
      if (keys.size === 0)
        this.users.delete(`${row2.app}/${user}`);
    }
  }
  async all() {
    return [...this.rows.values()];
  }
  async endedUntil(time, most) {
    return this.ended.upTo(time, most).map((key) => this.rows.get(key));
  }
  dump() {
    return __asyncGenerator(this, null, function* () {
      for (const row2 of this.rows.values())
        yield piece(row2);
    });
  }
  async load({ row: row2 }) {
    await this.put(completed(row2));
    if (isEnded2(row2))
      this.ended.load(invitationKey(row2), row2.endedAt);
  }
  keysOf(app, user) {
    const name = `${app}/${user}`;
    let keys = this.users.get(name);
    if (keys === void 0)
      this.users.set(name, keys = /* @__PURE__ */ new Set());
    return keys;
  }
};

// server/src/store/mail/mail-share.ts
var SHARE_LEAST = 10;
function upTo(numbers, number) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (numbers[middle] <= number)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}
function outOf(lists, sender, room, brought) {
  let senders = 0;
  let own = null;
  let most = null;
  let oldest = null;
  for (const [from, numbers] of lists) {
    const kept = upTo(numbers, brought);
    const count = numbers.length - kept;
    if (count === 0)
      continue;
    const one = { from, number: numbers[kept], count };
    senders++;
    if (from === sender)
      own = one;
    if (most === null || count > most.count || count === most.count && one.number < most.number)
      most = one;
    if (oldest === null || one.number < oldest.number)
      oldest = one;
  }
  const share = Math.max(SHARE_LEAST, Math.floor(room / senders));
  if (own !== null && own.count > share)
    return own;
  return most.count > share ? most : oldest;
}

// server/src/store/mail/mail-row.ts
var NO_USAGE = Object.freeze({ messages: 0, bytes: 0 });
var MailRow = class _MailRow {
  constructor() {
    this.nextLetter = 1;
    this.nextLoss = 1;
    this.letters = 0;
    this.losses = 0;
    this.open = { evicted: 0, expired: 0 };
    /** What this call has added to the usage of the app. */
    this.gained = { messages: 0, bytes: 0 };
    this.by = /* @__PURE__ */ new Map();
  }
  static of(stored) {
    var _a;
    const row2 = new _MailRow();
    row2.nextLetter = stored.nextLetter;
    row2.nextLoss = stored.nextLoss;
    row2.losses = stored.losses;
    for (const [from, numbers] of (_a = stored.by) != null ? _a : []) {
      row2.by.set(from, [...numbers]);
      row2.letters += numbers.length;
    }
    Object.assign(row2.open, stored.open);
    return row2;
  }
  get lists() {
    return this.by;
  }
  /** Letters that are not brought. */
  waiting(brought) {
    if (brought === 0)
      return this.letters;
    let count = 0;
    for (const numbers of this.by.values())
      count += numbers.length - upTo(numbers, brought);
    return count;
  }
  /** The number is above all others. */
  add(from, number) {
    const numbers = this.by.get(from);
    if (numbers === void 0)
      this.by.set(from, [number]);
    else
      numbers.push(number);
    this.letters++;
  }
  /** False: it is gone already. */
  drop(from, number) {
    const numbers = this.by.get(from);
    const place = numbers === void 0 ? 0 : upTo(numbers, number) - 1;
    if (numbers === void 0 || numbers[place] !== number)
      return false;
    numbers.splice(place, 1);
    if (numbers.length === 0)
      this.by.delete(from);
    this.letters--;
    return true;
  }
  /** Whose letter it is. undefined: it is gone. */
  senderOf(number) {
    for (const [from, numbers] of this.by)
      if (numbers[upTo(numbers, number) - 1] === number)
        return from;
    return void 0;
  }
  stored() {
    return { nextLetter: this.nextLetter, nextLoss: this.nextLoss, losses: this.losses, by: [...this.by], open: this.open };
  }
};

// server/src/store/mail/mail-shelves.ts
var LOSSES_MS = 30 * 24 * 3600 * 1e3;
var MAX_LOSSES = 32;
var MAX_NAMES2 = 200;
var ENTRY_BYTES = 400;
var NAME_BYTES = 40;
function mailShelves(shelf) {
  return { rows: shelf("mail"), letters: shelf("mail-letters"), losses: shelf("mail-losses"), over: shelf("mail-over"), usage: shelf("mail-usage") };
}
var TIME_DIGITS = 15;
var numbered = (user, number) => `${user}/${String(number).padStart(12, "0")}`;
var numberIn2 = (key) => Number(key.slice(key.lastIndexOf("/") + 1));
var behind = (user) => `${user}0`;
var timed = (until, kind, user, number) => `${String(until).padStart(TIME_DIGITS, "0")}/${kind}/${numbered(user, number)}`;
var appOf = (user) => user.slice(0, user.indexOf("/"));
var EMPTY = Object.freeze({ losses: [], letters: [] });
var ShelvedMail = class {
  constructor(shelves, flushed) {
    this.shelves = shelves;
    this.flushed = flushed;
    this.keeps = true;
  }
  /** P-MAIL-6: looked at first, so that what is turned away changes nothing. */
  async put(user, draft, room, brought) {
    const bytes = Buffer.byteLength(draft.text) + ENTRY_BYTES;
    const used = this.usage(appOf(user));
    if (used.messages >= room.allMessages || used.bytes + bytes > room.allBytes)
      return null;
    const row2 = this.row(user);
    const number = row2.nextLetter++;
    const until = draft.ts + room.ms;
    this.shelves.letters.put(numbered(user, number), { draft, until, bytes });
    this.shelves.over.put(timed(until, "letter", user, number), { user, letter: number, loss: 0 });
    row2.add(draft.from, number);
    row2.gained.messages++;
    row2.gained.bytes += bytes;
    this.pushOut(user, row2, draft.from, room, brought, draft.ts);
    this.keep(user, row2);
    return number;
  }
  async waiting(user, now, brought) {
    const row2 = this.row(user);
    if (row2.letters + row2.losses === 0)
      return EMPTY;
    const all = this.lettersOf(user, brought.letter, row2.letters);
    const there = new Set(all.map(({ key }) => numberIn2(key)));
    this.lose(user, row2, [...picksOf(row2)].filter(({ number }) => number > brought.letter && !there.has(number)), "evicted", now, brought);
    this.lose(user, row2, all.filter(({ value: value2 }) => value2.until <= now).map(pickOf), "expired", now, brought);
    const losses = this.lossesOf(user, brought.loss, row2.losses);
    for (const { key, value: value2 } of losses)
      if (value2.told === 0)
        this.shelves.losses.put(key, __spreadProps(__spreadValues({}, value2), { told: 1 }));
    row2.open.evicted = row2.open.expired = 0;
    this.keep(user, row2);
    return {
      losses: losses.map(({ key, value: { id: id2, why, count, by } }) => ({ number: numberIn2(key), id: id2, why, count, by })),
      letters: all.filter(({ value: value2 }) => value2.until > now).map(({ key, value: value2 }) => ({ number: numberIn2(key), draft: value2.draft }))
    };
  }
  async remove(user, { letters, losses }) {
    if (letters.length + losses.length === 0)
      return;
    const row2 = this.row(user);
    for (const number of letters)
      this.takeLetter(user, row2, number);
    for (const number of losses)
      this.takeLoss(user, row2, number);
    this.keep(user, row2);
  }
  async trim(user, room, now, brought) {
    const row2 = this.row(user);
    if (row2.waiting(brought.letter) <= room.messages)
      return;
    this.pushOut(user, row2, "", room, brought, now);
    this.keep(user, row2);
  }
  async miss(user, from, now, brought) {
    const row2 = this.row(user);
    this.lose(user, row2, [{ from, number: 0 }], "evicted", now, brought);
    this.keep(user, row2);
  }
  async over(now, most, after2) {
    const users = /* @__PURE__ */ new Map();
    const page = this.shelves.over.range(after2 === "" ? "" : `${after2}\0`, timed(now + 1, "letter", "", 0), most);
    for (const { key, value: { user, letter, loss } } of page) {
      let over = users.get(user);
      if (over === void 0)
        users.set(user, over = { user, letters: [], losses: [], keys: [] });
      over.keys.push(key);
      if (letter > 0)
        over.letters.push(letter);
      else
        over.losses.push(loss);
    }
    return { over: [...users.values()], next: page.length < most ? "" : page.at(-1).key };
  }
  async expire({ user, letters, losses, keys }, now, brought) {
    const row2 = this.row(user);
    const old = [];
    for (const number of letters) {
      const from = number > brought.letter ? row2.senderOf(number) : void 0;
      if (from !== void 0)
        old.push({ from, number });
    }
    this.lose(user, row2, old, "expired", now, brought);
    for (const number of losses)
      if (number > brought.loss)
        this.takeLoss(user, row2, number);
    for (const key of keys)
      if (!this.isThere(key, user))
        this.shelves.over.remove(key);
    this.keep(user, row2);
  }
  usage(app) {
    var _a;
    return (_a = this.shelves.usage.get(app)) != null ? _a : NO_USAGE;
  }
  isThere(key, user) {
    const shelf = key.startsWith("letter/", TIME_DIGITS + 1) ? this.shelves.letters : this.shelves.losses;
    return shelf.get(numbered(user, numberIn2(key))) !== void 0;
  }
  /** A row that is not there, or has no senders, is made from the letters: an earlier version wrote none, and a disk may lose one. */
  row(user) {
    var _a, _b;
    const stored = this.shelves.rows.get(user);
    if ((stored == null ? void 0 : stored.by) !== void 0)
      return MailRow.of(stored);
    const row2 = new MailRow();
    for (const { key, value: value2 } of this.lettersOf(user, 0, Infinity))
      row2.add(value2.draft.from, numberIn2(key));
    const losses = this.lossesOf(user, 0, Infinity);
    row2.losses = losses.length;
    row2.nextLetter = Math.max((_a = stored == null ? void 0 : stored.nextLetter) != null ? _a : 1, 1 + Math.max(0, ...[...row2.lists.values()].map((numbers) => numbers.at(-1))));
    row2.nextLoss = Math.max((_b = stored == null ? void 0 : stored.nextLoss) != null ? _b : 1, 1 + Math.max(0, ...losses.map(({ key }) => numberIn2(key))));
    return row2;
  }
  /** Numbers may begin again once nothing is left: then nothing of it is in an inbox either. */
  keep(user, row2) {
    if (row2.letters + row2.losses > 0)
      this.shelves.rows.put(user, row2.stored());
    else
      this.shelves.rows.remove(user);
    const { messages, bytes } = row2.gained;
    if (messages === 0 && bytes === 0)
      return;
    const app = appOf(user);
    const used = this.usage(app);
    this.shelves.usage.put(app, { messages: Math.max(0, used.messages + messages), bytes: Math.max(0, used.bytes + bytes) });
    row2.gained.messages = row2.gained.bytes = 0;
  }
  pushOut(user, row2, sender, room, brought, now) {
    const gone = [];
    for (let surplus = row2.waiting(brought.letter) - room.messages; surplus > 0; surplus--) {
      const { from, number } = outOf(row2.lists, sender, room.messages, brought.letter);
      this.takeLetter(user, row2, number, from, "evicted");
      gone.push({ from, number: 0 });
    }
    this.lose(user, row2, gone, "evicted", now, brought);
  }
  /** Number 0: there is no letter of it, or it was taken out already. */
  lose(user, row2, gone, why, now, brought) {
    var _a, _b, _c;
    if (gone.length === 0)
      return;
    const known = row2.open[why] === 0 ? void 0 : this.shelves.losses.get(numbered(user, row2.open[why]));
    const by = counts3(known == null ? void 0 : known.by);
    const add = (from, more) => addTo(by, from in by || Object.keys(by).length < MAX_NAMES2 ? from : "", more);
    for (const { from, number: number2 } of gone) {
      add(from, 1);
      this.takeLetter(user, row2, number2, from, why);
    }
    let count = ((_a = known == null ? void 0 : known.count) != null ? _a : 0) + gone.length;
    if (known === void 0)
      count += this.fold(user, row2, brought, add);
    const number = known === void 0 ? row2.nextLoss++ : row2.open[why];
    const until = (_b = known == null ? void 0 : known.until) != null ? _b : now + LOSSES_MS;
    const bytes = ENTRY_BYTES + Object.keys(by).length * NAME_BYTES;
    this.shelves.losses.put(numbered(user, number), { id: crypto.randomUUID(), told: 0, why, count, by, until, bytes });
    row2.gained.bytes += bytes - ((_c = known == null ? void 0 : known.bytes) != null ? _c : 0);
    if (known !== void 0)
      return;
    row2.open[why] = number;
    row2.losses++;
    this.shelves.over.put(timed(until, "loss", user, number), { user, letter: 0, loss: number });
  }
  /** Who logs in again and again and handles nothing would gather losses without end: the oldest are told anew, with the newest. Answers how many are missing in them. */
  fold(user, row2, brought, add) {
    let count = 0;
    const surplus = row2.losses + 1 - MAX_LOSSES;
    for (const { key, value: value2 } of surplus > 0 ? this.lossesOf(user, brought.loss, surplus) : []) {
      count += value2.count;
      for (const from of Object.keys(value2.by))
        add(from, value2.by[from]);
      this.takeLoss(user, row2, numberIn2(key));
    }
    return count;
  }
  /** `from`: when the caller knows it. A letter that the disk has lost is gone all the same. */
  takeLetter(user, row2, number, from = row2.senderOf(number), why = null) {
    if (from === void 0 || !row2.drop(from, number))
      return;
    const letter = this.shelves.letters.get(numbered(user, number));
    if (letter === void 0)
      return;
    this.forget(user, number, letter, why);
    if (letter.bytes === void 0)
      return;
    row2.gained.messages--;
    row2.gained.bytes -= letter.bytes;
  }
  /** `why`: null when it was handled. */
  forget(user, number, { until }, _why) {
    this.shelves.letters.remove(numbered(user, number));
    this.shelves.over.remove(timed(until, "letter", user, number));
  }
  takeLoss(user, row2, number) {
    var _a;
    const loss = this.shelves.losses.get(numbered(user, number));
    if (loss === void 0)
      return;
    this.shelves.losses.remove(numbered(user, number));
    this.shelves.over.remove(timed(loss.until, "loss", user, number));
    for (const why of ["evicted", "expired"])
      if (row2.open[why] === number)
        row2.open[why] = 0;
    row2.losses--;
    row2.gained.bytes -= (_a = loss.bytes) != null ? _a : 0;
  }
  lettersOf(user, after2, most) {
    return this.shelves.letters.range(numbered(user, after2 + 1), behind(user), most);
  }
  lossesOf(user, after2, most) {
    return most === 0 ? [] : this.shelves.losses.range(numbered(user, after2 + 1), behind(user), most);
  }
};
var pickOf = ({ key, value: value2 }) => ({ from: value2.draft.from, number: numberIn2(key) });
function* picksOf({ lists }) {
  for (const [from, numbers] of lists)
    for (const number of numbers)
      yield { from, number };
}

// server/src/store/mail/mail-disk.ts
var MailDisk = class extends ShelvedMail {
  constructor(disk) {
    super(mailShelves((name) => disk.shelf(name, name === "mail-usage" ? "counts" : void 0)), () => disk.flushed());
    this.disk = disk;
  }
  /** What a disk that fails would leave in memory has an end, too. */
  put(user, draft, room, brought) {
    return this.disk.accepts ? super.put(user, draft, room, brought) : Promise.resolve(null);
  }
};

// server/src/store/mail/mail-none.ts
var NOTHING4 = Object.freeze({ losses: [], letters: [] });
var NoMail = class {
  constructor() {
    this.keeps = false;
  }
  put() {
    return Promise.reject(new Error("there is no mail without a disk"));
  }
  async waiting() {
    return NOTHING4;
  }
  async remove() {
  }
  async trim() {
  }
  async miss() {
  }
  async over() {
    return { over: [], next: "" };
  }
  async expire() {
  }
  async flushed() {
  }
};

// server/src/base/random-set.ts
var RandomSet = class {
  constructor(items) {
    this.items = [];
    this.places = /* @__PURE__ */ new Map();
    for (const item of items)
      this.add(item);
  }
  add(item) {
    if (this.places.has(item))
      return;
    this.places.set(item, this.items.length);
    this.items.push(item);
  }
  delete(item) {
    const at = this.places.get(item);
    if (at === void 0)
      return;
    this.swap(at, this.items.length - 1);
    this.items.pop();
    this.places.delete(item);
  }
  /** So many different ones, or all there are. */
  draw(most) {
    const size = Math.min(most, this.items.length);
    for (let i = 0; i < size; i++)
      this.swap(i, i + Math.floor(Math.random() * (this.items.length - i)));
    return this.items.slice(0, size);
  }
  swap(a, b) {
    const item = this.items[a];
    this.items[a] = this.items[b];
    this.items[b] = item;
    this.places.set(this.items[a], a).set(item, b);
  }
};

// server/src/store/memory/members-memory.ts
var NOBODY2 = Object.freeze({ version: 0, count: 0 });
var sessionsOf = (held) => typeof held === "string" ? [held] : held;
var MembersMemory = class {
  constructor() {
    this.rooms = /* @__PURE__ */ new Map();
  }
  async join(channel, user, session) {
    var _a;
    let room = this.rooms.get(channel);
    if (room === void 0) {
      room = { version: 0, users: /* @__PURE__ */ new Map(), bag: null };
      this.rooms.set(channel, room);
    }
    const held = room.users.get(user);
    if (held === void 0) {
      room.users.set(user, session);
      (_a = room.bag) == null ? void 0 : _a.add(user);
      room.version++;
    } else if (!sessionsOf(held).includes(session))
      room.users.set(user, [...sessionsOf(held), session]);
    return { version: room.version, count: room.users.size, changed: held === void 0 };
  }
  async leave(channel, user, session) {
    var _a;
    const room = this.rooms.get(channel);
    if (room === void 0)
      return __spreadProps(__spreadValues({}, NOBODY2), { changed: false });
    const held = room.users.get(user);
    const rest = held === void 0 ? [] : sessionsOf(held).filter((other) => other !== session);
    const changed2 = held !== void 0 && rest.length === 0;
    if (changed2) {
      room.users.delete(user);
      (_a = room.bag) == null ? void 0 : _a.delete(user);
      room.version++;
    } else if (held !== void 0)
      room.users.set(user, rest.length === 1 ? rest[0] : rest);
    return { version: room.version, count: room.users.size, changed: changed2 };
  }
  async state(channel) {
    const room = this.rooms.get(channel);
    return room === void 0 ? NOBODY2 : { version: room.version, count: room.users.size };
  }
  async all(channel) {
    const room = this.rooms.get(channel);
    return room === void 0 ? [] : [...room.users.keys()].sort();
  }
  async list(channel, after2, limit) {
    const all = await this.all(channel);
    const users = all.filter((user) => user > after2).slice(0, limit);
    const last = users[users.length - 1];
    return { users, total: all.length, next: last === void 0 || last === all[all.length - 1] ? "" : last };
  }
  async sample(channel, size) {
    var _a;
    const room = this.rooms.get(channel);
    if (room === void 0)
      return [];
    (_a = room.bag) != null ? _a : room.bag = new RandomSet(room.users.keys());
    return room.bag.draw(size);
  }
  async counts(channels) {
    return channels.map((channel) => {
      var _a, _b;
      return (_b = (_a = this.rooms.get(channel)) == null ? void 0 : _a.users.size) != null ? _b : 0;
    });
  }
  async forget(channel) {
    var _a;
    if (((_a = this.rooms.get(channel)) == null ? void 0 : _a.users.size) === 0)
      this.rooms.delete(channel);
  }
  dump() {
    return __asyncGenerator(this, null, function* () {
      for (const [channel, { version, users }] of this.rooms) {
        yield piece({ channel, version });
        for (const part of parts(users))
          yield piece({ membersOf: channel, members: part.map(([user, held]) => [user, sessionsOf(held)]) });
      }
    });
  }
  async load({ row: row2 }) {
    if ("version" in row2) {
      this.rooms.set(row2.channel, { version: row2.version, users: /* @__PURE__ */ new Map(), bag: null });
      return;
    }
    const { users } = this.rooms.get(row2.membersOf);
    for (const [user, sessions] of row2.members)
      users.set(user, sessions.length === 1 ? sessions[0] : [...sessions]);
  }
};

// server/src/store/memory/presence-memory.ts
var PresenceMemory = class {
  constructor() {
    this.users = /* @__PURE__ */ new Map();
  }
  async hold(user, session) {
    return this.change(user, () => {
      const held = this.users.get(user);
      if (held === void 0)
        this.users.set(user, [{ session, reachable: true }]);
      else {
        const mine = held.find((one) => one.session === session);
        if (mine === void 0)
          held.push({ session, reachable: true });
        else
          mine.reachable = true;
      }
    });
  }
  async fade(user, session) {
    return this.change(user, () => {
      var _a;
      const mine = (_a = this.users.get(user)) == null ? void 0 : _a.find((one) => one.session === session);
      if (mine !== void 0)
        mine.reachable = false;
    });
  }
  async drop(user, session) {
    return this.change(user, () => {
      var _a;
      const rest = (_a = this.users.get(user)) == null ? void 0 : _a.filter((one) => one.session !== session);
      if (rest === void 0)
        return;
      if (rest.length === 0)
        this.users.delete(user);
      else
        this.users.set(user, rest);
    });
  }
  async states(users) {
    return users.map((user) => this.stateOf(user));
  }
  change(user, act2) {
    const before = this.stateOf(user);
    act2();
    const state = this.stateOf(user);
    return { state, changed: state !== before };
  }
  stateOf(user) {
    const held = this.users.get(user);
    if (held === void 0)
      return "offline";
    return held.some((one) => one.reachable) ? "online" : "unreachable";
  }
};

// server/src/store/memory/outcomes.ts
var SLACK2 = 256;
var Outcomes = class {
  constructor() {
    this.listed = false;
    this.busy = false;
    this.taken = 0;
    this.ns = [];
    this.list = [];
    this.first = 0;
  }
  get size() {
    return this.ns.length - this.first;
  }
  begin(n) {
    if (n > this.taken) {
      this.taken = n;
      this.ns.push(n);
      this.list.push(0);
      if (this.size > OUTCOMES_KEPT)
        this.list[this.first++] = 0;
      if (this.first >= SLACK2)
        this.drop();
      return "new";
    }
    const at = this.find(n);
    if (at < 0)
      return "forgotten";
    const outcome = this.list[at];
    return outcome === 0 ? "open" : outcome;
  }
  /** false: there is one already, or the client has had it. */
  settle(n, outcome) {
    const at = this.find(n);
    if (at < 0 || this.list[at] !== 0)
      return false;
    this.list[at] = outcome;
    return true;
  }
  /** P-SEND-11: nobody needs them up to this number. False: there was none. */
  forget(settled) {
    const before = this.size;
    while (this.first < this.ns.length && this.ns[this.first] <= settled)
      this.list[this.first++] = 0;
    const gone = before - this.size;
    if (this.size === 0 || this.first >= SLACK2)
      this.drop();
    return gone > 0;
  }
  /** The older half goes; answers how many those were. */
  halve() {
    const gone = Math.ceil(this.size / 2);
    for (let i = 0; i < gone; i++)
      this.list[this.first++] = 0;
    this.drop();
    return gone;
  }
  /** Final outcomes above `settled`; forgets those up to it. */
  above(settled) {
    this.forget(settled);
    this.drop();
    const known = [];
    this.list.forEach((outcome, i) => {
      if (outcome !== 0)
        known.push([this.ns[i], outcome]);
    });
    return known;
  }
  dump() {
    this.drop();
    return { taken: this.taken, ns: [...this.ns], outcomes: [...this.list] };
  }
  load(saved) {
    this.taken = saved.taken;
    this.ns = [...saved.ns];
    this.list = [...saved.outcomes];
  }
  drop() {
    if (this.first === 0)
      return;
    if (this.first === this.ns.length) {
      this.ns.length = 0;
      this.list.length = 0;
      this.first = 0;
      return;
    }
    this.ns = this.ns.slice(this.first);
    this.list = this.list.slice(this.first);
    this.first = 0;
  }
  find(n) {
    let low = this.first;
    let high = this.ns.length - 1;
    while (low <= high) {
      const middle = low + high >> 1;
      const at = this.ns[middle];
      if (at === n)
        return middle;
      if (at < n)
        low = middle + 1;
      else
        high = middle - 1;
    }
    return -1;
  }
};

// server/src/store/memory/own-places.ts
var AT_ONCE = 256;
var OwnPlaces = class {
  constructor() {
    this.listed = false;
    this.busy = false;
    /** Rising, by alias. */
    this.streams = /* @__PURE__ */ new Map();
    /** Runs of all streams. */
    this.size = 0;
    /** Answers up to this number may have come out of their place. */
    this.looseTo = 0;
  }
  add(alias, offset, n) {
    let runs = this.streams.get(alias);
    if (runs === void 0)
      this.streams.set(alias, runs = []);
    const last = runs[runs.length - 1];
    if (last !== void 0 && last.last === offset - 1) {
      last.last = offset;
      last.n = n;
      return;
    }
    runs.push({ first: offset, last: offset, n });
    this.size++;
    if (this.size > OUTCOMES_KEPT + AT_ONCE)
      this.dropLongest();
  }
  /** How many own records stand within the range. */
  count(alias, from, to) {
    var _a;
    let count = 0;
    for (const { first, last } of (_a = this.streams.get(alias)) != null ? _a : [])
      count += Math.max(0, Math.min(last, to) - Math.max(first, from) + 1);
    return count;
  }
  /** The client is at this offset, by its own word: no gap will begin before it. */
  passed(alias, offset) {
    const runs = this.streams.get(alias);
    if (runs === void 0)
      return;
    const kept = runs.findIndex(({ last }) => last > offset);
    this.drop(alias, kept < 0 ? runs.length : kept);
  }
  /** Answers up to this number are told without their place: in a welcome, or to a repeat. */
  loosen(n) {
    this.looseTo = Math.max(this.looseTo, n);
  }
  /** The client has these answers. One that came in its place has taken the client past all before it. */
  settled(n) {
    for (const [alias, runs] of this.streams) {
      let passed = runs.length;
      while (passed > 0 && !(runs[passed - 1].n <= n && runs[passed - 1].n > this.looseTo))
        passed--;
      this.drop(alias, passed);
    }
  }
  /** The older half of each stream goes; answers how many runs those were. A gap that begins there counts own messages too. */
  halve() {
    const before = this.size;
    for (const [alias, { length }] of this.streams)
      this.drop(alias, Math.ceil(length / 2));
    return before - this.size;
  }
  dump() {
    return [...this.streams].flatMap(([alias, runs]) => runs.map(({ first, last, n }) => [alias, first, last, n]));
  }
  load(saved) {
    for (const [alias, first, last, n] of saved) {
      const runs = this.streams.get(alias);
      if (runs === void 0)
        this.streams.set(alias, [{ first, last, n }]);
      else
        runs.push({ first, last, n });
      this.size++;
      this.loosen(n);
    }
  }
  dropLongest() {
    let [most, found2] = [0, 0];
    for (const [alias, { length }] of this.streams)
      if (length > most)
        [most, found2] = [length, alias];
    this.drop(found2, Math.min(most, AT_ONCE));
  }
  drop(alias, count) {
    if (count === 0)
      return;
    const runs = this.streams.get(alias);
    this.size -= count;
    if (count === runs.length)
      this.streams.delete(alias);
    else
      runs.splice(0, count);
  }
};

// server/src/store/memory/sent-room.ts
var SentRoom = class {
  constructor(most) {
    this.most = most;
    this.used = 0;
    this.round = /* @__PURE__ */ new Set();
  }
  /** It has so many more, or fewer. */
  changed(one, more) {
    this.used += more;
    if (more > 0)
      one.busy = true;
    if (more > 0 && !one.listed)
      this.list(one, true);
    if (this.used > this.most)
      this.shrink();
  }
  /** The session ended. */
  end(one) {
    this.used -= one.size;
    this.list(one, false);
  }
  list(one, listed) {
    one.listed = listed;
    if (listed)
      this.round.add(one);
    else
      this.round.delete(one);
  }
  /** Goes round: who was busy has a round more. Each step takes a mark or an outcome away, so it ends. */
  shrink() {
    for (const one of this.round) {
      if (this.used <= this.most)
        return;
      if (!one.busy)
        this.used -= one.halve();
      one.busy = false;
      this.list(one, false);
      if (one.size > 0)
        this.list(one, true);
    }
  }
};

// server/src/store/memory/sessions-memory.ts
var GENERATION_MS = 24 * 3600 * 1e3;
var MAX_GENERATIONS = 2e5;
var MAX_PAST = 4;
var NONE3 = Object.freeze([]);
var copyOf = ({ id: id2, user, keyHash, attempt: attempt2, generation, device, login: login2 }) => ({ id: id2, user, keyHash, attempt: attempt2, generation, device, login: login2 });
var NONE_SENT2 = { taken: 0, ns: [], outcomes: [] };
var SessionsMemory = class {
  constructor(goneMost = MAX_GENERATIONS, outcomesMost = HELD.outcomesKept) {
    this.goneMost = goneMost;
    this.sessions = /* @__PURE__ */ new Map();
    this.owners = /* @__PURE__ */ new Map();
    /** Own places of sessions that ended. */
    this.past = /* @__PURE__ */ new Map();
    /** Owners without a session. */
    this.gone = new Aging();
    this.room = new SentRoom(outcomesMost);
  }
  async create(record) {
    this.sessions.set(record.id, { record: copyOf(record), outcomes: null, own: null });
    this.gone.delete(record.user);
    const owner = this.owners.get(record.user);
    if (owner === void 0)
      this.owners.set(record.user, { generation: record.generation, fenced: 0, sessions: [record.id], endedAt: 0, past: NONE3 });
    else {
      owner.generation = Math.max(owner.generation, record.generation);
      owner.sessions = [...owner.sessions, record.id];
    }
  }
  async find(id2) {
    const entry = this.sessions.get(id2);
    return entry === void 0 ? null : copyOf(entry.record);
  }
  async claim(id2, attempt2) {
    const entry = this.sessions.get(id2);
    if (entry === void 0 || attempt2 <= entry.record.attempt)
      return false;
    entry.record = copyOf(__spreadProps(__spreadValues({}, entry.record), { attempt: attempt2 }));
    return true;
  }
  async ofUser(user) {
    var _a, _b;
    return [...(_b = (_a = this.owners.get(user)) == null ? void 0 : _a.sessions) != null ? _b : []];
  }
  async generations(user) {
    var _a, _b;
    const owner = this.owners.get(user);
    return { last: (_a = owner == null ? void 0 : owner.generation) != null ? _a : 0, fenced: (_b = owner == null ? void 0 : owner.fenced) != null ? _b : 0 };
  }
  async fence(user, generation) {
    const owner = this.owners.get(user);
    if (owner !== void 0)
      owner.fenced = Math.max(owner.fenced, generation);
  }
  begin(id2, n) {
    var _a, _b;
    const entry = this.sessions.get(id2);
    if (entry === void 0)
      return "forgotten";
    const outcomes = (_a = entry.outcomes) != null ? _a : entry.outcomes = new Outcomes();
    const before = outcomes.size;
    const begun = outcomes.begin(n);
    if (begun === "new")
      this.room.changed(outcomes, outcomes.size - before);
    if (typeof begun === "object")
      (_b = entry.own) == null ? void 0 : _b.loosen(n);
    return begun;
  }
  settle(id2, n, outcome) {
    var _a, _b, _c;
    const entry = this.sessions.get(id2);
    if (entry === void 0)
      return true;
    const isFirst = (_b = (_a = entry.outcomes) == null ? void 0 : _a.settle(n, outcome)) != null ? _b : true;
    if (outcome.outcome !== "taken")
      return isFirst;
    const own = (_c = entry.own) != null ? _c : entry.own = new OwnPlaces();
    const before = own.size;
    own.add(outcome.a, outcome.o, n);
    if (own.size !== before)
      this.room.changed(own, own.size - before);
    return isFirst;
  }
  async outcomes(id2, settled) {
    var _a, _b;
    const entry = this.sessions.get(id2);
    const outcomes = (_a = entry == null ? void 0 : entry.outcomes) != null ? _a : null;
    if (outcomes === null)
      return { taken: 0, outcomes: [] };
    (_b = entry.own) == null ? void 0 : _b.loosen(outcomes.taken);
    const before = outcomes.size;
    const known = outcomes.above(settled);
    this.room.changed(outcomes, outcomes.size - before);
    return { taken: outcomes.taken, outcomes: known };
  }
  settled(id2, n) {
    var _a;
    const entry = this.sessions.get(id2);
    const outcomes = (_a = entry == null ? void 0 : entry.outcomes) != null ? _a : null;
    if (outcomes === null)
      return null;
    const before = outcomes.size;
    if (!outcomes.forget(n))
      return null;
    this.room.changed(outcomes, outcomes.size - before);
    if (entry.own !== null)
      this.placed(entry.own, (own) => {
        own.settled(n);
      });
    return null;
  }
  async passed(id2, alias, offset) {
    var _a, _b;
    const own = (_b = (_a = this.sessions.get(id2)) == null ? void 0 : _a.own) != null ? _b : null;
    if (own !== null)
      this.placed(own, () => {
        own.passed(alias, offset);
      });
  }
  async own(id2, alias, from, to) {
    var _a, _b, _c, _d;
    return (_d = (_c = (_b = (_a = this.sessions.get(id2)) != null ? _a : this.past.get(id2)) == null ? void 0 : _b.own) == null ? void 0 : _c.count(alias, from, to)) != null ? _d : 0;
  }
  async end(id2, now) {
    const entry = this.sessions.get(id2);
    if (entry === void 0)
      return;
    this.sessions.delete(id2);
    if (entry.outcomes !== null)
      this.room.end(entry.outcomes);
    this.keepPast(id2, entry);
    const owner = this.owners.get(entry.record.user);
    if (owner === void 0)
      return;
    owner.sessions = owner.sessions.filter((session) => session !== id2);
    if (owner.sessions.length > 0)
      return;
    owner.endedAt = now;
    this.gone.add(entry.record.user, now);
    if (this.gone.size <= this.goneMost)
      return;
    const user = this.gone.first();
    this.forget(user, this.owners.get(user));
  }
  async sweep(now, most) {
    const users = this.gone.take(now - GENERATION_MS, most);
    for (const user of users)
      this.forget(user, this.owners.get(user));
    return users.length === most;
  }
  dump(now) {
    return __asyncGenerator(this, null, function* () {
      var _a, _b;
      for (const part of parts(this.owners))
        yield piece({ generations: part.map(([user, owner]) => [user, owner.generation, now - owner.endedAt, owner.fenced]) });
      for (const { record, outcomes, own } of this.sessions.values())
        yield piece(__spreadProps(__spreadValues(__spreadValues({}, record), (_a = outcomes == null ? void 0 : outcomes.dump()) != null ? _a : NONE_SENT2), { own: (_b = own == null ? void 0 : own.dump()) != null ? _b : [] }));
      for (const [past, { user, own }] of this.past)
        yield piece({ past, user, own: own.dump() });
    });
  }
  async load({ row: row2 }, now) {
    if ("generations" in row2) {
      for (const [user, generation, endedFor, fenced] of row2.generations) {
        this.owners.set(user, { generation, fenced, sessions: [], endedAt: now - endedFor, past: NONE3 });
        this.gone.load(user, now - endedFor);
      }
    } else if ("past" in row2) {
      this.putPast(row2.past, row2.user, this.placesOf(row2.own));
    } else {
      const _a = row2, { taken, ns, outcomes, own } = _a, record = __objRest(_a, ["taken", "ns", "outcomes", "own"]);
      await this.create(record);
      const entry = this.sessions.get(record.id);
      if (own.length > 0)
        entry.own = this.placesOf(own);
      if (taken === 0)
        return;
      entry.outcomes = new Outcomes();
      entry.outcomes.load({ taken, ns, outcomes });
      this.room.changed(entry.outcomes, entry.outcomes.size);
    }
  }
  placesOf(saved) {
    const own = new OwnPlaces();
    own.load(saved);
    this.room.changed(own, own.size);
    return own;
  }
  keepPast(id2, { record, own }) {
    if (own !== null && own.size > 0)
      this.putPast(id2, record.user, own);
  }
  placed(own, task) {
    const before = own.size;
    task(own);
    if (own.size !== before)
      this.room.changed(own, own.size - before);
  }
  dropPast(ids2) {
    for (const id2 of ids2) {
      const past = this.past.get(id2);
      if (past !== void 0)
        this.room.end(past.own);
      this.past.delete(id2);
    }
  }
  putPast(id2, user, own) {
    this.past.set(id2, { user, own });
    const owner = this.owners.get(user);
    if (owner === void 0)
      return this.dropPast([id2]);
    owner.past = [...owner.past, id2];
    const over = owner.past.slice(0, -MAX_PAST);
    if (over.length === 0)
      return;
    this.dropPast(over);
    owner.past = owner.past.slice(-MAX_PAST);
  }
  forget(user, { past }) {
    this.dropPast(past);
    this.owners.delete(user);
  }
};

// server/src/base/slabs.ts
var SLAB2 = 32768;
var OWN_ABOVE2 = 4096;
var LEAST = 1024;
var SHARE = 8;
var SPARE = 0.5;
var SPARE_BYTES = 1024;
var Slabs = class {
  /** `expected`: bytes of small records that are sure to come. */
  constructor(expected = 0) {
    this.expected = expected;
    /** Bytes of all pieces. */
    this.held = 0;
    /** Where the last room is. */
    this.last = { size: 0, live: 0 };
    this.open = this.last;
    this.bytes = null;
    this.used = 0;
  }
  room(size) {
    if (this.bytes !== null && this.used + size <= this.bytes.length) {
      const from = this.used;
      this.used += size;
      this.last = this.open;
      this.last.live++;
      return this.bytes.subarray(from, this.used);
    }
    const length = size > OWN_ABOVE2 ? size : Math.max(size, Math.min(SLAB2, Math.max(this.expected > 0 ? this.expected : LEAST, Math.floor(this.held / SHARE))));
    const bytes = Buffer.allocUnsafeSlow(length);
    this.held += length;
    this.last = { size: length, live: 1 };
    if (size > OWN_ABOVE2)
      return bytes;
    this.expected = Math.max(0, this.expected - length);
    this.open = this.last;
    this.bytes = bytes;
    this.used = size;
    return bytes.subarray(0, size);
  }
  /** A record in it is gone. */
  leave(slab) {
    slab.live--;
    if (slab.live > 0)
      return;
    if (slab === this.open)
      this.bytes = null;
    this.held -= slab.size;
  }
  /** One with a single record comes over from other pieces as it is. */
  adopt(slab) {
    this.held += slab.size;
  }
  /** Of what is held too little is in use. */
  isSparse(used) {
    return this.held > used * (1 + SPARE) + SPARE_BYTES;
  }
};
var isAlone = (size) => size > OWN_ABOVE2;

// server/src/store/memory/streams-memory.ts
var STREAMS_BYTES = 512 * 1024 * 1024;
var RECORD_COST = 240;
var Stream = class {
  constructor(key, alias, epoch, retention, quietSince) {
    this.key = key;
    this.alias = alias;
    this.epoch = epoch;
    this.retention = retention;
    this.quietSince = quietSince;
    this.head = 0;
    /** Of its records. */
    this.bytes = 0;
    this.pieces = null;
    this.held = true;
    /** In the queue of streams by age. */
    this.queued = false;
    this.entries = [];
    /** Where each of them lies. */
    this.places = [];
    this.first = 0;
  }
  get tail() {
    return this.head - this.count + 1;
  }
  get count() {
    return this.entries.length - this.first;
  }
  get oldest() {
    return this.entries[this.first];
  }
  /** Made with the first record: most channels are silent. */
  get slabs() {
    var _a;
    return (_a = this.pieces) != null ? _a : this.pieces = new Slabs();
  }
  /** What it holds of this process: unused room of its slabs counts. */
  get cost() {
    return this.pieces === null ? 0 : this.pieces.held + this.count * RECORD_COST;
  }
  /** It was just written into the slabs. */
  push(record) {
    this.entries.push(record);
    this.places.push(this.slabs.last);
    this.head = record.offset;
    this.bytes += record.json.length;
  }
  shift() {
    const record = this.entries[this.first];
    this.bytes -= record.json.length;
    this.slabs.leave(this.places[this.first]);
    this.entries[this.first] = void 0;
    this.first++;
    if (this.first > 64 && this.first * 2 > this.entries.length) {
      this.entries = this.entries.slice(this.first);
      this.places = this.places.slice(this.first);
      this.first = 0;
    }
    if (this.slabs.isSparse(this.bytes))
      this.pack();
  }
  /** What is left in slabs of which most is gone. It is a part of what has gone since the last time, so it costs a part of that. */
  pack() {
    const left = this.entries.slice(this.first);
    const places2 = this.places.slice(this.first);
    const slabs = new Slabs(left.reduce((sum, { json: { length } }) => sum + (isAlone(length) ? 0 : length), 0));
    this.entries = left.map((record, i) => {
      if (isAlone(record.json.length)) {
        slabs.adopt(places2[i]);
        return record;
      }
      const json = keptJson(record.json, slabs);
      places2[i] = slabs.last;
      return __spreadProps(__spreadValues({}, record), { json });
    });
    this.places = places2;
    this.first = 0;
    this.pieces = slabs;
  }
  from(after2, portion) {
    const list2 = [];
    let bytes = 0;
    for (let i = this.first + Math.max(0, after2 - this.tail + 1); i < this.entries.length; i++) {
      const record = this.entries[i];
      bytes += record.json.length;
      if (list2.length > 0 && (bytes > portion.bytes || list2.length >= portion.messages))
        break;
      list2.push(record);
    }
    return list2;
  }
  /** P-STREAM-1: whichever is least, but never less than the last few of the last half minute. */
  isOver(now) {
    const oldest = this.oldest;
    if (oldest === void 0)
      return false;
    const keep = this.retention;
    if (this.count <= keep.leastMessages && oldest.ts > now - keep.leastMs)
      return false;
    return this.count > keep.messages || this.bytes > keep.bytes || oldest.ts <= now - keep.ms;
  }
};
var StreamsMemory = class {
  constructor(ids2, budget = STREAMS_BYTES) {
    this.ids = ids2;
    this.budget = budget;
    this.streams = /* @__PURE__ */ new Map();
    this.byAge = new Deadlines();
    this.nextAlias = 1;
    this.bytes = 0;
  }
  async open(key, retention) {
    let stream = this.streams.get(key);
    if (stream === void 0) {
      stream = new Stream(key, this.nextAlias++, this.ids.epoch(), retention, 0);
      this.streams.set(key, stream);
    }
    stream.held = true;
    return { alias: stream.alias, epoch: stream.epoch, head: stream.head };
  }
  async release(key, now) {
    const stream = this.streams.get(key);
    if (stream === void 0)
      return;
    stream.held = false;
    stream.quietSince = now;
    this.queue(stream, now + stream.retention.ms);
  }
  append(key, draft, at) {
    const stream = this.streams.get(key);
    if (stream === void 0)
      throw new Error("append to a stream that is not open");
    const offset = stream.head + 1;
    const before = stream.cost;
    const json = recordJson(stream.alias, offset, draft, stream.slabs);
    stream.push({ offset, id: draft.id, session: draft.session, ts: at, json });
    while (stream.isOver(at))
      stream.shift();
    this.bytes += stream.cost - before;
    if (!stream.queued)
      this.queue(stream, at + stream.retention.ms);
    if (this.bytes > this.budget)
      this.trimOldest();
    return { offset, json };
  }
  async read(key, after2, portion) {
    const stream = this.streams.get(key);
    if (stream === void 0)
      return null;
    return { alias: stream.alias, epoch: stream.epoch, head: stream.head, tail: stream.tail, records: stream.from(after2, portion) };
  }
  async sweep(now, most) {
    const ended = [];
    for (let left = most; left > 0 && this.byAge.next() <= now; left--) {
      const stream = this.byAge.take();
      stream.queued = false;
      const before = stream.cost;
      while (stream.isOver(now))
        stream.shift();
      this.bytes += stream.cost - before;
      const oldest = stream.oldest;
      const quietUntil = stream.quietSince + stream.retention.ms;
      if (oldest !== void 0)
        this.queue(stream, Math.max(oldest.ts + stream.retention.ms, now + 1));
      else if (!stream.held && quietUntil <= now) {
        this.streams.delete(stream.key);
        ended.push(stream.key);
      } else if (!stream.held)
        this.queue(stream, quietUntil);
    }
    return { ended, more: this.byAge.next() <= now };
  }
  dump(now) {
    return __asyncGenerator(this, null, function* () {
      yield piece({ nextAlias: this.nextAlias });
      for (const stream of this.streams.values()) {
        const { key, alias, epoch, head, retention } = stream;
        yield piece({ key, alias, epoch, head, held: stream.held ? 1 : 0, quietFor: now - stream.quietSince, retention });
        const records = stream.from(0, { messages: Infinity, bytes: Infinity }).map(({ json }) => json);
        for (const part of parts(records, ({ length }) => length))
          yield piece({ recordsOf: key }, part);
      }
    });
  }
  async load({ row: row2, records }, now) {
    if ("nextAlias" in row2) {
      this.nextAlias = row2.nextAlias;
    } else if ("key" in row2) {
      const stream = new Stream(row2.key, row2.alias, row2.epoch, row2.retention, now - row2.quietFor);
      stream.head = row2.head;
      stream.held = row2.held === 1;
      this.streams.set(stream.key, stream);
      this.queue(stream, 0);
    } else {
      const stream = this.streams.get(row2.recordsOf);
      const before = stream.cost;
      for (const json of records) {
        const record = recordIn(keptJson(json, stream.slabs));
        stream.push(__spreadProps(__spreadValues({}, record), { ts: Math.min(record.ts, now) }));
      }
      this.bytes += stream.cost - before;
    }
  }
  queue(stream, at) {
    if (stream.queued)
      return;
    stream.queued = true;
    this.byAge.add(stream, at);
  }
  /** All streams together have a budget, trimmed oldest first. The queue holds a time at or before each stream's oldest record. */
  trimOldest() {
    const set = [];
    while (this.bytes > this.budget && this.byAge.size > 0) {
      const at = this.byAge.next();
      const stream = this.byAge.take();
      stream.queued = false;
      const oldest = stream.oldest;
      if (oldest === void 0) {
        set.push(stream);
        continue;
      }
      const due = oldest.ts + stream.retention.ms;
      if (due <= at) {
        const before = stream.cost;
        stream.shift();
        this.bytes += stream.cost - before;
      }
      if (stream.oldest !== void 0)
        this.queue(stream, stream.oldest.ts + stream.retention.ms);
      else
        set.push(stream);
    }
    for (const stream of set)
      this.queue(stream, stream.quietSince + stream.retention.ms);
  }
};

// server/src/app/stores.ts
function memoryStores(ids2, held = HELD, streamBytes) {
  return {
    streams: new StreamsMemory(ids2, streamBytes),
    inboxes: new InboxesMemory(ids2, held.inboxBytes),
    mail: new NoMail(),
    sessions: new SessionsMemory(void 0, held.outcomesKept),
    members: new MembersMemory(),
    presence: new PresenceMemory(),
    userAttributes: new AttributesMemory(null, [], held.attributeBytes / 2),
    channelAttributes: new AttributesMemory(null, [], held.attributeBytes / 2),
    invitations: new InvitationsMemory(held.invitationBytes)
  };
}
function diskStores(disk, now, held = HELD) {
  return {
    mail: new MailDisk(disk),
    channelAttributes: attributesOnDisk(disk, now, held.attributeBytes / 2),
    invitations: new InvitationsDisk(disk)
  };
}

// server/src/app/node.ts
var Node = class {
  constructor(given) {
    this.moved = null;
    var _a;
    const { apps, verifier, turn, log: log2, ids: ids2, bounds, disk = null } = given;
    const clock = new LastingClock(given.clock, disk);
    const held = heldBounds(bounds);
    const core = __spreadValues(__spreadValues(__spreadValues({
      apps,
      verifier,
      clock,
      turn,
      log: log2,
      ids: ids2,
      work: new Work(),
      events: eventsOf(log2),
      rateBook: new RateBook(clock, bounds == null ? void 0 : bounds.usersPerAddress),
      hellos: new HelloTimes(clock, (_a = bounds == null ? void 0 : bounds.helloMs) != null ? _a : HELLO_MS),
      flusher: new Flusher(turn),
      slow: new SlowLinks(clock, turn, bounds == null ? void 0 : bounds.unwrittenBytes),
      links: /* @__PURE__ */ new Set(),
      live: /* @__PURE__ */ new Map(),
      away: /* @__PURE__ */ new Set(),
      awaitedSends: new AwaitedSends(ids2),
      held,
      waiting: new Shares(held.waitingBytes),
      leases: new Leases(clock, turn, {
        reachable: (session) => this.inLane(session, () => this.heard(session)),
        quiet: (session) => {
          var _a2;
          return (_a2 = session.link) == null ? void 0 : _a2.push(poke);
        },
        unreachable: (session) => this.inLane(session, () => this.unheard(session)),
        lapsed: (session) => this.inLane(session, () => lapse(core, session)),
        expired: (session) => this.inLane(session, () => this.expire(session))
      })
    }, memoryStores(ids2, held, bounds == null ? void 0 : bounds.streamBytes)), disk === null ? {} : diskStores(disk, clock.lasting(), held)), given.stores);
    core.users = new Users(core);
    core.watchers = new Watchers(core);
    core.channels = new Channels2(core);
    core.seats = new Seats(core);
    core.calls = new InvitationRunner(core);
    this.core = core;
    logSessions(core.events, log2);
    this.totals = countTotals(core.events);
    this.housekeeping = new Housekeeping(core);
    core.calls.begin().catch((fault) => log2.error("fault", __spreadValues({ where: "invitations" }, faultFields(fault))));
  }
  /** What happens on this node. */
  get events() {
    return this.core.events;
  }
  /** What services need, for whoever asks them without a link (services/sender.ts). */
  get domain() {
    return this.core;
  }
  /** Takes a wire. The gate reports what the wire does to the answer. Never throws. */
  accept(wire) {
    const link = new Link(this.core, wire);
    this.core.links.add(link);
    const inbound = new Inbound(this.core, link);
    if (this.moved !== null)
      this.move(link, this.moved);
    return inbound;
  }
  /** P-STOP-1: tells every client when to come back, closes all with 4000; resolves when nothing is under way any more. Wires may still be closing. */
  async stop(afterMs, jitterMs) {
    this.moved = new Batch([JSON.stringify({ t: "moved", after: afterMs, jitter: jitterMs })]);
    for (const link of [...this.core.links])
      this.move(link, this.moved);
    this.housekeeping.stop();
    this.core.hellos.stop();
    this.core.leases.stop();
    this.core.calls.stop();
    this.core.seats.stop();
    this.core.awaitedSends.stop();
    await this.core.work.idle();
    const { clock, log: log2 } = this.core;
    await clock.keep().catch((fault) => log2.error("fault", __spreadValues({ where: "clock" }, faultFields(fault))));
  }
  /** What a later process restores, under the same epochs. Call after stop; it is made while it is read. */
  snapshot() {
    return snapshot(this.core);
  }
  /** Before the first accept. */
  restore(saved) {
    return restore(this.core, saved);
  }
  stats() {
    const { links, live, users, channels, slow, watchers } = this.core;
    return __spreadProps(__spreadValues({}, this.totals), { links: links.size, users: users.size, sessions: live.size, channels: channels.size, slowLinks: slow.size, unwrittenBytes: slow.unwritten(), watched: watchers.size });
  }
  move(link, moved) {
    for (const channel of link.session === null ? [] : channelsOf(link.session))
      channel.flush();
    link.push(moved);
    link.close(CLOSE_MOVED, "server stops");
  }
  /** Both look again: while they waited for the lane he may have come back, or gone. */
  async heard(session) {
    if (session.leased && session.reachable)
      await this.core.watchers.hold(session);
  }
  async unheard(session) {
    if (session.leased && !session.reachable)
      await this.core.watchers.fade(session);
  }
  async expire(session) {
    if (session.leased || session.ended)
      return;
    await end(this.core, session, "lost", CLOSE_SESSION_UNKNOWN, "session expired");
  }
  inLane(session, task) {
    const { user } = session;
    user.lane.run(task).catch((fault) => this.core.log.error("fault", __spreadValues({ where: "lease" }, faultFields(fault)))).finally(() => this.core.users.tidy(user));
  }
};

// sdk/testing/kit-node.ts
var KitNode = class extends Node {
  constructor() {
    super(...arguments);
    /** Rates that are to be used up at the next call of their kind. */
    this.reached = /* @__PURE__ */ new Map();
  }
  sessionsOf(app, user) {
    var _a, _b;
    const found2 = this.core.apps.find(app);
    return (_b = (_a = found2 === void 0 ? void 0 : this.core.users.find(found2, user)) == null ? void 0 : _a.sessions) != null ? _b : [];
  }
  /** As an app server says it. */
  async say(appId, from, message2) {
    const { domain } = this;
    const app = domain.apps.find(appId);
    return asAppServer(domain, { kind: "server", from }, "server.say", (node, sender, n) => {
      var _a;
      const content = plainContent(app, message2.text);
      return "channel" in message2 ? toChannel(node, app, sender, n, message2.channel, content) : toUser(node, app, sender, n, message2.userId, content, (_a = message2.offline) != null ? _a : false);
    });
  }
  endSessions(app, user) {
    return endSessions(this.domain, this.domain.apps.find(app), user);
  }
  /** As when the life of a session is over (P-LIFE-4). */
  forget(app, user) {
    for (const session of this.sessionsOf(app, user))
      void session.user.lane.run(() => end(this.core, session, "lost", CLOSE_SESSION_UNKNOWN, "session expired")).finally(() => {
        this.core.users.tidy(session.user);
      });
  }
  reachLimit(session, kind) {
    const { rates } = session;
    const known = this.reached.get(rates);
    if (known !== void 0) {
      known.add(kind);
      return;
    }
    const kinds = /* @__PURE__ */ new Set([kind]);
    this.reached.set(rates, kinds);
    const take3 = rates.take.bind(rates);
    rates.take = (name, count) => {
      if (kinds.delete(name))
        useUp(() => {
          take3(name, count);
        });
      take3(name, count);
    };
  }
};
function useUp(take3) {
  try {
    for (; ; )
      take3();
  } catch (e) {
  }
}

// sdk/testing/model-disk.ts
var ModelShelf = class {
  constructor(texts2) {
    this.texts = texts2;
  }
  get(key) {
    const text2 = this.texts().get(key);
    return text2 === void 0 ? void 0 : JSON.parse(text2);
  }
  put(key, value2) {
    this.texts().set(key, JSON.stringify(value2));
  }
  remove(key) {
    this.texts().delete(key);
  }
  range(from, before, most) {
    const texts2 = this.texts();
    const keys = [...texts2.keys()].filter((key) => key >= from && key < before).sort().slice(0, most);
    return keys.map((key) => ({ key, value: JSON.parse(texts2.get(key)) }));
  }
};
var ModelDisk = class {
  constructor() {
    this.shelves = /* @__PURE__ */ new Map();
    this.safe = /* @__PURE__ */ new Map();
    this.waiting = [];
    this.held = false;
    this.failing = false;
    this.process = 0;
    /** How often the disk was asked, and how often it wrote. */
    this.asked = 0;
    this.flushes = 0;
  }
  /** The disk as the next process has it. What an earlier one still writes goes nowhere. */
  open() {
    const mine = ++this.process;
    return {
      shelf: (name) => new ModelShelf(() => mine === this.process ? this.texts(name) : /* @__PURE__ */ new Map()),
      accepts: true,
      flushed: () => mine === this.process ? this.flushed() : new Promise(() => {
      })
    };
  }
  /** From now on nothing reaches the disk. */
  hold() {
    this.held = true;
  }
  /** From now on it cannot write. */
  fail() {
    this.failing = true;
  }
  release() {
    this.held = false;
    if (this.waiting.length > 0)
      this.flush();
  }
  /** Whether this text stands anywhere on it. */
  holds(text2) {
    return [...this.shelves.values()].some((texts2) => [...texts2.values()].some((one) => one.includes(JSON.stringify(JSON.stringify(text2)))));
  }
  /** The process is killed: what was not flushed is gone. (A real disk may have it: both must be right.) */
  kill() {
    this.process++;
    this.waiting = [];
    this.held = false;
    this.shelves = copyOf2(this.safe);
  }
  texts(name) {
    let texts2 = this.shelves.get(name);
    if (texts2 === void 0)
      this.shelves.set(name, texts2 = /* @__PURE__ */ new Map());
    return texts2;
  }
  flushed() {
    this.asked++;
    if (this.failing)
      return Promise.reject(new Error("the disk was told to fail"));
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (!this.held)
        this.flush();
    });
  }
  flush() {
    this.flushes++;
    this.safe = copyOf2(this.shelves);
    for (const done of this.waiting.splice(0))
      done();
  }
};
var copyOf2 = (shelves) => new Map([...shelves].map(([name, texts2]) => [name, new Map(texts2)]));

// sdk/testing/kit-server.ts
var BACK_AFTER_MS = 500;
var log = { debug() {
}, info() {
}, warn() {
}, error(event, fields) {
  console.error("rtm: the server of the test kit failed", event, fields);
} };
var KitServer = class {
  constructor(app, world, net, tokens, limits, sessions) {
    this.app = app;
    this.world = world;
    this.net = net;
    this.tokens = tokens;
    this.sessions = sessions;
    this.disk = new ModelDisk();
    this.ids = countedIds();
    const problems = [];
    this.limits = readLimits(limits, "limits", problems);
    if (!Number.isInteger(sessions) || sessions < 1 || sessions > 10)
      problems.push("sessions: must be a whole number from 1 to 10.");
    if (problems.length > 0)
      throw new Error(`createTestKit: ${problems.join(" ")}`);
    this.current = this.start();
  }
  get node() {
    return this.current;
  }
  /** A deploy: clients are told when to come back, and everything is saved and restored. */
  async restart() {
    const old = this.current;
    this.net.door = null;
    await old.stop(BACK_AFTER_MS, 0);
    const saved = old.snapshot();
    const next = this.make();
    await next.restore(saved);
    this.serve(next);
  }
  /** A crash: nobody is told, and only what is on the disk is still there. */
  crash() {
    const old = this.current;
    this.disk.kill();
    this.net.door = null;
    for (const socket of this.net.sockets)
      if (socket.live)
        socket.cut();
    void old.stop(0, 0);
    this.start();
  }
  stop() {
    this.net.door = null;
    return this.current.stop(0, 0);
  }
  start() {
    return this.serve(this.make());
  }
  serve(node) {
    this.current = node;
    this.net.door = node;
    return node;
  }
  make() {
    const app = { id: this.app, name: "test", certificate: true, limits: this.limits, policy: newest(this.sessions) };
    return new KitNode({ apps: appsOf([app]), verifier: this.tokens, clock: this.world.clock, turn: this.world.turn, log, ids: this.ids, disk: this.disk.open() });
  }
};

// sdk/testing/kit-tokens.ts
var endless = { why: "ok", expiresAt: 0 };
var expired2 = { why: "token_expired", message: "the token has expired: get a new one" };
var ofAnother = { why: "token_invalid", message: "the token is for another user" };
var KitTokens = class {
  constructor(now) {
    this.now = now;
    this.made = /* @__PURE__ */ new Map();
    /** By user: what he has shown, no token at all among it. */
    this.shown = /* @__PURE__ */ new Map();
    this.over = /* @__PURE__ */ new Set();
  }
  make(user, lifeMs) {
    const token = `token-${this.made.size + 1}-of-${user}`;
    this.made.set(token, { user, expiresAt: this.now() + lifeMs });
    return token;
  }
  /** Every token that this user has shown, or was given, has ended. */
  expire(user) {
    var _a;
    for (const token of (_a = this.shown.get(user)) != null ? _a : [])
      this.over.add(keyOf2(user, token));
    for (const [token, made] of this.made)
      if (made.user === user)
        this.over.add(keyOf2(user, token));
  }
  async verify(_app, user, token) {
    var _a;
    const shown2 = (_a = this.shown.get(user)) != null ? _a : /* @__PURE__ */ new Set();
    this.shown.set(user, shown2.add(token));
    const made = this.made.get(token);
    if (made !== void 0 && made.user !== user)
      return ofAnother;
    if (this.over.has(keyOf2(user, token)) || made !== void 0 && made.expiresAt <= this.now())
      return expired2;
    return made === void 0 ? endless : { why: "ok", expiresAt: made.expiresAt };
  }
};
var keyOf2 = (user, token) => `${user}/${token}`;

// sdk/testing/event-loop.ts
var isReal = (timer) => typeof timer === "function" && !("clock" in timer);
function byMessage(task) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    task();
  };
  port2.postMessage(null);
}
function found() {
  if (typeof setImmediate !== "undefined" && isReal(setImmediate))
    return setImmediate;
  if (isReal(setTimeout))
    return setTimeout;
  if (typeof MessageChannel !== "undefined")
    return byMessage;
  throw new Error("rtm: the timers of this test are fake already; import the test kit before they are, or leave setImmediate real");
}
var afterMicrotasks = found();

// sdk/testing/world.ts
var BOOTED = 77007;
var World = class {
  constructor(start = 1795252109336) {
    this.start = start;
    this.time = BOOTED;
    // as every machine measures it
    this.last = 0;
    this.timers = /* @__PURE__ */ new Map();
    this.pages = [];
    this.turns = [];
    this.turn = {
      soon: (task) => {
        this.turns.push(task);
      }
    };
    this.clock = this.machine();
  }
  /** The clock of one more machine. */
  machine() {
    let ahead = this.start - BOOTED;
    const machine = {
      now: () => this.time + ahead,
      monotonic: () => this.time,
      after: (ms, task) => {
        const id2 = ++this.last;
        this.timers.set(id2, { id: id2, machine, at: this.time + Math.max(0, Math.ceil(ms)), task });
        return id2;
      },
      cancel: (id2) => {
        this.timers.delete(id2);
      },
      jump: (ms) => {
        ahead += ms;
      },
      sleep: (ms) => {
        for (const timer of this.timers.values())
          if (timer.machine === machine)
            timer.at += ms;
      }
    };
    return machine;
  }
  deliver(task) {
    this.pages.push(task);
  }
  timersOpen() {
    return this.timers.size;
  }
  /** When the next timer is due, by `monotonic`; Infinity when none is set. */
  nextTimer() {
    return Math.min(Infinity, ...[...this.timers.values()].map(({ at }) => at));
  }
  /** Runs what is due without microtasks: enough for an engine alone. */
  drain() {
    let did = false;
    for (; ; ) {
      const page = this.pages.shift();
      const turn = page === void 0 ? this.turns.shift() : void 0;
      const next = page != null ? page : turn;
      if (next === void 0)
        return did;
      did = true;
      next();
    }
  }
  /** The same, with every promise chain that hangs on it: a real turn of the event loop comes after all microtasks. */
  async settle() {
    for (; ; ) {
      const did = this.drain();
      await new Promise((resolve) => {
        afterMicrotasks(resolve);
      });
      if (!did && this.pages.length === 0 && this.turns.length === 0)
        return;
    }
  }
  advanceNow(ms) {
    const end2 = this.time + ms;
    this.drain();
    for (let timer = this.due(end2); timer !== null; timer = this.due(end2)) {
      this.fire(timer);
      this.drain();
    }
    this.time = end2;
  }
  async advance(ms) {
    const end2 = this.time + ms;
    await this.settle();
    for (let timer = this.due(end2); timer !== null; timer = this.due(end2)) {
      this.fire(timer);
      await this.settle();
    }
    this.time = end2;
  }
  /** The machines sleep, or their processes are stopped: what was due meanwhile is late, and runs at the end of it in order. */
  async stall(ms) {
    this.pass(ms);
    await this.advance(0);
  }
  /** So much time passes and nothing has run yet: what a machine does first when it goes on is up to the test. */
  pass(ms) {
    this.time += ms;
  }
  fire(timer) {
    this.timers.delete(timer.id);
    if (timer.at > this.time)
      this.time = timer.at;
    timer.task();
  }
  due(end2) {
    let first = null;
    for (const timer of this.timers.values()) {
      if (timer.at <= end2 && (first === null || timer.at < first.at || timer.at === first.at && timer.id < first.id))
        first = timer;
    }
    return first;
  }
};

// sdk/testing/live-world.ts
var LiveWorld = class extends World {
  constructor() {
    super(...arguments);
    this.woken = false;
    this.turn = {
      soon: (task) => {
        this.turns.push(task);
        this.wake();
      }
    };
  }
  deliver(task) {
    super.deliver(task);
    this.wake();
  }
  /** Nothing happens any more, and nothing is left that could. */
  end() {
    this.timers.clear();
    this.pages = [];
    this.turns = [];
  }
  wake() {
    if (this.woken)
      return;
    this.woken = true;
    afterMicrotasks(() => {
      this.woken = false;
      this.drain();
    });
  }
};

// sdk/testing/socket.ts
var Socket = class {
  constructor(net, owner, epoch, listener) {
    this.net = net;
    this.owner = owner;
    this.epoch = epoch;
    this.listener = listener;
    this.address = "127.0.0.1";
    this.events = null;
    this.toServer = [];
    this.toClient = [];
    this.closing = null;
    this.clientEnded = false;
    this.serverEnded = false;
    this.clientLeft = false;
    /** The client has stopped reading: bytes pile up at the server. */
    this.stalled = false;
    /** Nothing passes any more, and nobody is told: a half-open socket. */
    this.dead = false;
    this.greeted = false;
    /** When the last thing on its way to a side gets there: nothing overtakes. */
    this.due = { client: 0, server: 0 };
    this.faults = net.faultsOf(owner);
    this.unheard = this.faults.silenceNext();
  }
  // The client's side.
  open() {
    this.toward("server", () => {
      if (this.clientEnded || this.isUnheard("client"))
        return;
      const door = this.net.door;
      if (door === null || this.net.blocked.has(this.owner))
        return this.endClient(1006, "refused");
      this.events = door.accept(this.asWire());
      const opened2 = () => {
        if (!this.clientEnded && !this.isUnheard("server"))
          this.listener.onOpen(this.epoch);
      };
      if (this.faults.delayMs > 0)
        this.toward("client", opened2);
      else
        opened2();
    });
  }
  send(text2) {
    if (this.clientEnded || this.clientLeft || this.dead)
      return;
    if (text2.startsWith('{"t":"hello"'))
      this.net.greets(this.owner, text2);
    this.toServer.push(text2);
    this.toward("server", () => {
      var _a;
      const next = this.toServer.shift();
      if (next === void 0 || this.serverEnded || this.isUnheard("client"))
        return;
      (_a = this.events) == null ? void 0 : _a.text(next);
      if (this.faults.repeats("server", next))
        this.cut();
    });
  }
  // A page's close goes behind what it has sent, as a close frame does.
  close(code, reason) {
    if (this.clientLeft)
      return;
    this.clientLeft = true;
    this.toward("server", () => {
      if (!this.isUnheard("client"))
        this.endServer();
      this.endClient(code, reason);
    });
  }
  // The server's side.
  write(packet) {
    if (this.serverEnded || this.closing !== null)
      return 0;
    for (const text2 of textsIn2(packet)) {
      this.toClient.push(text2);
      this.pump();
    }
    return packet.length;
  }
  writeAll(packets) {
    return packets.reduce((sum, packet) => sum + this.write(packet), 0);
  }
  unwritten() {
    if (!this.stalled)
      return 0;
    return this.toClient.reduce((sum, text2) => sum + text2.length, 0);
  }
  destroy() {
    this.cut();
  }
  closeByServer(code, reason) {
    if (this.serverEnded || this.closing !== null)
      return;
    this.closing = { code, reason };
    this.toward("client", () => {
      this.endServer();
    });
    this.pump();
  }
  /** The server's face of this socket. */
  asWire() {
    return {
      address: this.address,
      place: "",
      write: (packet) => this.write(packet),
      writeAll: (packets) => this.writeAll(packets),
      unwritten: () => this.unwritten(),
      close: (code, reason) => {
        this.closeByServer(code, reason);
      },
      destroy: () => {
        this.destroy();
      }
    };
  }
  // What the network does.
  /** Both ends learn that the socket broke; everything under way is lost. */
  cut() {
    this.toServer = [];
    this.toClient = [];
    this.endServer();
    this.endClient(1006, "cut");
  }
  /** Only one end learns of it; the other sits on a half-open socket. */
  halfCut(side) {
    this.dead = true;
    this.toServer = [];
    this.toClient = [];
    if (side === "client")
      this.endClient(1006, "cut");
    else
      this.endServer();
  }
  /** From now on what this side says does not arrive, and nobody is told. */
  silence(side) {
    this.unheard = this.unheard === null || this.unheard === side ? side : "both";
  }
  resumeReading() {
    this.stalled = false;
    for (let left = this.toClient.length; left >= 0; left--)
      this.pump();
    this.net.step(() => {
      var _a;
      if (!this.serverEnded)
        (_a = this.events) == null ? void 0 : _a.drained();
    });
  }
  get live() {
    return !this.clientEnded && !this.serverEnded && !this.dead;
  }
  /** One text, or the end, on its way to the client. */
  pump() {
    this.toward("client", () => {
      if (this.stalled || this.isUnheard("server"))
        return;
      const next = this.toClient.shift();
      if (next !== void 0 && !this.clientEnded)
        this.read(next);
      this.finish();
    });
  }
  read(text2) {
    var _a;
    this.listener.onText(this.epoch, text2);
    if (this.faults.repeats("client", text2))
      return this.cut();
    if (this.greeted || !text2.startsWith('{"t":"welcome"'))
      return;
    this.greeted = true;
    for (const { side, text: again2 } of this.faults.repeated()) {
      if (side === "client")
        this.listener.onText(this.epoch, again2);
      else
        (_a = this.events) == null ? void 0 : _a.text(again2);
    }
  }
  isUnheard(side) {
    return this.dead || this.unheard === side || this.unheard === "both";
  }
  /** A step, after the time that the way to this side takes. */
  toward(side, task) {
    const now = this.net.monotonic();
    const due = Math.max(this.due[side], now + this.faults.delayMs);
    this.due[side] = due;
    if (due > now)
      this.net.later(due - now, task);
    else
      this.net.step(task);
  }
  finish() {
    if (this.closing !== null && this.toClient.length === 0)
      this.endClient(this.closing.code, this.closing.reason);
  }
  endClient(code, reason) {
    if (this.clientEnded)
      return;
    this.clientEnded = true;
    this.goIfOver();
    this.listener.onClose(this.epoch, code, reason);
  }
  endServer() {
    var _a;
    if (this.serverEnded)
      return;
    this.serverEnded = true;
    this.goIfOver();
    (_a = this.events) == null ? void 0 : _a.closed();
  }
  /** Nobody has this end or the other any more. */
  goIfOver() {
    if (this.clientEnded && (this.serverEnded || this.events === null))
      this.net.forget(this);
  }
};

// sdk/testing/link-faults.ts
var MESSAGES = { server: ['{"t":"send"', '{"t":"pub"'], client: ['{"t":"m"'] };
var LinkFaults = class {
  constructor() {
    /** One way. */
    this.delayMs = 0;
    this.silent = "both";
    this.silentLinks = 0;
    this.breaks = 0;
    this.repeating = [];
  }
  /** The next so many links are silent from their beginning. */
  silence(silent2, links) {
    this.silent = silent2;
    this.silentLinks = links;
  }
  /** Whose words are lost on a link that is made now; null: nobody's. */
  silenceNext() {
    if (this.silentLinks <= 0)
      return null;
    this.silentLinks--;
    return this.silent;
  }
  /** The next so many messages come a second time. */
  repeat(messages) {
    this.breaks = messages;
  }
  /** Whether the link has to break behind this frame, which `side` has just heard. It is kept for the next link. */
  repeats(side, text2) {
    if (this.breaks <= 0 || !MESSAGES[side].some((start) => text2.startsWith(start)))
      return false;
    this.breaks--;
    this.repeating.push({ side, text: text2 });
    return true;
  }
  /** What a link that has been welcomed brings again. */
  repeated() {
    return this.repeating.splice(0);
  }
  /** Nothing of all this any more. */
  clear() {
    this.delayMs = 0;
    this.silentLinks = 0;
    this.breaks = 0;
  }
};

// sdk/testing/net.ts
var HELLOS_KEPT = 64;
var Net = class {
  /** `onSocket` hears of every socket before it opens. */
  constructor(world, onSocket = () => {
  }) {
    this.world = world;
    this.onSocket = onSocket;
    this.door = null;
    this.blocked = /* @__PURE__ */ new Set();
    /** The last greetings: a hostile network may repeat one. */
    this.hellos = [];
    /** How many there were. */
    this.greetings = 0;
    /** Messages delivered so far; a fault may be planned for a number. */
    this.steps = 0;
    this.open = /* @__PURE__ */ new Set();
    this.faults = /* @__PURE__ */ new Map();
    this.linkFaults = /* @__PURE__ */ new Map();
  }
  /** `owner`: who the sockets belong to, or who they will belong to when they are made. */
  links(owner) {
    return {
      create: (epoch, listener) => {
        const socket = new Socket(this, typeof owner === "string" ? owner : owner(), epoch, listener);
        this.onSocket(socket);
        this.open.add(socket);
        return socket;
      }
    };
  }
  /** Those that have not ended on both sides, the oldest first. */
  get sockets() {
    return [...this.open];
  }
  forget(socket) {
    this.open.delete(socket);
  }
  greets(owner, text2) {
    this.greetings++;
    this.hellos.push({ owner, text: text2 });
    if (this.hellos.length > HELLOS_KEPT)
      this.hellos.shift();
  }
  faultsOf(owner) {
    let faults = this.linkFaults.get(owner);
    if (faults === void 0)
      this.linkFaults.set(owner, faults = new LinkFaults());
    return faults;
  }
  /** As every machine measures it. */
  monotonic() {
    return this.world.clock.monotonic();
  }
  step(deliver) {
    this.world.turn.soon(() => {
      var _a;
      this.steps++;
      for (const fault of (_a = this.faults.get(this.steps)) != null ? _a : [])
        fault();
      deliver();
    });
  }
  later(ms, deliver) {
    this.world.clock.after(ms, () => {
      this.step(deliver);
    });
  }
  /** A frame from nowhere: a socket that says this and nothing else. */
  ghost(text2) {
    const nobody = { onOpen: () => {
    }, onText: () => {
    }, onClose: () => {
    } };
    const socket = new Socket(this, "nobody", 0, nobody);
    socket.open();
    this.step(() => {
      socket.send(text2);
    });
  }
  at(step2, fault) {
    var _a;
    this.faults.set(step2, [...(_a = this.faults.get(step2)) != null ? _a : [], fault]);
  }
  of(owner) {
    return this.sockets.filter((socket) => socket.owner === owner && socket.live).at(-1);
  }
};

// sdk/testing/app-server.ts
var FROM = "server";
var KitAppServer = class {
  constructor(address, kit) {
    this.address = address;
    this.kit = kit;
  }
  async say(message2) {
    const { kit } = this;
    kit.look();
    const { from = FROM } = message2;
    const [kind, id2] = "channel" in message2 ? ["channel", message2.channel] : ["userId", message2.userId];
    for (const [name, value2] of [["from", from], [kind, id2]])
      if (!isId(value2))
        throw new Error(`server.say: ${name} must be an id, 1 to 64 letters, digits and the allowed signs`);
    const outcome = await kit.node.say(kit.app, from, message2);
    if (outcome.outcome === "refused")
      throw new Error(`server.say: ${outcome.why}: ${outcome.message}`);
    return outcome.outcome;
  }
  async end(userId) {
    const { kit } = this;
    kit.look();
    if (await kit.node.endSessions(kit.app, userId) === 0)
      throw new Error(`server.end: ${userId} is not logged in; await kit.login('${userId}') first, or the login of the code under test`);
  }
};

// sdk/testing/kit.ts
var APP = "a0".repeat(16);
var SERVER = "ws://test.invalid/rtm";
var DAY_MS = 864e5;
var Kit = class {
  constructor({ limits, sessions = 1 }) {
    this.appId = APP;
    this.world = new LiveWorld();
    this.net = new Net(this.world);
    this.tokens = new KitTokens(() => this.now());
    this.closed = false;
    this.engine = new Devices(this.world, this.net);
    this.options = { appId: APP, server: SERVER, engine: this.engine };
    const life = new KitServer(APP, this.world, this.net, this.tokens, limits, sessions);
    this.life = life;
    this.server = new KitAppServer(SERVER, { app: APP, get node() {
      return life.node;
    }, look: () => {
      this.look();
    } });
  }
  client(options = {}) {
    this.look();
    return clientOn(__spreadValues(__spreadValues({}, this.options), options), this.engine);
  }
  async login(userId, _a = {}) {
    var _b = _a, { token } = _b, options = __objRest(_b, ["token"]);
    const client = this.client(options);
    await client.login(token === void 0 ? { userId } : { userId, token });
    await this.settle();
    return client;
  }
  token(userId, lifeMs = DAY_MS) {
    return this.tokens.make(userId, lifeMs);
  }
  now() {
    return this.world.clock.now();
  }
  settle() {
    return this.world.settle();
  }
  advance(ms) {
    if (!(ms >= 0 && ms < Infinity))
      throw new RangeError("advance: milliseconds must be a number that is not below 0");
    return this.world.advance(ms);
  }
  cut(userId) {
    var _a;
    this.look();
    this.net.blocked.add(userId);
    (_a = this.net.of(userId)) == null ? void 0 : _a.cut();
  }
  restore(userId) {
    this.look();
    this.net.faultsOf(userId).clear();
    if (this.net.blocked.delete(userId))
      this.engine.networkIsBack(userId);
  }
  drop(userId, { from = "both", links = 1 } = {}) {
    this.look();
    const socket = this.net.of(userId);
    socket == null ? void 0 : socket.silence(from);
    this.net.faultsOf(userId).silence(from, links - (socket === void 0 ? 0 : 1));
  }
  delay(userId, ms) {
    this.look();
    this.net.faultsOf(userId).delayMs = ms;
  }
  duplicate(userId, messages = 1) {
    this.look();
    this.net.faultsOf(userId).repeat(messages);
  }
  expireToken(userId) {
    this.sessionsOf("expireToken", userId);
    this.tokens.expire(userId);
    this.life.node.forget(APP, userId);
  }
  reachLimit(userId, call2) {
    for (const session of this.sessionsOf("reachLimit", userId))
      this.life.node.reachLimit(session, call2);
  }
  losePast(userId) {
    this.sessionsOf("losePast", userId);
    if (!this.net.blocked.has(userId))
      throw new Error(`losePast: ${userId} is connected and misses nothing; cut him, let others send, then losePast, then restore`);
    this.life.node.forget(APP, userId);
  }
  async restartServer({ memory = "kept" } = {}) {
    this.look();
    await this.settle();
    if (memory === "kept")
      await this.life.restart();
    else
      this.life.crash();
    await this.settle();
  }
  async close() {
    if (this.closed)
      return;
    this.closed = true;
    this.engine.closeAll();
    await this.settle();
    await this.life.stop();
    this.world.end();
  }
  look() {
    if (this.closed)
      throw new Error("this test kit is closed: make another one");
  }
  sessionsOf(verb, userId) {
    this.look();
    const sessions = this.life.node.sessionsOf(APP, userId);
    if (sessions.length === 0)
      throw new Error(`${verb}: ${userId} is not logged in; await kit.login('${userId}') first, or the login of the code under test`);
    return sessions;
  }
};

// sdk/testing.ts
function createTestKit(options = {}) {
  return new Kit(options);
}
function createRtmClient(options) {
  if ((options == null ? void 0 : options.engine) === void 0)
    throw new RtmError("createRtmClient", { why: "invalid", message: "the engine is missing: in a test pass the options of a kit, { ...kit.options }" });
  return clientOn(options, options.engine);
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  RtmError,
  clientOn,
  createRtmClient,
  createTestKit,
  errorActions
});
