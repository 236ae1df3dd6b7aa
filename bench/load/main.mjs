// The load generator: one process for one server and one workload. The plan is the only argument, results are JSON
// lines.
import { fan } from './fan.mjs'
import { idle } from './idle.mjs'
import { peer } from './peer.mjs'
import { NatsProtocol } from './protocol-nats.mjs'
import { RelayProtocol } from './protocol-relay.mjs'
import { RtmProtocol } from './protocol-rtm.mjs'
import { SocketIoProtocol } from './protocol-socketio.mjs'
import { storm } from './storm.mjs'
import { World } from './world.mjs'

const workloads = { fan, peer, idle, storm }
const { protocol, port, pid, cores, workload, settings, login, limitMs } = JSON.parse(process.argv[2])
const protocols = {
  rtm: () => new RtmProtocol(login),
  socketio: () => new SocketIoProtocol(),
  relay: () => new RelayProtocol(),
  nats: () => new NatsProtocol({ peers: workload === 'peer' })
}

setTimeout(() => {
  console.error(`  load: not done after ${limitMs / 1000} s`)
  process.exit(1)
}, limitMs).unref()

const world = new World(protocols[protocol](), port)
const say = (result) => console.log(JSON.stringify({ ...result, problems: world.problems, lost: world.lost }))
try {
  await workloads[workload](world, settings, say, { pid, cores })
} catch (error) {
  console.error(`  load: ${error.message}`)
  process.exitCode = 1
}
world.close()
setTimeout(() => process.exit(), 100)
