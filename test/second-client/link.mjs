// One socket: greeting, heartbeats, and the patience with both. It knows nothing of what its frames mean,
// but for `ping` and `pong`. When it is over it calls `host.over(link, code)` once, and nothing after that.

const GREETING = 5_000
const LATE = 1_000

export class Link {
  // host: { hello(link): frame, frame(link, frame), over(link, code), after(ms, task), cancel(id), now() }
  constructor(ports, host) {
    this.ports = ports
    this.host = host
    this.dead = false
    this.socket = null
    this.opened = false
    this.greeted = false // hello is written
    this.welcomed = false
    this.id = 0
    this.requests = new Map()
    this.timer = null
    this.broken = false
    this.beat = null
    this.sent = 0
    this.heard = 0
    this.pings = 0
    this.pongs = 0
    this.doubt = 0 // until so many pongs, nobody knows how late what is heard may be (P-LIFE-9)
    this.kept = []
  }

  start() {
    const mine = (task) => (value) => {
      if (!this.dead) this.host.run(() => task(value))
    }
    this.wait()
    try {
      const socket = this.ports.dial({
        open: mine(() => {
          this.opened = true
          this.greet()
        }),
        text: mine((text) => this.text(text)),
        closed: mine((code) => this.over(code))
      })
      this.socket = socket
      // `on` may have been called before dial returned: then the socket is greeted, or closed, only now.
      if (this.dead) this.shut(1000)
      else this.greet()
    } catch {
      this.over(1006)
    }
  }

  greet() {
    if (!this.opened || this.socket === null || this.greeted || this.dead) return
    this.greeted = true
    this.wait()
    this.write(this.host.hello(this))
  }

  // A socket that does not open, and a welcome that does not come, in 5 s: a dead link (section 12).
  wait() {
    this.host.cancel(this.timer)
    // A timer that is late judges nothing; the greeting is then made anew, as after a break (P-LIFE-9).
    this.timer = this.host.after(GREETING, () => {
      if (!this.dead) this.over(1006)
    })
  }

  welcome(heartbeat) {
    this.welcomed = true
    this.beat = heartbeat
    this.watch()
  }

  // One timer for both: the next ping, and the end of silence (P-LIFE-1, P-LIFE-2).
  watch() {
    if (this.broken) return
    this.host.cancel(this.timer)
    const due = Math.min(this.sent + this.beat.ping, this.heard + this.beat.silent)
    this.timer = this.host.after(Math.max(0, due - this.host.now()), () => {
      if (this.dead) return
      const now = this.host.now()
      if (now - due > LATE) {
        this.heard = now // silence counts from here
        this.ping()
        this.doubt = this.pings
      } else if (now - this.heard >= this.beat.silent) return this.over(4000)
      else if (now - this.sent >= this.beat.ping) this.ping()
      this.watch()
    })
  }

  ping() {
    this.pings += 1
    this.write(this.host.withSettled({ t: 'ping' }))
  }

  text(text) {
    this.heard = this.host.now()
    let frame
    try {
      frame = JSON.parse(text)
    } catch {
      return // what it may have held is found missing by its offset
    }
    if (typeof frame !== 'object' || frame === null || typeof frame.t !== 'string') return
    if (frame.t === 'poke') return this.welcomed ? this.ping() : undefined // at once, from the event itself (P-LIFE-8)
    if (frame.t === 'pong') return this.pong()
    // Records are handed on meanwhile; how things stand is kept back.
    if (frame.t === 'members' && this.pongs < this.doubt) this.kept.push(frame)
    else this.host.frame(this, frame)
  }

  pong() {
    this.pongs += 1
    if (this.pongs < this.doubt) return
    for (const frame of this.kept.splice(0)) if (!this.dead) this.host.frame(this, frame)
  }

  request(frame, done) {
    this.id += 1
    this.requests.set(this.id, done)
    const { t, ...rest } = frame
    this.write({ t, id: this.id, ...rest })
  }

  answer(frame) {
    const done = this.requests.get(frame.id)
    if (done === undefined) return
    this.requests.delete(frame.id)
    done(frame)
  }

  write(frame) {
    if (this.dead) return
    this.sent = this.host.now()
    try {
      this.socket.send(JSON.stringify(frame))
    } catch {
      // A socket that cannot send is closing. Its end is told from a clean stack, because the caller is amid its work.
      this.broken = true
      this.host.cancel(this.timer)
      this.timer = this.host.after(0, () => this.over(1006))
    }
  }

  over(code) {
    if (this.dead) return
    this.kill(code === 4310 || code === 4000 ? code : 1000)
    this.host.over(this, code)
  }

  // Ends it without telling: the client knows.
  kill(code) {
    if (this.dead) return
    this.dead = true
    this.host.cancel(this.timer)
    this.shut(code)
  }

  shut(code) {
    try {
      this.socket?.close(code)
    } catch {
      /* it was closed already */
    }
  }
}
