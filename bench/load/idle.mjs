// W4: many connections, each logged in and in one channel of its own. What a login costs, and what a connection keeps.
import { Meter, memoryOf } from './meter.mjs'
import { pause } from './world.mjs'

export async function idle(world, { connections, inflight, settle }, say, server) {
  const links = Array.from({ length: connections }, (_, i) => world.add([`c${i}`]))
  const empty = memoryOf(server.pid)
  const meter = new Meter(server.pid, server.cores)
  await world.open(links, inflight, 90_000)
  const { seconds, server: used, own, other } = meter.read()
  await pause(settle * 1_000)
  const held = memoryOf(server.pid)
  say({
    kind: 'idle',
    connections,
    seconds,
    perSecond: connections / seconds,
    perCpu: used > 0 ? connections / used : 0,
    emptyKb: empty,
    kbPerConnection: (held - empty) / connections,
    serverBusy: used / seconds,
    loadBusy: own / seconds,
    other,
    lost: world.lost
  })
}
