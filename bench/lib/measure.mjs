// One measurement: a fresh server, a fresh generator, results back. A whole run that others disturbed is repeated.
import { load } from './generator.mjs'
import { cores } from './machine.mjs'
import { startServer, stopServer } from './servers.mjs'
import { planOf } from './workloads.mjs'

const DISTURBED = 0.12
const MAX_RUNS = 3
// Fan-out and peer repeat their own steps; these two can only be repeated as a whole.
const repeated = ['idle', 'storm']

/** Results as a list of objects with `kind`; empty when the generator failed. */
export async function measure(workload, server, path, quick) {
  const plan = planOf(workload, server, quick)
  const runs = repeated.includes(plan.workload) ? (quick ? 2 : MAX_RUNS) : 1
  let best = []
  for (let i = 0; i < runs; i++) {
    const results = await once(plan, server, path)
    if (best.length === 0 || (results.length > 0 && results[0].other < best[0].other)) best = results
    if (best.length > 0 && best[0].other < DISTURBED) break
  }
  return best
}

async function once(plan, name, path) {
  const server = await startServer(name, path, plan.workload)
  try {
    return await load('main.mjs', {
      ...plan,
      protocol: server.protocol,
      port: server.port,
      pid: server.pid,
      login: server.login,
      cores
    })
  } finally {
    await stopServer(server)
  }
}
