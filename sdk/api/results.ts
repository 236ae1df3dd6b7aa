/**
 * The state of the connection. `reconnecting`: it recovers by itself. `aborted`: it has ended for good; log out, then
 * log in again.
 */
export type RtmState = 'disconnected' | 'connecting' | 'connected' | 'reconnecting' | 'aborted'

/**
 * Why there is no connection to the server, as far as the platform knows. `lost`: there was one, and it broke.
 * `unknown`: the platform does not say; browsers never do. A newer version may add words.
 */
export type RtmLinkWhy =
  | 'not_allowed'
  | 'unknown_host'
  | 'refused'
  | 'no_network'
  | 'redirect'
  | 'http_status'
  | 'tls'
  | 'not_websocket'
  | 'no_answer'
  | 'lost'
  | 'unknown'

/** What is known about a connection that failed or broke. */
export interface RtmLinkFault {
  /** A word for your program. */
  why: RtmLinkWhy | (string & {})
  /** The platform's own message, for developers; may be empty. */
  detail: string
}

/**
 * Whether a user is online. `unreachable`: not heard from for 6 s, reported by subscriptions only;
 * `offline` after 30 s.
 */
export type RtmPresence = 'online' | 'unreachable' | 'offline'

/** The presence of one user. */
export interface RtmUserPresence {
  /** The user. */
  userId: string
  /** Their current presence. */
  presence: RtmPresence
}

/** What became of a message to a user: their device has received it, or the server stores it until they log in. */
export interface RtmPeerReceipt {
  /** `stored` only with the option `offline`. */
  outcome: 'received' | 'stored'
  /** The id of the message; the receiver sees the same one. */
  messageId: string
}

/** What became of a message to a channel: the server has accepted it, and every member gets it once and in order. */
export interface RtmChannelReceipt {
  /** Always `taken`. */
  outcome: 'taken'
  /** The id of the message; the receivers see the same one. */
  messageId: string
}

/**
 * What became of a message after its promise rejected with `timeout`. `not_sent`: it did not arrive, and you may send
 * it again. `unknown`: it arrived once or not at all, and it is no longer possible to find out.
 */
export type RtmLateOutcome = 'received' | 'taken' | 'stored' | 'offline' | 'refused' | 'not_sent' | 'unknown'

/**
 * Attributes of a user or a channel. Values keep their type. At most 32; keys are 1 to 32 bytes of visible characters,
 * values 1 byte to 8 KB as text.
 */
export type RtmAttributes = Record<string, string | number | boolean>

/** One attribute of a channel, with its last change. */
export interface RtmAttributeRow {
  /** The name. */
  key: string
  /** The value, as it was set. */
  value: string | number | boolean
  /** The user who set it last. */
  userId: string
  /** The time of that change by the server's clock, in milliseconds since 1970. */
  time: number
}

/** The number of members of one channel. */
export interface RtmMemberCount {
  /** The channel. */
  channelId: string
  /** The number; 0 if the channel does not exist. */
  count: number
}

/** Figures of one client since it was created, for a diagnostics page. */
export interface RtmStats {
  /** The latest round-trip time to the server, in milliseconds; null if none was measured on this connection yet. */
  roundTripMs: number | null
  /** Connections opened so far. */
  links: number
  /** Connections lost so far. */
  lost: number
  /** Messages sent to the server. */
  sent: number
  /** Messages delivered to the page. */
  received: number
  /** Messages sent that have no outcome yet. */
  waiting: number
}
