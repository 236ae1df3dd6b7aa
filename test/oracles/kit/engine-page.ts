// A page that makes the engine's own calls.
import { randomOf } from '../../../sdk/testing/random.ts'
import { Client } from '../../../uni_modules/rtm/utssdk/common/engine/client.uts'
import { APP, portsOf, SERVER, type Frame } from '../../kit/engine-kit.ts'
import type { Town } from '../town.ts'
import { MINE, Page, type Verb } from './page.ts'

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
