// A data folder of its own for each test of the shipped server, and the servers on it: none outlives its test.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach } from 'vitest'
import { buildServer, ServerProcess } from '../process.ts'

export interface DataFolder {
  path: string
  start(this: void, env?: Record<string, string>): Promise<ServerProcess & { port: number }>
}

export function dataFolder(): DataFolder {
  const servers: ServerProcess[] = []
  const data: DataFolder = {
    path: '',
    async start(env = {}) {
      const server = await ServerProcess.start({ RTM_DATA: data.path, ...env })
      servers.push(server)
      return server
    }
  }
  beforeAll(buildServer)
  beforeEach(() => {
    data.path = mkdtempSync(join(tmpdir(), 'rtm-data-'))
  })
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.signal('SIGKILL')
      await server.ended
    }
    rmSync(data.path, { recursive: true })
  })
  return data
}
