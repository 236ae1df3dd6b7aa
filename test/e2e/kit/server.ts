// The shipped server as its own process on a free port of loopback, with a folder of its own, so that it can be stopped
// and started again.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { inRoot } from '../../../tools/lib/paths.mjs'

/**
 * Limits for a story in which somebody is away and comes back: no machine is so slow that their session ends meanwhile.
 */
export const UNHURRIED = { lease: 600_000 }

interface AppFile {
  apps: { id: string; limits?: Record<string, unknown> }[]
  anyApp: Record<string, unknown>
}

export class ServerProcess {
  port = 0
  private child: ChildProcess | null = null
  private readonly folder = mkdtempSync(join(tmpdir(), 'rtm-e2e-'))

  // The configuration of `npm start`; `limits` are laid over those of every app. Only the apps that are named log in,
  // unless it serves other pages than ours.
  constructor(
    limits: Record<string, unknown> = {},
    private readonly pages = ''
  ) {
    const file = JSON.parse(readFileSync(inRoot('server', 'playground.json'), 'utf8')) as AppFile
    const apps = file.apps.map((app) => ({ ...app, limits: { ...app.limits, ...limits } }))
    writeFileSync(
      join(this.folder, 'config.json'),
      JSON.stringify({ apps, ...(pages === '' ? {} : { anyApp: file.anyApp }) })
    )
  }

  async start(): Promise<void> {
    const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('RTM_')))
    const child = spawn(process.execPath, [inRoot('dist', 'server', 'rtm-server.mjs')], {
      env: {
        ...own,
        RTM_CONFIG: join(this.folder, 'config.json'),
        RTM_DATA: join(this.folder, 'data'),
        RTM_PAGES: this.pages === '' ? inRoot('dist', 'build', 'h5') : this.pages,
        RTM_PORT: String(this.port),
        RTM_MOVE_AFTER_MS: '200',
        RTM_MOVE_JITTER_MS: '200'
      },
      stdio: ['ignore', 'ignore', 'pipe']
    })
    this.child = child
    this.port = await listening(child)
  }

  /** A graceful stop, as a deploy makes it. */
  async stop(): Promise<void> {
    const { child } = this
    if (child === null) return
    this.child = null
    const gone = new Promise((resolve) => {
      child.once('exit', resolve)
    })
    child.kill('SIGTERM')
    await gone
  }

  async end(): Promise<void> {
    await this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function listening(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const said: string[] = []
    child.once('exit', () => {
      reject(new Error(`the server ended before it listened:\n${said.join('\n')}`))
    })
    createInterface({ input: child.stderr! }).on('line', (line) => {
      if (said.length < 20) said.push(line)
      if (!line.includes('"event":"listening"')) return
      child.removeAllListeners('exit')
      resolve((JSON.parse(line) as { port: number }).port)
    })
  })
}
