// W2: pairs with one message in flight each. A sends, B acknowledges, A hears of it: that is one round trip.
import { Delays, Meter } from './meter.mjs'
import { micros, payloadOf } from './payload.mjs'
import { pause } from './world.mjs'

const DISTURBED = 0.12
const SINGLE_MS = 4

export async function peer(world, { pairs, warm, duration, tries }, say, server) {
  const links = Array.from({ length: pairs * 2 }, () => world.add([]))
  await world.open(links, 100, 30_000)
  const trips = new Delays()
  const begunAt = new Float64Array(links.length)
  let count = 0
  let active = pairs

  const send = (link) => {
    begunAt[link.id] = micros()
    world.protocol.sendTo(link, `u${link.id + 1}`, payloadOf(begunAt[link.id], count))
  }
  let resume = send
  world.onMessage = (link, bytes, at, start) => world.protocol.acknowledge(link, bytes, start)
  world.onAnswer = (link) => {
    if (link.id % 2 === 1) return
    count++
    if (world.measuring) trips.add(micros() - begunAt[link.id])
    if (link.id < active * 2) resume(link)
  }
  for (let i = 0; i < pairs; i++) send(links[i * 2])
  await pause(warm * 1_000)
  say({ kind: 'peer', ...(await measure(duration)) })

  active = 1
  await pause(300)
  // With one message in flight nothing may wait for a timer or for company. Paced, because a link of ours takes 400
  // frames a second.
  resume = () => setTimeout(() => send(links[0]), SINGLE_MS)
  const single = await measure(Math.min(1, duration))
  say({ kind: 'single', p50: single.p50, p99: single.p99, perSecond: single.perSecond, other: single.other })
  active = 0
  await pause(50)

  async function measure(seconds) {
    let best = null
    for (let i = 1; i <= tries; i++) {
      const before = count
      const meter = new Meter(server.pid, server.cores)
      world.measuring = true
      await pause(seconds * 1_000)
      world.measuring = false
      const read = meter.read()
      const done = count - before
      const result = {
        perSecond: done / read.seconds,
        perCpu: read.server > 0 ? done / read.server : 0,
        p50: trips.at(0.5),
        p99: trips.at(0.99),
        serverBusy: read.server / read.seconds,
        loadBusy: read.own / read.seconds,
        other: read.other,
        tries: i
      }
      trips.clear()
      if (best === null || result.other < best.other) best = result
      if (result.other < DISTURBED) break
    }
    return best
  }
}
