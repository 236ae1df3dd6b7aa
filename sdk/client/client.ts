// The typed client over the functions for handles of any engine.
import {
  attributesIn,
  invitationIn,
  linkIn,
  memberCountsIn,
  messageIn,
  missedIn,
  peersIn,
  presencesIn,
  receiptIn,
  stateIn,
  statsIn,
  textIn,
  textsIn
} from './rows.ts'
import { encoded } from './arguments.ts'
import { Channel } from './channel.ts'
import { Hub } from './hub.ts'
import { Line } from './line.ts'
import { TokenKeeper } from './tokens.ts'
import type { RtmError } from '../api/error.ts'
import type { RtmChannel } from '../api/channel-api.ts'
import type { RtmClient } from '../api/client-api.ts'
import type { RtmEngine } from '../engine/engine.ts'
import type { Heard } from './hub.ts'
import type { RtmClientEvents, RtmSubscription } from '../api/events.ts'
import type { Row } from './line.ts'
import type {
  RtmAnswerOptions,
  RtmCancelOptions,
  RtmClientOptions,
  RtmInviteOptions,
  RtmLoginOptions,
  RtmRefuseOptions,
  RtmSendOptions
} from '../api/options.ts'
import type {
  RtmAttributes,
  RtmMemberCount,
  RtmPeerReceipt,
  RtmState,
  RtmStats,
  RtmUserPresence
} from '../api/results.ts'

/** From so many channels on, those go that nobody has joined or listens to. */
const MAX_IDLE = 64

export class Client implements RtmClient {
  readonly appId: string
  private user = ''
  private entering = '' // the user of a login that has begun
  private now: RtmState = 'disconnected'
  private readonly line: Line
  private readonly tokens: TokenKeeper
  private readonly channels = new Map<string, Channel>()
  private readonly hub = new Hub<RtmClientEvents>(
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
    (count) => ({ userId: '', count, reason: 'unheard' })
  )

  constructor(options: RtmClientOptions, engine: RtmEngine) {
    this.appId = options.appId
    this.line = new Line(engine, options.appId, options.server ?? '', (event, heard) => {
      this.told(event, heard)
    })
    this.tokens = new TokenKeeper(this.line, options.tokenProvider, (error) => {
      this.hub.emit('tokenFailed', { error })
    })
  }

  get userId(): string {
    return this.user
  }

  get state(): RtmState {
    return this.now
  }

  async login(options: RtmLoginOptions): Promise<void> {
    // Looked at before the provider is asked.
    const { user: userId = '', token } = JSON.parse(encoded('login', {}, options)) as { user?: string; token?: string }
    encoded('login', { user: userId })
    const found = this.tokens.forLogin(userId, token)
    const shown = typeof found === 'string' ? found : await found
    if (this.now === 'disconnected') this.entering = userId
    await this.line.ask('login', 'login', { user: userId, token: shown }, () => {
      this.user = userId
      this.tokens.begin(userId)
    })
  }

  logout(): Promise<void> {
    this.tokens.end()
    if (this.hub.finish()) this.line.handled() // what is still on its way is told before the answer
    const out = this.line.ask('logout', 'logout', {}, () => {
      this.ended()
    })
    if (this.tokens.logins === 0) return out
    // It has ended a login that waits for its token.
    return out.catch((error: RtmError) => {
      if (error.code !== 'not_logged_in') throw error
    })
  }

  renewToken(token: string): Promise<void> {
    this.tokens.stop()
    return this.line.ask('renewToken', 'renew', { token }, nothing)
  }

  destroy(): Promise<void> {
    this.tokens.stop()
    this.ended()
    this.now = 'disconnected'
    this.hub.close()
    this.channels.forEach((one) => one.close())
    return this.line.close()
  }

  sendMessage(userId: string, text: string, options?: RtmSendOptions): Promise<RtmPeerReceipt> {
    return this.line.ask('sendMessage', 'send', { to: userId, text }, receiptIn, options)
  }

  channel(channelId: string): RtmChannel {
    let channel = this.channels.get(channelId)
    if (channel === undefined) {
      encoded('channel', { id: channelId })
      channel = new Channel(channelId, this.line, this.channels)
      if (this.channels.size >= MAX_IDLE)
        this.channels.forEach((one) => {
          if (one.isIdle()) this.channels.delete(one.id)
        })
      this.channels.set(channelId, channel)
    }
    return channel
  }

  getMemberCounts(channelIds: string[]): Promise<RtmMemberCount[]> {
    return this.line.ask('getMemberCounts', 'counts', { channels: channelIds }, (answer) =>
      memberCountsIn(answer, channelIds)
    )
  }

  getPresence(userIds: string[]): Promise<RtmUserPresence[]> {
    return this.line.ask('getPresence', 'presence', { users: userIds }, (answer) => presencesIn(answer, userIds))
  }

  subscribePresence(userIds: string[]): Promise<void> {
    return this.line.ask('subscribePresence', 'watch', { users: userIds }, nothing)
  }

  unsubscribePresence(userIds: string[]): Promise<void> {
    return this.line.ask('unsubscribePresence', 'unwatch', { users: userIds }, nothing)
  }

  getPresenceSubscriptions(): Promise<string[]> {
    return this.line.ask('getPresenceSubscriptions', 'watched', {}, (answer) => textsIn(answer, 'users'))
  }

  setAttributes(attributes: RtmAttributes): Promise<void> {
    return this.line.ask('setAttributes', 'setAttributes', { attributes }, nothing)
  }

  updateAttributes(attributes: RtmAttributes): Promise<void> {
    return this.line.ask('updateAttributes', 'mergeAttributes', { attributes }, nothing)
  }

  deleteAttributes(keys: string[]): Promise<void> {
    return this.line.ask('deleteAttributes', 'deleteAttributes', { keys }, nothing)
  }

  clearAttributes(): Promise<void> {
    return this.line.ask('clearAttributes', 'clearAttributes', {}, nothing)
  }

  getUserAttributes(userId: string, keys?: string[]): Promise<RtmAttributes> {
    const asked = keys === undefined ? { user: userId } : { user: userId, keys }
    return this.line.ask('getUserAttributes', 'userAttributes', asked, attributesIn)
  }

  invite(userId: string, options?: RtmInviteOptions): Promise<string> {
    return this.line.ask('invite', 'invite', { to: userId }, (answer) => textIn(answer, 'invitationId'), options)
  }

  cancelInvitation(userId: string, options?: RtmCancelOptions): Promise<void> {
    return this.line.ask('cancelInvitation', 'cancelInvite', { to: userId }, nothing, options)
  }

  acceptInvitation(userId: string, options?: RtmAnswerOptions): Promise<void> {
    return this.line.ask('acceptInvitation', 'accept', { from: userId }, nothing, options)
  }

  refuseInvitation(userId: string, options?: RtmRefuseOptions): Promise<void> {
    return this.line.ask('refuseInvitation', 'refuse', { from: userId }, nothing, options)
  }

  on<E extends keyof RtmClientEvents>(event: E, listener: (event: RtmClientEvents[E]) => void): RtmSubscription {
    return this.hub.on(event, listener)
  }

  off(subscription: RtmSubscription): void {
    this.hub.off(subscription)
  }

  offAll(event?: keyof RtmClientEvents): void {
    this.hub.offAll(event)
  }

  hold(held: boolean): Promise<void> {
    return this.line.ask('hold', 'hold', { held }, nothing)
  }

  getStats(): Promise<RtmStats> {
    return this.line.ask('getStats', 'stats', {}, statsIn)
  }

  private told(event: Row, heard?: Heard): void {
    const channel = this.channels.get(textIn(event, 'channel'))
    switch (event['event']) {
      case 'state':
        this.stateTold(event)
        break
      case 'peerMessage':
        this.hub.emit('message', messageIn(event), heard)
        return
      case 'peers':
        this.hub.emit('presence', peersIn(event))
        break
      case 'invitation':
        this.hub.emit('invitation', invitationIn(event))
        break
      case 'tokenWillExpire':
        this.hub.emit('tokenWillExpire', {})
        this.tokens.renew('expiring')
        break
      case 'tokenExpired':
        this.hub.emit('tokenExpired', {})
        this.tokens.renew('expired')
        break
      case 'missed':
        if (textIn(event, 'channel') === '') this.hub.emit('missed', missedIn(event))
        else channel?.told(event)
        break
      default:
        channel?.told(event)
    }
    if (heard !== undefined) this.hub.emit('message', undefined, heard) // no message, but in its turn among them
  }

  // news 0: a short interruption, which this interface does not tell.
  private stateTold(event: Row): void {
    const previous = this.now
    this.now = stateIn(event)
    if (event['news'] === 0 || this.now === previous) return
    if (this.now === 'connecting') {
      this.user = this.entering || this.user
      this.entering = ''
    }
    if (this.now === 'disconnected' || this.now === 'aborted') {
      this.tokens.stop()
      this.ended()
    }
    this.hub.emit('state', { state: this.now, previous, reason: textIn(event, 'reason'), link: linkIn(event['link']) })
  }

  private ended(): void {
    this.user = ''
    if (this.now !== 'aborted') this.hub.forget()
    this.line.settleAll()
    this.channels.forEach((one) => one.ended())
  }
}

const nothing = (): void => {}
