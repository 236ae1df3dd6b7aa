// Our wire protocol (docs/protocol.md) as a client speaks it. The type of a frame is told by two bytes after `{"t":"`.
import { createHmac } from 'node:crypto'
import { LIVE } from './link.mjs'
import { TEXT } from './frames.mjs'
import { PAYLOAD } from './payload.mjs'

const TYPE = 6
const LETTER = { m: 109, quote: 34, o: 111, u: 117, k: 107, w: 119, e: 101, g: 103, n: 110, f: 102 }
const TAIL = 2 // `"}` after the payload, which stands last (P-FRAME-7)
const PING_MS = 2_000
const SETTLED_STEP = 16
const N_AT = 15 // {"t":"out","n":
const numberAt = (text, at) => Number(text.slice(at, text.indexOf(',', at)))
const base64 = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')

export class RtmProtocol {
  path = '/rtm'
  opcode = TEXT
  recovers = true

  constructor({ app, certificate }) {
    this.app = app
    this.certificate = certificate
    this.expires = Math.floor(Date.now() / 1000) + 3_600
  }

  prepare(link) {
    const claims = { app: this.app, sub: link.user, iat: this.expires - 3_600, exp: this.expires }
    const signed = `${base64({ alg: 'HS256', typ: 'JWT' })}.${base64(claims)}`
    const token = `${signed}.${createHmac('sha256', this.certificate).update(signed).digest('base64url')}`
    link.memory = {
      token,
      generation: 0,
      session: '',
      key: '',
      attempt: 0,
      answered: 0,
      settled: 0,
      inbox: { e: '', o: 0, i: '', h: 0 },
      cursors: [],
      aliases: new Map()
    }
  }

  upgraded(link) {
    const { token, generation, session, key, inbox, cursors } = link.memory
    link.send(
      JSON.stringify({
        t: 'hello',
        v: 1,
        app: this.app,
        user: link.user,
        token,
        device: 'bench',
        codecs: ['json'],
        features: [],
        auto: link.again ? 1 : 0,
        generation,
        session,
        key,
        attempt: ++link.memory.attempt,
        settled: link.memory.answered,
        inbox,
        channels: link.again ? cursors : []
      })
    )
  }

  /** The session ends with its link, and nothing of it is left to be ended later. */
  farewell(link) {
    link.leaving = true
    link.send('{"t":"bye","id":1000000}')
  }

  beat(link, now) {
    if (link.stage === LIVE && now - link.sentAt > PING_MS) link.send(`{"t":"ping"${this.settled(link, 1)}}`)
  }

  /** P-SEND-11, as the engine does it: answers come in the order of the sends. */
  settled(link, least) {
    const { memory } = link
    if (memory.answered - memory.settled < least) return ''
    memory.settled = memory.answered
    return `,"settled":${memory.settled}`
  }

  publish(link, channel, payload) {
    link.send(
      `{"t":"pub","n":${++link.number},"ch":"${channel}","hist":0${this.settled(link, SETTLED_STEP)},"p":"${payload}"}`
    )
  }

  sendTo(link, user, payload) {
    const settled = this.settled(link, SETTLED_STEP)
    link.send(`{"t":"send","n":${++link.number},"to":"${user}","hist":0,"store":0${settled},"p":"${payload}"}`)
  }

  /** `inbox` messages are acknowledged as received and handled at once. */
  acknowledge(link, bytes, start) {
    let at = start + 13 // {"t":"m","a":
    while (bytes[at] !== 44) at++
    at += 5 // ,"o":
    let offset = 0
    for (; bytes[at] !== 44; at++) offset = offset * 10 + bytes[at] - 48
    link.send(`{"t":"ack","r":${offset},"h":${offset}}`)
  }

  frame(link, bytes, start, end) {
    const first = bytes[start + TYPE]
    const second = bytes[start + TYPE + 1]
    if (first === LETTER.m && second === LETTER.quote) {
      const at = end - TAIL - PAYLOAD
      link.deliver(bytes, at)
      link.world.onMessage?.(link, bytes, at, start, end)
    } else if (first === LETTER.o && second === LETTER.u) this.answered(link, bytes.latin1Slice(start, end))
    else if (first === LETTER.o && second === LETTER.k) this.joined(link, JSON.parse(bytes.utf8Slice(start, end)))
    else if (first === LETTER.w) this.welcome(link, JSON.parse(bytes.utf8Slice(start, end)))
    else if (first === LETTER.m && second === LETTER.e)
      this.members(link, bytes.latin1Slice(start, Math.min(end, start + 60)))
    else if (first === LETTER.g || first === LETTER.n || bytes[start + TYPE + 2] === LETTER.f)
      this.other(link, JSON.parse(bytes.utf8Slice(start, end)))
  }

  answered(link, text) {
    const { world } = link
    world.tally.taken++
    link.memory.answered = numberAt(text, N_AT)
    if (!text.includes('"outcome":"taken"') && !text.includes('"outcome":"received"')) world.complain(text)
    world.onAnswer?.(link)
  }

  welcome(link, { session, key, generation, inbox, resumed, channels }) {
    const { memory } = link
    Object.assign(memory, { session, key, generation })
    memory.inbox.e = inbox.e
    if (!link.again) {
      this.next(link)
      return
    }
    if (resumed !== 'full' || channels.length !== link.channels.length)
      link.world.complain(`resumed ${resumed} with ${channels.length} channels`)
    link.world.ready(link)
  }

  next(link) {
    if (link.joined === link.channels.length) link.world.ready(link)
    else link.send(`{"t":"join","id":${link.joined + 1},"ch":"${link.channels[link.joined]}","mode":"full"}`)
  }

  joined(link, { a, e, o, v }) {
    const cursor = { ch: link.channels[link.joined++], e, o, i: '', v, mode: 'full' }
    link.memory.cursors.push(cursor)
    link.memory.aliases.set(a, cursor)
    this.next(link)
  }

  members(link, text) {
    const found = /"a":(\d+),"v":(\d+)/.exec(text)
    const cursor = found === null ? undefined : link.memory.aliases.get(Number(found[1]))
    if (cursor !== undefined) cursor.v = Number(found[2])
  }

  other(link, frame) {
    if (frame.t === 'gap') link.world.tally.missed += Math.max(0, frame.count)
    else if (frame.t === 'no' || frame.t === 'refused') link.world.complain(JSON.stringify(frame))
  }

  /** Where to go on after a lost connection. */
  remember(link, bytes, start, end) {
    const { a, o, i } = JSON.parse(bytes.utf8Slice(start, end))
    const cursor = link.memory.aliases.get(a)
    if (cursor !== undefined) Object.assign(cursor, { o, i })
  }
}
