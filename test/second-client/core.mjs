// What all parts stand on: one queue of what the page is told, timers, and the parts themselves.
import { Channels } from './channels.mjs'
import { Delivery } from './delivery.mjs'
import { Outbox } from './outbox.mjs'

// The page may call the client from within an event. So nothing is told amid the work on a frame: events wait in a
// queue until the outermost call ends, and are told in order before it returns. A call from within an event does its
// work at once, and what it has to tell comes behind what waits already.
export class Core {
  constructor(ports, tell) {
    this.ports = ports
    this.tell = tell
    this.queue = []
    this.depth = 0
    this.telling = false
    this.outbox = new Outbox(this)
    this.channels = new Channels(this)
    this.delivery = new Delivery(this)
  }

  run(task) {
    this.depth += 1
    try {
      task()
    } finally {
      this.depth -= 1
      if (this.depth === 0 && !this.telling) this.flush()
    }
  }

  flush() {
    this.telling = true
    try {
      while (this.queue.length > 0) this.queue.shift()()
    } finally {
      // A page that throws loses nothing: what waits is told with the next event.
      this.telling = false
    }
  }

  push(event) {
    this.queue.push(() => this.tell(event))
  }

  call(done, answer) {
    if (typeof done === 'function') this.queue.push(() => done(answer))
  }

  now() {
    return this.ports.now()
  }

  after(ms, task) {
    return this.ports.after(ms, () => this.run(task))
  }

  cancel(id) {
    if (id !== null) this.ports.cancel(id)
  }

  // Any frame may tell up to where outcomes are needed no more (P-SEND-11).
  withSettled(frame) {
    return { ...frame, settled: this.outbox.tell() }
  }
}
