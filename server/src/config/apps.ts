// The apps of this server: who they are, what their users may do, what happens at a second login.
import {
  MAX_ATTRIBUTE_KEY,
  MAX_ATTRIBUTE_VALUE,
  MAX_ATTRIBUTES,
  ATTRIBUTES_MS,
  MAX_CHANNEL_ATTRIBUTES,
  MAX_CHANNELS,
  MAX_COUNT_IDS,
  MAX_INVITATION,
  KEEP_BYTES,
  KEEP_LEAST_MESSAGES,
  KEEP_LEAST_MS,
  KEEP_MESSAGES,
  KEEP_MS,
  LEASE_MS,
  MAIL_MESSAGES,
  MAIL_MS,
  MAX_MEMBER_LIST,
  PING_MS,
  MAX_PRESENCE_IDS,
  RATE_CHANNEL_READ_COUNT,
  RATE_CHANNEL_READ_MS,
  RATE_CHANNEL_WRITE_COUNT,
  RATE_CHANNEL_WRITE_MS,
  RATE_COUNTS_COUNT,
  RATE_COUNTS_MS,
  RATE_INVITE_COUNT,
  RATE_INVITE_MS,
  RATE_JOIN_COUNT,
  RATE_JOIN_MS,
  RATE_MEMBERS_COUNT,
  RATE_MEMBERS_MS,
  RATE_MESSAGE_COUNT,
  RATE_MESSAGE_MS,
  RATE_PRESENCE_COUNT,
  RATE_PRESENCE_MS,
  RATE_REJOIN_COUNT,
  RATE_REJOIN_MS,
  RATE_WATCH_COUNT,
  RATE_WATCH_MS,
  RATE_USER_READ_COUNT,
  RATE_USER_READ_MS,
  RATE_USER_WRITE_COUNT,
  RATE_USER_WRITE_MS,
  RATE_RENEW_COUNT,
  RATE_RENEW_MS,
  SESSION_MS,
  SILENT_MS,
  MAX_TEXT,
  UNREACHABLE_MS,
  MAX_WATCH,
  MAX_USER_ATTRIBUTES
} from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'

/** So many calls in so many milliseconds. */
export type Rate = readonly [count: number, ms: number]

export interface Rates {
  readonly message: Rate
  readonly join: Rate
  readonly rejoin: Rate
  readonly members: Rate
  readonly counts: Rate
  readonly userWrite: Rate
  readonly userRead: Rate
  readonly channelWrite: Rate
  readonly channelRead: Rate
  readonly presence: Rate
  readonly watch: Rate
  readonly renew: Rate
  /** The server's own: the engine has no limit for these two. */
  readonly invite: Rate
  readonly login: Rate
}

export interface Retention {
  readonly messages: number
  readonly ms: number
  readonly bytes: number
  /** Never fewer than so many messages of so many last milliseconds. */
  readonly leastMessages: number
  readonly leastMs: number
}

/**
 * Limits of an app. Everything named by P-WELCOME-3 reaches the engine; the rest is the server's own. Times in ms,
 * sizes in bytes.
 */
export interface Limits {
  readonly text: number
  readonly channels: number
  readonly presenceIds: number
  readonly countIds: number
  readonly memberList: number
  readonly watch: number
  readonly attributeKey: number
  readonly attributeValue: number
  /** Entries of one user, of one channel. */
  readonly attributes: number
  readonly userAttributes: number
  readonly channelAttributes: number
  /** Bytes of the content, and of the response, of an invitation. */
  readonly invitation: number
  readonly rates: Rates
  readonly ping: number
  readonly silent: number
  readonly unreachable: number
  readonly lease: number
  readonly session: number
  readonly retention: Retention
  /** What an inbox holds that is not handled yet (P-SEND-7). */
  readonly inbox: { readonly messages: number; readonly bytes: number }
  /**
   * How long attributes of a channel outlive its last member,
   * and of how many channels without members they are kept (P-ATTR-9).
   */
  readonly attributesMs: number
  readonly idleChannels: number
  /** And how many of them are of one user. */
  readonly idleChannelsPerUser: number
  /**
   * What the mail of a user holds, and for how long (P-MAIL-5);
   * what the mail of all users together takes of the disk (P-MAIL-6).
   */
  readonly offline: {
    readonly messages: number
    readonly ms: number
    readonly allMessages: number
    readonly allBytes: number
  }
}

const IDLE_CHANNELS = 4096
const IDLE_CHANNELS_PER_USER = 64
const RATE_LOGIN: Rate = [10, 1000]
const ALL_MAIL_MESSAGES = 200_000
const ALL_MAIL_BYTES = 1024 * 1024 * 1024

export const defaultLimits: Limits = Object.freeze({
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
    message: [RATE_MESSAGE_COUNT, RATE_MESSAGE_MS] as const,
    join: [RATE_JOIN_COUNT, RATE_JOIN_MS] as const,
    rejoin: [RATE_REJOIN_COUNT, RATE_REJOIN_MS] as const,
    members: [RATE_MEMBERS_COUNT, RATE_MEMBERS_MS] as const,
    counts: [RATE_COUNTS_COUNT, RATE_COUNTS_MS] as const,
    userWrite: [RATE_USER_WRITE_COUNT, RATE_USER_WRITE_MS] as const,
    userRead: [RATE_USER_READ_COUNT, RATE_USER_READ_MS] as const,
    channelWrite: [RATE_CHANNEL_WRITE_COUNT, RATE_CHANNEL_WRITE_MS] as const,
    channelRead: [RATE_CHANNEL_READ_COUNT, RATE_CHANNEL_READ_MS] as const,
    presence: [RATE_PRESENCE_COUNT, RATE_PRESENCE_MS] as const,
    watch: [RATE_WATCH_COUNT, RATE_WATCH_MS] as const,
    renew: [RATE_RENEW_COUNT, RATE_RENEW_MS] as const,
    invite: [RATE_INVITE_COUNT, RATE_INVITE_MS] as const,
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
  offline: Object.freeze({
    messages: MAIL_MESSAGES,
    ms: MAIL_MS,
    allMessages: ALL_MAIL_MESSAGES,
    allBytes: ALL_MAIL_BYTES
  })
})

/** A session as the policy sees it: which one, and of which login (P-HELLO-10). */
export interface Seat {
  readonly id: string
  readonly generation: number
}

/** How many sessions a user may have, and whose turn it is to go. */
export interface LoginPolicy {
  /**
   * Which of the sessions, given in the order of their beginning, end for a new one of this generation (P-RESUME-7).
   */
  replaced(others: readonly Seat[], generation: number): readonly string[]
  /**
   * The highest generation that has been replaced for good while these sessions live; 0 when nobody has (P-HELLO-10).
   */
  fence(seats: readonly Seat[]): number
}

/**
 * The newest so many logins stay. A session of the same login is not another one:
 * it is the one that its client has lost.
 */
export function newest(count: number): LoginPolicy {
  return {
    replaced: (others, generation) => {
      const rest = others.filter((seat) => seat.generation !== generation).sort((a, b) => b.generation - a.generation)
      const staying = new Set(rest.slice(0, count - 1).map(({ id }) => id))
      return others.filter(({ id }) => !staying.has(id)).map(({ id }) => id)
    },
    fence: (seats) => (seats.length < count ? 0 : Math.min(...seats.map(({ generation }) => generation)) - 1)
  }
}

export const newestWins: LoginPolicy = newest(1)

export type InviteExpireFrom = 'ack' | 'sent'

export interface App {
  readonly id: string
  readonly name: string
  /**
   * True: a login needs a token that the app's certificate has signed. The certificate itself stays with the verifier.
   */
  readonly certificate: boolean
  readonly limits: Limits
  readonly policy: LoginPolicy
  /**
   * From when on an invitation rings for 60 s: from the callee's acknowledgement (when absent),
   * or from sending (P-CALL-4).
   */
  readonly inviteExpireFrom?: InviteExpireFrom
}

export interface Apps {
  find(id: string): App | undefined
}

export function appsOf(list: readonly App[]): Apps {
  const byId = new Map(list.map((app) => [app.id, app]))
  return { find: (id) => byId.get(id) }
}
