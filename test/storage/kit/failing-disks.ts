// Servers on disks that fail on demand, and what becomes of their processes.
import { execFileSync } from 'node:child_process'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { DiskShim } from '../../kit/disk-shim.ts'
import { buildServer, type ServerProcess } from '../../kit/process.ts'
import { plainDisk, Stage, type TestDisk } from '../../kit/storage-stage.ts'

export const NOBODY = 65_534

export interface FailingDisks {
  fail(...what: Parameters<DiskShim['fail']>): void
  mend(): void
  onDisk(disk?: TestDisk, env?: Record<string, string>): Stage
}

/** For the tests of a file: the server and the shim are built before them, and each leaves no stage and no fault. */
export function failingDisks(): FailingDisks {
  let shim: DiskShim
  const stages: Stage[] = []

  beforeAll(async () => {
    await buildServer()
    shim = new DiskShim()
  }, 120_000)
  afterEach(async () => {
    shim.mend()
    for (const stage of stages.splice(0)) await stage.end()
  })
  afterAll(() => {
    shim.end()
  })

  return {
    fail: (...what) => {
      shim.fail(...what)
    },
    mend: () => {
      shim.mend()
    },
    onDisk: (disk = plainDisk(), env = {}) => {
      const stage = new Stage(disk, { ...shim.env, ...env })
      stages.push(stage)
      return stage
    }
  }
}

export async function kill(server: ServerProcess): Promise<void> {
  server.signal('SIGKILL')
  await server.ended
}

/** Until this process is gone. */
export const waitFor = (pid: number): void => {
  execFileSync('tail', [`--pid=${pid}`, '-f', '/dev/null'])
}

/** Nothing but the log, and nothing in it that nobody caught. */
export function isClean(server: ServerProcess): void {
  expect(server.lines.filter((line) => !line.startsWith('{'))).toEqual([])
  expect(server.events.filter(({ event }) => event === 'crash' || event === 'fault')).toEqual([])
}
