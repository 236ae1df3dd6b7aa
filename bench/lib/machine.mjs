// The machine: which cores, how many open files, what it is called in the report.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

const SERVER_CORE = 0
const LOAD_CORE = 1

/** Why the bench cannot run here, or ''. */
export function unfit() {
  if (process.platform !== 'linux')
    return 'the bench reads the processor time of threads from /proc, so it runs on Linux only'
  if (cpus().length < 2) return 'the bench needs two cores: one for the server, one for the load generator'
  if (spawnSync('taskset', ['-V']).error)
    return 'taskset is missing (Debian: apt-get install util-linux): without it server and generator would share cores'
  return ''
}

export const cores = [SERVER_CORE, LOAD_CORE]
export const onServerCore = (command, args) => ['taskset', ['-c', String(SERVER_CORE), command, ...args]]
export const onLoadCore = (command, args) => ['taskset', ['-c', String(LOAD_CORE), command, ...args]]

/** Node raises its soft limit to the hard one by itself. */
export function openFiles() {
  const found = /Max open files\s+\S+\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'latin1'))
  return found === null ? 1_024 : Number(found[1])
}

export function describe() {
  const [{ model }] = cpus()
  return (
    `${cpus().length} cores (${model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Linux, ` +
    `Node ${process.versions.node}; ` +
    `server on core ${SERVER_CORE}, generator on core ${LOAD_CORE}; open files ${openFiles()}`
  )
}
