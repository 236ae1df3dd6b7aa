// npm run bench:paired: what an operation costs in processor time, two builds (and the relay) slice by slice beside
// each other. It says what a run of wall-clock rounds cannot on a machine that others use: docs/performance.md, "Two
// builds beside each other".
import { mkdirSync, writeFileSync } from 'node:fs'
import { ensureReady } from '../tools/setup.mjs'

ensureReady()
const { killGenerator, load } = await import('./lib/generator.mjs')
const { cores, describe, unfit } = await import('./lib/machine.mjs')
const { freePort, killServers, startServer, stopServer } = await import('./lib/servers.mjs')
const { readPaired } = await import('./lib/paired-options.mjs')
const { isWrong } = await import('./lib/options.mjs')
const { pairTable, sideTable, stateOf } = await import('./lib/paired-report.mjs')
const { works } = await import('./lib/paired-work.mjs')
const { ready } = await import('./lib/ready.mjs')
const { inRoot } = await import('../tools/lib/paths.mjs')

const LIMIT_MS = 300_000
const inside = ['--import', new URL('servers/inside.mjs', import.meta.url).href]

process.on('exit', () => {
  killGenerator()
  killServers()
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130))

function stop(line, code) {
  console.error(line)
  process.exit(code)
}

async function main() {
  const options = readPaired(process.argv.slice(2))
  const problem = unfit()
  if (problem !== '') stop(problem, 2)
  const programs = await ready(options.servers, options.before, console.log)
  const begun = performance.now()
  const records = []
  for (let round = 1; round <= options.rounds; round++) {
    for (const workload of options.workloads) {
      const sides = await once(workload, options, programs)
      for (const side of sides) records.push({ round, workload, ...side })
      console.log(
        `[${Math.round((performance.now() - begun) / 1000)} s] round ${round} ${workload}: ` +
          `${stateOf(sides) || 'failed'}`
      )
    }
  }
  const text = [
    `\`${options.command}\`, ${new Date().toISOString().slice(0, 10)}, ${options.rounds} rounds of ${options.turns} ` +
      `slices. ${describe()}.`,
    pairTable(records, options),
    sideTable(records, options)
  ].join('\n\n')
  console.log(`\n${text}\n`)
  mkdirSync(inRoot('dist', 'bench'), { recursive: true })
  writeFileSync(
    inRoot('dist', 'bench', `paired-${new Date().toISOString().replace(/[:.]/g, '-')}.json`),
    JSON.stringify(records)
  )
}

/** Fresh processes, all at once; the order of their starts turns with the rounds. */
async function once(workload, { servers, turns }, programs) {
  const { kind, settings, warm } = works[workload]
  const running = []
  try {
    for (const name of servers) {
      const port = await freePort()
      const server = await startServer(name, programs[name].path, kind, inside, { BENCH_INSIDE: String(port) })
      running.push({ ...server, inside: port })
    }
    const sides = running.map(({ name, protocol, port, pid, login, inside: asked }) => ({
      name,
      protocol,
      port,
      pid,
      login,
      inside: asked
    }))
    return await load('turns.mjs', { servers: sides, workload: kind, settings, warm, turns, cores, limitMs: LIMIT_MS })
  } finally {
    for (const server of running) await stopServer(server)
  }
}

main().catch((error) => stop(isWrong(error) ? error.message : error.stack, isWrong(error) ? 2 : 1))
