// A second client of the rtm wire: logins, links and the way back. What it delivers stands in the other files.
// Somebody wrote it who had docs/protocol.md and nothing else, and had never read the engine. So what it does is what
// the page says; it is changed only where a schedule proves it wrong, and then the page is looked at first.
// It has what delivery needs. No presence, attributes or invitations.
//
//   const client = new SecondClient(ports, { app, tell })
//   ports: { dial(on): { send(text), close(code) }, now(), after(ms, task): id, cancel(id), random() }
//     on: { open(), text(text), closed(code) }; it may be called before dial has returned
//   tell({ what, … }): 'state', 'granted', 'gone', 'record', 'message', 'missed', 'late', 'joined', 'left' or 'fault'
import { Core } from './core.mjs'
import { Link } from './link.mjs'
import { clientName, isId, ruleOf, textFault } from './words.mjs'

const TEXT = 32_768 // the limit of a text until a welcome tells it
const LIVED = 1_000
const HEARTBEAT = { ping: 2000, silent: 4000 }
const PUSHES = ['call', 'attrs', 'peers', 'replay', 'redelivery'] // known, and nothing to do

export class SecondClient extends Core {
  constructor(ports, { app, tell, device = 'second' }) {
    super(ports, tell)
    this.app = app
    this.device = device
    this.state = 'out'
    this.user = ''
    this.welcomes = { full: 0, rejoined: 0, fresh: 0 }
    this.name = clientName(ports)
    this.logins = 0
    this.life = null // of the login: what `hello` says of it
    this.link = null
    this.held = false
    this.limit = TEXT
    this.fails = 0 // dials since a link has lived
    this.lived = null
    this.moved = null
    this.redial = null
  }

  login(user, token = '') {
    this.run(() => {
      this.leaveLogin()
      this.user = user
      this.life = {
        user,
        token,
        login: `${this.name}.${++this.logins}`,
        attempt: 0,
        auto: 0,
        generation: 0,
        session: '',
        key: ''
      }
      this.delivery.reset(user)
      this.fails = 0
      this.moved = null
      this.enter('entering', 0)
      this.dial()
    })
  }

  logout() {
    this.run(() => this.leaveLogin())
  }

  leaveLogin() {
    if (this.life === null) return
    // Nothing but a welcomed link can say bye: before `welcome` no request goes out. The session then ends by itself.
    // It carries `r` and `h` (P-INBOX-1): what the page has been told a moment ago is not counted as missed
    // at its next login, and its sender has an outcome.
    if (this.welcomed()) this.link.request({ t: 'bye', ...this.delivery.marks() }, () => {})
    this.finish(0)
  }

  hold(held) {
    this.run(() => {
      if (this.held === held) return
      this.held = held
      if (!held) return this.dial()
      this.cancel(this.redial)
      if (this.link !== null) this.unlink(1000)
    })
  }

  join(channel, done) {
    this.run(() => this.channels.join(channel, done))
  }

  leave(channel) {
    this.run(() => this.channels.leave(channel))
  }

  publish(channel, text, done) {
    this.run(() => {
      const stay = this.channels.stays.get(channel)
      const why = stay?.granted !== true ? 'not_joined' : textFault(text, this.limit)
      if (why !== '') return this.call(done, { outcome: 'refused', why })
      this.outbox.add({ t: 'pub', ch: channel }, text, stay, done)
    })
  }

  send(peer, text, store, done) {
    this.run(() => {
      const why = this.life === null ? 'not_logged_in' : isId(peer) ? textFault(text, this.limit) : 'invalid'
      if (why !== '') return this.call(done, { outcome: 'refused', why })
      this.outbox.add({ t: 'send', to: peer, store: store ? 1 : 0 }, text, null, done)
    })
  }

  cursor(channel) {
    const stay = this.channels.stays.get(channel)
    return stay?.granted === true ? { e: stay.stream.e, o: stay.stream.o } : null
  }

  // Of the core: what the other files ask for.
  loggedIn() {
    return this.life !== null
  }

  welcomed() {
    return this.link !== null && this.link.welcomed && !this.link.dead
  }

  write(frame) {
    if (this.welcomed()) this.link.write(frame)
  }

  request(frame, done) {
    if (this.welcomed()) this.link.request(frame, done)
  }

  // P-RECORD-5, P-RECORD-6: nothing of it is handed on; a resume from the cursor brings what is missing.
  fault(verdict, frame) {
    this.push({ what: 'fault', verdict, frame })
    this.unlink(4000)
    this.comeBack()
  }

  enter(state, code) {
    if (this.state === state) return
    this.state = state
    this.push({ what: 'state', state, code })
  }

  dial() {
    this.cancel(this.redial)
    if (this.life === null || this.held || this.link !== null) return
    this.moved = null
    this.link = new Link(this.ports, this)
    this.link.start()
  }

  unlink(code) {
    this.cancel(this.lived)
    this.link.kill(code)
    this.link = null
    // Before the first welcome of a login it goes on entering.
    if (this.state === 'in') this.enter('away', 0)
  }

  // The first dial within 300 ms, then doubling from 0.5 s to 5 s, with chance; after `moved` when it says.
  comeBack() {
    if (this.life === null || this.held) return
    const chance = this.ports.random()
    let delay = 300 * chance
    if (this.fails > 0) delay = Math.min(5000, 500 * 2 ** (this.fails - 1)) * (0.5 + chance / 2)
    if (this.moved !== null) delay = this.moved.after + this.moved.jitter * chance
    this.moved = null
    this.fails += 1
    this.cancel(this.redial)
    this.redial = this.after(delay, () => this.dial())
  }

  // Of the link: its end.
  over(link, code) {
    if (this.link !== link) return
    this.unlink(1000)
    const rule = ruleOf(code)
    if (rule === 'stop') return this.finish(code)
    if (rule === 'again') {
      this.life.session = ''
      this.life.key = ''
    }
    this.comeBack()
  }

  // The login is over. The dones come first, then what the page had, then the state.
  finish(code) {
    this.cancel(this.redial)
    this.cancel(this.lived)
    this.life = null
    this.link?.kill(1000)
    this.link = null
    this.outbox.clear()
    this.channels.clear()
    this.user = ''
    this.enter('out', code)
  }

  // Of the link: the greeting. `attempt` rises by each hello, whichever session it asks for (P-HELLO-12).
  hello() {
    const { user, token, login, auto, generation, session, key } = this.life
    this.life.attempt += 1
    return {
      t: 'hello',
      v: 1,
      app: this.app,
      user,
      token,
      device: this.device,
      login,
      codecs: ['json'],
      features: ['poke'],
      auto,
      generation,
      session,
      key,
      attempt: this.life.attempt,
      settled: this.outbox.tell(),
      inbox: this.delivery.cursor(),
      channels: this.channels.rows()
    }
  }

  // Of the link: a frame that is not of its own life.
  frame(link, frame) {
    if (this.link !== link) return
    if (frame.t === 'refused') return link.over(frame.code) // some platforms tell no close code (P-HELLO-7)
    if (frame.t === 'moved') this.moved = { after: frame.after ?? 0, jitter: frame.jitter ?? 0 }
    else if (frame.t === 'welcome') this.greeted(link, frame)
    else if (frame.t === 'ok' || frame.t === 'no') link.answer(frame)
    else if (frame.t === 'members') this.channels.members(frame)
    else if (['m', 'skip', 'gap', 'out'].includes(frame.t)) this.delivery.frame(frame)
    // P-FRAME-3: it would misunderstand what follows.
    else if (frame.critical === 1 && !PUSHES.includes(frame.t)) link.over(4310)
  }

  // First the places, then the outcomes, then the sends, then the leaves and joins that no hello has told (section 12).
  greeted(link, frame) {
    if (link.welcomed) return
    const { life } = this
    const fresh = frame.resumed === 'fresh'
    life.auto = 1
    life.generation = frame.generation
    life.session = frame.session
    life.key = frame.key
    this.welcomes[frame.resumed] = (this.welcomes[frame.resumed] ?? 0) + 1
    // A link that ends at once after its welcome was none (section 12).
    this.fails = 1
    this.lived = this.after(LIVED, () => {
      this.fails = 0
    })
    this.moved = null
    this.limit = frame.limits?.text ?? TEXT
    link.welcome({ ...HEARTBEAT, ...frame.heartbeat })
    this.enter('in', 0)
    this.delivery.welcome(frame.inbox)
    const over = this.channels.take(frame.channels, fresh)
    for (const out of frame.outcomes) this.delivery.frame({ ...out, t: 'out' })
    this.outbox.resume(fresh ? -1 : frame.taken)
    this.channels.catchUp(over)
  }
}
