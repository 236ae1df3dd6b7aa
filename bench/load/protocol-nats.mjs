// NATS over WebSocket: a byte stream of text lines inside binary frames; one frame may hold many messages, or half of
// one.
import { BINARY } from './frames.mjs'
import { JOINING, LIVE, LOGIN } from './link.mjs'
import { PAYLOAD } from './payload.mjs'

const NEW_LINE = 10
const END_BYTES = 2

export class NatsProtocol {
  path = '/'
  opcode = BINARY
  recovers = false // core NATS keeps nothing

  constructor({ peers = false } = {}) {
    this.peers = peers
  }

  prepare(link) {
    link.memory = { skip: 0, line: '' }
    if (this.peers) link.channels = [link.user, ...link.channels]
  }

  upgraded(link) {
    link.memory.skip = 0
    link.memory.line = ''
  }

  // echo: the publisher does not get its own message back, as with the other servers.
  connect(link) {
    link.stage = JOINING
    link.send(
      'CONNECT {"verbose":false,"pedantic":false,"echo":false,"lang":"bench","version":"1","protocol":1}\r\nPING\r\n'
    )
  }

  publish(link, channel, payload) {
    link.send(`PUB ${channel} ${payload.length}\r\n${payload}\r\n`)
  }

  sendTo(link, user, payload) {
    this.publish(link, user, payload)
  }

  // Its model has no answer: the receiver publishes one into the sender's own subject.
  acknowledge(link) {
    this.publish(link, `u${link.id - 1}`, 'taken')
  }

  frame(link, bytes, start, end) {
    const { memory } = link
    let at = start
    if (memory.skip > 0) {
      const some = Math.min(memory.skip, end - at)
      memory.skip -= some
      at += some
    }
    while (at < end) {
      const stop = bytes.indexOf(NEW_LINE, at)
      if (stop < 0 || stop >= end) {
        memory.line += bytes.latin1Slice(at, end)
        return
      }
      at = this.line(link, bytes, at, stop, end)
    }
  }

  /** Returns where the next line begins; a message that goes beyond this frame is skipped in the next. */
  line(link, bytes, at, stop, end) {
    const { memory } = link
    if (memory.line === '' && bytes[at] === 77) {
      // MSG
      let size = 0
      let digit = stop - 2 // before \r
      for (let unit = 1; bytes[digit] !== 32; digit--, unit *= 10) size += (bytes[digit] - 48) * unit
      return this.message(link, bytes, stop + 1, size, end)
    }
    const text = memory.line + bytes.latin1Slice(at, stop)
    memory.line = ''
    if (text.startsWith('MSG')) return this.message(link, bytes, stop + 1, Number(text.trim().split(' ').at(-1)), end)
    this.told(link, text)
    return stop + 1
  }

  message(link, bytes, at, size, end) {
    const next = at + size + END_BYTES
    if (size !== PAYLOAD) link.world.onAnswer?.(link)
    else if (next <= end) {
      link.deliver(bytes, at)
      link.world.onMessage?.(link, bytes, at)
    } else if (link.world.onMessage === null)
      link.world.tally.delivered++ // counted, but not looked at
    else link.world.complain('a message over two frames in a workload that looks at each')
    if (next <= end) return next
    link.memory.skip = next - end
    return end
  }

  told(link, text) {
    if (text.startsWith('PING')) link.send('PONG\r\n')
    else if (text.startsWith('INFO')) {
      if (link.stage === LOGIN) this.connect(link) // it comes once more after the CONNECT
    } else if (text.startsWith('PONG')) this.next(link)
    else if (text.startsWith('-ERR')) link.world.complain(text)
  }

  next(link) {
    if (link.stage === LIVE) return
    if (link.joined === link.channels.length) {
      link.world.ready(link)
      return
    }
    const channel = link.channels[link.joined++]
    link.send(`SUB ${channel} ${link.joined}\r\nPING\r\n`)
  }
}
