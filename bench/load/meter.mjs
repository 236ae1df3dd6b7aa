// What is measured around a step: processor time of the server, of this process and of everybody else, memory, delays.
import { readFileSync, readdirSync } from 'node:fs'

/** Nanoseconds that all threads of a process have run, in seconds: the finest figure Linux keeps. */
export function cpuOf(pid) {
  let total = 0
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    try {
      total += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'latin1').split(' ', 1)[0]) / 1e9
    } catch {
      // a thread that ended meanwhile
    }
  }
  return total
}

export function memoryOf(pid) {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))
  return found === null ? 0 : Number(found[1])
}

const TICKS = 100 // of /proc/stat, on every Linux that runs Node

function busyOfCores(cores) {
  const lines = readFileSync('/proc/stat', 'latin1').split('\n')
  return cores.map((core) => {
    const line = lines.find((text) => text.startsWith(`cpu${core} `))
    const [user, nice, system, , , irq, softirq, steal] = (line ?? '').split(' ').slice(1).map(Number)
    return (user + nice + system + irq + softirq + steal) / TICKS
  })
}

/** From here until `read()`. `other` is the share of the busier of the two cores that went to other processes. */
export class Meter {
  constructor(pid, cores) {
    this.pid = pid
    this.cores = cores
    this.start()
  }

  start() {
    this.at = performance.now()
    this.server = cpuOf(this.pid)
    this.own = process.cpuUsage()
    this.busy = busyOfCores(this.cores)
  }

  read() {
    const seconds = (performance.now() - this.at) / 1000
    const server = cpuOf(this.pid) - this.server
    const { user, system } = process.cpuUsage(this.own)
    const own = (user + system) / 1e6
    const after = busyOfCores(this.cores)
    const used = [server, own]
    const other = Math.max(0, ...after.map((busy, i) => (busy - this.busy[i] - used[i]) / seconds))
    return { seconds, server, own, other }
  }
}

/** Delays in microseconds: buckets that grow by 2 %, so that a percentile costs no list. */
export class Delays {
  #counts = new Float64Array(1024)
  total = 0

  add(us, times = 1) {
    const index = us < 1 ? 0 : Math.min(1023, Math.ceil(Math.log(us) * 50))
    this.#counts[index] += times
    this.total += times
  }

  /** In milliseconds. */
  at(share) {
    if (this.total === 0) return 0
    let seen = 0
    for (let i = 0; i < 1024; i++) {
      seen += this.#counts[i]
      if (seen >= this.total * share) return Math.exp(i / 50) / 1000
    }
    return Infinity
  }

  clear() {
    this.#counts.fill(0)
    this.total = 0
  }
}
