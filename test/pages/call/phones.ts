// Telephones of pages/call on real clients, engines and a server, on a fake clock.
import { newest } from '../../../server/src/config/apps.ts'
import type { Call } from '../../../pages/call/book.ts'
import { Desk } from '../../../pages/call/desk.ts'
import { emptyDesk, type DeskState } from '../../../pages/call/state.ts'
import { Login } from '../../../pages/shared/login/login.ts'
import type { RtmClient } from '../../../sdk/api/client-api.ts'
import { APP, SERVER } from '../../kit/engine-kit.ts'
import { TypedTown } from '../../sdk/sdk-kit.ts'

export class Phone {
  readonly state: DeskState
  readonly desk: Desk
  client!: RtmClient
  kept: string
  constructor(
    private readonly here: Place,
    user: string,
    readonly device: string,
    kept = ''
  ) {
    this.state = emptyDesk(user)
    const login = new Login(() => (this.client = here.town.client(device)))
    this.desk = new Desk(this.state, login, here.town.town.world.clock, {
      read: () => this.kept,
      write: (text) => (this.kept = text) === text
    })
    this.kept = kept
  }
  /** What is done, with everything that follows at once. */
  async does(deed: (desk: Desk) => Promise<unknown>): Promise<void> {
    await this.here.town.done(deed(this.desk))
  }
  get calls(): Call[] {
    return this.state.book.calls
  }
  /** How the newest call stands: its phase, or how it ended. */
  get now(): string {
    const call = this.calls.at(-1)
    return call === undefined ? '' : call.phase === 'over' ? `over ${call.end}` : call.phase
  }
}

export class Place {
  readonly town = new TypedTown(undefined, { policy: newest(2) })
  now(): number {
    return this.town.town.world.clock.monotonic()
  }
  advance(ms: number): Promise<void> {
    return this.town.town.advance(ms)
  }
  async phone(user: string, device = user, kept = ''): Promise<Phone> {
    const phone = new Phone(this, user, device, kept)
    await phone.does((desk) => desk.login({ appId: APP, server: SERVER }))
    return phone
  }
}

export async function pair(): Promise<{ place: Place; alice: Phone; bob: Phone }> {
  const place = new Place()
  return { place, alice: await place.phone('alice'), bob: await place.phone('bob') }
}

export async function talking(): Promise<{ place: Place; alice: Phone; bob: Phone }> {
  const made = await pair()
  await made.alice.does((desk) => desk.call('bob', true))
  await made.bob.does((desk) => desk.accept())
  return made
}

/** How the newest call of each stands. */
export const ways = (...phones: Phone[]): string[] => phones.map((phone) => phone.now)
