// Generated from sdk/api.ts of the repository by npm run sdk: change that file, not this one.
/* eslint-disable */
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
  const found = wrongIn(url);
  if (found.length <= 0)
    return "";
  return 'server "' + shownAddress(url) + '" ' + found + "; pass an address such as wss://example.com/rtm";
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
  let out = "";
  let inHost = true;
  let i = 0;
  while (i < length) {
    const sign = url.charAt(i);
    if (sign == "?" || sign == "#")
      return out;
    if (i >= start && sign == "/")
      inHost = false;
    if (i >= start && inHost && sign == "@") {
      out = start > 0 ? url.substring(0, start) : "";
    } else {
      out = out + sign;
    }
    i = i + 1;
  }
  return out;
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

// sdk/client/rows.ts
var stateIn = (row) => textIn(row, "pageState");
var textIn = (row, key) => {
  const found = row[key];
  return typeof found === "string" ? found : "";
};
var numberOf = (found) => typeof found === "number" ? found : 0;
var numberIn = (row, key) => numberOf(row[key]);
var countIn = (row, key) => {
  const found = row[key];
  return typeof found === "number" && found >= 0 ? found : null;
};
var textsIn = (row, key) => listIn(row, key).filter((one) => typeof one === "string");
var listIn = (row, key) => Array.isArray(row[key]) ? row[key] : [];
var presenceOf = (state) => state === "online" || state === "unreachable" ? state : "offline";
function linkIn(found) {
  if (typeof found !== "object" || found === null)
    return null;
  const row = found;
  return { why: textIn(row, "why"), detail: textIn(row, "detail") };
}
var receiptIn = (row) => ({
  outcome: row["outcome"] === "stored" ? "stored" : "received",
  messageId: textIn(row, "id")
});
var messageIn = (row) => ({
  userId: textIn(row, "from"),
  text: textIn(row, "text"),
  messageId: textIn(row, "id"),
  time: numberIn(row, "time"),
  offline: row["offline"] === 1,
  redelivered: row["redelivered"] === 1
});
var missedIn = (row) => ({
  userId: textIn(row, "peer"),
  count: countIn(row, "missed"),
  reason: textIn(row, "reason")
});
var memberCountsIn = (row, channelIds) => {
  const counts = listIn(row, "counts");
  return channelIds.map((channelId, i) => ({ channelId, count: numberOf(counts[i]) }));
};
var presencesIn = (row, userIds) => {
  const found = listIn(row, "states");
  return userIds.map((userId, i) => ({ userId, presence: presenceOf(found[i]) }));
};
var peersIn = (row) => listIn(row, "states").map((one) => {
  const peer = one;
  return { userId: textIn(peer, "user"), presence: presenceOf(peer["state"]) };
});
var attributeRowsIn = (row) => listIn(row, "rows").map((one) => {
  const found = one;
  return {
    key: textIn(found, "key"),
    value: found["value"],
    userId: textIn(found, "by"),
    time: numberIn(found, "time")
  };
});
var attributesIn = (row) => {
  const map = {};
  for (const { key, value: value2 } of attributeRowsIn(row))
    map[key] = value2;
  return map;
};
var invitationStates = {
  received: "ringing",
  accepted: "accepted",
  refused: "refused",
  cancelled: "cancelled",
  elsewhere: "answeredElsewhere"
};
function invitationIn(row) {
  var _a;
  const caller = row["role"] === "local";
  const state = (_a = invitationStates[textIn(row, "state")]) != null ? _a : "failed";
  const why = textIn(row, "why");
  return {
    role: caller ? "caller" : "callee",
    state,
    userId: textIn(row, caller ? "callee" : "caller"),
    invitationId: textIn(row, "invitationId"),
    channelId: textIn(row, "channel"),
    content: textIn(row, "content"),
    response: textIn(row, "response"),
    reason: state === "refused" ? why === "busy" ? "busy" : "refused" : state === "failed" ? why : ""
  };
}
var statsIn = (row) => ({
  roundTripMs: countIn(row, "roundTrip"),
  links: numberIn(row, "links"),
  lost: numberIn(row, "lost"),
  sent: numberIn(row, "sent"),
  received: numberIn(row, "received"),
  waiting: numberIn(row, "waiting")
});

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
  constructor(call, refusal, lateOutcome = null) {
    const code = codeOf(refusal.why);
    const link = linkIn(refusal.link);
    const reason = (refusal.reason || refusal.message || code).replace(/\.$/, "");
    const action = link === null && errorActions[code] || sentence(refusal.action || "See the list of codes in the docs");
    super(`${call}: ${reason}. ${action}`);
    Object.setPrototypeOf(this, new.target.prototype);
    this.name = "RtmError";
    this.code = code;
    this.reason = reason;
    this.action = action;
    this.retryAfterMs = typeof refusal.retryAfterMs === "number" ? refusal.retryAfterMs : null;
    this.call = call;
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
var must = (fits, what) => (name, value2) => fits(value2) ? "" : `${name} must be ${what}`;
var isText = (value2) => typeof value2 === "string";
var isFlag = (value2) => typeof value2 === "boolean";
var areTexts = (value2) => Array.isArray(value2) && value2.filter(isText).length === value2.length;
var text = must(isText, "a string");
var flag = must(isFlag, "true or false");
var object = must(isPlain, "a plain object");
var texts = must(areTexts, "an array of strings");
var value = must(
  (one) => isText(one) || isFlag(one) || Number.isFinite(one),
  "a string, a finite number or a boolean"
);
var id = (name, one) => text(name, one) || checkId(name, one);
var ids = (name, list) => texts(name, list) || checkIds(name, list);
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
var checks = Object.assign(
  { to: id, from: id, id, users: ids, channels: ids, text, attributes, keys: texts, held: flag },
  optional
);
var names = {
  to: "userId",
  from: "userId",
  id: "channelId",
  users: "userIds",
  channels: "channelIds",
  user: "userId",
  historical: "history",
  channel: "channelId"
};
function encoded(call, args, options = {}) {
  var _a;
  const out = {};
  let name = "options";
  const refusal = (wrong3) => new RtmError(call, { why: name === "text" ? "bad_text" : "invalid", message: wrong3 });
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
      out[key] = isFlag(given) ? Number(given) : given;
    }
    if (wrong3 !== "")
      throw refusal(wrong3);
    return JSON.stringify(out);
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
  /**
   * `events`: all there are, and whether they wait; `unheard`: what is told of so many messages that waited too long.
   */
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
    this.rows = this.rows.filter((row) => row.subscription !== subscription);
  }
  offAll(event) {
    this.rows = event === void 0 ? [] : this.rows.filter((row) => row.subscription.event !== event);
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
    for (const row of this.rows) {
      if (row.subscription.event === event && payload !== void 0 && this.rows.includes(row))
        guarded(row.listener, payload);
    }
    this.telling = nothing;
    heard();
  }
  isHeard() {
    return this.rows.length > 0;
  }
  /**
   * The app ends its login, perhaps from within a listener: that one has had its event. Gives back whether messages
   * that are still to come have a listener.
   */
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
      {
        message: true,
        memberJoined: false,
        memberLeft: false,
        memberCount: false,
        attributes: false,
        missed: true,
        lost: false
      },
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
    return this.ask(
      "sendMessage",
      "publish",
      { text: text2 },
      (answer) => ({ outcome: "taken", messageId: textIn(answer, "id") }),
      options
    );
  }
  getMembers() {
    return this.ask("getMembers", "members", {}, (answer) => textsIn(answer, "users"));
  }
  getAttributes(keys) {
    return this.ask("getAttributes", "channelAttributes", keys === void 0 ? {} : { keys }, attributesIn);
  }
  setAttributes(attributes2, options) {
    return this.ask("setAttributes", "setChannelAttributes", { attributes: attributes2 }, nothing2, options);
  }
  updateAttributes(attributes2, options) {
    return this.ask("updateAttributes", "mergeChannelAttributes", { attributes: attributes2 }, nothing2, options);
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
        this.hub.emit("message", {
          channelId,
          userId: textIn(event, "from"),
          text: textIn(event, "text"),
          messageId: textIn(event, "id"),
          time: numberIn(event, "time")
        });
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
        this.hub.emit("lost", {
          channelId,
          error: new RtmError("join", {
            why: textIn(event, "reason"),
            message: "the server did not let this client rejoin"
          })
        });
        break;
    }
  }
  ask(call, verb, args, read, options) {
    return this.line.ask(call, verb, Object.assign({ channel: this.id }, args), read, options);
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
  /**
   * `call` is the method's name in the interface, `verb` the engine's;
   * `options` are the arguments that may be left out.
   */
  ask(call, verb, args, read, options) {
    return new Promise((resolve, reject) => {
      if (this.closed) {
        reject(new RtmError(call, { why: "destroyed", message: "this client was destroyed" }));
        return;
      }
      this.engine.call(this.handle, verb, encoded(call, args, options), (text2) => {
        const answer = JSON.parse(text2);
        if (answer["ok"] === 1)
          resolve(read(answer));
        else
          reject(this.failure(call, answer));
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
    for (const settle of this.late.values())
      settle("unknown");
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
      this.onEvent(
        event,
        confirm === void 0 ? confirm : () => {
          this.handled(confirm);
        }
      );
  }
  failure(call, answer) {
    const outcome = answer["outcome"];
    if (answer["why"] !== "timeout" || outcome === void 0)
      return new RtmError(call, answer);
    if (outcome !== "open")
      return new RtmError(call, answer, Promise.resolve(outcome));
    return new RtmError(
      call,
      answer,
      new Promise((resolve) => {
        this.late.set(answer["n"], resolve);
      })
    );
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
    /** That wait for a token of the provider. */
    this.logins = 0;
    this.logouts = 0;
  }
  /** At once where nobody has to be asked: the next call of the page comes behind this one (P-ORDER-3). */
  forLogin(userId, given) {
    if (given !== void 0)
      return given;
    return this.provider === void 0 ? "" : this.askForLogin(this.provider, userId);
  }
  /** A logout that comes meanwhile ends that login. */
  async askForLogin(provider, userId) {
    const before = this.logouts;
    this.logins++;
    let message = "the tokenProvider returned no string";
    let token;
    try {
      token = await provider(userId, "login");
    } catch (fault) {
      message = `the tokenProvider failed: ${fault instanceof Error ? fault.message : String(fault)}`;
    }
    this.logins--;
    if (typeof token !== "string")
      throw new RtmError("login", { why: "token_invalid", message });
    if (before === this.logouts)
      return token;
    throw new RtmError("login", { why: "aborted", message: "logout was called before the login was finished" });
  }
  /** The login of this user is done. */
  begin(userId) {
    this.stop();
    this.userId = userId;
  }
  /** A logout: it ends a login that waits, too. */
  end() {
    this.begin("");
    this.logouts++;
  }
  renew(cause) {
    if (this.provider === void 0)
      return;
    if (!this.resting) {
      void this.ask(this.provider, cause);
      return;
    }
    if (cause === "expired")
      this.onFailed(
        new RtmError("renewToken", { why: "token_expired", message: "the token from the tokenProvider had expired" })
      );
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
    this.channels = /* @__PURE__ */ new Map();
    this.hub = new Hub(
      {
        state: false,
        message: true,
        missed: true,
        presence: false,
        invitation: true,
        tokenWillExpire: false,
        tokenExpired: false,
        tokenFailed: false
      },
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
    const found = this.tokens.forLogin(userId, token);
    const shown = typeof found === "string" ? found : await found;
    if (this.now === "disconnected")
      this.entering = userId;
    await this.line.ask("login", "login", { user: userId, token: shown }, () => {
      this.user = userId;
      this.tokens.begin(userId);
    });
  }
  logout() {
    this.tokens.end();
    if (this.hub.finish())
      this.line.handled();
    const out = this.line.ask("logout", "logout", {}, () => {
      this.ended();
    });
    if (this.tokens.logins === 0)
      return out;
    return out.catch((error) => {
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
    this.channels.forEach((one) => one.close());
    return this.line.close();
  }
  sendMessage(userId, text2, options) {
    return this.line.ask("sendMessage", "send", { to: userId, text: text2 }, receiptIn, options);
  }
  channel(channelId) {
    let channel = this.channels.get(channelId);
    if (channel === void 0) {
      encoded("channel", { id: channelId });
      channel = new Channel(channelId, this.line, this.channels);
      if (this.channels.size >= MAX_IDLE)
        this.channels.forEach((one) => {
          if (one.isIdle())
            this.channels.delete(one.id);
        });
      this.channels.set(channelId, channel);
    }
    return channel;
  }
  getMemberCounts(channelIds) {
    return this.line.ask(
      "getMemberCounts",
      "counts",
      { channels: channelIds },
      (answer) => memberCountsIn(answer, channelIds)
    );
  }
  getPresence(userIds) {
    return this.line.ask("getPresence", "presence", { users: userIds }, (answer) => presencesIn(answer, userIds));
  }
  subscribePresence(userIds) {
    return this.line.ask("subscribePresence", "watch", { users: userIds }, nothing3);
  }
  unsubscribePresence(userIds) {
    return this.line.ask("unsubscribePresence", "unwatch", { users: userIds }, nothing3);
  }
  getPresenceSubscriptions() {
    return this.line.ask("getPresenceSubscriptions", "watched", {}, (answer) => textsIn(answer, "users"));
  }
  setAttributes(attributes2) {
    return this.line.ask("setAttributes", "setAttributes", { attributes: attributes2 }, nothing3);
  }
  updateAttributes(attributes2) {
    return this.line.ask("updateAttributes", "mergeAttributes", { attributes: attributes2 }, nothing3);
  }
  deleteAttributes(keys) {
    return this.line.ask("deleteAttributes", "deleteAttributes", { keys }, nothing3);
  }
  clearAttributes() {
    return this.line.ask("clearAttributes", "clearAttributes", {}, nothing3);
  }
  getUserAttributes(userId, keys) {
    const asked = keys === void 0 ? { user: userId } : { user: userId, keys };
    return this.line.ask("getUserAttributes", "userAttributes", asked, attributesIn);
  }
  invite(userId, options) {
    return this.line.ask("invite", "invite", { to: userId }, (answer) => textIn(answer, "invitationId"), options);
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
    return this.line.ask("getStats", "stats", {}, statsIn);
  }
  told(event, heard) {
    const channel = this.channels.get(textIn(event, "channel"));
    switch (event["event"]) {
      case "state":
        this.stateTold(event);
        break;
      case "peerMessage":
        this.hub.emit("message", messageIn(event), heard);
        return;
      case "peers":
        this.hub.emit("presence", peersIn(event));
        break;
      case "invitation":
        this.hub.emit("invitation", invitationIn(event));
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
          this.hub.emit("missed", missedIn(event));
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
    this.channels.forEach((one) => one.ended());
  }
};
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
var wrong2 = (message) => new RtmError("createRtmClient", { why: "invalid", message });
export {
  RtmError,
  clientOn,
  errorActions
};
