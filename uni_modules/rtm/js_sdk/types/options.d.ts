// Generated from js_sdk/options.ts of the repository by npm run sdk: change that file, not this one.
import type { RtmEngine } from './engine.js';
/** Why a `tokenProvider` is asked: for a login, 30 s before the end, because the token has ended while there was no link, or because the server refused the one in use. */
export type RtmTokenCause = 'login' | 'expiring' | 'expired' | 'refused';
/**
 * Gives the token of a user: usually one request to your own server. May be asked again at any time.
 *
 * @param userId Whose token.
 * @param cause Why it is needed now.
 */
export type RtmTokenProvider = (userId: string, cause: RtmTokenCause) => string | Promise<string>;
/** What `createRtmClient` takes. */
export interface RtmClientOptions {
    /** The app: 32 letters and digits. Users of different apps never meet. `npm start` knows `'00000000000000000000000000000000'`. */
    appId: string;
    /** Address of the server, `ws://host:port/rtm` or `wss://…`. May be left out on the web: then it is the server that gave out the page. */
    server?: string;
    /**
     * Asked for a token whenever one is needed: at a login without `token`, 30 s before the token's end, and when it has ended. An app without a certificate needs none.
     *
     * @example
     * ```ts
     * const client = createRtmClient({ appId, tokenProvider: async (userId) => (await fetchToken(userId)).token })
     * ```
     */
    tokenProvider?: RtmTokenProvider;
    /** The engine to run on: the plugin's, unless said. `jsEngine` of `js-engine.js` runs in JavaScript on every platform; a test kit has its own. */
    engine?: RtmEngine;
}
/** What `login` takes. */
export interface RtmLoginOptions {
    /** 1 to 64 bytes of letters, digits, spaces and ``! # $ % & ( ) + - : ; < = . > ? @ [ ] ^ _ { } | ~ ,``; not the word `null`. */
    userId: string;
    /** Left out: the `tokenProvider` is asked; without one there is none, which is right for an app without a certificate. */
    token?: string;
}
/** How a message to a user is sent. */
export interface RtmSendOptions {
    /** Kept by the server for a user who is not there: 200 messages per user, 7 days. `false` unless said. */
    offline?: boolean;
    /** Marks the message to be kept in a history; there is no call to read one yet. `false` unless said. */
    history?: boolean;
}
/** How a message to a channel is sent. */
export interface RtmPublishOptions {
    /** Marks the message to be kept in a history; there is no call to read one yet. `false` unless said. */
    history?: boolean;
}
/** How the attributes of a channel are changed. */
export interface RtmNotifyOptions {
    /** Tells all members, the changing one included, by the event `attributes`. `false` unless said. */
    notify?: boolean;
}
/** What goes with an invitation. */
export interface RtmInviteOptions {
    /** Carried along for the callee, at most 64 bytes of UTF-8; nobody joins it by this. */
    channelId?: string;
    /** Your own text for the callee, at most 8 KB of UTF-8. */
    content?: string;
}
/** How an invitation is cancelled. */
export interface RtmCancelOptions {
    /** Takes the place of the invitation's content in both events, at most 8 KB. */
    content?: string;
    /** Only this invitation; left out: the newest to this user. */
    invitationId?: string;
}
/** How an invitation is answered. */
export interface RtmAnswerOptions {
    /** Your own text for the caller, at most 8 KB of UTF-8. */
    response?: string;
    /** Only this invitation; left out: the newest from this user. */
    invitationId?: string;
}
/** How an invitation is refused. */
export interface RtmRefuseOptions extends RtmAnswerOptions {
    /** In another call: the caller hears `busy`, and with several devices only this one stops ringing. `false` unless said. */
    busy?: boolean;
}
