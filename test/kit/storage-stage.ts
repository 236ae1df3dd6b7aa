// A server on a disk that can be small, full, read-only or broken. Small disks are file systems in memory: only root
// may mount one (CI does).
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FrameClient, ServerProcess } from './process.ts'

export interface TestDisk {
  /** The data folder on it. */
  readonly data: string
  fill(): void
  makeRoom(): void
  readOnly(isReadOnly: boolean): void
  end(): void
}

/** A file system of its own. `makeRoom` makes it larger, as one does with a volume. */
export function smallDisk(megabytes: number): TestDisk {
  const place = mkdtempSync(join(tmpdir(), 'rtm-small-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'rtm-test', place], { stdio: 'pipe' })
  } catch (error) {
    rmSync(place, { recursive: true })
    throw new Error(
      'This test mounts a small file system, which only root may do. Run it as root, or in `unshare --map-root-user ' +
        '--mount`.',
      { cause: error }
    )
  }
  const remount = (options: string): void => {
    execFileSync('mount', ['-o', `remount,${options}`, place])
  }
  const data = join(place, 'data')
  mkdirSync(data, { mode: 0o700 })
  return {
    data,
    fill: () => {
      const { bavail, bsize } = statfsSync(place)
      appendFileSync(join(place, 'ballast'), Buffer.alloc(bavail * bsize))
    },
    makeRoom: () => {
      rmSync(join(place, 'ballast'), { force: true })
      remount(`size=${megabytes * 8}m`)
    },
    readOnly: (isReadOnly) => {
      remount(isReadOnly ? 'ro' : 'rw')
    },
    end: () => {
      execFileSync('umount', ['-l', place])
      rmSync(place, { recursive: true, force: true })
    }
  }
}

/** A folder on the disk of this machine. */
export function plainDisk(): TestDisk {
  const data = mkdtempSync(join(tmpdir(), 'rtm-plain-'))
  const no = (): never => {
    throw new Error('this disk is not small')
  }
  return {
    data,
    fill: no,
    makeRoom: no,
    readOnly: no,
    end: () => {
      rmSync(data, { recursive: true, force: true })
    }
  }
}

export class Stage {
  server: (ServerProcess & { port: number }) | null = null
  private readonly clients: FrameClient[] = []

  private by: readonly string[] = []

  constructor(
    readonly disk: TestDisk,
    private readonly env: Record<string, string>
  ) {}

  /** Servers run as this user from now on. */
  as(user: number): this {
    this.by = ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups']
    return this
  }

  /** Who writes the store for the server. */
  writers(): number[] {
    const { pid } = this.server!.child
    return readFileSync(`/proc/${pid!}/task/${pid!}/children`, 'utf8')
      .split(' ')
      .filter((one) => one.trim() !== '')
      .map(Number)
  }

  async start(env: Record<string, string> = {}): Promise<ServerProcess & { port: number }> {
    this.server = await ServerProcess.start({ RTM_DATA: this.disk.data, ...this.env, ...env }, this.by)
    return this.server
  }

  run(args: readonly string[] = [], env: Record<string, string> = {}): ServerProcess {
    return ServerProcess.run({ RTM_DATA: this.disk.data, RTM_PORT: '0', ...this.env, ...env }, args, this.by)
  }

  async client(user: string, hello: Record<string, unknown> = {}): Promise<FrameClient> {
    const client = await FrameClient.open(this.server!.port)
    this.clients.push(client)
    await client.hello({ user, ...hello })
    return client
  }

  async health(): Promise<{ code: number; body: Record<string, unknown> }> {
    const answer = await fetch(`http://127.0.0.1:${this.server!.port}/health`)
    return { code: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  files(): string[] {
    return readdirSync(this.disk.data)
  }

  /** Nothing is left in the data folder. */
  clear(): void {
    for (const name of this.files()) rmSync(join(this.disk.data, name))
  }

  async end(): Promise<void> {
    for (const client of this.clients) client.socket.terminate()
    this.server?.signal('SIGKILL')
    await this.server?.ended
    this.disk.end()
  }
}
