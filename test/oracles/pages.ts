// One page on an engine, as each of the three interfaces shows it: the engine's own calls, AR-RtmModule, the typed
// client. What it calls and what it hears stand in one list, in the order in which it hears it. Words are the engine's;
// of AR-RtmModule its numbers.
import { Client as Typed } from '../../sdk/client/client.ts'
import { engineOver } from '../../sdk/engine/engine-over.ts'
import type { RtmError } from '../../sdk/api/error.ts'
import { randomOf } from '../../sdk/testing/random.ts'
import * as codes from '../../uni_modules/rtm/utssdk/common/ar/codes.uts'
import { Entry } from '../../uni_modules/rtm/utssdk/common/ar/entry.uts'
import { Client } from '../../uni_modules/rtm/utssdk/common/engine/client.uts'
import { APP, portsOf, SERVER, type Frame } from '../kit/engine-kit.ts'
import type { Town } from './town.ts'

export const VERBS = [
  'login',
  'logout',
  'invite',
  'cancel',
  'accept',
  'refuse',
  'create',
  'release',
  'join',
  'leave',
  'publish',
  'watch',
  'unwatch',
  'set',
  'clear',
  'setChannel',
  'clearChannel'
] as const
export type Verb = (typeof VERBS)[number]
export type Kind = 'engine' | 'AR' | 'typed'

export interface Heard {
  readonly call: number
  readonly word: string
}
/** `of`: the number of the invitation, the user, or the channel. */
export interface Told {
  readonly event: string
  readonly state: string
  readonly of: string
}

export abstract class Page {
  readonly log: (Heard | Told)[] = []
  private calls = 0
  abstract readonly kind: Kind
  /** Those that this interface has. */
  abstract has(verb: Verb): boolean
  protected abstract run(verb: Verb, done: (word: string) => void): void
  /** What the number of this word is for this interface. */
  shown(_verb: Verb, word: string): string {
    return word
  }
  call(verb: Verb): number {
    const call = this.calls++
    this.run(verb, (word) => {
      this.log.push({ call, word })
    })
    return call
  }
  /** What is published says which call it was. */
  protected get text(): string {
    return String(this.calls - 1)
  }
  answersOf(call: number): string[] {
    return this.log.flatMap((row) => ('call' in row && row.call === call ? [row.word] : []))
  }
  told(event: string): Told[] {
    return this.log.filter((row): row is Told => 'event' in row && row.event === event)
  }
  protected hear(event: string, state: unknown, of: unknown): void {
    this.log.push({ event, state: String(state), of: String(of) })
  }
}

const MINE = { mood: 'good' }

export class EnginePage extends Page {
  readonly kind = 'engine'
  readonly client: Client
  constructor(
    town: Town,
    readonly user: string,
    private readonly peer: string,
    seed = 1
  ) {
    super()
    const { ports } = portsOf(town.world, town.net.links(user), '', randomOf(seed).next)
    this.client = new Client(ports, APP, SERVER)
    this.client.listen((event: Frame) => {
      if (event.event === 'invitation')
        this.hear('invitation', `${String(event.role)} ${String(event.state)}`, event.invitationId)
      if (event.event === 'channelMessage') this.hear('said', event.from, event.text)
      if (event.event === 'memberJoined' || event.event === 'memberLeft') this.hear('member', event.event, event.user)
      if (event.event === 'peers') for (const row of event.states as Frame[]) this.hear('peers', row.state, row.user)
    })
    this.client.invitations.listen()
  }
  has(verb: Verb): boolean {
    return verb !== 'create' && verb !== 'release'
  }
  protected run(verb: Verb, said: (word: string) => void): void {
    const { client, peer } = this
    const done = (answer: Frame): void => {
      said(answer.ok === 1 ? 'ok' : String(answer.why))
    }
    if (verb === 'login') client.login(this.user, '', done)
    else if (verb === 'logout') client.logout(done)
    else if (verb === 'invite') client.invitations.invite(peer, 'room', 'c', done)
    else if (verb === 'cancel') client.invitations.cancel(peer, '', '', done)
    else if (verb === 'accept') client.invitations.accept(peer, 'yes', '', done)
    else if (verb === 'refuse') client.invitations.refuse(peer, 'no', false, '', done)
    else if (verb === 'join') client.join('room', done)
    else if (verb === 'leave') client.leave('room', done)
    else if (verb === 'publish') client.publish('room', this.text, false, done)
    else if (verb === 'watch') client.presence.watch([peer], done)
    else if (verb === 'unwatch') client.presence.unwatch([peer], done)
    else if (verb === 'set') client.attributes.writeOwn('replace', MINE as never, done)
    else if (verb === 'clear') client.attributes.clearOwn(done)
    else if (verb === 'setChannel') client.attributes.writeChannel('board', 'replace', MINE as never, false, done)
    else if (verb === 'clearChannel') client.attributes.clearChannel('board', false, done)
  }
}

const CODES: Record<Verb, codes.Codes> = {
  login: codes.LOGIN_ERR,
  logout: codes.GENERAL,
  invite: codes.INVITATION_ERR,
  cancel: codes.INVITATION_ERR,
  accept: codes.INVITATION_ERR,
  refuse: codes.INVITATION_ERR,
  create: codes.GENERAL,
  release: codes.GENERAL,
  join: codes.JOIN_CHANNEL_ERR,
  leave: codes.LEAVE_CHANNEL_ERR,
  publish: codes.CHANNEL_MESSAGE_ERR,
  watch: codes.SUBSCRIPTION_ERR,
  unwatch: codes.SUBSCRIPTION_ERR,
  set: codes.USER_ATTRIBUTE_ERR,
  clear: codes.USER_ATTRIBUTE_ERR,
  setChannel: codes.CHANNEL_ATTRIBUTE_ERR,
  clearChannel: codes.CHANNEL_ATTRIBUTE_ERR
}
const STATES: Record<string, string> = {
  ReceivedByPeer: 'received',
  Received: 'received',
  Accepted: 'accepted',
  Refused: 'refused',
  Canceled: 'cancelled',
  Failure: 'failed',
  AnsweredElsewhere: 'elsewhere'
}
const PRESENCE = ['online', 'unreachable', 'offline']

export class ArPage extends Page {
  readonly kind = 'AR'
  private readonly entry: Entry
  constructor(
    town: Town,
    private readonly user: string,
    private readonly peer: string
  ) {
    super()
    const { ports } = portsOf(town.world, town.net.links(user), SERVER, randomOf(1).next)
    this.entry = new Entry(ports)
    this.entry.run(() => {
      this.entry.ar.setCallBack((event: Frame) => {
        this.heard(event)
      })
      this.entry.ar.createInstance({ appId: APP }, () => {})
      this.entry.ar.invitations.setCallEventListener(() => {})
    })
  }
  has(): boolean {
    return true
  }
  override shown(verb: Verb, word: string): string {
    return word === 'ok' ? '0' : String(CODES[verb].of(word))
  }
  protected run(verb: Verb, said: (word: string) => void): void {
    const { ar } = this.entry
    const peer = { calleeId: this.peer }
    const room = { channelId: 'room' }
    const board = { channelId: 'board', attributes: MINE }
    const done = ({ code }: Frame): void => {
      said(String(code))
    }
    this.entry.run(() => {
      if (verb === 'login') ar.login({ userId: this.user, token: '' }, done)
      else if (verb === 'logout') ar.logout(done)
      else if (verb === 'invite') ar.invitations.sendLocalInvitation(peer, done)
      else if (verb === 'cancel') ar.invitations.cancelLocalInvitation(peer, done)
      else if (verb === 'accept') ar.invitations.acceptRemoteInvitation(peer, done)
      else if (verb === 'refuse') ar.invitations.refuseRemoteInvitation(peer, done)
      else if (verb === 'create') ar.createChannel(room, done)
      else if (verb === 'release') ar.channelRelease(room, done)
      else if (verb === 'join') ar.join(room, done)
      else if (verb === 'leave') ar.leave(room, done)
      else if (verb === 'publish') ar.sendChannelMessage({ ...room, text: this.text }, done)
      else if (verb === 'watch') ar.presence.subscribe({ peerIds: [this.peer] }, done)
      else if (verb === 'unwatch') ar.presence.unsubscribe({ peerIds: [this.peer] }, done)
      else if (verb === 'set') ar.userAttributes.set({ ...MINE }, done)
      else if (verb === 'clear') ar.userAttributes.clear(done)
      else if (verb === 'setChannel') ar.channelAttributes.set(board, done)
      else if (verb === 'clearChannel') ar.channelAttributes.clear(board, done)
    })
  }
  private heard(event: Frame): void {
    const found = /^on(Local|Remote)Invitation(\w+)$/.exec(String(event.rtmEvent))
    if (found !== null && found[2] !== 'Expired')
      this.hear('invitation', `${String(found[1]).toLowerCase()} ${STATES[String(found[2])]}`, event.invitationId)
    if (event.rtmEvent === 'onPeersOnlineStatusChanged')
      for (const row of event.peersStatus as Frame[]) this.hear('peers', PRESENCE[Number(row.state)], row.peerId)
  }
}

export class TypedPage extends Page {
  readonly kind = 'typed'
  private readonly client: Typed
  constructor(
    town: Town,
    private readonly user: string,
    private readonly peer: string
  ) {
    super()
    const { ports } = portsOf(town.world, town.net.links(user), SERVER, randomOf(1).next)
    this.client = new Typed({ appId: APP, server: SERVER }, engineOver(ports))
    this.client.on('invitation', ({ role, state, invitationId }) => {
      this.hear(
        'invitation',
        `${role === 'caller' ? 'local' : 'remote'} ${state === 'ringing' ? 'received' : state}`,
        invitationId
      )
    })
    this.client.on('presence', (rows) => {
      for (const { userId, presence } of rows) this.hear('peers', presence, userId)
    })
  }
  has(verb: Verb): boolean {
    return verb !== 'create' && verb !== 'release'
  }
  protected run(verb: Verb, said: (word: string) => void): void {
    const { client, peer } = this
    const room = client.channel('room')
    const board = client.channel('board')
    const calls: Partial<Record<Verb, () => Promise<unknown>>> = {
      login: () => client.login({ userId: this.user }),
      logout: () => client.logout(),
      invite: () => client.invite(peer),
      cancel: () => client.cancelInvitation(peer),
      accept: () => client.acceptInvitation(peer),
      refuse: () => client.refuseInvitation(peer),
      join: () => room.join(),
      leave: () => room.leave(),
      publish: () => room.sendMessage(this.text),
      watch: () => client.subscribePresence([peer]),
      unwatch: () => client.unsubscribePresence([peer]),
      set: () => client.setAttributes(MINE),
      clear: () => client.clearAttributes(),
      setChannel: () => board.setAttributes(MINE),
      clearChannel: () => board.clearAttributes()
    }
    calls[verb]!().then(
      () => {
        said('ok')
      },
      (error: RtmError) => {
        said(error.code)
      }
    )
  }
}

export const pageOf = (kind: Kind, town: Town, user: string, peer: string): Page =>
  kind === 'engine'
    ? new EnginePage(town, user, peer)
    : kind === 'AR'
      ? new ArPage(town, user, peer)
      : new TypedPage(town, user, peer)
