// The channels that have members on this node.
import type { App } from '../config/apps.ts'
import { Channel, type ChannelOwner } from './channel.ts'
import type { ChannelNode } from './channel-node.ts'

/** Kind, name space, name (P-ID-3), under the app (P-HELLO-5). */
export const channelKey = (app: App, name: string): string => `${app.id}/channel//${name}`

export class Channels implements ChannelOwner {
  /** Sessions in channels, each once for each. */
  memberships = 0
  private readonly channels = new Map<string, Channel>()

  constructor(private readonly node: ChannelNode) {}

  get size(): number {
    return this.channels.size
  }

  get isFull(): boolean {
    return this.memberships >= this.node.held.memberships
  }

  of(app: App, name: string): Channel {
    const key = channelKey(app, name)
    let channel = this.channels.get(key)
    if (channel === undefined) {
      channel = new Channel(this.node, this, app, key, name)
      this.channels.set(key, channel)
    }
    return channel
  }

  /** The last member of this node left. In the lane of the channel, which goes on if somebody waits in it to join. */
  async release(channel: Channel): Promise<void> {
    channel.roster.end()
    const now = this.node.clock.lasting()
    await this.node.streams.release(channel.key, now)
    await this.node.channelAttributes.release(channel.key, now) // P-ATTR-9
  }

  /** Never while the lane is busy: two lanes of one channel would be no serial point. */
  tidy(channel: Channel): void {
    if (channel.members === 0 && channel.lane.isIdle && this.channels.get(channel.key) === channel)
      this.channels.delete(channel.key)
  }
}
