// One client connection: a raw socket, the upgrade by hand, and a scanner that finds the frames of the server without
// decoding them.
import { connect } from 'node:net'
import { CLOSE, PING, PONG, frameOf, headAt, lengthAt } from './frames.mjs'
import { dueOf, micros } from './payload.mjs'

// One buffer for all sockets: what is read is scanned before the next read.
const shared = Buffer.allocUnsafeSlow(262_144)

export const CLOSED = -1
export const UPGRADING = 1
export const LOGIN = 2
export const JOINING = 3
export const LIVE = 10

export class Link {
  stage = CLOSED
  socket = null
  part = null
  sentAt = 0
  number = 0
  joined = 0
  received = 0
  last = -1
  again = false
  leaving = false
  startedAt = 0
  memory = null // of the protocol

  constructor(world, id, channels) {
    this.world = world
    this.id = id
    this.user = `u${id}`
    this.channels = channels
  }

  open() {
    const { world } = this
    this.stage = UPGRADING
    this.part = null
    this.joined = 0
    this.startedAt = micros()
    const socket = connect({
      host: '127.0.0.1',
      port: world.port,
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (count) => {
          if (this.socket === socket) this.read(shared, count)
          return true
        }
      }
    })
    this.socket = socket
    socket.on('error', () => {})
    socket.on('close', () => {
      if (this.socket === socket) this.ended()
    })
    socket.write(world.request)
  }

  send(content) {
    this.sentAt = this.world.clock
    this.socket.write(frameOf(this.world.protocol.opcode, content))
  }

  /** As when the network goes: a reset, no close frame. */
  drop() {
    const { socket } = this
    this.socket = null
    this.stage = CLOSED
    socket?.resetAndDestroy()
  }

  ended() {
    this.socket = null
    this.stage = CLOSED
    if (!this.leaving) this.world.ended(this)
  }

  read(bytes, count) {
    const { tally } = this.world
    tally.reads++
    tally.sampleAt = tally.delivered
    this.scan(bytes, count)
    const got = tally.delivered - tally.sampleAt
    // The oldest message of a read stands for all of them: never better than the truth.
    if (got > 0 && tally.due >= 0 && this.world.measuring) this.world.delays.add(micros() - tally.due, got)
    this.world.whenRead?.()
  }

  scan(bytes, count) {
    let at = 0
    if (this.stage === UPGRADING) {
      at = this.upgrade(bytes, count)
      if (at < 0) return
    }
    if (this.part !== null) {
      at = this.complete(bytes, at, count)
      if (at < 0) return
    }
    for (;;) {
      const length = lengthAt(bytes, at, count)
      if (length === 0 || at + length > count) break
      this.frame(bytes, at, at + length)
      at += length
    }
    if (at < count) this.part = Buffer.from(bytes.subarray(at, count))
  }

  // A frame that two or more reads share is put together; it alone is copied.
  complete(bytes, at, count) {
    let { part } = this
    let length = lengthAt(part, 0, part.length)
    if (length === 0) {
      const head = Buffer.concat([part, bytes.subarray(at, Math.min(count, at + 14))])
      length = lengthAt(head, 0, head.length)
    }
    if (length === 0 || part.length + count - at < length) {
      this.part = Buffer.concat([part, bytes.subarray(at, count)])
      return -1
    }
    const until = at + length - part.length
    part = Buffer.concat([part, bytes.subarray(at, until)])
    this.part = null
    this.frame(part, 0, length)
    return until
  }

  frame(bytes, from, end) {
    const opcode = bytes[from] & 15
    const start = from + headAt(bytes, from)
    if (opcode < 8) this.world.protocol.frame(this, bytes, start, end)
    else if (opcode === PING) this.socket?.write(frameOf(PONG, Buffer.from(bytes.subarray(start, end))))
    else if (opcode === CLOSE && !this.leaving)
      this.world.complain(
        `close frame ${end - start >= 2 ? bytes.readUInt16BE(start) : ''} ${bytes.latin1Slice(start + 2, end)}`
      )
  }

  upgrade(bytes, count) {
    const text = (this.part === null ? '' : this.part.latin1Slice()) + bytes.latin1Slice(0, count)
    const end = text.indexOf('\r\n\r\n')
    if (end < 0) {
      this.part = Buffer.from(text, 'latin1')
      return -1
    }
    const before = this.part === null ? 0 : this.part.length
    this.part = null
    if (!text.startsWith('HTTP/1.1 101')) {
      this.world.complain(`upgrade refused: ${text.slice(0, 60)}`)
      return -1
    }
    this.stage = LOGIN
    this.world.protocol.upgraded(this)
    return end + 4 - before
  }

  /** A message for this link stands at `at`. Every protocol calls this once per message. */
  deliver(bytes, at) {
    const { tally } = this.world
    if (tally.delivered === tally.sampleAt) {
      tally.due = dueOf(bytes, at)
      if (tally.due < 0) this.world.complain(`not the payload that was sent: ${bytes.latin1Slice(at, at + 40)}`)
    }
    tally.delivered++
    this.received++
  }
}
