// Generated from js_sdk/results.ts of the repository by npm run sdk: change that file, not this one.
/** Where the connection stands. `reconnecting`: goes on by itself. `aborted`: for good; log out, and in again. */
export type RtmState = 'disconnected' | 'connecting' | 'connected' | 'reconnecting' | 'aborted';
/**
 * Why there is no link to the server, as far as the platform knows. `lost`: it was there and broke. `unknown`: the platform does not say; browsers never do.
 * A newer version may have another word.
 */
export type RtmLinkWhy = 'not_allowed' | 'unknown_host' | 'refused' | 'no_network' | 'redirect' | 'http_status' | 'tls' | 'not_websocket' | 'no_answer' | 'lost' | 'unknown';
/** What is known of a link that did not come about, or broke. */
export interface RtmLinkFault {
    /** A word for the program to decide by. */
    why: RtmLinkWhy | (string & {});
    /** The platform's own text, for developers; may be empty. */
    detail: string;
}
/** Whether a user is there. `unreachable`: not heard of for 6 s, only told by subscriptions; after 30 s it is `offline`. */
export type RtmPresence = 'online' | 'unreachable' | 'offline';
/** One user's presence. */
export interface RtmUserPresence {
    /** Whose. */
    userId: string;
    /** Now. */
    presence: RtmPresence;
}
/** What became of a message to a user: his engine has it, or the server keeps it until he logs in. */
export interface RtmPeerReceipt {
    /** `stored` only where `offline` was asked for. */
    outcome: 'received' | 'stored';
    /** The message's id; the receiver sees the same. */
    messageId: string;
}
/** What became of a message to a channel: the server has taken it, and every member gets it once and in order. */
export interface RtmChannelReceipt {
    /** Always `taken`. */
    outcome: 'taken';
    /** The message's id; the receivers see the same. */
    messageId: string;
}
/**
 * What became of a message after its promise was rejected with `timeout`. `not_sent`: certainly not, send it again. `unknown`: it arrived once or not at all, and nobody will know.
 */
export type RtmLateOutcome = 'received' | 'taken' | 'stored' | 'offline' | 'refused' | 'not_sent' | 'unknown';
/** Attributes of a user or a channel. Values keep their type. At most 32 of them, keys of 1 to 32 bytes of visible characters, values of 1 byte to 8 KB as text. */
export type RtmAttributes = Record<string, string | number | boolean>;
/** One attribute of a channel, with its last change. */
export interface RtmAttributeRow {
    /** Its name. */
    key: string;
    /** As it was set. */
    value: string | number | boolean;
    /** Who set it last. */
    userId: string;
    /** When, in milliseconds since 1970, by the server's clock. */
    time: number;
}
/** Members of one channel, counted. */
export interface RtmMemberCount {
    /** Which channel. */
    channelId: string;
    /** 0 for one that does not exist. */
    count: number;
}
/** Figures of one client since it was created, for a page of diagnostics. */
export interface RtmStats {
    /** Newest measured time to the server and back, in milliseconds; null when none was measured on this link yet. */
    roundTripMs: number | null;
    /** Links (sockets) opened so far. */
    links: number;
    /** Links lost so far. */
    lost: number;
    /** Messages given to the server. */
    sent: number;
    /** Messages told to the page. */
    received: number;
    /** Messages sent without an outcome yet. */
    waiting: number;
}
