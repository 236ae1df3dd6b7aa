// The real server behind its real gate, under control: it goes by a given clock, its sockets can be cut or fall silent,
// and it can be stopped, killed and started again. Every frame that passes is counted. It listens on a free port of
// loopback, or stands behind somebody's listener.
import type { Duplex } from 'node:stream'
import { appsOf, defaultLimits, newest } from '../../server/src/config/apps.ts'
import type { Limits } from '../../server/src/config/apps.ts'
import { TrustedProxies } from '../../server/src/base/addresses.ts'
import { systemTurn } from '../../server/src/base/clock.ts'
import type { Clock } from '../../server/src/base/clock.ts'
import type { ConfiguredApp } from '../../server/src/config/config-apps.ts'
import { Admission } from '../../server/src/gates/admission.ts'
import type { AdmissionRules } from '../../server/src/gates/admission.ts'
import { Doorway } from '../../server/src/gates/doorway.ts'
import { HttpGate } from '../../server/src/gates/http/http.ts'
import { Listener } from '../../server/src/gates/listener.ts'
import { WebSocketGate } from '../../server/src/gates/websocket/websocket.ts'
import { randomIds } from '../../server/src/base/ids.ts'
import { silentLog } from '../../server/src/base/log.ts'
import { Node } from '../../server/src/app/node.ts'
import { diskStores, memoryStores } from '../../server/src/app/stores.ts'
import { issueToken, JwtVerifier } from '../../server/src/login/tokens.ts'
import type { Wire, WireEvents } from '../../server/src/wire/wire.ts'
import { carried } from '../kit/server/carried.ts'
import { ModelDisk } from '../../sdk/testing/model-disk.ts'
import { Door } from './server/door.ts'
import { watched } from './server/watched-stores.ts'

export const OPEN_APP = '0'.repeat(32)
export const CLOSED_APP = '1'.repeat(32)
/** Its users may have two sessions. */
export const SHARED_APP = '2'.repeat(32)
const CERTIFICATE = 'certificate-of-the-conformance-suite'

/** On loopback, for programs and for pages of this machine. */
const onLoopback: Pick<AdmissionRules, 'path' | 'origins'> = { path: '/rtm', origins: { listed: [] } }

export class Server {
  url = ''
  private readonly doors = new Set<Door>()
  private readonly silent = new Set<Door>()
  private readonly unanswered = new Set<Duplex>()
  private isHanging = false
  private broken = ''
  private readonly greetings = new Map<string, number>()
  private readonly admission: Admission
  private readonly gate: WebSocketGate
  private readonly listener: Listener
  private readonly apps: readonly ConfiguredApp[]
  private readonly nodes: Node[] = []
  /** It outlives every node, crashed ones too. */
  private readonly disk = new ModelDisk()
  private node: Node

  /** `more`: ids of further open apps. */
  constructor(
    private readonly clock: Clock,
    limits: Partial<Limits> = {},
    entrance = onLoopback,
    more: readonly string[] = []
  ) {
    const app = (id: string, certificate = '', sessions = 1): ConfiguredApp => ({
      app: {
        id,
        name: '',
        certificate: certificate !== '',
        limits: { ...defaultLimits, ...limits },
        policy: newest(sessions)
      },
      certificate
    })
    this.apps = [app(OPEN_APP), app(CLOSED_APP, CERTIFICATE), app(SHARED_APP, '', 2), ...more.map((id) => app(id))]
    this.node = this.make()
    this.admission = new Admission({
      ...entrance,
      proxies: new TrustedProxies([]),
      connections: 1_000,
      connectionsPerAddress: 1_000
    })
    this.gate = new WebSocketGate({ accept: (wire) => this.accept(wire) }, this.admission, silentLog, {
      frameBytes: 262_144,
      closeMs: 60_000
    })
    const http = new HttpGate(new Map(), '/rtm', {
      stopping: () => this.admission.stopping,
      connections: () => this.admission.total,
      disk: () => null
    })
    this.listener = new Listener(
      { request: http.handle, upgrade: this.upgrade },
      new Doorway(this.admission, 10_000, this.clock, silentLog)
    )
  }

  async start(): Promise<this> {
    const { port } = await this.listener.listen('127.0.0.1', 0, () => {})
    this.url = `ws://127.0.0.1:${port}/rtm`
    return this
  }

  /** A handshake, of this listener or of another one that it stands behind. */
  readonly upgrade: WebSocketGate['upgrade'] = (request, socket, head) => {
    if (this.isHanging) this.keep(socket)
    else this.gate.upgrade(request, socket, head)
  }

  async stop(): Promise<void> {
    this.listener.close()
    for (const socket of this.unanswered) socket.destroy()
    this.gate.destroyAll()
    await this.gate.drained(0)
    for (const node of this.nodes) await node.stop(0, 0) // those that crashed, too: their timers would live on
  }

  token(user: string, hours = 1): string {
    return issueToken(CLOSED_APP, user, CERTIFICATE, this.clock.now(), hours * 3_600_000)
  }

  /**
   * As the other end counts, too: links that are open, texts that came from them and went to them; and sockets that
   * wait for an answer in vain.
   */
  stats(): { open: number; sent: number; heard: number; unanswered: number } {
    const doors = [...this.doors]
    return {
      unanswered: this.unanswered.size,
      open: doors.length,
      heard: doors.reduce((sum, door) => sum + door.heard, 0),
      sent: doors.reduce((sum, door) => sum + door.sent, 0)
    }
  }

  /** How many sockets of this user have said hello. */
  greeted(user: string): number {
    return this.greetings.get(user) ?? 0
  }

  /** Frames that have come on the open sockets of this user. */
  heardFrom(user: string): number {
    return this.of(user).reduce((sum, { heard }) => sum + heard, 0)
  }

  /** Sockets, in whatever state, those that the server has closed among them. */
  sockets(): number {
    return this.admission.total + this.unanswered.size
  }

  cut(user: string): void {
    for (const door of this.of(user)) door.destroy()
  }

  silence(user: string): void {
    for (const door of this.of(user)) {
      door.silence()
      this.silent.add(door)
    }
  }

  /** What a silent socket kept comes after all, even if its client has another one by now. */
  speak(user: string): void {
    for (const door of [...this.silent].filter((one) => one.user === user)) {
      this.silent.delete(door)
      door.speak()
    }
  }

  refuse(refusing: boolean): void {
    this.admission.stopping = refusing
  }

  /** Takes connections and does not answer them. Those that were kept so are never answered. */
  hang(hanging: boolean): void {
    this.isHanging = hanging
  }

  /** A method of a store that throws from now on, as 'members.list'; '' for none. */
  failing(method: string): void {
    this.broken = method
  }

  /** As a deploy: clients are told, the state is saved and restored. */
  async restart(): Promise<void> {
    await this.node.stop(500, 0)
    const saved = await carried(this.node.snapshot())
    this.node = this.make()
    await this.node.restore(saved)
  }

  /** As a crash: nothing is told and nothing is saved but what the disk has. */
  crash(): void {
    const doors = [...this.doors]
    this.disk.kill()
    this.node = this.make()
    for (const door of doors) {
      door.inner = null
      door.destroy()
    }
  }

  private keep(socket: Duplex): void {
    this.unanswered.add(socket)
    socket.on('error', () => {})
    socket.on('end', () => {
      socket.destroy()
    })
    socket.on('close', () => {
      this.unanswered.delete(socket)
    })
    socket.resume()
  }

  private of(user: string): Door[] {
    return [...this.doors].filter((door) => door.user === user)
  }

  private accept(wire: Wire): WireEvents {
    const door = new Door(
      wire,
      ({ user }) => {
        this.greetings.set(user, this.greeted(user) + 1)
      },
      (gone) => {
        this.doors.delete(gone)
      }
    )
    this.doors.add(door)
    door.inner = this.node.accept(door)
    return door
  }

  private make(): Node {
    const ids = randomIds()
    const node = new Node({
      ids,
      stores: watched({ ...memoryStores(ids), ...diskStores(this.disk.open(), this.clock.now()) }, (method) => {
        if (method === this.broken) throw new Error(`${method} was told to fail`)
      }),
      apps: appsOf(this.apps.map(({ app }) => app)),
      verifier: new JwtVerifier(this.apps, this.clock),
      clock: this.clock,
      turn: systemTurn,
      log: silentLog
    })
    this.nodes.push(node)
    return node
  }
}
