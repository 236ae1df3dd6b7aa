// The load of the paired run: several servers at once, each with its own clients, a slice of the same work for one
// after the other. The plan is the only argument; for each server there comes one line with the processor time of the
// server for each operation, slice by slice.
import { connect } from 'node:net'
import { cpuOf, memoryOf } from './meter.mjs'
import { RelayProtocol } from './protocol-relay.mjs'
import { RtmProtocol } from './protocol-rtm.mjs'
import { slices } from './slices.mjs'
import { World, pause } from './world.mjs'

const { servers, workload, settings, warm, turns, limitMs } = JSON.parse(process.argv[2])
const protocols = { rtm: (login) => new RtmProtocol(login), relay: () => new RelayProtocol() }
/** So long after the last answer its server may still be at work on it. */
const AFTER_MS = 5

setTimeout(() => {
  console.error(`  load: not done after ${limitMs / 1000} s`)
  process.exit(1)
}, limitMs).unref()

class Side {
  costs = []
  operations = 0

  constructor(server) {
    this.server = server
    this.world = new World(protocols[server.protocol](server.login), server.port)
    this.work = slices[workload](this.world, settings)
  }

  async open() {
    await this.work.open?.()
    await pause(300)
  }

  /** What the server itself tells (bench/servers/inside.mjs). */
  async ask() {
    const socket = connect(this.server.inside, '127.0.0.1')
    let text = ''
    for await (const chunk of socket) text += chunk
    return JSON.parse(text)
  }

  async turn(counts) {
    await this.work.before?.()
    const used = cpuOf(this.server.pid)
    const operations = await this.work.slice()
    await pause(AFTER_MS)
    const cost = cpuOf(this.server.pid) - used
    await this.work.after?.()
    if (!counts) return
    this.costs.push((cost * 1e6) / operations)
    this.operations += operations
  }

  async begin() {
    this.first = await this.ask()
    this.rss = memoryOf(this.server.pid)
  }

  async told() {
    const { costs, operations, first, rss } = this
    const rssKb = (memoryOf(this.server.pid) - rss) / operations
    const last = await this.ask()
    return {
      server: this.server.name,
      costs,
      operations,
      problems: this.world.problems,
      rssKb,
      allocated: (last.allocated - first.allocated) / operations,
      alive: (last.alive - first.alive) / operations
    }
  }
}

const sides = servers.map((server) => new Side(server))
try {
  for (const side of sides) await side.open()
  for (let turn = 0; turn < warm + turns; turn++) {
    if (turn === warm) for (const side of sides) await side.begin()
    // The order turns, so that nobody is always first.
    for (let i = 0; i < sides.length; i++) await sides[(i + turn) % sides.length].turn(turn >= warm)
  }
  for (const side of sides) console.log(JSON.stringify(await side.told()))
} catch (error) {
  console.error(`  load: ${error.stack}`)
  process.exitCode = 1
}
for (const { world } of sides) world.close()
setTimeout(() => process.exit(), 100)
