// Socket.IO 4 as its client speaks it: Engine.IO packet `4`, Socket.IO packet 0 connect, 2 event, 3 acknowledgement.
import { TEXT } from './frames.mjs'
import { LIVE } from './link.mjs'

const BRACKET = 91
const PAYLOAD_AT = 8 // of `42["m","`

export class SocketIoProtocol {
  path = '/socket.io/?EIO=4&transport=websocket'
  opcode = TEXT
  recovers = true

  prepare(link) {
    link.memory = { pid: '', offset: '' }
  }

  upgraded() {} // the server speaks first

  publish(link, channel, payload) {
    link.send(`42${++link.number}["pub","${channel}","${payload}"]`)
  }

  sendTo(link, user, payload) {
    link.send(`42${++link.number}["peer","${user}","${payload}"]`)
  }

  acknowledge(link, bytes, start) {
    let end = start + 2
    while (bytes[end] !== BRACKET) end++
    link.send(`43${bytes.latin1Slice(start + 2, end)}[]`)
  }

  frame(link, bytes, start, end) {
    const packet = bytes[start]
    if (packet === 52) this.message(link, bytes, start, end)
    else if (packet === 48)
      link.send(
        link.again && link.memory.pid !== ''
          ? `40${JSON.stringify({ pid: link.memory.pid, offset: link.memory.offset })}`
          : `40{"uid":"${link.user}"}`
      )
    else if (packet === 50) link.send('3')
  }

  message(link, bytes, start, end) {
    const type = bytes[start + 1]
    if (type === 50) {
      let at = start + PAYLOAD_AT
      for (let i = start + 2; bytes[i] !== BRACKET; i++) at++ // the id of an event that wants an acknowledgement
      link.deliver(bytes, at)
      link.world.onMessage?.(link, bytes, at, start, end)
    } else if (type === 51) this.answered(link, bytes, start)
    else if (type === 48) this.connected(link, JSON.parse(bytes.utf8Slice(start + 2, end)))
    else link.world.complain(bytes.latin1Slice(start, Math.min(end, start + 80)))
  }

  answered(link, bytes, start) {
    if (link.stage === LIVE) {
      link.world.tally.taken++
      link.world.onAnswer?.(link)
    } else if (bytes[start + 2] === 48) {
      link.joined++
      this.next(link)
    }
  }

  connected(link, { pid = '' }) {
    const recovered = link.again && pid !== '' && pid === link.memory.pid
    if (link.again && this.wantsRecovery && !recovered) link.world.complain('not recovered')
    link.memory.pid = pid
    if (recovered) link.world.ready(link)
    else this.next(link)
  }

  next(link) {
    if (link.joined === link.channels.length) link.world.ready(link)
    else link.send(`420["sub","${link.channels[link.joined]}"]`)
  }

  wantsRecovery = false

  remember(link, bytes, start, end) {
    const offset = JSON.parse(bytes.utf8Slice(start + 2, end))[2]
    if (typeof offset === 'string') link.memory.offset = offset
  }
}
