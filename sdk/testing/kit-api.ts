import type { RtmClient } from '../api/client-api.ts'
import type { RtmEngine } from '../engine/engine.ts'
import type { RtmClientOptions, RtmTokenProvider } from '../api/options.ts'

/**
 * Calls that the server counts, by kind. `message`: sendMessage of clients and channels. `members`: getMembers.
 * `counts`: getMemberCounts. `presence`: getPresence. `watch`: subscribePresence and unsubscribePresence. `userWrite`,
 * `channelWrite`: set, update, delete and clear attributes of the user, of a channel. `userRead`, `channelRead`: get
 * them. `renew`: renewToken.
 */
export type RtmTestCall =
  | 'message'
  | 'join'
  | 'members'
  | 'counts'
  | 'presence'
  | 'watch'
  | 'userWrite'
  | 'userRead'
  | 'channelWrite'
  | 'channelRead'
  | 'renew'
  | 'invite'

/** So many calls in so many milliseconds. */
export type RtmTestRate = readonly [count: number, ms: number]

/** What a channel keeps, whichever limit is reached first. */
export interface RtmTestRetention {
  /** So many messages, 1,000. */
  messages?: number
  /** So long, 600,000. */
  ms?: number
  /** So much, 4,194,304. */
  bytes?: number
  /** But never fewer than so many messages, 32, */
  leastMessages?: number
  /** of the last time, 30,000. */
  leastMs?: number
}

/** Unhandled messages in an inbox. */
export interface RtmTestInbox {
  /** So many messages, 1,000. */
  messages?: number
  /** So much, 4,194,304. */
  bytes?: number
}

/** Messages for an offline user. */
export interface RtmTestOffline {
  /** So many, 200. */
  messages?: number
  /** So long, 7 days. */
  ms?: number
  /** So many for all users of the app together, 200,000. */
  allMessages?: number
  /** So much for all of them, 1,073,741,824. */
  allBytes?: number
}

/**
 * What differs from the limits of a server that nobody has configured, in the names and units of the server's own
 * configuration. Sizes in bytes, times in milliseconds.
 */
export interface RtmTestLimits {
  /** Of a message, 32,768. */
  text?: number
  /** Channels of a session at once, 20. */
  channels?: number
  /** Users of one `getPresence`, 256. */
  presenceIds?: number
  /** Channels of one `getMemberCounts`, 32. */
  countIds?: number
  /** Above this many members a channel reports only their number, and lists as many at random, 512. */
  memberList?: number
  /** Users of `subscribePresence`, 512. */
  watch?: number
  /** Of an attribute's name, 32. */
  attributeKey?: number
  /** Of an attribute's value as text, 8,192. */
  attributeValue?: number
  /** How many attributes, 32. */
  attributes?: number
  /** Of all attributes of a user, 16,384. */
  userAttributes?: number
  /** Of all attributes of a channel, 32,768. */
  channelAttributes?: number
  /** Of the texts of an invitation, 8,192 each. */
  invitation?: number
  /** `rejoin`: the same channel again. `login`: logins of one user, those by which a client comes back too. */
  rates?: Partial<Record<RtmTestCall | 'rejoin' | 'login', RtmTestRate>>
  /** Between two pings of a client, 2,000. */
  ping?: number
  /** Without a word, then the client gives up the link, 4,000. */
  silent?: number
  /** Without a word, then others hear `unreachable`, 6,000. */
  unreachable?: number
  /** Without a word, then others hear `offline`, 30,000. */
  lease?: number
  /** Without a word, then the session is over, 600,000. */
  session?: number
  /** What a channel keeps for members who are away. */
  retention?: RtmTestRetention
  /** What waits for a user whose session lives; then sends are refused with `full`. */
  inbox?: RtmTestInbox
  /** How long attributes of a channel outlive its last member, 120,000. */
  attributesMs?: number
  /** Channels without members whose attributes are kept, 4,096. */
  idleChannels?: number
  /** And of one user, 64. */
  idleChannelsPerUser?: number
  /** What is stored for an offline user. */
  offline?: RtmTestOffline
}

/** What `createTestKit` takes. */
export interface RtmTestKitOptions {
  /** What differs from the default limits. */
  limits?: RtmTestLimits
  /**
   * How many logins of one user may exist at once, 1 to 10. 1 by default: the newest wins, and the client before it
   * gets `aborted`.
   */
  sessions?: number
}

/** How a connection falls silent. */
export interface RtmTestDrop {
  /** Whose data is lost: that of the server, of the client, or of both, which is the default. */
  from?: 'server' | 'client' | 'both'
  /**
   * How many connections in a row: the current one first, then those that the client opens in its place. 1 by default.
   */
  links?: number
}

/** How the server restarts. */
export interface RtmTestRestart {
  /** `kept`, the default: a deployment, nothing is lost. `lost`: a crash, what was only in memory is gone. */
  memory?: 'kept' | 'lost'
}

/** What `kit.client` and `kit.login` take besides. */
export interface RtmTestClientOptions {
  /** If omitted, the `tokenProvider` is called; without one there is no token. */
  token?: string
  /** As for `createRtmClient`. */
  tokenProvider?: RtmTokenProvider
}

/** What the server says to a user or to a channel. */
export type RtmTestMessage = RtmTestPeerMessage | RtmTestChannelMessage

/** What the server says to a user. */
export interface RtmTestPeerMessage {
  /** To whom. */
  userId: string
  /** At most 32,768 bytes, unless the kit was made with another limit. */
  text: string
  /** In whose name: an id, `server` unless said. */
  from?: string
  /** It waits for a user who is not there. */
  offline?: boolean
}

/** What the server says in a channel, which it need not have joined. */
export interface RtmTestChannelMessage {
  /** Which channel. */
  channel: string
  /** At most 32,768 bytes, unless the kit was made with another limit. */
  text: string
  /** In whose name: an id, `server` unless said. */
  from?: string
}

/**
 * What became of it. `received`: the user's client has it. `stored`: it waits for them. `offline`: they are not there.
 * `taken`: the channel has it. `unknown`: they went away before their client had confirmed it.
 */
export type RtmTestOutcome = 'received' | 'stored' | 'offline' | 'taken' | 'unknown'

/** The server, as an app server speaks to it. */
export interface RtmTestServer {
  /** Its address, made up. */
  readonly address: string
  /**
   * A message of the server. Resolves when its outcome is known; rejected when the server refuses it.
   *
   * @param message To whom, and what.
   */
  say(message: RtmTestMessage): Promise<RtmTestOutcome>
  /**
   * Sends a user away: all their sessions end, and their clients hear `aborted`, reason `banned`. Rejected when they
   * are not logged in.
   *
   * @param userId Whom.
   */
  end(userId: string): Promise<void>
}

/**
 * A server and a network in memory, on a clock that stands still, made by `createTestKit`.
 *
 * Things that need no time happen by themselves: you can await `client.sendMessage(…)`. Things that need time happen in
 * `advance`. Faults are set for a user, before or after the login,
 * and apply to all clients of this user until `restore`.
 */
export interface RtmTestKit {
  /** The app, made up. */
  readonly appId: string
  /** The server, as an app server speaks to it. */
  readonly server: RtmTestServer
  /** The engine: the real one, over a network in memory. Its timers are the kit's clock. */
  readonly engine: RtmEngine
  /** For the code under test: `createRtmClient({ ...kit.options })`. */
  readonly options: Required<Pick<RtmClientOptions, 'appId' | 'server' | 'engine'>>

  /**
   * Another client, on a separate device, not logged in.
   *
   * @param options A `tokenProvider`.
   */
  client(options?: Pick<RtmTestClientOptions, 'tokenProvider'>): RtmClient
  /**
   * The same, logged in. Rejects as `client.login` does.
   *
   * @param userId Who.
   * @param options The token, or a `tokenProvider`.
   */
  login(userId: string, options?: RtmTestClientOptions): Promise<RtmClient>
  /**
   * A token for this user that expires after this many milliseconds, 24 hours by default. Any other string works as a
   * token that does not expire, and so does no token.
   *
   * @param userId Whose.
   * @param lifeMs How long it lasts, in milliseconds.
   */
  token(userId: string, lifeMs?: number): string

  /** The time of server and clients, in milliseconds since 1970. */
  now(): number
  /** Resolves when everything that needs no time has happened, including promises of your own code. */
  settle(): Promise<void>
  /**
   * Advances the clock, and lets everything happen that becomes due, in order.
   *
   * @param ms How far, in milliseconds.
   */
  advance(ms: number): Promise<void>

  /**
   * The user's network is gone: the connection breaks, data on its way is lost, both ends notice, and reconnecting
   * fails until `restore`.
   *
   * @param userId Whose network.
   */
  cut(userId: string): void
  /**
   * The user's network works again, and the system tells the app so. Ends `cut`, `delay`, `drop` and `duplicate`; a
   * connection that has already fallen silent stays silent until the client gives it up.
   *
   * @param userId Whose network.
   */
  restore(userId: string): void
  /**
   * The user's connection falls silent: everything sent from now on is lost, and neither end notices. As with TCP, a
   * connection that keeps order can lose nothing else.
   *
   * @param userId Whose link.
   * @param drop Which words, and how many links.
   */
  drop(userId: string, drop?: RtmTestDrop): void
  /**
   * Everything to and from this user takes this much longer, each way; order is kept. 0 ends it.
   *
   * @param userId Whose link.
   * @param ms How much longer, in milliseconds.
   */
  delay(userId: string, ms: number): void
  /**
   * The user's connection breaks just after the next message to or from them got through, before it is confirmed; the
   * next connection delivers the message a second time. The same for that many messages, 1 by default.
   *
   * @param userId Whose link.
   * @param messages How many messages.
   */
  duplicate(userId: string, messages?: number): void

  /**
   * Every token that the user has used, or was given by `token`, has expired, and the server has forgotten their
   * session: they need a new one. Throws if they are not logged in.
   *
   * @param userId Whose tokens.
   */
  expireToken(userId: string): void
  /**
   * The server refuses the next call of this kind with `too_often` and `retryAfterMs`; an invitation, which returns
   * before the server has it, is reported as `failed`. Throws if the user is not logged in.
   *
   * @param userId Whose call.
   * @param call Which kind of call.
   */
  reachLimit(userId: string, call: RtmTestCall): void
  /**
   * As if the user had been away for longer than anything is kept for them. Throws unless they are logged in and `cut`.
   *
   * @param userId Whose past.
   */
  losePast(userId: string): void
  /**
   * The server restarts.
   *
   * @param restart Whether memory is kept.
   */
  restartServer(restart?: RtmTestRestart): Promise<void>

  /** Ends everything. A kit that is not closed leaves no timer of the real clock behind. */
  close(): Promise<void>
}
