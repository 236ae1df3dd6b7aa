// The bare relay (bench/servers/relay.mjs): what a short server of one's own does, without sessions or promises.
import { TEXT } from './frames.mjs'
import { JOINING, LIVE, LOGIN } from './link.mjs'
import { PAYLOAD } from './payload.mjs'

const TYPE = 6
const TAIL = 2

export class RelayProtocol {
  path = '/'
  opcode = TEXT
  recovers = false

  upgraded(link) {
    link.send(`{"t":"login","user":"${link.user}"}`)
  }

  publish(link, channel, payload) {
    link.send(`{"t":"pub","id":${++link.number},"ch":"${channel}","d":"${payload}"}`)
  }

  sendTo(link, user, payload) {
    link.send(`{"t":"peer","id":${++link.number},"to":"${user}","d":"${payload}"}`)
  }

  acknowledge(link, bytes, start) {
    const id = /"mid":(\d+)/.exec(bytes.latin1Slice(start, start + 60))
    link.send(`{"t":"ack","mid":${id[1]}}`)
  }

  frame(link, bytes, start, end) {
    if (bytes[start + TYPE] === 109) {
      const at = end - TAIL - PAYLOAD
      link.deliver(bytes, at)
      link.world.onMessage?.(link, bytes, at, start, end)
    } else if (link.stage === LIVE) {
      link.world.tally.taken++
      link.world.onAnswer?.(link)
    } else if (link.stage === LOGIN) {
      link.stage = JOINING
      this.next(link)
    } else {
      link.joined++
      this.next(link)
    }
  }

  next(link) {
    if (link.joined === link.channels.length) link.world.ready(link)
    else link.send(`{"t":"sub","ch":"${link.channels[link.joined]}"}`)
  }
}
