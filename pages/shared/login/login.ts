// The one login of this window. Chat and Call are two sides of it: whoever goes from one to the other keeps its client,
// and what it was told.
import { reactive } from 'vue'
import type { RtmClient, RtmClientOptions, RtmState } from '@/uni_modules/rtm/js_sdk/index.js'

export interface Entrance {
  appId: string
  server: string
  userId: string
}

export interface LoginState extends Entrance {
  // userId: '' outside
  entering: boolean
  connection: RtmState
  reason: string
  held: boolean // the link was cut by hand
}

export interface Side {
  /** A new client, before its login: from here on everything is heard. */
  begin(client: RtmClient, who: Entrance): void
  /** Logged in, for the first time or again. */
  inside(): void | Promise<void>
  /**
   * The client goes. `forGood`: the person has left, or another comes; otherwise this login did not succeed, and what
   * is remembered of him is his.
   */
  end(forGood: boolean): void | Promise<void>
}

const outside = {
  appId: '',
  server: '',
  userId: '',
  entering: false,
  connection: 'disconnected',
  reason: '',
  held: false
} as const satisfies LoginState

export class Login {
  readonly state: LoginState = reactive({ ...outside })
  private readonly sides: Side[] = []
  private client: RtmClient | null = null

  constructor(private readonly createClient: (options: RtmClientOptions) => RtmClient) {}

  add(side: Side): void {
    this.sides.push(side)
  }

  /**
   * The app and the address belong to a client from its making on, so each login makes one. Rejected as `login` of the
   * client is; then nobody is inside.
   */
  async enter(who: Entrance): Promise<void> {
    const { appId, server, userId } = who
    const { state } = this
    do await this.drop(state.userId !== '')
    while (this.client !== null) // somebody else has begun meanwhile: the newest counts
    state.entering = true
    let client: RtmClient | null = null
    try {
      client = this.createClient(server === '' ? { appId } : { appId, server })
      this.client = client
      client.on('state', ({ state: connection, reason }) => {
        Object.assign(state, { connection, reason } satisfies Partial<LoginState>)
      })
      for (const side of this.sides) side.begin(client, who)
      await client.login({ userId })
      Object.assign(state, { appId, server, userId } satisfies Entrance)
    } catch (error) {
      if (client === this.client) await this.drop(false)
      throw error
    } finally {
      if (client === this.client || this.client === null) state.entering = false
    }
    await this.tellInside()
  }

  /** After an end that the person did not want, on the same client. */
  async again(): Promise<void> {
    const { client, state } = this
    if (client === null) return
    state.entering = true
    try {
      if (client.state !== 'disconnected') await client.logout()
      await client.login({ userId: state.userId })
    } finally {
      state.entering = false
    }
    await this.tellInside()
  }

  leave(): Promise<void> {
    return this.drop(true)
  }

  async hold(held: boolean): Promise<void> {
    if (this.client === null) return
    this.state.held = held
    await this.client.hold(held)
  }

  private async tellInside(): Promise<void> {
    await Promise.all(this.sides.map((side) => side.inside()))
  }

  private async drop(forGood: boolean): Promise<void> {
    const { client } = this
    this.client = null
    for (const side of this.sides) await side.end(forGood)
    await client?.destroy()
    Object.assign(this.state, outside)
  }
}
