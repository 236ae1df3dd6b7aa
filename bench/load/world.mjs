// All connections of one run, what they count, and how they are opened.
import { LIVE, Link } from './link.mjs'
import { Delays } from './meter.mjs'

const BEAT_MS = 250

export class World {
  tally = { delivered: 0, reads: 0, taken: 0, missed: 0, trips: 0, sampleAt: 0, due: -1 }
  delays = new Delays()
  measuring = false
  links = []
  problems = 0
  whenEnded = null
  lost = 0
  stopping = false
  clock = performance.now()
  whenReady = () => {}
  onMessage = null // (link, bytes, at): workloads that look at each message
  onAnswer = null // (link): the answer to a message that was sent
  whenRead = null // after each read, whatever it brought

  constructor(protocol, port) {
    this.protocol = protocol
    this.port = port
    this.request =
      'GET ' +
      protocol.path +
      ' HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n'
    // A client of ours pings after two silent seconds; one that did not would be taken for dead.
    setInterval(() => {
      this.clock = performance.now()
      for (const link of this.links) protocol.beat?.(link, this.clock)
    }, BEAT_MS).unref()
  }

  add(channels) {
    const link = new Link(this, this.links.length, channels)
    this.protocol.prepare?.(link)
    this.links.push(link)
    return link
  }

  ready(link) {
    link.stage = LIVE
    this.whenReady(link)
  }

  ended(link) {
    if (this.stopping) return
    this.lost++
    this.whenEnded?.(link)
  }

  complain(text) {
    if (this.stopping) return
    this.problems++
    if (this.problems <= 5) process.stderr.write(`  load: ${text}\n`)
  }

  /** Opens the links, `inflight` at a time; those that are refused or lost on the way are opened again. */
  async open(links, inflight, limitMs) {
    let next = 0
    let done = 0
    const result = withResolvers()
    const timer = setTimeout(
      () => result.reject(new Error(`only ${done} of ${links.length} connections were ready in ${limitMs / 1000} s`)),
      limitMs
    )
    this.whenReady = () => {
      done++
      if (next < links.length) links[next++].open()
      if (done === links.length) result.resolve()
    }
    this.whenEnded = (link) => {
      if (this.problems < 100) setTimeout(() => link.open(), 20)
    }
    while (next < links.length && next < inflight) links[next++].open()
    try {
      await result.promise
    } finally {
      clearTimeout(timer)
      this.whenReady = () => {}
      this.whenEnded = null
    }
  }

  close() {
    this.stopping = true
    for (const link of this.links) link.drop()
  }
}

// Promise.withResolvers is younger than Node 20.
function withResolvers() {
  const result = {}
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }))
  return result
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
