// A page that calls the typed client.
import { Client as Typed } from '../../../sdk/client/client.ts'
import { engineOver } from '../../../sdk/engine/engine-over.ts'
import type { RtmError } from '../../../sdk/api/error.ts'
import { randomOf } from '../../../sdk/testing/random.ts'
import { APP, portsOf, SERVER } from '../../kit/engine-kit.ts'
import type { Town } from '../town.ts'
import { MINE, Page, type Verb } from './page.ts'

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
