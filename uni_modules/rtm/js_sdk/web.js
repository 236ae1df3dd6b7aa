// Generated from sdk/web.ts of the repository by npm run sdk: change that file, not this one.
/* eslint-disable */
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
  constructor(surroundings, log) {
    this.surroundings = surroundings;
    this.log = log;
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
  constructor(log) {
    this.log = log;
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
  constructor(executor, clock, json, links, surroundings, random, log, origin, files) {
    this.executor = executor;
    this.clock = clock;
    this.json = json;
    this.log = new GuardedLog(log);
    this.links = new GuardedLinks(links);
    this.surroundings = new GuardedSurroundings(surroundings, this.log);
    this.random = new GuardedRandom(random);
    this.origin = new GuardedOrigin(origin);
    this.files = files;
  }
};

// uni_modules/rtm/utssdk/js/clock.uts
var TimeoutClock = class {
  constructor(executor) {
    this.last = 0;
    this.timers = /* @__PURE__ */ new Map();
    this.executor = executor;
  }
  now() {
    return Date.now();
  }
  monotonic() {
    return Math.floor(performance.now());
  }
  after(delayMs, task) {
    this.last = this.last + 1;
    const id2 = this.last;
    this.timers.set(
      id2,
      setTimeout(() => {
        this.timers.delete(id2);
        this.executor.run(task);
      }, delayMs)
    );
    return id2;
  }
  cancel(id2) {
    if (!this.timers.has(id2))
      return;
    clearTimeout(this.timers.get(id2));
    this.timers.delete(id2);
  }
};

// uni_modules/rtm/utssdk/js/executor.uts
var LineExecutor = class {
  constructor() {
    this.line = [];
    this.running = false;
  }
  run(task) {
    this.line.push(task);
    if (this.running)
      return;
    this.running = true;
    while (this.line.length > 0) {
      const waiting = this.line;
      this.line = [];
      waiting.forEach((next) => {
        this.guarded(next);
      });
    }
    this.running = false;
  }
  // A microtask, not a timer: browsers hold nested timers back, and a later delivery would overtake an earlier one.
  deliver(task) {
    Promise.resolve().then(() => {
      this.guarded(task);
    });
  }
  // A fault in one task must not stop the line, nor become an unhandled rejection.
  guarded(task) {
    try {
      task();
    } catch (fault) {
      console.error("rtm: a task failed", fault);
    }
  }
};

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
var PlainRandom = class {
  next() {
    return Math.random();
  }
};
var ConsoleLog = class {
  write(level, text2) {
    if (level == "error") {
      console.error(text2);
    } else if (level == "warn") {
      console.warn(text2);
    } else {
      console.log(text2);
    }
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

// uni_modules/rtm/utssdk/js/fault-text.uts
function faultText(fault) {
  var _a, _b;
  if (typeof fault == "string")
    return fault;
  if (fault == null)
    return "";
  const text2 = field(fault, "errMsg") + field(fault, "errorMessage") + field(fault, "message");
  const name = field(fault, "name");
  const code = (_b = (_a = fault["code"]) != null ? _a : fault["errCode"]) != null ? _b : fault["error"];
  const known = name.length > 0 && name != "Error" ? name + ": " + text2 : text2;
  if (typeof code == "number" || typeof code == "string" && !text2.includes(code))
    return (known + " (" + code + ")").trim();
  return known;
}
function field(from, key) {
  const value2 = from[key];
  return typeof value2 == "string" ? value2 : "";
}

// uni_modules/rtm/utssdk/web/link.uts
var CLOSE_GRACE_MS = 2e3;
var WebLink = class {
  // what the platform says of an error; browsers say nothing
  constructor(epoch, listener, clock, connect) {
    this.socket = null;
    this.grace = 0;
    this.closing = false;
    this.ended = false;
    this.told = "";
    this.epoch = epoch;
    this.listener = listener;
    this.clock = clock;
    this.connect = connect;
  }
  open(url) {
    try {
      const socket = this.connect(url);
      this.socket = socket;
      socket.onopen = () => {
        if (!this.ended)
          this.listener.onOpen(this.epoch);
      };
      socket.onmessage = (event) => {
        if (!this.ended && typeof event.data == "string")
          this.listener.onText(this.epoch, event.data);
      };
      socket.onerror = (event) => {
        this.told = faultText(event);
      };
      socket.onclose = (event) => {
        this.end(event.code, event.reason.length > 0 ? event.reason : this.told);
      };
    } catch (fault) {
      this.end(1006, faultText(fault));
    }
  }
  send(text2) {
    const socket = this.socket;
    if (socket != null && !this.closing && socket.readyState == 1)
      socket.send(text2);
  }
  close(code, reason) {
    if (this.closing || this.ended)
      return;
    this.closing = true;
    const socket = this.socket;
    if (socket == null) {
      this.end(code, reason);
      return;
    }
    this.grace = this.clock.after(CLOSE_GRACE_MS, () => {
      this.end(1006, "no answer to close");
    });
    try {
      socket.close(code, reason);
    } catch (fault) {
      socket.close();
    }
  }
  end(code, reason) {
    if (this.ended)
      return;
    this.ended = true;
    if (this.grace > 0)
      this.clock.cancel(this.grace);
    this.listener.onClose(this.epoch, code, reason);
  }
};

// uni_modules/rtm/utssdk/web/surroundings.uts
var WebSurroundings = class {
  watch(listener) {
    if (typeof document != "undefined") {
      const look = () => {
        if (document.visibilityState == "hidden")
          listener.onBackground();
        else
          listener.onForeground();
      };
      document.addEventListener("visibilitychange", look);
      document.addEventListener("freeze", () => {
        listener.onBackground();
      });
      document.addEventListener("resume", look);
      if (document.visibilityState == "hidden")
        listener.onBackground();
    }
    if (typeof window != "undefined") {
      window.addEventListener("online", () => {
        listener.onNetwork(1);
      });
      window.addEventListener("offline", () => {
        listener.onNetwork(0);
      });
      window.addEventListener("pagehide", () => {
        listener.onBackground();
      });
      window.addEventListener("pageshow", (event) => {
        if (event.persisted)
          listener.onForeground();
      });
    }
  }
};

// uni_modules/rtm/utssdk/web/ports.uts
var WebLinks = class {
  constructor(clock, connect) {
    this.clock = clock;
    this.connect = connect;
  }
  create(epoch, listener) {
    return new WebLink(epoch, listener, this.clock, this.connect);
  }
};
var PageOrigin = class {
  defaultServer() {
    if (typeof location == "undefined")
      return "";
    if (location.protocol != "https:" && location.protocol != "http:")
      return "";
    const site = location.protocol + "//" + location.host;
    const base = typeof document == "undefined" ? "" : document.baseURI;
    const path = base.startsWith(site + "/") ? pathOf(base.substring(site.length)) : pathOf(location.pathname);
    const scheme = location.protocol == "https:" ? "wss://" : "ws://";
    return scheme + location.host + path.substring(0, path.lastIndexOf("/") + 1) + "rtm";
  }
};
function pathOf(address) {
  return address.split("#")[0].split("?")[0];
}
function portsOver(connect) {
  const executor = new LineExecutor();
  const clock = new TimeoutClock(executor);
  return new Ports(
    executor,
    clock,
    new PlainJson(),
    new WebLinks(clock, connect),
    new WebSurroundings(),
    new PlainRandom(),
    new ConsoleLog(),
    new PageOrigin(),
    new NoLogFiles()
  );
}

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

// uni_modules/rtm/utssdk/common/values.uts
function numberText(n) {
  return `${n}`;
}
var DIGITS = "0123456789";
var LARGEST = 9007199254740992;
var LARGEST_UNIT = 1e15;
function wholeText(value2) {
  const fits = value2 >= 0 && value2 < LARGEST;
  if (!fits)
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
  const found = json.arrayOf(o[key]);
  const out = new TextList();
  if (found == null)
    return out.items;
  const list = found;
  for (let i = 0; i < list.length; i++) {
    const v = list[i];
    if (v != null && typeof v == "string")
      out.add(v);
    else
      out.add("");
  }
  return out.items;
}
function textsOf(json, o, key) {
  const found = json.arrayOf(o[key]);
  const out = new TextList();
  if (found == null)
    return out.items;
  const list = found;
  for (let i = 0; i < list.length; i++) {
    const v = list[i];
    if (typeof v == "string")
      out.add(v);
  }
  return out.items;
}
function objectsOf(json, o, key) {
  const found = json.arrayOf(o[key]);
  const out = new ObjectList();
  if (found == null)
    return out.items;
  const list = found;
  for (let i = 0; i < list.length; i++) {
    const v = json.objectOf(list[i]);
    if (v != null)
      out.add(v);
  }
  return out.items;
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
function isGood(answer) {
  return numberOf2(answer, "ok", 0) > 0;
}
function success() {
  const answer = { ok: 1 };
  return answer;
}
function plain(reply) {
  return isGood(reply) ? success() : reply;
}
function failure(why, reason, action) {
  const answer = { ok: 0, why, message: reason };
  if (action.length <= 0)
    return answer;
  answer["message"] = reason + "; " + action;
  answer["reason"] = reason;
  answer["action"] = action;
  return answer;
}
function tooOften(waitMs) {
  const answer = failure("too_often", "called too often", "wait retryAfterMs milliseconds");
  answer["retryAfterMs"] = waitMs;
  return answer;
}

// uni_modules/rtm/utssdk/common/rows.uts
function attributesOf(json, frame) {
  const rows = objectsOf(json, frame, "rows");
  const out = new ObjectList();
  for (let i = 0; i < rows.length; i++)
    out.add(attributeOf(rows[i]));
  return out.items;
}
function missedEvent(channel, peer, missed, reason) {
  const event = { event: "missed", channel, peer, missed, reason };
  return event;
}
function attributeOf(row) {
  const out = {
    key: textOf(row, "k"),
    text: textOf(row, "v"),
    by: textOf(row, "by"),
    time: numberOf2(row, "ts", 0)
  };
  const v = row["v"];
  const isText2 = v != null && typeof v == "string";
  if (textOf(row, "y") == "b") {
    const truth = numberOf2(row, "v", 0) > 0;
    out["value"] = truth;
    out["text"] = truth ? "true" : "false";
  } else if (isText2) {
    out["value"] = textOf(row, "v");
  } else {
    out["value"] = numberOf2(row, "v", 0);
    out["text"] = textOf(row, "x");
  }
  return out;
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
  // Messages, and what told of missing ones; everything else says how things are now,
  // and is said again when it changes.
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
    const out = new ObjectList();
    for (let i = 0; i < this.losses.length; i++) {
      const loss = this.losses[i];
      out.add(missedEvent(loss.channel, loss.peer, loss.unknown ? -1 : loss.count, "unheard"));
    }
    this.clear();
    return out.items;
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
    const rows = this.waiting;
    this.waiting = [];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      this.send(listener, row);
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
      const row = this.told[0];
      this.told.shift();
      row.mark();
    }
  }
  clear() {
    this.waiting = [];
    this.told = [];
    this.dropped.clear();
  }
  pass(row) {
    if (textOf(row.event, "event") == "missed")
      this.noteMissed(row.event);
    const listener = this.listener;
    if (listener != null) {
      this.send(listener, row);
      return;
    }
    if (this.waiting.length >= MAX_WAITING2) {
      const oldest = this.waiting[0];
      this.waiting.shift();
      this.dropped.drop(oldest.event);
      this.ports.log.write("warn", "rtm: nobody listens: the oldest event was dropped");
    }
    this.waiting.push(row);
  }
  noteMissed(event) {
    const count = wholeText(numberOf2(event, "missed", -1));
    this.ports.log.write(
      "warn",
      "rtm: " + (count.length > 0 ? count : "an unknown number of") + " messages are missing, " + textOf(event, "reason")
    );
  }
  send(listener, row) {
    const handled = row.handled;
    const isNamed = textOf(row.event, "event").length > 0;
    const waits = handled != null && this.confirming && (isNamed || this.told.length > 0);
    if (waits && isNamed) {
      this.last = this.last + 1;
      row.event["confirm"] = this.last;
    }
    if (isMessage(row.event))
      this.messages = this.messages + 1;
    if (isNamed)
      this.ports.executor.deliver(() => {
        listener(row.event);
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
var RATE_LOGIN_COUNT = 2;
var RATE_LOGIN_MS = 1e3;
var PING_MS = 2e3;
var SILENT_MS = 4e3;
var CALL_SENT_MS = 3e4;
var CALL_RING_MS = 6e4;

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
  add(row, bytes) {
    this.rows.add(row);
    this.bytes = this.bytes + bytes;
  }
};
function attributeInput(json, map, keyMost, valueMost) {
  const out = new AttributeInput();
  if (map == null) {
    out.wrong = "attributes must be an object of keys and values";
    return out;
  }
  const given = map;
  const keys = json.keysOf(given);
  for (let i = 0; i < keys.length; i++) {
    out.wrong = wrongKey(keys[i], keyMost);
    if (out.wrong.length <= 0)
      addValue(json, out, keys[i], given[keys[i]], valueMost);
    if (out.wrong.length > 0)
      return out;
  }
  return out;
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
function addValue(json, out, key, v, most) {
  const keyBytes = utf8Length(key);
  if (v == null) {
    out.wrong = WRONG_VALUE;
  } else if (json.isBoolean(v)) {
    const truth = numberFrom(v, 0) > 0 ? 1 : 0;
    const row = { k: key, v: truth, y: "b" };
    out.add(row, keyBytes + 4);
  } else if (typeof v == "string") {
    const text2 = v;
    const bytes = utf8Length(text2);
    if (bytes < 1 || bytes > most) {
      out.wrong = "an attribute value must be whole characters, at least one, at most as many bytes of UTF-8 as the limit";
      return;
    }
    const row = { k: key, v: text2 };
    out.add(row, keyBytes + bytes);
  } else if (isNumber(v)) {
    const number = numberFrom(v, 0);
    if (!same(number - number, 0)) {
      out.wrong = WRONG_VALUE;
      return;
    }
    const row = { k: key, v: number };
    out.add(row, keyBytes + 1);
  } else {
    out.wrong = WRONG_VALUE;
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
    const given = attributeInput(
      this.guard.ports.json,
      map,
      this.guard.core.limits.attributeKey,
      this.guard.core.limits.attributeValue
    );
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
    this.guard.refuse(
      done,
      "attributes_too_large",
      "too many attributes, or too many bytes in all; nothing was changed",
      ""
    );
    return false;
  }
  changeOwn(how, rows, keys, done) {
    if (!this.guard.mayCall(done) || !this.guard.within(this.guard.core.limits.userWrite, done))
      return;
    const w = this.guard.core.own.nextChange();
    const frame = { t: "setattrs", w, how };
    this.guard.core.own.asked();
    this.change(frame, how, rows, keys, (reply) => {
      this.guard.core.own.answered(w, how, rows, keys, isGood(reply), textOf(reply, "why"));
      this.guard.pageEvents.answer(done, plain(reply));
    });
  }
  changeChannel(channel, how, rows, keys, notify, done) {
    if (!this.guard.mayCall(done) || !this.guard.within(this.guard.core.limits.channelWrite, done))
      return;
    const frame = {
      t: "setattrs",
      w: this.guard.core.own.nextChange(),
      how,
      ch: channel,
      notify: notify ? 1 : 0
    };
    this.change(frame, how, rows, keys, (reply) => {
      this.guard.pageEvents.answer(done, plain(reply));
    });
  }
  change(frame, how, rows, keys, answered) {
    if (how == "delete")
      frame["keys"] = keys;
    else if (how != "clear")
      frame["rows"] = rows;
    this.guard.core.requests.ask(frame, "", FIVE_SECONDS, answered);
  }
  read(frame, keys, window2, done) {
    if (keys != null) {
      const named = keys;
      if (!this.guard.fits(this.wrongAbout(named), done))
        return;
      frame["keys"] = named;
    }
    if (!this.guard.mayCall(done) || !this.guard.within(window2, done))
      return;
    this.guard.core.requests.ask(frame, "", FIVE_SECONDS, (reply) => {
      this.guard.pageEvents.answer(done, isGood(reply) ? this.readable(reply) : reply);
    });
  }
  readable(reply) {
    const answer = success();
    answer["rows"] = attributesOf(this.guard.ports.json, reply);
    return answer;
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
    // peer and channel messages together
    this.message = new SlidingWindow(RATE_MESSAGE_COUNT, RATE_MESSAGE_MS);
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
    const found = json.objectOf(limits["rates"]);
    if (found == null)
      return;
    const rates = found;
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
  tuneOne(json, rates, key, window2) {
    const found = json.arrayOf(rates[key]);
    if (found == null)
      return;
    const pair = found;
    if (pair.length < 2)
      return;
    const most = numberFrom(pair[0], -1);
    const ms = numberFrom(pair[1], -1);
    if (most >= 0 && ms > 0)
      window2.tune(most, ms);
  }
  // Joins of one and the same channel.
  rejoin(channel) {
    const found = this.rejoins.get(channel);
    if (found != null)
      return found;
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
  // For what somebody else may take so long: where this engine has stood still meanwhile,
  // he is given his time once more.
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
var CLOSE_LOGGED_OUT = 4200;
var CLOSE_REPLACED = 4201;
var CLOSE_KICKED = 4202;
var CLOSE_TOKEN_INVALID = 4203;
var CLOSE_TOKEN_EXPIRED = 4204;
var CLOSE_UNKNOWN_APP = 4205;
var CLOSE_NOT_AUTHORISED = 4206;
var CLOSE_BAD_USER = 4207;
var CLOSE_VERSION = 4304;
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
  constructor(name, dials, calls, login, pageState) {
    this.name = name;
    this.dials = dials;
    this.calls = calls;
    this.login = login;
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
  // '' when the server has taken it. Within the lease no resume is asked for a token,
  // so a welcome alone proves nothing (P-RESUME-6).
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
  stop(code, message) {
    this.code = code;
    this.message = message;
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
  new Row("not_allowed", "the platform forbids it", "allow this domain there, or use wss://", [
    "domain list",
    "CLEARTEXT",
    "-1022",
    "SecurityError",
    "ermission denied"
  ]),
  new Row("unknown_host", "the host is not known", "check the address", [
    "ENOTFOUND",
    "EAI_AGAIN",
    "resolve host",
    "-1003",
    "NAME_NOT"
  ]),
  new Row(
    "refused",
    "nothing listens there",
    "check host and port, and that the server listens beyond its own machine",
    ["REFUSED", "ailed to connect", "-1004"]
  ),
  new Row("no_network", "there is no route to it", "check the network of the device", [
    "UNREACH",
    "-1009",
    "DISCONNECTED",
    "unreachable",
    "No route"
  ]),
  new Row("redirect", "it redirects elsewhere", "use the address that it redirects to", ["http 3", "response: 3"]),
  new Row(
    "http_status",
    "it opened no socket",
    "check the path (/rtm), the origins, and that a proxy forwards Upgrade",
    ["http ", "response: ", "-1011"]
  ),
  new Row("tls", "TLS failed", "use ws:// for a server without it, else a trusted certificate", [
    "SSL",
    "TLS",
    "EPROTO",
    "ertificate",
    "CERT",
    "self-signed",
    "-120"
  ]),
  new Row("not_websocket", "no WebSocket server answered", "check the port, use wss:// if it speaks TLS", [
    "hang up",
    "Parse Error",
    "end of stream",
    "RESET",
    "reset",
    "-1005"
  ]),
  new Row("no_answer", "nobody answered", "check the address, and firewalls on the way", [
    "in time",
    "TIMEDOUT",
    "imed out",
    "imeout",
    "-1001"
  ])
];
var UNKNOWN = new Row(
  "unknown",
  "no connection was made",
  "check the address and the server (the developer tools of a browser say more)",
  []
);
var LOST = new Row("lost", "the link broke", "it reconnects by itself", []);
function rowOf(text2, otherwise) {
  for (let i = 0; i < ROWS2.length; i++) {
    const row = ROWS2[i];
    for (let j = 0; j < row.signs.length; j++) {
      if (text2.indexOf(row.signs[j]) >= 0)
        return row;
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
    const row = rowOf(detail, greeted ? LOST : UNKNOWN);
    this.row = row;
    this.detail = detail;
    if (greeted || this.told == row.why)
      return;
    this.told = row.why;
    this.ports.log.write("warn", "rtm: no link to " + this.reason(row) + "; " + this.action(row));
  }
  // Into an answer or an event, where there is one.
  put(into) {
    const row = this.row;
    if (row == null)
      return;
    const link = { why: row.why, detail: this.detail };
    into["link"] = link;
  }
  timeout(seconds) {
    const row = this.row;
    if (row == null)
      return failure(
        "timeout",
        "the server at " + shownAddress(this.url) + " did not answer within " + seconds + " s",
        "check the address and the network"
      );
    const answer = failure(
      "timeout",
      "no login within " + seconds + " s at " + this.reason(row),
      this.action(row)
    );
    this.put(answer);
    return answer;
  }
  reason(row) {
    return shownAddress(this.url) + ": " + row.happened;
  }
  action(row) {
    return this.detail.length > 0 ? row.look + " (" + this.detail + ")" : row.look;
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
function backoffMs(attempt, chance) {
  if (attempt <= 1)
    return SPREAD_MS * chance;
  let base = FIRST_MS;
  let i = 2;
  while (i < attempt && base < MOST_MS) {
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
  // In the background a platform may hold back or freeze timers and sockets: silence there proves nothing (P-LIFE-2).
  // The server's poke is answered all the same (P-LIFE-8).
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
    const hints = this.ports.json.objectOf(welcome["heartbeat"]);
    if (hints != null)
      this.heartbeat.tune(numberOf2(hints, "ping", PING_MS), numberOf2(hints, "silent", SILENT_MS));
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
  // The greeting was accepted: the next loss begins with short waits again. With the shortest if the link has lasted:
  // who is welcomed and thrown out, again and again, is no storm.
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
  // Another network: the old socket may be dead without knowing it, and one ping tells within the silence limit. What
  // is being dialled goes by the network of before, and may hang there.
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
    const out = new ObjectList();
    const seen = new TextSet();
    let i = zero + this.rows.length - 1;
    while (i >= 0) {
      const row = this.rows[i];
      const kind = textOf(row, "t");
      if (kind == "peers")
        row["states"] = this.unseen(row, seen);
      if (kind != "call" || seen.add(textOf(row, "from") + "/" + textOf(row, "i")))
        out.add(row);
      i = i - 1;
    }
    this.rows = [];
    return out.items;
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
  // Another link, or none. What was kept came over a link that never proved itself, and the next welcome tells how
  // things stand.
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
  ponged(pong) {
    const wasOpen = this.isOpen();
    this.answered = this.answered + 1;
    this.meter.answered();
    if (!wasOpen || this.isOpen())
      return;
    this.clock.set(numberOf2(pong, "now", 0));
    const rows = this.kept.release();
    const zero = 0;
    let i = zero + rows.length - 1;
    while (i >= 0) {
      this.believe(textOf(rows[i], "t"), rows[i]);
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
  follow(end, now) {
    if (!same(end, this.end))
      this.warned = false;
    this.end = end;
    this.endAt = this.clock.monotonic() + end - now;
    this.look();
  }
  // A renewal begins anew, even if the new token has the old end.
  // Until the server has seen it nobody knows when it ends.
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
    this.proof.begin(
      () => {
        this.onLinePing();
      },
      (kind, frame) => {
        owner.onFrame(kind, frame);
      }
    );
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
  // The stream on this link cannot be trusted any more (a hole, divergence):
  // come back from the cursors (P-RECORD-5, P-RECORD-6).
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
    const found = this.ports.json.parseObject(text2);
    if (found == null) {
      this.ports.log.write("warn", "rtm: a frame that is not a JSON object was ignored");
      return;
    }
    const frame = found;
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
  // A greeting that this engine has slept through is made anew; a link that was greeted is asked whether it still is
  // one (P-LIFE-9).
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
  onLineLost(code, reason, silent) {
    this.welcomeDue.clear();
    this.fault.happened(reason, this.greeted);
    this.greeted = false;
    this.proof.forget();
    this.meter.broken();
    const effective = this.words.codeOr(code);
    const rule = closeRule(effective);
    this.ports.log.write(
      "info",
      "rtm: link lost, code " + wholeText(effective) + (rule == "resume" ? "" : ", " + closeWhy(effective))
    );
    this.owner.onLinkLost();
    if (rule == "stop" || rule == "client") {
      this.stopped(effective, reason);
    } else {
      if (rule == "login")
        this.greeting.loseSession();
      if (this.row.name == "in")
        this.interrupted(silent);
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
  interrupted(silent) {
    if (silent > 0) {
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
  // P-TOKEN-4: the login is not over, and a new token brings it back. One that came while the old one was on its way is
  // shown at once.
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
    const row = this.timed(new Request(frame, subject, done), deadlineMs);
    this.rows.push(row);
    if (this.owner.canWrite())
      this.write(row);
  }
  // For a request that stands before those that wait, on this link and on later ones.
  askBefore(frame, deadlineMs, done) {
    const row = this.timed(new Request(frame, "", done), deadlineMs);
    const rows = this.rows;
    this.rows = [];
    this.rows.push(row);
    for (let i = 0; i < rows.length; i++) {
      const other = rows[i];
      this.rows.push(other);
    }
    if (this.owner.canWrite())
      this.write(row);
  }
  onReply(frame) {
    const id2 = numberOf2(frame, "id", 0);
    for (let i = 0; i < this.rows.length; i++) {
      const row = this.rows[i];
      if (row.id > 0 && same(row.id, id2)) {
        this.finish(row, this.answerOf(frame));
        return;
      }
    }
  }
  onLinkLost() {
    this.lastId = 0;
    for (let i = 0; i < this.rows.length; i++) {
      const row = this.rows[i];
      row.id = 0;
    }
  }
  // After the greeting: everything that it has not settled, in the order of the calls (P-ORDER-3).
  askAgain() {
    for (let i = 0; i < this.rows.length; i++) {
      const row = this.rows[i];
      if (row.id <= 0)
        this.write(row);
    }
  }
  isOpen(kind, subject) {
    for (let i = 0; i < this.rows.length; i++) {
      const row = this.rows[i];
      if (row.subject == subject && row.kind() == kind)
        return true;
    }
    return false;
  }
  // The greeting said what became of this join or leave.
  settle(kind, subject, result) {
    const rows = this.rows;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      if (row.subject == subject && row.kind() == kind)
        this.finish(row, result);
    }
  }
  // Every other one of this kind: these have their turn.
  settleOthers(kind, kept, result) {
    const rows = this.rows;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      if (!kept.has(row.subject) && row.kind() == kind)
        this.finish(row, result);
    }
  }
  // Takes back what nobody wants to be asked any more; nobody hears of it.
  withdraw(subject) {
    const rows = this.rows;
    this.rows = [];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      if (row.subject == subject)
        this.clock.cancel(row.timer);
      else
        this.rows.push(row);
    }
  }
  // Ends every open request with the same answer: logout, kick, release.
  end(result) {
    const rows = this.rows;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      this.finish(row, result);
    }
  }
  // For a request whose answer nobody waits for.
  nextId() {
    this.lastId = this.lastId + 1;
    return this.lastId;
  }
  timed(row, deadlineMs) {
    row.timer = this.clock.after(deadlineMs, () => {
      this.finish(row, failure("timeout", "no answer from the server in time", ""));
    });
    return row;
  }
  write(row) {
    row.id = this.nextId();
    row.frame["id"] = row.id;
    this.owner.writeFrame(row.frame);
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
  finish(row, result) {
    const rows = this.rows;
    this.rows = [];
    let found = false;
    for (let i = 0; i < rows.length; i++) {
      const other = rows[i];
      if (same(other.timer, row.timer)) {
        found = true;
      } else {
        this.rows.push(other);
      }
    }
    if (!found)
      return;
    this.clock.cancel(row.timer);
    row.done(result);
  }
};

// uni_modules/rtm/utssdk/common/protocol/frames.uts
function withPayload(header, payload) {
  const zero = 0;
  const end = zero + header.length - 1;
  return header.substring(0, end) + "," + payload.substring(1);
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
    const row = new SendRow(n, header, text2, done);
    row.timer = this.clock.after(OUTCOME_MS, () => {
      this.expire(row);
    });
    this.rows.push(row);
    this.flush();
  }
  // Their outcome is not known yet.
  waiting() {
    const zero = 0;
    return zero + this.rows.length;
  }
  // The channels whose messages among them may be written again (P-SEND-9).
  publishing() {
    const out = new TextSet();
    for (let i = 0; i < this.rows.length; i++) {
      const row = this.rows[i];
      if (!row.answered)
        out.add(textOf(row.header, "ch"));
    }
    return out;
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
  // What the server may forget, on a frame that goes out anyway (P-SEND-11): a ping tells all, the rest when it is
  // worth the bytes.
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
      const row = this.rows[i];
      if (!row.written)
        this.write(row);
    }
  }
  onOut(frame) {
    const n = numberOf2(frame, "n", 0);
    for (let i = 0; i < this.rows.length; i++) {
      const row = this.rows[i];
      if (same(row.n, n)) {
        this.remove(row);
        this.settle(row, frame);
        return;
      }
    }
  }
  onWelcome(welcome, fresh) {
    const rows = this.rows;
    const taken = numberOf2(welcome, "taken", 0);
    if (fresh <= 0) {
      const outcomes = objectsOf(this.json, welcome, "outcomes");
      for (let i = 0; i < outcomes.length; i++)
        this.onOut(outcomes[i]);
    }
    for (let j = 0; j < rows.length; j++) {
      const row = rows[j];
      if (row.written && this.has(row)) {
        if (fresh > 0) {
          this.remove(row);
          this.settle(row, { outcome: "unknown" });
        } else if (row.n > taken && row.answered) {
          this.remove(row);
          this.settle(row, { outcome: "not_sent" });
        } else if (row.n > taken || row.answered) {
          row.written = false;
        }
      }
    }
  }
  // Logout, kick, release: nothing of these will be heard again.
  end() {
    const rows = this.rows;
    this.rows = [];
    this.late = 0;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      this.clock.cancel(row.timer);
      if (!row.answered)
        this.answerTimeout(row, row.written ? "unknown" : "not_sent", "the session ended before an outcome was known");
    }
  }
  write(row) {
    row.written = true;
    if (row.n > this.writtenTo) {
      this.writtenTo = row.n;
      this.given = this.given + 1;
    }
    this.rideOften(row.header);
    const payload = { p: row.text };
    this.owner.writeText(withPayload(this.json.stringify(row.header), this.json.stringify(payload)));
  }
  expire(row) {
    if (!row.written) {
      this.remove(row);
      this.answerTimeout(row, "not_sent", "not sent within 10 s: there is no connection");
      return;
    }
    row.answered = true;
    this.late = this.late + 1;
    this.answerTimeout(row, "open", "no outcome within 10 s; the message arrives once or not at all");
    if (this.late > MAX_LATE)
      this.forgetOldestLate();
  }
  // One refusal for three outcomes: not_sent (certainly), open (a late outcome follows), unknown (and stays so).
  answerTimeout(row, outcome, message) {
    const result = failure("timeout", message, "");
    result["outcome"] = outcome;
    result["n"] = row.n;
    this.owner.answer(row.done, result);
  }
  settle(row, frame) {
    this.clock.cancel(row.timer);
    const outcome = textOf(frame, "outcome");
    if (row.answered) {
      this.late = this.late - 1;
      const event = {
        event: "outcome",
        n: row.n,
        outcome,
        why: textOf(frame, "why"),
        id: textOf(frame, "i")
      };
      this.owner.onLateOutcome(event);
      return;
    }
    if (outcome == "taken" || outcome == "received" || outcome == "stored") {
      const good = { ok: 1, outcome, id: textOf(frame, "i"), n: row.n };
      this.owner.answer(row.done, good);
      return;
    }
    this.owner.answer(row.done, this.bad(row, outcome, frame));
  }
  bad(row, outcome, frame) {
    let why = textOf(frame, "why");
    let message = textOf(frame, "message");
    if (outcome == "offline") {
      why = "offline";
      message = "the receiver is offline; the message was not delivered";
    } else if (outcome == "unknown") {
      why = "timeout";
      message = "the outcome can no longer be known; the message arrived once or not at all";
    }
    const result = failure(why, message, "");
    result["outcome"] = outcome;
    result["n"] = row.n;
    const wait = numberOf2(frame, "retryAfterMs", 0);
    if (wait > 0)
      result["retryAfterMs"] = wait;
    return result;
  }
  has(row) {
    for (let i = 0; i < this.rows.length; i++) {
      const other = this.rows[i];
      if (same(other.n, row.n))
        return true;
    }
    return false;
  }
  remove(row) {
    const rows = this.rows;
    this.rows = [];
    for (let i = 0; i < rows.length; i++) {
      const other = rows[i];
      if (!same(other.n, row.n))
        this.rows.push(other);
    }
  }
  forgetOldestLate() {
    for (let i = 0; i < this.rows.length; i++) {
      const row = this.rows[i];
      if (row.answered) {
        this.late = this.late - 1;
        this.remove(row);
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
  // Something before this gap is missing and not told by it (P-RECORD-6).
  // A gap of unknown size names no first offset (P-GAP-2).
  isBehindGap(gap) {
    return numberOf2(gap, "count", -1) >= 0 && !this.reaches(numberOf2(gap, "from", 0));
  }
  // Told already (P-GAP-4).
  isOldGap(gap) {
    return numberOf2(gap, "count", -1) >= 0 && numberOf2(gap, "to", 0) <= this.offset;
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
    const rows = this.own;
    this.own = [];
    for (let i = 0; i < rows.length; i++) {
      const place = rows[i];
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
    const row = { e: this.cursor.epoch, o: this.cursor.offset, i: this.cursor.id, h: this.namedHandled };
    return row;
  }
  onWelcome(welcome) {
    const found = this.json.objectOf(welcome["inbox"]);
    if (found == null)
      return;
    const place = found;
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
    const gap = this.json.objectOf(place["gap"]);
    if (gap != null)
      this.tellGap(gap);
  }
  // The session is over; the ids are kept, so that what the page has seen is not shown
  // twice when the same user comes back.
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
  // Never above what was received: a page may finish with messages of an earlier session that this one is still to be
  // given again.
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
  answered(w, how, rows, keys, good, why) {
    this.open = this.open - 1;
    if (good) {
      this.stands = w;
      this.apply(how, rows, keys);
    } else if (why == "timeout")
      this.doubtful = true;
    this.settle();
  }
  // own: the last change that the server still has. One before ours: it has lost them, and changes that wait are asked
  // again after these.
  onWelcome(own2) {
    if (own2 >= this.stands) {
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
  apply(how, rows, keys) {
    const before = this.rows.items;
    const over = new TextSet();
    for (let i = 0; i < keys.length; i++)
      over.add(keys[i]);
    for (let j = 0; j < rows.length; j++)
      over.add(textOf(rows[j], "k"));
    this.rows = new ObjectList();
    if (how == "merge" || how == "delete") {
      for (let k = 0; k < before.length; k++) {
        if (!over.has(textOf(before[k], "k")))
          this.rows.add(before[k]);
      }
    }
    for (let n = 0; n < rows.length; n++)
      this.rows.add(rows[n]);
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
    const row = {
      ch: this.id,
      e: this.cursor.epoch,
      o: this.cursor.offset,
      i: this.cursor.id,
      j: this.number,
      v: this.knownVersion(),
      mode: "full"
    };
    if (this.notice > 0)
      row["n"] = this.notice;
    return row;
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
    const out = new TextList();
    for (let i = 0; i < all.length; i++) {
      const user = all[i];
      if (!this.members.has(user))
        out.add(user);
    }
    return out.items;
  }
  // The known members that the snapshot does not have.
  goneFrom(all) {
    const now = textSet(all);
    const out = new TextList();
    this.members.forEach((mark, user) => {
      if (!now.has(user))
        out.add(user);
    });
    return out.items;
  }
  replaceMembers(all) {
    this.members = textSet(all);
    this.known = true;
  }
};
function textSet(list) {
  const set = new TextSet();
  for (let i = 0; i < list.length; i++)
    set.add(list[i]);
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
    const out = new TextList();
    this.rows.forEach((stay, id2) => {
      out.add(id2);
    });
    return out.items;
  }
  hello(publishing) {
    const out = new ObjectList();
    this.rows.forEach((stay, id2) => {
      if (stay.number > 0 && publishing.has(id2))
        out.add(stay.hello());
    });
    return out;
  }
  // The server knows.
  forget(id2) {
    this.rows.delete(id2);
  }
  // The server knows of all others.
  keep(ids2) {
    const rows = this.rows;
    this.rows = /* @__PURE__ */ new Map();
    rows.forEach((stay, id2) => {
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
      const row = this.rows[i];
      if (row.id == id2)
        return row;
    }
    return null;
  }
  isJoined(id2) {
    const row = this.find(id2);
    return row != null && row.joined;
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
    const rows = this.rows;
    this.rows = [];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      if (row.id != id2)
        this.rows.push(row);
    }
  }
  clear() {
    this.rows = [];
    const none = new TextSet();
    this.leaves.keep(none);
  }
  leave(id2) {
    const row = this.find(id2);
    if (row != null && row.joined)
      this.leaves.addStay(row);
    else
      this.leaves.add(id2);
    this.drop(id2);
  }
  // The server counts us in although we left, and what is wanted now has not been asked for yet.
  mustLeave(id2) {
    const row = this.find(id2);
    return row == null || !row.joined && this.leaves.has(id2);
  }
  // What follows a leave is asked for when that has come to the server, which may know of the old join, or have no
  // place for another (P-CHANNEL-5).
  hello() {
    const out = this.leaves.hello(this.owner.publishing());
    const following = out.items.length > 0;
    for (let i = 0; i < this.rows.length; i++) {
      const row = this.rows[i];
      if (row.joined || !following && !this.leaves.has(row.id))
        out.add(row.hello());
    }
    return out.items;
  }
  // P-CHANNEL-1, P-WELCOME-4: the answer to a join, or a row of the welcome.
  joined(row, frame) {
    if (!row.joined)
      row.notice = numberOf2(frame, "n", 0);
    row.joined = true;
    this.leaves.forget(row.id);
    if (textOf(frame, "e") != row.cursor.epoch)
      row.version = 0;
    row.alias = numberOf2(frame, "a", 0);
    row.cursor.start(textOf(frame, "e"), numberOf2(frame, "o", 0));
    row.count = numberOf2(frame, "count", 0);
  }
  // Order at a join: the answer, then the count (A-CHANNEL-2, P-CHANNEL-1).
  tellCount(row) {
    if (same(row.count, row.toldCount))
      return;
    row.toldCount = row.count;
    const event = { event: "memberCount", channel: row.id, count: row.count };
    this.owner.emit(event);
  }
  onTaken(frame) {
    const row = this.byAlias(numberOf2(frame, "a", 0));
    if (row != null)
      row.cursor.placeOwn(numberOf2(frame, "o", 0), textOf(frame, "i"));
  }
  onRecord(frame) {
    const row = this.byAlias(numberOf2(frame, "a", 0));
    if (row == null)
      return;
    const channel = row;
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
    const event = {
      event: "channelMessage",
      channel: channel.id,
      from: textOf(frame, "f"),
      id: id2,
      time: numberOf2(frame, "ts", 0),
      text: textOf(frame, "p")
    };
    this.owner.emit(event);
  }
  onSkip(frame) {
    const row = this.byAlias(numberOf2(frame, "a", 0));
    if (row == null)
      return;
    const channel = row;
    if (!channel.cursor.reaches(numberOf2(frame, "from", 0))) {
      this.owner.resync("channel stream: hole before a skip");
      return;
    }
    channel.cursor.jump(numberOf2(frame, "to", 0));
  }
  onGap(frame) {
    const row = this.byAlias(numberOf2(frame, "a", 0));
    if (row == null)
      return;
    const channel = row;
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
    const row = this.byAlias(numberOf2(frame, "a", 0));
    if (row == null)
      return;
    const channel = row;
    channel.notice = numberOf2(frame, "n", 0);
    const event = { event: "attributes", channel: channel.id, rows: attributesOf(this.json, frame) };
    this.owner.emit(event);
  }
  // P-GAP-5: the row of a welcome that moves the cursor says what was lost on the way.
  greetedGap(channel, entry) {
    const gap = this.json.objectOf(entry["gap"]);
    if (gap != null)
      this.tellMissed(channel, gap);
  }
  tellMissed(channel, frame) {
    const missed = numberOf2(frame, "count", -1);
    if (same(missed, 0))
      return;
    this.owner.emit(missedEvent(channel.id, "", missed, textOf(frame, "why")));
  }
  // Delta, snapshot or count only; each may come at any time (P-MEMBER-1, A-CHANNEL-9).
  onMembers(frame) {
    const row = this.byAlias(numberOf2(frame, "a", 0));
    if (row == null)
      return;
    const channel = row;
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
  // Also the first one after a time of counts only: what was known before it is out of date, and set right here
  // (P-MEMBER-3, P-MEMBER-5).
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
      const row = this.rows[i];
      if (row.joined && same(row.alias, alias))
        return row;
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
    const out = new TextList();
    for (let i = 0; i < this.rows.length; i++) {
      const row = this.rows[i];
      out.add(row.user);
    }
    return out.items;
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
    const found = this.take(id2);
    if (found == null)
      return;
    const asked = found;
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
  // A-PRESENCE-4. At once: what the server still says of them is nothing any more,
  // and the next greeting does not name them.
  unwatch(users) {
    for (let i = 0; i < users.length; i++) {
      this.byUser.delete(users[i]);
      for (let j = 0; j < this.asking.length; j++) {
        const one = this.asking[j];
        one.drop(users[i]);
      }
    }
    const rows = this.rows;
    this.rows = [];
    for (let k = 0; k < rows.length; k++) {
      const row = rows[k];
      if (this.byUser.has(row.user))
        this.rows.push(row);
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
  // What changed while the link was away, in one event (A-PRESENCE-4, A-PRESENCE-6). Those without a place are more
  // than the server allows now.
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
    const rows = objectsOf(this.json, frame, "states");
    const told = new ObjectList();
    for (let i = 0; i < rows.length; i++)
      this.note(told, textOf(rows[i], "u"), textOf(rows[i], "s"));
    this.emit(told);
  }
  note(told, user, state) {
    const found = this.byUser.get(user);
    if (found == null)
      return;
    const row = found;
    if (row.state != wordOf(state))
      told.add(this.tell(row, state));
  }
  tell(row, state) {
    row.state = wordOf(state);
    const out = { user: row.user, state: row.state };
    return out;
  }
  emit(told) {
    if (told.items.length <= 0)
      return;
    const event = { event: "peers", states: told.items };
    this.owner.emit(event);
  }
  rowOf(user) {
    const found = this.byUser.get(user);
    if (found != null)
      return found;
    const made = new Peer(user);
    this.byUser.set(user, made);
    this.rows.push(made);
    return made;
  }
  take(id2) {
    let found = null;
    const asking = this.asking;
    this.asking = [];
    for (let i = 0; i < asking.length; i++) {
      const one = asking[i];
      if (same(one.id, id2))
        found = one;
      else
        this.asking.push(one);
    }
    return found;
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
  invite(row, done) {
    row.written = this.owner.canWrite();
    const frame = { t: "invite", i: row.id, to: row.to, ch: row.channel, content: row.content };
    this.owner.askFor(row.inviteSubject(), frame, CALL_SENT_MS + SHADOW_MS, done);
  }
  ask(row, what, text2, busy, done) {
    const frame = { t: "call", i: row.id, of: row.from, do: what, text: text2 };
    if (busy)
      frame["busy"] = 1;
    this.owner.askFor(row.subject(), frame, ACT_MS, done);
  }
  seen(from, id2) {
    const frame = { t: "call", i: id2, of: from, do: "seen", text: "" };
    this.owner.askFor("", frame, SEEN_MS, (reply) => {
    });
  }
  // The server has it: repeated after the end it would be a new one.
  isInvited(row) {
    this.owner.withdraw(row.inviteSubject());
  }
  takeBack(row) {
    this.owner.withdraw(row.subject());
  }
  // Over here, and not at the server as far as we know. It stands before whatever the page asks for next: a new
  // invitation to the same user is not the second one there.
  callOff(row, text2) {
    this.isInvited(row);
    this.takeBack(row);
    if (!row.written && !row.known)
      return;
    row.leaving = true;
    this.ask(row, "cancel", text2, false, (reply) => {
      row.leaving = false;
    });
  }
};

// uni_modules/rtm/utssdk/common/invitation/invitation.uts
var Invitation = class {
  constructor(id2, from, to, isLocal, own2, channel, content) {
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
    this.own = own2;
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
    const answer = state == "elsewhere" ? this.state : "";
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
      answer
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
    const rows = this.rows;
    this.rows = [];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      if (row.id != id2)
        this.rows.push(row);
    }
  }
  // What was kept, in its order; from now on nothing is.
  open() {
    const out = new ObjectList();
    for (let i = 0; i < this.rows.length; i++)
      out.add(this.rows[i].event);
    this.rows = [];
    this.wanted = true;
    return out.items;
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
  add(row) {
    this.rows.push(row);
  }
  all() {
    return this.rows;
  }
  // The newest one with this peer, or the one of this id with him.
  find(isLocal, peer, id2) {
    const zero = 0;
    let i = zero + this.rows.length - 1;
    while (i >= 0) {
      const row = this.rows[i];
      if (row.isLocal == isLocal && row.peer() == peer && (id2.length <= 0 || row.id == id2))
        return row;
      i = i - 1;
    }
    return null;
  }
  // Those of this caller that run.
  running() {
    let count = 0;
    for (let i = 0; i < this.rows.length; i++) {
      const row = this.rows[i];
      if (row.own && !row.isOver())
        count = count + 1;
    }
    return count;
  }
  named(from, id2) {
    for (let i = 0; i < this.rows.length; i++) {
      const row = this.rows[i];
      if (row.isNamed(from, id2))
        return row;
    }
    return null;
  }
  // Those that run, and that the server knows of, as a greeting names them (P-HELLO-13).
  hello() {
    const list = new ObjectList();
    for (let i = 0; i < this.rows.length; i++) {
      const row = this.rows[i];
      if (!row.isOver() && row.known) {
        const one = { i: row.id, of: row.from, v: row.version };
        list.add(one);
      }
    }
    return list.items;
  }
  clear() {
    this.rows = [];
  }
  // At the end of a session: what rings for this user comes again at his next login, as if it were new.
  dropRinging() {
    const rows = this.rows;
    this.rows = [];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      if (row.isLocal || isEnded(row.state))
        this.rows.push(row);
    }
  }
  // One has ended: the oldest of too many goes. Not one of which the server may still tell something: it would be news.
  tidy() {
    if (this.ended() <= MAX_ENDED)
      return;
    const rows = this.rows;
    let dropped = false;
    this.rows = [];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      if (!dropped && row.isOver() && !row.leaving)
        dropped = true;
      else
        this.rows.push(row);
    }
  }
  ended() {
    let count = 0;
    for (let i = 0; i < this.rows.length; i++) {
      const row = this.rows[i];
      if (row.isOver())
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
    const row = new Invitation(id2, this.owner.userId(), to, true, true, channel, content);
    this.list.add(row);
    this.asking.invite(row, (reply) => {
      this.invited(row, reply);
    });
    this.watch(row, CALL_SENT_MS + CALL_RING_MS + SHADOW_MS);
    return id2;
  }
  // It is over here at once: no later call finds it, and nothing that comes of it is told (P-CALL-14). What the server
  // is asked goes out before every later call; an accept that was faster is not confirmed, so it ends there, too.
  cancel(row, content) {
    if (lengthOf(content) > 0)
      row.content = content;
    row.asked = "cancel";
    this.asking.callOff(row, content);
    this.over(row, "cancelled");
  }
  accept(row, response) {
    this.act(row, "accept", response, false);
  }
  refuse(row, response, busy) {
    this.act(row, "refuse", response, busy);
  }
  // For an invitation that could not even begin (A-INVITE-8).
  failAtOnce(to, channel, content) {
    const row = new Invitation("", this.owner.userId(), to, true, true, channel, content);
    row.why = "not_logged_in";
    this.tell(row, "failed");
  }
  // What runs, and the server knows of: it answers about those that it has forgotten (P-CALL-8).
  hello() {
    return this.list.hello();
  }
  // Everything that was asked and not answered is about to be asked again.
  onWelcome() {
    const rows = this.list.all();
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      row.written = true;
      if (row.left)
        this.asking.callOff(row, "");
      row.left = false;
    }
  }
  onView(view) {
    const from = textOf(view, "from");
    const id2 = textOf(view, "i");
    const state = textOf(view, "state");
    const found = this.list.named(from, id2);
    if (found == null) {
      if (isEnded(state))
        this.asking.seen(from, id2);
      else
        this.hearOf(view, from, id2);
      return;
    }
    const row = found;
    if (state == "unknown") {
      if (!row.isOver())
        this.lost(row);
      return;
    }
    if (row.isOver())
      this.afterTheEnd(row, state);
    else if (numberOf2(view, "v", 0) > row.version)
      this.moveOn(row, view);
    else
      this.ring(row, state);
  }
  // Logout, replaced, kicked, released. What this user was sent comes again at his next login,
  // if it runs then (A-INVITE-12).
  end() {
    const rows = this.list.all();
    this.list.dropRinging();
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      this.unwatch(row);
      this.keeping.drop(row.id);
      if (row.own && !isEnded(row.state) && (row.written || row.known) && (row.leaving || !row.isOver()))
        row.left = true;
      row.leaving = false;
      row.pageState = "over";
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
    const row = new Invitation(
      id2,
      from,
      textOf(view, "to"),
      isLocal,
      false,
      textOf(view, "ch"),
      textOf(view, "content")
    );
    this.list.add(row);
    this.moveOn(row, view);
  }
  moveOn(row, view) {
    const before = row.state;
    const first = !row.known;
    row.take(view);
    if (first && row.own)
      this.asking.isInvited(row);
    const mine = row.by == this.owner.loginName();
    const words = row.isLocal ? tellCaller(row.state, row.why, row.pageState) : tellCallee(row.state, row.why, row.pageState, mine);
    for (let i = 0; i < words.length; i++) {
      if (isOverWord(words[i]))
        this.over(row, words[i]);
      else
        this.received(row);
    }
    if (isEnded(row.state)) {
      if (!row.isOver())
        this.over(row, "");
      this.asking.seen(row.from, row.id);
      return;
    }
    if (first || before != row.state)
      this.ring(row, row.state);
    if (row.isOver())
      return;
    if (row.isLocal)
      this.confirm(row);
    else if (row.pageState != "received")
      this.over(row, "");
  }
  // The callee's engine acknowledges by itself, whether the page listens or not (P-CALL-7).
  ring(row, state) {
    if (!row.isLocal && state == "sent")
      this.asking.ask(row, "ring", "", false, (reply) => {
      });
  }
  // The caller's engine confirms by itself, unless its page has cancelled meanwhile (P-CALL-7).
  confirm(row) {
    if (row.state != "answering" || !row.own || row.asked.length > 0)
      return;
    this.act(row, "confirm", "", false);
  }
  act(row, what, text2, busy) {
    row.asked = what;
    row.written = this.owner.canWrite();
    this.asking.ask(row, what, text2, busy, (reply) => {
      this.acted(row, what, busy, reply);
    });
  }
  acted(row, what, busy, reply) {
    if (row.isOver())
      return;
    if (isGood(reply)) {
      if (busy) {
        row.why = "busy";
        this.over(row, "refused");
      }
      return;
    }
    const why = textOf(reply, "why");
    if (why == "unknown_invitation") {
      this.lost(row);
    } else if (why != "invitation_ended" && why != "invitation_accepted" && row.asked == what) {
      row.asked = "";
      this.confirm(row);
    }
  }
  invited(row, reply) {
    if (row.isOver() || row.known)
      return;
    if (isGood(reply)) {
      row.known = true;
      return;
    }
    const why = textOf(reply, "why");
    row.why = why == "timeout" ? "silent" : why;
    if (why == "timeout")
      this.asking.callOff(row, "");
    this.over(row, "failed");
  }
  // The page has ended it, or this engine by itself, because the server was not heard for too long,
  // or for this session only.
  afterTheEnd(row, state) {
    if (isEnded(state)) {
      row.state = state;
      this.asking.seen(row.from, row.id);
    } else if ((row.own || row.asked == "cancel") && !row.leaving) {
      row.known = true;
      this.asking.callOff(row, "");
    }
  }
  lost(row) {
    row.state = "unknown";
    row.why = "unknown";
    this.over(row, "failed");
  }
  received(row) {
    row.pageState = "received";
    this.watch(row, CALL_RING_MS + SHADOW_MS);
    this.tell(row, "received");
  }
  over(row, word) {
    row.pageState = "over";
    this.unwatch(row);
    if (lengthOf(word) > 0)
      this.tell(row, word);
    else
      this.keeping.drop(row.id);
    this.list.tidy();
  }
  tell(row, word) {
    const event = row.event(word);
    if (this.keeping.isOpen())
      this.owner.emit(event);
    else if (isOverWord(word))
      this.keeping.drop(row.id);
    else
      this.keeping.keep(row.id, event);
  }
  watch(row, ms) {
    this.unwatch(row);
    row.timer = this.clock.after(ms, () => {
      this.late(row);
    });
  }
  unwatch(row) {
    if (row.timer > 0)
      this.clock.cancel(row.timer);
    row.timer = 0;
  }
  // The server can be heard: then it says when. What was confirmed or accepted may be decided already: only the server
  // knows (P-CALL-10).
  late(row) {
    row.timer = 0;
    if (row.isOver())
      return;
    if (this.owner.canWrite()) {
      this.watch(row, SHADOW_MS);
      return;
    }
    if (row.asked == "confirm" || row.asked == "accept" && row.written)
      return;
    row.why = "expired";
    if (row.own)
      this.asking.callOff(row, "");
    else
      this.asking.takeBack(row);
    this.over(row, "failed");
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
    const rows = objectsOf(this.json, welcome, "channels");
    const leaving = new TextSet();
    for (let i = 0; i < rows.length; i++) {
      const id2 = textOf(rows[i], "ch");
      if (!this.channels.mustLeave(id2))
        this.greeted(rows[i]);
      else if (textOf(rows[i], "no").length <= 0)
        leaving.add(id2);
    }
    this.channels.leaves.keep(leaving);
    this.requests.settleOthers("leave", leaving, success());
  }
  // The greeting still named these, because they were left after it or had something to be sent:
  // that is written by now (P-CHANNEL-6).
  afterSends() {
    const ids2 = this.channels.leaves.ids();
    for (let i = 0; i < ids2.length; i++) {
      if (!this.requests.isOpen("leave", ids2[i]))
        this.askToLeave(ids2[i], (ignored) => {
        });
    }
  }
  joinAnswered(id2, reply, done) {
    const found = this.channels.find(id2);
    if (!isGood(reply) && found != null && !found.joined)
      this.giveUp(id2, reply);
    this.pageEvents.answer(done, plain(reply));
    if (!isGood(reply) || found == null)
      return;
    const row = found;
    if (!row.joined)
      this.channels.joined(row, reply);
    this.channels.tellCount(row);
  }
  // A join that got no answer in time may still be carried out by the server: the channel is left, so that both sides
  // agree again.
  giveUp(id2, reply) {
    this.channels.drop(id2);
    if (textOf(reply, "why") != "timeout")
      return;
    this.askToLeave(id2, (ignored) => {
    });
  }
  greeted(entry) {
    const id2 = textOf(entry, "ch");
    const found = this.channels.find(id2);
    if (found == null)
      return;
    const row = found;
    const no = textOf(entry, "no");
    if (no.length > 0) {
      const lost = row.joined;
      this.channels.drop(id2);
      this.requests.settle("join", id2, failure(no, "the server refused the channel", ""));
      if (lost)
        this.pageEvents.emit({ event: "channelLost", channel: id2, reason: no });
      return;
    }
    const fresh = !row.joined;
    this.channels.joined(row, entry);
    const inStep = same(numberOf2(entry, "v", 0), row.knownVersion());
    this.channels.greetedGap(row, entry);
    if (fresh)
      this.requests.settle("join", id2, success());
    else if (inStep)
      this.channels.tellCount(row);
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
    const watch = this.watched.hello();
    if (watch.length > 0)
      hello["watch"] = watch;
    const calls = this.invitations.hello();
    if (calls.length > 0)
      hello["calls"] = calls;
  }
  fillPing(ping) {
    this.inbox.piggyback(ping);
    this.outbox.piggyback(ping, 1);
  }
  // news: 0 for a change that a façade with fewer states does not tell (a short interruption).
  onState(row, reason) {
    const news = row.pageState == this.pageState ? 0 : 1;
    this.pageState = row.pageState;
    const event = {
      event: "state",
      state: row.name,
      pageState: row.pageState,
      reason,
      news
    };
    this.session.fault.put(event);
    this.ports.log.write("info", "rtm: " + row.name + ", " + reason);
    this.emit(event);
    if (row.name == "returning")
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
  restore(w, rows) {
    const frame = { t: "setattrs", w, how: "restore", rows };
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
  // In RECONNECTING calls wait for their deadline; in ABORTED they time out at once (A-CALL-9). A-CALL-5: before login
  // and after logout there is nobody to ask.
  mayCall(done) {
    const row = this.core.session.state();
    if (row.calls == "run")
      return true;
    if (row.calls == "timeout")
      this.refuse(done, "timeout", "the connection has ended for good", "call logout and login again");
    else
      this.refuse(done, "not_logged_in", "not logged in", "call login and wait for its answer");
    return false;
  }
  // What is carried out as soon as there is a link, however long that takes.
  mayQueue(done) {
    const row = this.core.session.state();
    return row.pageState == "reconnecting" || this.mayCall(done);
  }
  within(window2, done) {
    const wait = window2.take(this.ports.clock.monotonic());
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
    const found = this.all().find(true, callee, "");
    if (found != null && !found.isOver()) {
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
    const found = this.named(true, "calleeId", callee, content, id2, done);
    if (found == null)
      return;
    const row = found;
    if (row.isOver() || row.asked == "confirm") {
      this.guard.refuse(done, "invitation_ended", "this invitation has ended, or was accepted", "");
      return;
    }
    this.all().cancel(row, content);
    this.good(done, row.id);
  }
  accept(caller, response, id2, done) {
    const found = this.named(false, "callerId", caller, response, id2, done);
    if (found == null)
      return;
    const row = found;
    if (row.state == "answering" || row.state == "accepted") {
      this.accepted(done);
    } else if (row.isOver() || row.asked == "refuse") {
      this.ended(done);
    } else if (row.asked == "accept") {
      this.accepted(done);
    } else {
      this.all().accept(row, response);
      this.good(done, row.id);
    }
  }
  refuse(caller, response, busy, id2, done) {
    const found = this.named(false, "callerId", caller, response, id2, done);
    if (found == null)
      return;
    const row = found;
    if (row.isOver() || row.asked == "refuse") {
      this.ended(done);
    } else if (row.asked == "accept" || row.state == "answering") {
      this.accepted(done);
    } else {
      this.all().refuse(row, response, busy);
      this.good(done, row.id);
    }
  }
  named(isLocal, name, peer, text2, id2, done) {
    let wrong3 = checkId(name, peer);
    if (wrong3.length <= 0)
      wrong3 = checkText(text2, this.guard.core.limits.invitation);
    if (!this.guard.fits(wrong3, done) || !this.guard.mayQueue(done))
      return null;
    const found = this.all().find(isLocal, peer, id2);
    if (found == null)
      this.guard.refuse(done, "unknown_invitation", "there is no such invitation", "");
    return found;
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
    const answer = success();
    answer["invitationId"] = id2;
    this.guard.pageEvents.answer(done, answer);
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
  // A-PRESENCE-3: the answer first, then an event with the states of all these users. During a break it waits for the
  // link, until its deadline.
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
    const answer = success();
    answer["users"] = this.guard.core.watched.users();
    this.guard.pageEvents.answer(done, answer);
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
    this.guard.refuse(
      done,
      "too_many_watched",
      "too many users to subscribe to, in one call or altogether",
      "unsubscribe from some first"
    );
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
  const out = new TextList();
  for (let i = 0; i < ids2.length; i++) {
    if (seen.add(ids2[i]))
      out.add(ids2[i]);
  }
  return out.items;
}

// uni_modules/rtm/utssdk/common/engine/token-calls.uts
var TokenCalls = class {
  constructor(over) {
    this.guard = over;
  }
  renew(token, done) {
    if (!this.guard.fits(checkToken(token), done))
      return;
    const row = this.guard.core.session.state();
    if (row.calls == "not_logged_in") {
      this.guard.refuse(done, "not_logged_in", "not logged in", "call login with the new token");
      return;
    }
    if (!this.guard.within(this.guard.core.limits.renew, done))
      return;
    if (row.pageState == "aborted") {
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
    // The generation of a login of this user that nobody is there for any more,
    // and which this client continues; 0 for none.
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
      this.guard.refuse(
        done,
        "no_server",
        "no server address",
        'call setParameters with {server: "ws://host:port/rtm"} before login'
      );
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
    const row = this.core.session.state();
    if (!row.dials && row.calls == "not_logged_in") {
      this.guard.refuse(done, "not_logged_in", "not logged in", "");
      return;
    }
    this.goodbye();
    this.pageEvents.answer(done, success());
  }
  // Release: as a logout, and then nothing more. The answer is the last thing that a page hears (A-INSTANCE-2).
  close(done) {
    const row = this.core.session.state();
    if (row.dials || row.calls != "not_logged_in")
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
    const again = this.core.limits.rejoin(id2).wait(now);
    if (again > 0) {
      const result = tooOften(again);
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
      this.guard.refuse(
        done,
        "too_many_channels",
        "already joined to as many channels as the limit allows",
        "leave one first"
      );
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
    const bye = { t: "bye", id: this.core.requests.nextId() };
    this.core.inbox.finish();
    this.core.inbox.piggyback(bye);
    this.core.session.logout(bye);
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
  // options: {"app": 32 characters, "server": "ws://…" or nothing for the default, "confirm": 1 where messages are
  // handled when `handled` says so}
  open(handle, options, done) {
    const found = this.ports.json.parseObject(options);
    if (handle.length <= 0 || found == null) {
      this.refuse(done, "invalid", "open needs a handle name, and options as a JSON object in text");
      return;
    }
    const app = textOf(found, "app");
    let server = textOf(found, "server");
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
      client.pageEvents.confirms(numberOf2(found, "confirm", 0) > 0);
      this.clients.set(handle, client);
      this.say(done, success());
    }
  }
  // A new listener replaces the old one. Events of a handle that is not open do not exist. Every event names its
  // handle: where JavaScript has begun again, the function that is called may be another one than was given.
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
    const found = this.ports.json.parseObject(args);
    if (client == null) {
      this.refuse(done, "not_initialised", "this handle is not open");
    } else if (found == null) {
      this.refuse(done, "invalid", "arguments must be a JSON object in text");
    } else {
      this.run(client, method, found, done);
    }
  }
  close(handle, done) {
    const client = this.clients.get(handle);
    if (client == null) {
      this.refuse(done, "not_initialised", "this handle is not open");
    } else {
      this.clients.delete(handle);
      client.close((answer) => {
        done(this.ports.json.stringify(answer));
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
    const done = (answer) => {
      textDone(this.ports.json.stringify(answer));
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
  say(done, answer) {
    const text2 = this.ports.json.stringify(answer);
    this.ports.executor.deliver(() => {
      done(text2);
    });
  }
};

// sdk/engine/engine-over.ts
var quiet = (log) => ({
  write: (level, text2) => {
    if (level !== "info")
      log.write(level, text2);
  }
});
function engineOver(ports) {
  ports.log = quiet(ports.log);
  const handles = new Handles(ports);
  let watching = false;
  const run = (task) => {
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
      run(() => {
        handles.open(handle, options, done);
      });
    },
    call: (handle, method, args, done) => {
      run(() => {
        handles.call(handle, method, args, done);
      });
    },
    listen: (handle, listener) => {
      run(() => {
        handles.listen(handle, listener);
      });
    },
    close: (handle, done) => {
      run(() => {
        handles.close(handle, done);
      });
    }
  };
}

// sdk/web.ts
var own = null;
function createRtmClient(options) {
  var _a;
  return clientOn(options, (_a = options == null ? void 0 : options.engine) != null ? _a : engineFor(options == null ? void 0 : options.WebSocket));
}
function engineFor(Socket) {
  if (Socket !== void 0)
    return engineOver(portsOver((url) => new Socket(url)));
  own != null ? own : own = engineOver(portsOver((url) => new WebSocket(url)));
  return own;
}
export {
  RtmError,
  clientOn,
  createRtmClient,
  errorActions
};
