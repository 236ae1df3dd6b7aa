// The real server in memory: its node on the fake clock, behind a network without sockets,
// with a disk that outlives it.
import { appsOf, newest } from '../../server/src/config/apps.ts'
import { readLimits } from '../../server/src/config/config-limits.ts'
import type { Limits } from '../../server/src/config/apps.ts'
import type { Log } from '../../server/src/base/log.ts'
import { countedIds } from './counted-ids.ts'
import { KitNode } from './kit-node.ts'
import type { KitTokens } from './kit-tokens.ts'
import { ModelDisk } from './model-disk.ts'
import type { Net } from './net.ts'
import type { World } from './world.ts'

/** What a server says when it stops for a moment. */
const BACK_AFTER_MS = 500

// What the server logs as an error is a fault of ours: a test must not hide it.
const log: Log = {
  debug() {},
  info() {},
  warn() {},
  error(event, fields) {
    console.error('rtm: the server of the test kit failed', event, fields)
  }
}

export class KitServer {
  private readonly disk = new ModelDisk()
  private readonly ids = countedIds()
  private readonly limits: Limits
  private current: KitNode

  constructor(
    private readonly app: string,
    private readonly world: World,
    private readonly net: Net,
    private readonly tokens: KitTokens,
    limits: unknown,
    private readonly sessions: number
  ) {
    const problems: string[] = []
    this.limits = readLimits(limits, 'limits', problems)
    if (!Number.isInteger(sessions) || sessions < 1 || sessions > 10)
      problems.push('sessions: must be a whole number from 1 to 10.')
    if (problems.length > 0) throw new Error(`createTestKit: ${problems.join(' ')}`)
    this.current = this.start()
  }

  get node(): KitNode {
    return this.current
  }

  /** A deploy: clients are told when to come back, and everything is saved and restored. */
  async restart(): Promise<void> {
    const old = this.current
    this.net.door = null
    await old.stop(BACK_AFTER_MS, 0)
    const saved = old.snapshot()
    const next = this.make()
    await next.restore(saved)
    this.serve(next)
  }

  /** A crash: nobody is told, and only what is on the disk is still there. */
  crash(): void {
    const old = this.current
    this.disk.kill()
    this.net.door = null
    for (const socket of this.net.sockets) if (socket.live) socket.cut()
    void old.stop(0, 0) // only its timers: what it had begun waits for a disk that is gone
    this.start()
  }

  stop(): Promise<void> {
    this.net.door = null
    return this.current.stop(0, 0)
  }

  private start(): KitNode {
    return this.serve(this.make())
  }

  private serve(node: KitNode): KitNode {
    this.current = node
    this.net.door = node
    return node
  }

  private make(): KitNode {
    // With a certificate, so that tokens are looked at.
    const app = { id: this.app, name: 'test', certificate: true, limits: this.limits, policy: newest(this.sessions) }
    return new KitNode({
      apps: appsOf([app]),
      verifier: this.tokens,
      clock: this.world.clock,
      turn: this.world.turn,
      log,
      ids: this.ids,
      disk: this.disk.open()
    })
  }
}
