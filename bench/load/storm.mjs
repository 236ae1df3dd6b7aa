// W5: all connections break at once, messages are published meanwhile, and all come back at once. It ends when the last
// client has everything it missed, each message once and in order.
import { Meter } from './meter.mjs'
import { numberOf, payloadOf } from './payload.mjs'
import { pause } from './world.mjs'

const CHANNELS_PER_PUBLISHER = 10 // a session of ours joins 20 at most
const LIMIT_MS = 40_000

export async function storm(world, { connections, perChannel, missed }, say, server) {
  const { protocol, tally } = world
  const channels = Math.ceil(connections / perChannel)
  const recovers = protocol.recovers && missed > 0
  protocol.wantsRecovery = recovers
  const links = Array.from({ length: connections }, (_, i) => world.add([`c${i % channels}`]))
  const publishers = Array.from({ length: Math.ceil(channels / CHANNELS_PER_PUBLISHER) }, (_, p) =>
    world.add(
      Array.from({ length: channels }, (_, c) => c)
        .filter((c) => Math.floor(c / CHANNELS_PER_PUBLISHER) === p)
        .map((c) => `c${c}`)
    )
  )
  await world.open([...links, ...publishers], 100, 90_000)
  await pause(1_000)

  const publish = (number) => {
    for (let c = 0; c < channels; c++)
      protocol.publish(publishers[Math.floor(c / CHANNELS_PER_PUBLISHER)], `c${c}`, payloadOf(0, number))
  }
  // A first message gives every client a place in its channel.
  world.onMessage = (link, bytes, at, start, end) => {
    if (link.id < connections) protocol.remember?.(link, bytes, start, end)
  }
  publish(0)
  await settled(() => links.every((link) => link.received === 1), 5_000)
  const placed = links.every((link) => link.received === 1)

  for (const link of links) {
    link.drop()
    Object.assign(link, { again: true, received: 0, last: 0 })
  }
  await pause(700)
  if (recovers) for (let number = 1; number <= missed; number++) publish(number)
  await pause(700)

  let disorder = 0
  let got = 0
  world.onMessage = (link, bytes, at) => {
    if (link.id >= connections) return
    const number = numberOf(bytes, at)
    if (number !== link.last + 1) disorder++
    link.last = number
    got++
  }
  let retried = 0
  let back = 0
  const wanted = recovers ? connections * missed : 0
  const meter = new Meter(server.pid, server.cores)
  world.whenReady = () => {
    back++
  }
  world.whenEnded = (link) => {
    retried++
    setTimeout(() => link.open(), 20)
  }
  for (const link of links) link.open()
  await settled(() => back >= connections, LIMIT_MS)
  const backAfter = (performance.now() - meter.at) / 1_000
  await settled(() => got >= wanted, 5_000)
  const { seconds, server: used, own, other } = meter.read()
  if (back < connections) world.complain(`${connections - back} clients never came back`)
  if (recovers && (got !== wanted || disorder > 0 || !placed))
    world.complain(`recovered ${got} of ${wanted}, ${disorder} out of order, missed ${tally.missed}`)
  say({
    kind: 'storm',
    connections,
    seconds,
    backAfter,
    recovers,
    recovered: got,
    wanted,
    perCpu: used > 0 ? connections / used : 0,
    serverBusy: used / seconds,
    loadBusy: own / seconds,
    other,
    retried,
    whole: back === connections && got === wanted && disorder === 0
  })
}

function settled(done, limitMs) {
  const end = performance.now() + limitMs
  return new Promise((resolve) => {
    const look = () => {
      if (done() || performance.now() > end) resolve()
      else setTimeout(look, 2)
    }
    look()
  })
}
