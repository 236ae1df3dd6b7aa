// A call invitation spoken by hand: alice, bob, and how far it has come.
import { newest, type App } from '../../../server/src/config/apps.ts'
import { InvitationsMemory } from '../../../server/src/store/memory/invitations-memory.ts'
import type { ModelDisk } from '../../../sdk/testing/model-disk.ts'
import type { Client } from './client.ts'
import { appWith, Stage } from './stage.ts'
import type { Fields } from './wire.ts'

export const keepsAll: Partial<App> = { policy: newest(10) }

/** Alice calls bob. */
export class Call {
  readonly store = new InvitationsMemory()
  readonly stage: Stage
  alice!: Client
  bob!: Client
  /** `disk`: the invitations are on it, and not in `store`. */
  constructor(more: Partial<App> = {}, disk?: ModelDisk) {
    this.stage = new Stage({
      appList: [appWith({}, more)],
      ...(disk === undefined ? { stores: { invitations: this.store } } : { disk })
    })
  }
  async begin(bobToo = true): Promise<this> {
    this.alice = await this.stage.login('alice', { login: 'A' })
    if (bobToo) this.bob = await this.stage.login('bob', { login: 'B' })
    return this
  }
  invite(more: Fields = {}): Promise<Fields> {
    return this.alice.request('invite', { i: '1', to: 'bob', ch: 'room', content: 'c', ...more })
  }
  ask(who: Client, what: string, more: Fields = {}): Promise<Fields> {
    return who.request('call', { i: '1', of: 'alice', do: what, text: '', ...more })
  }
  async rung(): Promise<this> {
    await this.invite()
    await this.ask(this.bob, 'ring')
    return this
  }
  async answering(): Promise<this> {
    await this.rung()
    await this.ask(this.bob, 'accept', { text: 'yes' })
    return this
  }
}

/** The newest that somebody was shown of it. */
export const view = (who: Client): string => {
  const { state, why } = who.last('call') ?? {}
  return [state, why].filter((word) => word !== '').join(' ')
}
export const both = ({ alice, bob }: Call): string[] => [view(alice), view(bob)]
/** 'ok', or the word of refusal. */
export const why = async (reply: Promise<Fields>): Promise<unknown> => {
  const { t, why: word } = await reply
  return t === 'ok' ? 'ok' : word
}
export const call = (more: Partial<App> = {}): Promise<Call> => new Call(more).begin()
