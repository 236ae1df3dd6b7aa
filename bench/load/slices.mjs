// The workloads of the paired run. A slice is a fixed amount of work that begins and ends with nothing in flight
// (closed loop): how much a server has to do in it hangs neither on the time it takes nor on what else the machine
// does. `before` and `after` are not measured; `slice` answers the number of operations.
import { payloadOf } from './payload.mjs'
import { pause } from './world.mjs'

const LIMIT_MS = 20_000

/** Resolves in the turn in which it is true; asked after every read. */
function until(world, isDone) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`a slice was not done after ${LIMIT_MS / 1_000} s`)), LIMIT_MS)
    world.whenRead = () => {
      if (!isDone()) return
      world.whenRead = null
      clearTimeout(timer)
      resolve()
    }
  })
}

/** `burst` messages over the channels at a time, until all have arrived and all are acknowledged; so often. */
function fan(world, { channels, members, burst, bursts }) {
  const { tally } = world
  const links = Array.from({ length: channels * members }, (_, i) => world.add([`c${i % channels}`]))
  let sent = 0
  const publish = () => {
    const channel = channels === 1 ? 0 : (sent * 7_919) % channels
    const member = channels === 1 ? (sent * 7) % members : Math.floor(sent / channels) % members
    world.protocol.publish(links[channel + channels * member], `c${channel}`, payloadOf(0, sent++))
  }
  return {
    async open() {
      await world.open(links, 50, LIMIT_MS)
      await pause(1_000) // what members hear about each other's joining is not the subject
    },
    async slice() {
      for (let i = 0; i < bursts; i++) {
        const delivered = tally.delivered + burst * (members - 1)
        const taken = tally.taken + burst
        const done = until(world, () => tally.delivered >= delivered && tally.taken >= taken)
        for (let k = 0; k < burst; k++) publish()
        await done
      }
      return burst * bursts * (members - 1)
    }
  }
}

/** Pairs with one message in flight each: A sends, B acknowledges, A hears of it. */
function peer(world, { pairs, trips }) {
  const links = Array.from({ length: pairs * 2 }, () => world.add([]))
  const left = new Int32Array(links.length)
  let count = 0
  const send = (link) => world.protocol.sendTo(link, `u${link.id + 1}`, payloadOf(0, count))
  world.onMessage = (link, bytes, at, start) => world.protocol.acknowledge(link, bytes, start)
  world.onAnswer = (link) => {
    if (link.id % 2 === 1) return
    count++
    if (--left[link.id] > 0) send(link)
  }
  return {
    open: () => world.open(links, 50, LIMIT_MS),
    async slice() {
      const wanted = count + pairs * trips
      const done = until(world, () => count >= wanted)
      left.fill(trips)
      for (let i = 0; i < pairs; i++) send(links[i * 2])
      await done
      return pairs * trips
    }
  }
}

/** New connections, each logged in and in a channel of its own; they stay. */
function idle(world, { connections, inflight }) {
  let links
  return {
    before() {
      links = Array.from({ length: connections }, () => world.add([`c${world.links.length}`]))
    },
    async slice() {
      await world.open(links, inflight, LIMIT_MS)
      return connections
    }
  }
}

/**
 * A channel breaks at once, messages are published meanwhile, and all come back at once, each with every message, once
 * and in order. Each slice has a channel of its own.
 */
function storm(world, { connections, missed: published, inflight }) {
  const { protocol } = world
  const missed = protocol.recovers ? published : 0
  let links
  let publisher
  let number = 0
  world.onMessage = (link, bytes, at, start, end) => {
    if (!link.again) protocol.remember?.(link, bytes, start, end)
  }
  const received = () => links.reduce((sum, link) => sum + link.received, 0)
  const publish = (channel) => protocol.publish(publisher, channel, payloadOf(0, ++number))
  return {
    async before() {
      const channel = `s${world.links.length}`
      links = Array.from({ length: connections }, () => world.add([channel]))
      publisher = world.add([channel])
      await world.open([...links, publisher], inflight, LIMIT_MS)
      const placed = until(world, () => received() >= connections)
      publish(channel)
      await placed
      for (const link of links) {
        link.drop()
        Object.assign(link, { again: true, received: 0 })
      }
      await pause(100)
      for (let i = 0; i < missed; i++) publish(channel)
      await pause(100)
    },
    async slice() {
      let back = 0
      world.whenReady = () => {
        back++
      }
      const whole = until(world, () => back >= connections && received() >= connections * missed)
      for (const link of links) link.open()
      await whole
      return connections
    },
    async after() {
      for (const link of [...links, publisher]) protocol.farewell?.(link)
      await pause(100)
      for (const link of [...links, publisher]) link.drop()
    }
  }
}

export const slices = { fan, peer, idle, storm }
