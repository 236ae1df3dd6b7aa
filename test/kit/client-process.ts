// The typed client of web.js in a process of its own, over a real socket: one that can be stopped by the system. It
// tells a line for each event and each answer. How to extend: an event more in client-process-main.ts.
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { forNode } from '../conformance/runtimes/bundle.ts'

export class ClientProcess {
  readonly lines: string[] = []
  private wake: (() => void)[] = []
  private readonly closed: Promise<unknown>

  private constructor(private readonly child: ChildProcess) {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      this.lines.push(line)
      this.news()
    })
    this.closed = new Promise((resolve) => {
      child.once('close', (code) => {
        this.lines.push(`ended ${String(code)}`)
        this.news()
        resolve(code)
      })
    })
  }

  static async start(port: number, user: string, watched: string): Promise<ClientProcess> {
    const main = await forNode('client-process', '../../kit/client-process-main.ts')
    const client = new ClientProcess(
      spawn(process.execPath, [main, String(port), user, watched], { stdio: ['pipe', 'pipe', 'inherit'] })
    )
    await client.tells('ready')
    return client
  }

  /** Calls a method of the client with these arguments; its answer is told as a line. */
  call(method: string, ...args: unknown[]): void {
    this.child.stdin!.write(`${JSON.stringify([method, ...args])}\n`)
  }

  /** Until it has told this line so many times. */
  async tells(line: string, times = 1): Promise<void> {
    while (this.lines.filter((one) => one === line).length < times) {
      if (this.lines.some((one) => one.startsWith('ended ')))
        throw new Error(`the client ended without "${line}":\n${this.lines.join('\n')}`)
      await new Promise<void>((resolve) => {
        this.wake.push(resolve)
      })
    }
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.child.kill(name)
  }

  async end(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.closed
  }

  private news(): void {
    for (const one of this.wake.splice(0)) one()
  }
}
