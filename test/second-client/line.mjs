// One link after the other: dialling, life, and what the end of one means (sections 4 and 12).

const PING_MS = 2000
const SILENT_MS = 4000
const WELCOME_MS = 5000
const FIRST_MS = 300
const BACKOFF_MS = [500, 1000, 2000, 4000, 5000]

/** P-CLOSE-1: the range carries the rule. */
export function ruleOf(code) {
  if ([1002, 1003, 1007, 1009].includes(code)) return 'stop'
  if (code >= 4100 && code <= 4199) return 'login'
  if (code >= 4200 && code <= 4399) return 'stop'
  return 'resume'
}

export class Line {
  #ports
  #owner
  #socket = null
  #open = false
  #welcomed = false
  #wanted = false
  #timer = 0
  #tries = 0
  #sentAt = 0
  #heardAt = 0
  #tickAt = 0
  #ping = PING_MS
  #silent = SILENT_MS
  /** What `refused` or `moved` said before the socket ended. */
  #said = null

  /** `owner`: opened(), ping(): the frame, frame(object), lost(code, rule). */
  constructor(ports, owner) {
    this.#ports = ports
    this.#owner = owner
  }

  get isWelcomed() {
    return this.#welcomed
  }

  start() {
    this.stop()
    this.#wanted = true
    this.#tries = 0
    this.#dial()
  }

  stop() {
    this.#wanted = false
    this.#drop(1000)
    this.#ports.cancel(this.#timer)
  }

  welcomed({ heartbeat }) {
    this.#welcomed = true
    this.#tries = 0
    this.#ping = heartbeat?.ping ?? PING_MS
    this.#silent = heartbeat?.silent ?? SILENT_MS
    this.#tick()
  }

  /** false: there is no link. */
  send(frame) {
    if (this.#socket === null || !this.#open) return false
    this.#sentAt = this.#ports.now()
    this.#socket.send(JSON.stringify(frame))
    return true
  }

  /** The stream on this link cannot be trusted (P-RECORD-5, P-RECORD-6), or nothing comes. */
  abandon(code) {
    if (this.#socket === null) return
    this.#drop(code)
    this.#ended(1006)
  }

  #dial() {
    const link = {}
    this.#said = null
    this.#open = this.#welcomed = false
    this.#heardAt = this.#tickAt = this.#ports.now()
    const mine = (act) => (value) => {
      if (this.#socket?.link === link) act(value)
    }
    const on = {
      open: mine(() => {
        this.#open = true
        this.#heardAt = this.#ports.now()
        this.#owner.opened()
      }),
      text: mine((text) => this.#text(text)),
      closed: mine((code) => {
        this.#drop(1000)
        this.#ended(code)
      }),
    }
    this.#socket = { link, send: () => {}, close: () => {} }
    const { send, close } = this.#ports.dial(on)
    if (this.#socket?.link === link) Object.assign(this.#socket, { send, close })
    this.#wait(WELCOME_MS, () => {
      if (!this.#welcomed) this.abandon(4000)
    })
  }

  #text(text) {
    this.#heardAt = this.#ports.now()
    const frame = JSON.parse(text)
    if (frame.t === 'refused') this.#said = { code: frame.code, wait: null } // P-HELLO-7
    else if (frame.t === 'moved') this.#said = { code: 4000, wait: frame.after + this.#ports.random() * frame.jitter } // P-STOP-1
    else this.#owner.frame(frame)
  }

  #tick() {
    this.#wait(this.#ping / 2, () => {
      const now = this.#ports.now()
      const late = now - this.#tickAt - this.#ping / 2
      this.#tickAt = now
      if (late > 1000) this.#heardAt = now // this process stood still: what was said meanwhile is still to be read
      if (now - this.#heardAt >= this.#silent) return this.abandon(4000) // P-LIFE-2
      if (late > 1000 || now - this.#sentAt >= this.#ping) this.send(this.#owner.ping()) // P-LIFE-1
      this.#tick()
    })
    this.#tickAt = this.#ports.now()
  }

  #wait(ms, task) {
    this.#ports.cancel(this.#timer)
    this.#timer = this.#ports.after(ms, task)
  }

  #drop(code) {
    const socket = this.#socket
    this.#socket = null
    this.#open = this.#welcomed = false
    socket?.close(code)
  }

  #ended(code) {
    const said = this.#said
    const real = said?.code ?? code
    const rule = ruleOf(real)
    if (rule === 'stop') this.#wanted = false
    this.#ports.cancel(this.#timer)
    this.#owner.lost(real, rule)
    if (!this.#wanted || this.#socket !== null) return
    const step = BACKOFF_MS[Math.min(this.#tries - 1, BACKOFF_MS.length - 1)]
    const wait = said?.wait ?? (this.#tries === 0 ? this.#ports.random() * FIRST_MS : step / 2 + (this.#ports.random() * step) / 2)
    this.#tries++
    this.#wait(wait, () => this.#dial())
  }
}
