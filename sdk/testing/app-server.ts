// What an app server may ask of the server in a test: the same services that commands of clients call, with a sender
// that has no session.
import { isId } from '../../uni_modules/rtm/utssdk/common/protocol/ids.uts'
import type { RtmTestMessage, RtmTestOutcome, RtmTestServer } from './kit-api.ts'
import type { KitNode } from './kit-node.ts'

const FROM = 'server'

/** What the kit is to it. */
export interface AppServerOwner {
  readonly app: string
  readonly node: KitNode
  /** Throws when the kit is closed. */
  look(): void
}

export class KitAppServer implements RtmTestServer {
  constructor(
    readonly address: string,
    private readonly kit: AppServerOwner
  ) {}

  async say(message: RtmTestMessage): Promise<RtmTestOutcome> {
    const { kit } = this
    kit.look()
    const { from = FROM } = message
    const [kind, id] =
      'channel' in message ? (['channel', message.channel] as const) : (['userId', message.userId] as const)
    for (const [name, value] of [
      ['from', from],
      [kind, id]
    ] as const)
      if (!isId(value))
        throw new Error(`server.say: ${name} must be an id, 1 to 64 letters, digits and the allowed signs`)
    const outcome = await kit.node.say(kit.app, from, message)
    if (outcome.outcome === 'refused') throw new Error(`server.say: ${outcome.why}: ${outcome.message}`)
    return outcome.outcome
  }

  async end(userId: string): Promise<void> {
    const { kit } = this
    kit.look()
    if ((await kit.node.endSessions(kit.app, userId)) === 0)
      throw new Error(
        `server.end: ${userId} is not logged in; await kit.login('${userId}') first, or the login of the code ` +
          'under test'
      )
  }
}
