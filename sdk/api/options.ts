import type { RtmEngine } from '../engine/engine.ts'

/**
 * Why a `tokenProvider` is called: for a login, 30 s before the token expires, because it expired while there was no
 * connection, or because the server refused it.
 */
export type RtmTokenCause = 'login' | 'expiring' | 'expired' | 'refused'

/**
 * Returns a token for a user, usually by a request to your own server. May be called again at any time.
 *
 * @param userId The user.
 * @param cause Why a token is needed now.
 */
export type RtmTokenProvider = (userId: string, cause: RtmTokenCause) => string | Promise<string>

/** Options of `createRtmClient`. */
export interface RtmClientOptions {
  /**
   * The id of the app: 32 letters and digits. Users of different apps cannot reach each other. The server of `npm
   * start` has `'00000000000000000000000000000000'`.
   */
  appId: string
  /**
   * The address of the server, `ws://host:port/rtm` or `wss://…`. May be omitted on the web: then it is the server that
   * the page came from.
   */
  server?: string
  /**
   * Called whenever a token is needed: at a login without `token`, 30 s before the token expires, and after it has
   * expired. An app without a certificate needs none.
   *
   * @example
   * ```ts
   * const client = createRtmClient({ appId, tokenProvider: async (userId) => (await fetchToken(userId)).token })
   * ```
   */
  tokenProvider?: RtmTokenProvider
  /**
   * The engine to run on; the plugin's by default. `jsEngine` of `js-engine.js` runs in JavaScript on every platform; a
   * test kit has its own.
   */
  engine?: RtmEngine
}

/** Options of `login`. */
export interface RtmLoginOptions {
  /**
   * 1 to 64 bytes of letters, digits, spaces and ``! # $ % & ( ) + - : ; < = . > ? @ [ ] ^ _ { } | ~ ,``; not the word
   * `null`.
   */
  userId: string
  /** If omitted, the `tokenProvider` is called. An app without a certificate needs neither. */
  token?: string
}

/** How a message to a user is sent. */
export interface RtmSendOptions {
  /**
   * Whether the server stores the message for a user who is offline:
   * 200 messages per user, for 7 days. `false` by default.
   */
  offline?: boolean
  /** Marks the message for a history; there is no call to read one yet. `false` by default. */
  history?: boolean
}

/** How a message to a channel is sent. */
export interface RtmPublishOptions {
  /** Marks the message for a history; there is no call to read one yet. `false` by default. */
  history?: boolean
}

/** How the attributes of a channel are changed. */
export interface RtmNotifyOptions {
  /** Whether all members, including you, get the event `attributes`. `false` by default. */
  notify?: boolean
}

/** What an invitation carries. */
export interface RtmInviteOptions {
  /** Passed on to the callee, at most 64 bytes of UTF-8; nobody is joined to it automatically. */
  channelId?: string
  /** Your own text for the callee, at most 8 KB of UTF-8. */
  content?: string
}

/** How an invitation is cancelled. */
export interface RtmCancelOptions {
  /** Replaces the content of the invitation in the events of both sides, at most 8 KB. */
  content?: string
  /** Only this invitation; if omitted, the newest one to this user. */
  invitationId?: string
}

/** How an invitation is answered. */
export interface RtmAnswerOptions {
  /** Your own text for the caller, at most 8 KB of UTF-8. */
  response?: string
  /** Only this invitation; if omitted, the newest one from this user. */
  invitationId?: string
}

/** How an invitation is refused. */
export interface RtmRefuseOptions extends RtmAnswerOptions {
  /**
   * You are in another call: the caller gets `busy`, and with several devices only this one stops ringing.
   * `false` by default.
   */
  busy?: boolean
}
