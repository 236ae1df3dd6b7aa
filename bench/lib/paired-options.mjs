// What the command line of the paired run says.
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Wrong } from './options.mjs'
import { workNames } from './paired-work.mjs'

export const usage = `npm run bench:paired -- --before FILE [--only W2,W4] [--servers rtm,ws] [--rounds 5] [--turns 30]
  --before   another build of the server (its rtm-server.mjs), to be compared with
  --only     workloads by name or beginning of a name: ${workNames.join(' ')}
  --servers  rtm, or rtm,ws: beside the bare relay too
  --rounds   how often with new processes (1 to 20)
  --turns    slices of each in a round (5 to 200)`

const listOf = (text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

export function readPaired(args) {
  let values
  try {
    const text = { type: 'string' }
    values = parseArgs({
      args,
      options: {
        help: { type: 'boolean', default: false },
        only: text,
        servers: text,
        rounds: text,
        turns: text,
        before: text
      }
    }).values
  } catch (error) {
    throw new Wrong(`${error.message}\n${usage}`)
  }
  if (values.help) throw new Wrong(usage)
  const workloads = workNames.filter(
    (name) =>
      values.only === undefined ||
      listOf(values.only).some((begin) => name.toLowerCase().startsWith(begin.toLowerCase()))
  )
  if (workloads.length === 0) throw new Wrong(`--only ${values.only}: there is no such workload\n${usage}`)
  const servers = listOf(values.servers ?? 'rtm')
  for (const name of servers)
    if (!['rtm', 'ws'].includes(name)) throw new Wrong(`--servers: rtm and ws can be paired, not ${name}\n${usage}`)
  if (values.before !== undefined) {
    if (!existsSync(values.before)) throw new Wrong(`--before ${values.before}: there is no such file`)
    servers.push('before')
  }
  if (!servers.includes('rtm') || servers.length < 2)
    throw new Wrong(`nothing to compare: --before FILE, or --servers rtm,ws\n${usage}`)
  const whole = (name, text, least, most) => {
    const value = Number(text)
    if (!(Number.isInteger(value) && value >= least && value <= most))
      throw new Wrong(`--${name} must be ${least} to ${most}\n${usage}`)
    return value
  }
  return {
    workloads,
    servers,
    before: values.before,
    rounds: whole('rounds', values.rounds ?? '5', 1, 20),
    turns: whole('turns', values.turns ?? '30', 5, 200),
    command: ['npm run bench:paired', '--', ...args].join(' ')
  }
}
