// npm run bench: this server beside others, in turn, in rounds. See docs/performance.md for what is measured and why
// so.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { ensureReady } from '../tools/setup.mjs'

ensureReady()
const { isWrong, readOptions } = await import('./lib/options.mjs')
const { describe, unfit } = await import('./lib/machine.mjs')
const { killGenerator } = await import('./lib/generator.mjs')
const { measure } = await import('./lib/measure.mjs')
const { killServers } = await import('./lib/servers.mjs')
const { Figures, isSound } = await import('./lib/figures.mjs')
const { absoluteTables, ratioTable, warnings } = await import('./lib/report.mjs')
const { ready } = await import('./lib/ready.mjs')
const { inRoot } = await import('../tools/lib/paths.mjs')

const BEGIN = '<!-- bench: written by npm run bench -->'
const END = '<!-- bench: end -->'

function stop(line, code) {
  console.error(line)
  process.exit(code)
}

process.on('exit', () => {
  killGenerator()
  killServers()
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130))

async function main() {
  const options = readOptions(process.argv.slice(2))
  const problem = unfit()
  if (problem !== '') stop(problem, 2)
  const programs = await ready(options.servers, options.before, console.log)
  const servers = options.servers.filter((name) => programs[name] !== undefined)
  const begun = performance.now()
  const records = []
  for (let round = 1; round <= options.rounds; round++) {
    for (const workload of options.workloads) {
      // The order turns, so that nobody is always first.
      for (let i = 0; i < servers.length; i++) {
        const server = servers[(i + round - 1) % servers.length]
        const results = await measure(workload, server, programs[server].path, options.quick)
        records.push({ round, workload, server, results })
        console.log(lineOf(round, workload, server, results, begun))
      }
    }
  }
  tell(records, options, programs, servers, begun)
}

function lineOf(round, workload, server, results, begun) {
  const figures = results.map((result) => {
    const { kind, perCpu, delivered, p99, kbPerConnection, seconds } = result
    const main = {
      highest: () => `highest ${Math.round(delivered)}/s`,
      idle: () => `${kbPerConnection.toFixed(1)} KB each, ${Math.round(perCpu)} logins per CPU s`,
      storm: () => `${seconds.toFixed(2)} s`
    }[kind]
    const text =
      main === undefined
        ? `${kind}${perCpu === undefined ? '' : ` ${Math.round(perCpu)} per CPU s`}, p99 ${p99.toFixed(2)} ms`
        : main()
    const problems = result.problems > 0 ? ` (${result.problems} problems)` : ''
    return `${text}${isSound(result) ? '' : ' (disturbed)'}${problems}`
  })
  return (
    `[${Math.round((performance.now() - begun) / 1000)} s] round ${round} ${workload} ${server}: ` +
    `${figures.join('; ') || 'failed'}`
  )
}

function tell(records, options, programs, servers, begun) {
  const figures = new Figures(records)
  const versions = servers
    .filter((name) => name !== 'rtm')
    .map((name) => `${name} ${programs[name].version}`)
    .join(', ')
  const minutes = Math.round((performance.now() - begun) / 60_000)
  const text = [
    `\`${options.command}\`, ${new Date().toISOString().slice(0, 10)}, ${options.rounds} rounds, ${minutes} ` +
      `minutes. ${describe()}. ${versions}.`,
    ratioTable(figures),
    ...warnings(figures, options.workloads),
    absoluteTables(figures, options.workloads)
  ].join('\n\n')
  console.log(`\n${text}\n`)
  mkdirSync(inRoot('dist', 'bench'), { recursive: true })
  const file = inRoot('dist', 'bench', `${new Date().toISOString().replace(/[:.]/g, '-')}.json`)
  writeFileSync(file, JSON.stringify(records))
  if (options.write) writeInto(inRoot('docs', 'performance.md'), text)
}

function writeInto(file, text) {
  const page = readFileSync(file, 'utf8')
  const from = page.indexOf(BEGIN)
  const to = page.indexOf(END)
  if (from < 0 || to < from) stop(`${file} has no place for the tables (${BEGIN} … ${END})`, 1)
  writeFileSync(file, `${page.slice(0, from + BEGIN.length)}\n\n${text}\n\n${page.slice(to)}`)
}

main().catch((error) => stop(isWrong(error) ? error.message : error.stack, isWrong(error) ? 2 : 1))
