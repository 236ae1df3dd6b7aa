// W1 and W3: channels with members, some of whom publish at a given rate, whatever the server does (open loop). One
// message is delivered to everybody but its sender, on every server alike.
import { Meter } from './meter.mjs'
import { micros, payloadOf } from './payload.mjs'
import { pause } from './world.mjs'

const MAX_BURST = 64
const DELAY_MOST_MS = 200
const DELIVERED_LEAST = 0.97
const DISTURBED = 0.12
const PER_PUBLISHER = 200 // messages per second: below every limit on frames of one connection
const MAX_STEPS = 14
const CLOSE_ENOUGH = 1.09

export async function fan(world, { channels, members, load, start, cap, warm, duration, tries, highest }, say, server) {
  const links = Array.from({ length: channels * members }, (_, i) => world.add([`c${i % channels}`]))
  await world.open(links, 100, 60_000)
  await pause(1_000) // what members hear about each other's joining is not the subject
  const room = { world, links, channels, receivers: members - 1, server }

  await step(room, Math.min(start, load), 0.2, 0.8)
  const equal = await undisturbed(() => step(room, load, warm, duration), tries)
  say({ kind: 'equal', ...equal })
  if (!highest) return
  say({ kind: 'highest', ...(await search(room, { start, cap, warm, duration, tries })) })
}

async function undisturbed(measure, tries) {
  let best = null
  for (let i = 1; i <= tries; i++) {
    const result = { ...(await measure()), tries: i }
    if (best === null || result.other < best.other) best = result
    if (result.other < DISTURBED) break
    await pause(400)
  }
  return best
}

async function search(room, { start, cap, warm, duration, tries }) {
  let rate = start
  let low = 0
  let high = 0
  let best = null
  for (let i = 0; i < MAX_STEPS && rate >= 500; i++) {
    const result = await undisturbed(() => step(room, rate, warm, duration), tries)
    if (result.p99 <= DELAY_MOST_MS && result.delivered >= DELIVERED_LEAST * rate) {
      low = rate
      best = result
      if (rate === cap) break
      rate = high === 0 ? Math.min(cap, rate * 1.6) : (low + high) / 2
    } else {
      high = rate
      rate = low === 0 ? high / 2 : (low + high) / 2
    }
    if (high > 0 && low > 0 && high / low < CLOSE_ENOUGH) break
  }
  return best ?? { delivered: 0, perCpu: 0, p99: Infinity, other: 1 }
}

// The generator spins: it owns its core, and waking up would cost more than asking.
function step({ world, links, channels, receivers, server }, rate, warm, duration) {
  const { tally, delays } = world
  const gap = (1e6 * receivers) / rate
  const publishers = Math.max(1, Math.min(links.length, Math.ceil(rate / receivers / PER_PUBLISHER)))
  const begun = micros()
  const deliveredBefore = tally.delivered + tally.missed
  const measureAt = begun + warm * 1e6
  const endAt = measureAt + duration * 1e6
  let due = begun
  let sent = 0
  let meter = null
  let mark = null
  let busy = 0
  let last = begun
  let readsBefore = tally.reads

  return new Promise((resolve) => setImmediate(tick, resolve))

  function tick(resolve) {
    const now = micros()
    if (meter === null && now >= measureAt) {
      meter = new Meter(server.pid, server.cores)
      mark = { delivered: tally.delivered, reads: tally.reads }
      world.measuring = true
      busy = 0
    }
    const sentBefore = sent
    for (let burst = 0; due <= now && burst < MAX_BURST; burst++, due += gap) publish()
    if (sent > sentBefore || tally.reads > readsBefore) busy += now - last
    readsBefore = tally.reads
    last = now
    if (now < endAt) setImmediate(tick, resolve)
    else void finish().then(resolve)
  }

  // Over all channels before a channel comes again; neighbours of a channel are `channels` apart in the list.
  function publish() {
    const channel = channels === 1 ? 0 : (sent * 7_919) % channels
    const turn = channels === 1 ? sent % publishers : Math.floor(sent / channels) % (receivers + 1)
    world.protocol.publish(links[channel + channels * turn], `c${channel}`, payloadOf(due, sent))
    sent++
  }

  async function finish() {
    const { seconds, server: used, other } = meter.read()
    world.measuring = false
    const delivered = (tally.delivered - mark.delivered) / seconds
    const result = {
      offered: rate,
      delivered,
      p50: delays.at(0.5),
      p99: delays.at(0.99),
      serverBusy: used / seconds,
      perCpu: used > 0 ? (delivered * seconds) / used : 0,
      perRead: (tally.delivered - mark.delivered) / Math.max(1, tally.reads - mark.reads),
      loadBusy: busy / 1e6 / seconds,
      other
    }
    delays.clear()
    const wanted = deliveredBefore + sent * receivers
    for (let waited = 0; tally.delivered + tally.missed < wanted && waited < 4_000; waited += 20) await pause(20)
    return { ...result, undelivered: Math.max(0, wanted - tally.delivered - tally.missed) }
  }
}
