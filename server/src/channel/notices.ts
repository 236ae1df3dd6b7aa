// What the members of a channel hear of its attributes: all of them, under a number, and once more if they have missed
// a notice (P-ATTR-6, P-ATTR-7).
import type { Attribute } from '../wire/attribute-rows.ts'
import type { ChannelNode } from './channel-node.ts'
import type { Feed } from '../link/feed.ts'
import * as replies from '../wire/replies.ts'

/** The channel whose attributes they are. */
export interface NoticesOwner {
  readonly node: Pick<ChannelNode, 'clock' | 'channelAttributes'>
  readonly key: string
  readonly alias: number
}

export class Notices {
  /** Names the last notice; 0: there was none. */
  last = 0

  constructor(private readonly channel: NoticesOwner) {}

  /** For everybody. In the lane of the channel. */
  next(rows: readonly Attribute[]): string {
    this.last = Math.max(this.channel.node.clock.lasting(), this.last + 1)
    return this.frame(rows)
  }

  /** The attributes as they are now, for one who comes into step without the last notice. */
  async tell(feed: Feed): Promise<void> {
    if (feed.notices === this.last) return
    const { node, key } = this.channel
    const rows = await node.channelAttributes.read(key, node.clock.lasting())
    if (feed.ended) return
    feed.link.push(this.frame(rows))
    feed.notices = this.last
  }

  private frame(rows: readonly Attribute[]): string {
    return replies.attributes(this.channel.alias, this.last, rows)
  }
}
