// A second client of the wire, that has nothing but docs/protocol.md: it shares no line with the engine, so what both believe of the server is on the
// page. It has what delivery needs: login, resume, channels, messages, gaps. No presence, attributes or calls.
//
//   const client = new SecondClient(ports, { app, tell })
//   ports: { dial(on): { send(text), close(code) }, now(), after(ms, task): id, cancel(id), random() }     on: { open(), text(text), closed(code) }
//   tell({ what: 'state' | 'granted' | 'gone' | 'record' | 'message' | 'missed' | 'late' | 'joined' | 'left' | 'fault', … })
import { Inbox } from './inbox.mjs'
import { Line } from './line.mjs'
import { Outbox } from './outbox.mjs'
import { Room } from './room.mjs'

const NAME_SIGNS = '0123456789abcdefghijklmnopqrstuvwxyz'

export class SecondClient {
  state = 'out'
  user = ''
  /** Greetings that were answered, by `resumed`. */
  welcomes = { full: 0, rejoined: 0, fresh: 0 }
  #ports
  #app
  #tell
  #line
  #outbox
  #inbox
  #rooms = new Map()
  /** Those that were left, until the server is known to know (P-CHANNEL-6). */
  #left = new Map()
  #joins = 0
  #login = ''
  #attempt = 0
  #generation = 0
  #session = ''
  #key = ''
  #token = ''
  #held = false
  /** Of this link. */
  #requestId = 0
  #requests = new Map()
  /** Channels as the hello of this link named them, with the number of their join. */
  #named = new Map()

  constructor(ports, { app, tell, device = 'second' }) {
    this.#ports = ports
    this.#app = app
    this.#tell = tell
    this.device = device
    this.#line = new Line(ports, { opened: () => this.#greet(), ping: () => ({ t: 'ping', settled: this.#outbox.settled }), frame: (frame) => this.#frame(frame), lost: (code, rule) => this.#lost(code, rule) })
    this.#outbox = new Outbox(ports, (frame) => this.#line.isWelcomed && this.#line.send(frame), (n, out) => tell({ what: 'late', n, ...out }))
    this.#inbox = new Inbox(tell)
  }

  /** An explicit login (P-HELLO-10, P-HELLO-12). */
  login(user, token = '') {
    if (this.state !== 'out') this.#end()
    this.user = user
    this.#token = token
    this.#login = Array.from({ length: 12 }, () => NAME_SIGNS[Math.floor(this.#ports.random() * NAME_SIGNS.length)]).join('')
    this.#attempt = this.#generation = 0
    this.#to('entering')
    if (!this.#held) this.#line.start()
  }

  logout() {
    this.#ask({ t: 'bye' }, () => {})
    this.#end()
    this.#to('out')
  }

  /** true: no link is held or sought until false. */
  hold(held) {
    this.#held = held
    if (this.state === 'out') return
    if (held) {
      this.#line.stop()
      this.#broken()
    } else this.#line.start()
  }

  /** `done(answer)`: of the server, `{t: 'ok'}` or a `no`. */
  join(ch, done) {
    if (this.#rooms.has(ch)) return done({ t: 'no', why: 'already_joined' })
    const room = new Room(ch, ++this.#joins, done, this.#tell)
    this.#rooms.set(ch, room)
    this.#askToJoin(room)
  }

  leave(ch) {
    const room = this.#rooms.get(ch)
    if (room === undefined) return
    this.#tellGone(room)
    this.#rooms.delete(ch)
    if (room.joined) this.#left.set(ch, room)
    this.#askToLeave(ch)
  }

  /** `done(out)`, see outbox.mjs. */
  publish(ch, text, done) {
    if (this.#rooms.get(ch)?.joined !== true) return done({ outcome: 'refused', why: 'not_joined' })
    this.#outbox.add({ t: 'pub', ch, hist: 0, p: text }, done)
  }

  send(to, text, store, done) {
    if (this.state === 'out') return done({ outcome: 'refused', why: 'not_logged_in' })
    this.#outbox.add({ t: 'send', to, hist: 0, store, p: text }, done)
  }

  #greet() {
    this.#requestId = 0
    this.#requests.clear()
    const left = [...this.#left.values()].filter(({ name }) => this.#outbox.isPublishing(name))
    const rows = [...left, ...[...this.#rooms.values()].filter(({ joined }) => joined || left.length === 0)].map(({ row }) => row) // P-CHANNEL-6
    this.#named = new Map(rows.map(({ ch, j }) => [ch, j]))
    this.#line.send({
      t: 'hello', v: 1, app: this.#app, user: this.user, token: this.#token, device: this.device, login: this.#login, codecs: ['json'], features: [],
      auto: this.#generation > 0 ? 1 : 0, generation: this.#generation, session: this.#session, key: this.#key, attempt: ++this.#attempt,
      settled: this.#outbox.settled, inbox: this.#inbox.row, channels: rows,
    })
  }

  #frame(frame) {
    if (frame.t === 'welcome') return this.#welcome(frame)
    if (!this.#line.isWelcomed) return
    const { t } = frame
    if (t === 'ok' || t === 'no') return this.#answered(frame)
    if (t === 'out') return this.#out(frame)
    if (t === 'members') return this.#roomOf(frame.a)?.members(frame)
    if (t === 'm' || t === 'skip' || t === 'gap') return this.#stream(frame)
    if (frame.critical === 1) { // P-FRAME-3
      this.#line.abandon(4310)
      this.#stopped(4310)
    }
  }

  #welcome(frame) {
    const fresh = frame.resumed === 'fresh'
    this.welcomes[frame.resumed]++
    this.#session = frame.session
    this.#key = frame.key
    this.#generation = frame.generation
    this.#line.welcomed(frame)
    this.#inbox.welcome(frame.inbox)
    const leaving = frame.channels.filter((row) => this.#greeted(row)).map(({ ch }) => ch)
    const outcomes = fresh ? [] : frame.outcomes.map((out) => this.#place(out))
    this.#outbox.welcome({ taken: frame.taken, outcomes }, fresh)
    this.#outbox.flush()
    for (const ch of [...this.#left.keys()]) if (!leaving.includes(ch)) this.#left.delete(ch)
    for (const ch of leaving) this.#askToLeave(ch)
    for (const room of this.#rooms.values()) if (this.#named.get(room.name) !== room.j) this.#askToJoin(room) // P-CHANNEL-5
    this.#to('in')
  }

  /** A row of welcome answers what hello named; the page may have left or joined anew meanwhile. True: this channel is to be left. */
  #greeted(row) {
    const room = this.#rooms.get(row.ch)
    if (room === undefined || room.j !== this.#named.get(row.ch)) return row.no === undefined
    if (row.no === undefined) room.granted(row)
    else this.#lose(room, { t: 'no', why: row.no })
    return false
  }

  #askToLeave(ch) {
    const room = this.#left.get(ch)
    this.#ask({ t: 'leave', ch }, () => { if (this.#left.get(ch) === room) this.#left.delete(ch) })
  }

  #askToJoin(room) {
    this.#ask({ t: 'join', ch: room.name, j: room.j, mode: 'full' }, (answer) => {
      if (this.#rooms.get(room.name) !== room) return
      if (answer.t === 'ok') room.granted(answer)
      else this.#lose(room, answer)
    })
  }

  #tellGone(room) {
    if (room?.joined === true) this.#tell({ what: 'gone', channel: room.name, e: room.place.e, o: room.place.o })
  }

  #lose(room, answer) {
    this.#tellGone(room)
    this.#rooms.delete(room.name)
    room.done(answer)
  }

  /** Without a link it is not asked: the next hello says it. */
  #ask(fields, answered) {
    if (!this.#line.isWelcomed) return
    const id = ++this.#requestId
    const { t, ...rest } = fields
    this.#requests.set(id, answered)
    this.#line.send({ t, id, ...rest })
  }

  #answered(frame) {
    const answered = this.#requests.get(frame.id)
    this.#requests.delete(frame.id)
    answered?.(frame)
  }

  #out(frame) {
    this.#outbox.out(this.#place(frame))
  }

  /** P-RECORD-7. Answers the outcome with the epoch of its place, if that channel is still joined. */
  #place(out) {
    const room = out.outcome === 'taken' ? this.#roomOf(out.a) : undefined
    if (room === undefined) return out
    room.place.own(out.o, out.i)
    return { ...out, e: room.place.e }
  }

  /** Where the stream of a channel stands; null when it is not joined. */
  cursor(ch) {
    const room = this.#rooms.get(ch)
    return room?.joined === true ? { e: room.place.e, o: room.place.o } : null
  }

  #stream(frame) {
    const { t, a } = frame
    const stream = a === 0 ? this.#inbox : this.#roomOf(a)
    if (stream === undefined) return
    const verdict = t === 'm' ? stream.record(frame) : t === 'skip' ? stream.skip(frame) : stream.gap(frame)
    if (verdict === 'hole' || verdict === 'diverged') {
      this.#tell({ what: 'fault', verdict, frame: t })
      this.#line.abandon(4000) // P-RECORD-5, P-RECORD-6
    } else if (a === 0 && verdict !== 'old') this.#line.send(this.#inbox.ack)
  }

  #roomOf(alias) {
    for (const room of this.#rooms.values()) if (room.joined && room.alias === alias) return room
    return undefined
  }

  #lost(code, rule) {
    this.#broken()
    if (rule === 'login') this.#session = this.#key = ''
    if (rule === 'stop') this.#stopped(code)
  }

  #broken() {
    this.#requests.clear()
    if (this.state === 'in') this.#to('away')
  }
  #stopped(code) {
    this.#end()
    this.#to('out', code)
  }

  #end() {
    this.#line.stop()
    this.#requests.clear()
    this.#session = this.#key = ''
    for (const room of this.#rooms.values()) this.#tellGone(room)
    this.#rooms.clear()
    this.#left.clear()
    this.#inbox.forget()
    this.#outbox.end()
  }

  #to(state, code = 0) {
    if (state === this.state) return
    this.state = state
    this.#tell({ what: 'state', state, code })
  }
}
