// What the command line says. Everything has a default; what is unknown is an error that names the choices.
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { serverNames } from './servers.mjs'
import { workloadNames } from './workloads.mjs'

const servers = `[--servers ${serverNames.join(',')}]`

export const usage = `npm run bench -- [--quick] [--only W1,W2-…] ${servers} [--rounds 3] [--before FILE] [--write]
  --quick    one round of small workloads, 2 to 3 minutes
  --only     workloads by name or beginning of a name: ${workloadNames.join(' ')}
  --servers  which servers; ratios need rtm and one other
  --before   another build of the server (its rtm-server.mjs) as one more in the same run, and ratios against it
  --rounds   how often everything is measured (1 to 9)
  --write    writes the tables into docs/performance.md; a full run does so by itself`

export class Wrong extends Error {}
export const isWrong = (error) => error instanceof Wrong

const listOf = (text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

export function readOptions(args) {
  let values
  try {
    const text = { type: 'string' }
    const flag = { type: 'boolean', default: false }
    values = parseArgs({
      args,
      options: { quick: flag, write: flag, help: flag, only: text, servers: text, rounds: text, before: text }
    }).values
  } catch (error) {
    throw new Wrong(`${error.message}\n${usage}`)
  }
  if (values.help) throw new Wrong(usage)
  const workloads =
    values.only === undefined
      ? workloadNames.filter((name) => !values.quick || name !== 'W1-1000')
      : workloadNames.filter((name) =>
          listOf(values.only).some((begin) => name.toLowerCase().startsWith(begin.toLowerCase()))
        )
  if (workloads.length === 0) throw new Wrong(`--only ${values.only}: there is no such workload\n${usage}`)
  const servers = values.servers === undefined ? [...serverNames] : listOf(values.servers)
  for (const name of servers)
    if (!serverNames.includes(name)) throw new Wrong(`--servers: there is no ${name}\n${usage}`)
  if (values.before !== undefined) {
    if (!existsSync(values.before)) throw new Wrong(`--before ${values.before}: there is no such file`)
    servers.unshift('before')
  }
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 3))
  if (!(Number.isInteger(rounds) && rounds >= 1 && rounds <= 9)) throw new Wrong(`--rounds must be 1 to 9\n${usage}`)
  const whole =
    !values.quick && values.only === undefined && values.servers === undefined && values.before === undefined
  return {
    quick: values.quick,
    workloads,
    servers,
    before: values.before,
    rounds,
    write: values.write || whole,
    command: ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' ')
  }
}
