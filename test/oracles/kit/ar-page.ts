// A page that calls AR-RtmModule.
import { randomOf } from '../../../sdk/testing/random.ts'
import * as codes from '../../../uni_modules/rtm/utssdk/common/ar/codes.uts'
import { Entry } from '../../../uni_modules/rtm/utssdk/common/ar/entry.uts'
import { APP, portsOf, SERVER, type Frame } from '../../kit/engine-kit.ts'
import type { Town } from '../town.ts'
import { MINE, Page, type Verb } from './page.ts'

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
      else if (verb === 'create') ar.channels.createChannel(room, done)
      else if (verb === 'release') ar.channels.channelRelease(room, done)
      else if (verb === 'join') ar.channels.join(room, done)
      else if (verb === 'leave') ar.channels.leave(room, done)
      else if (verb === 'publish') ar.channels.sendChannelMessage({ ...room, text: this.text }, done)
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
