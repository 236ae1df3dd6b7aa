// Generated from src/error.ts by npm run sdk: change that file, not this one.
import type { RtmLateOutcome } from './results.js';
declare const actions: {
    invalid: string;
    bad_text: string;
    too_large: string;
    too_often: string;
    timeout: string;
    offline: string;
    full: string;
    no_server: string;
    not_logged_in: string;
    busy: string;
    aborted: string;
    unknown_app: string;
    not_authorised: string;
    bad_user: string;
    token_invalid: string;
    token_expired: string;
    replaced: string;
    kicked: string;
    version: string;
    not_joined: string;
    already_joined: string;
    too_many_channels: string;
    too_many_ids: string;
    too_many_watched: string;
    attributes_too_large: string;
    user_offline: string;
    already_invited: string;
    unknown_invitation: string;
    invitation_ended: string;
    invitation_accepted: string;
    malformed: string;
    unsupported: string;
    internal: string;
    destroyed: string;
};
/** The words of failure. docs/api lists what to do about each. */
export type RtmErrorCode = keyof typeof actions;
/** What the answer of the engine may carry besides its words. */
export interface Refusal {
    why?: string;
    message?: string;
    retryAfterMs?: number;
}
/**
 * The one error of this interface: every promise that is rejected is rejected with it.
 *
 * @example
 * ```ts
 * try {
 *   await channel.sendMessage('hello')
 * } catch (error) {
 *   if (error instanceof RtmError && error.code === 'too_often') retryIn(error.retryAfterMs)
 *   else showToUser(error.reason, error.action)
 * }
 * ```
 */
export declare class RtmError extends Error {
    /** A word for the program to decide by. A newer server may have one that is not in the list. */
    readonly code: RtmErrorCode | (string & {});
    /** What happened, in a sentence for developers. */
    readonly reason: string;
    /** What to do about it. */
    readonly action: string;
    /** After how many milliseconds the same call may be made again; null where no limit was hit. */
    readonly retryAfterMs: number | null;
    /** The method that failed. */
    readonly call: string;
    /** Of a message that was rejected with `timeout`: what became of it, as soon as that is known. It is settled at the latest when the client logs out. null for everything else. */
    readonly lateOutcome: Promise<RtmLateOutcome> | null;
    constructor(call: string, refusal: Refusal, lateOutcome?: Promise<RtmLateOutcome> | null);
}
/** Every code with what to do about it, as the documents list them. */
export declare const errorActions: Readonly<Record<RtmErrorCode, string>>;
export {};
