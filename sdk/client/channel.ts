import { Hub } from './hub.ts'
import { RtmError } from '../api/error.ts'
import { attributeRowsIn, attributesIn, countIn, numberIn, textIn, textsIn } from './rows.ts'
import type { RtmChannel } from '../api/channel-api.ts'
import type { RtmChannelEvents, RtmSubscription } from '../api/events.ts'
import type { Line, Row } from './line.ts'
import type { RtmNotifyOptions, RtmPublishOptions } from '../api/options.ts'
import type { RtmAttributes, RtmChannelReceipt } from '../api/results.ts'

export class Channel implements RtmChannel {
  private member = false
  private readonly hub = new Hub<RtmChannelEvents>(
    {
      message: true,
      memberJoined: false,
      memberLeft: false,
      memberCount: false,
      attributes: false,
      missed: true,
      lost: false
    },
    (count) => ({ channelId: this.id, count, reason: 'unheard' })
  )

  /** `all`: whose events are told, by id. One that is idle may be taken out of it. */
  constructor(
    readonly id: string,
    private readonly line: Line,
    private readonly all: Map<string, Channel>
  ) {}

  get joined(): boolean {
    return this.member
  }

  join(): Promise<void> {
    return this.ask('join', 'join', {}, () => {
      this.member = true
      this.all.set(this.id, this)
    })
  }

  leave(): Promise<void> {
    return this.ask('leave', 'leave', {}, () => {
      this.ended()
    })
  }

  sendMessage(text: string, options?: RtmPublishOptions): Promise<RtmChannelReceipt> {
    return this.ask(
      'sendMessage',
      'publish',
      { text },
      (answer) => ({ outcome: 'taken', messageId: textIn(answer, 'id') }),
      options
    )
  }

  getMembers(): Promise<string[]> {
    return this.ask('getMembers', 'members', {}, (answer) => textsIn(answer, 'users'))
  }

  getAttributes(keys?: string[]): Promise<RtmAttributes> {
    return this.ask('getAttributes', 'channelAttributes', keys === undefined ? {} : { keys }, attributesIn)
  }

  setAttributes(attributes: RtmAttributes, options?: RtmNotifyOptions): Promise<void> {
    return this.ask('setAttributes', 'setChannelAttributes', { attributes }, nothing, options)
  }

  updateAttributes(attributes: RtmAttributes, options?: RtmNotifyOptions): Promise<void> {
    return this.ask('updateAttributes', 'mergeChannelAttributes', { attributes }, nothing, options)
  }

  deleteAttributes(keys: string[], options?: RtmNotifyOptions): Promise<void> {
    return this.ask('deleteAttributes', 'deleteChannelAttributes', { keys }, nothing, options)
  }

  clearAttributes(options?: RtmNotifyOptions): Promise<void> {
    return this.ask('clearAttributes', 'clearChannelAttributes', {}, nothing, options)
  }

  on<E extends keyof RtmChannelEvents>(event: E, listener: (event: RtmChannelEvents[E]) => void): RtmSubscription {
    this.all.set(this.id, this)
    return this.hub.on(event, listener)
  }

  off(subscription: RtmSubscription): void {
    this.hub.off(subscription)
  }

  offAll(event?: keyof RtmChannelEvents): void {
    this.hub.offAll(event)
  }

  /** It was left, or the session is over. */
  ended(): void {
    this.member = false
    this.hub.forget()
  }

  /** Nobody has joined it, or listens. */
  isIdle(): boolean {
    return !this.member && !this.hub.isHeard()
  }

  close(): void {
    this.member = false
    this.hub.close()
  }

  /** An event of the engine that names this channel. */
  told(event: Row): void {
    const channelId = this.id
    switch (event['event']) {
      case 'channelMessage':
        this.hub.emit('message', {
          channelId,
          userId: textIn(event, 'from'),
          text: textIn(event, 'text'),
          messageId: textIn(event, 'id'),
          time: numberIn(event, 'time')
        })
        break
      case 'memberJoined':
        this.hub.emit('memberJoined', { channelId, userId: textIn(event, 'user') })
        break
      case 'memberLeft':
        this.hub.emit('memberLeft', { channelId, userId: textIn(event, 'user'), reason: textIn(event, 'reason') })
        break
      case 'memberCount':
        this.hub.emit('memberCount', { channelId, count: numberIn(event, 'count') })
        break
      case 'attributes':
        this.hub.emit('attributes', { channelId, attributes: attributesIn(event), rows: attributeRowsIn(event) })
        break
      case 'missed':
        this.hub.emit('missed', { channelId, count: countIn(event, 'missed'), reason: textIn(event, 'reason') })
        break
      case 'channelLost':
        this.member = false
        this.hub.emit('lost', {
          channelId,
          error: new RtmError('join', {
            why: textIn(event, 'reason'),
            message: 'the server did not let this client rejoin'
          })
        })
        break
    }
  }

  private ask<T>(call: string, verb: string, args: Row, read: (answer: Row) => T, options?: object): Promise<T> {
    return this.line.ask(call, verb, Object.assign({ channel: this.id }, args), read, options)
  }
}

const nothing = (): void => {}
