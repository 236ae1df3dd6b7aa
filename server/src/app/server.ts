// A running server: the parts in the order of their needs, and the way down. main.ts adds the process around it; tests
// start it as it is.
import type { AddressInfo } from 'node:net'
import { isLoopbackHost, TrustedProxies } from '../base/addresses.ts'
import { anyAppsOf } from '../config/any-apps.ts'
import { appsOf } from '../config/apps.ts'
import { systemClock, systemTurn } from '../base/clock.ts'
import type { AnyApp } from '../config/config-any-app.ts'
import type { ConfiguredApp } from '../config/config-apps.ts'
import type { Config } from '../config/config-schema.ts'
import { Disk } from '../store/disk/disk.ts'
import { codeOf, DiskInUse } from '../store/disk/disk-problems.ts'
import { DiskWatch } from '../store/disk/disk-watch.ts'
import { faultFields } from '../base/faults.ts'
import { Admission } from '../gates/admission.ts'
import { Doorway } from '../gates/doorway.ts'
import { HttpGate } from '../gates/http/http.ts'
import { Listener, proveFree } from '../gates/listener.ts'
import { readPages } from '../gates/pages/pages.ts'
import type { Pages } from '../gates/pages/pages.ts'
import { WebSocketGate } from '../gates/websocket/websocket.ts'
import { randomIds } from '../base/ids.ts'
import type { Log } from '../base/log.ts'
import { Node } from './node.ts'
import { RunningClock } from '../base/running.ts'
import { SavedState, SaveProblem } from './save.ts'
import { Damaged } from './saved-format.ts'
import { JwtVerifier } from '../login/tokens.ts'
import { VERSION } from '../base/version.ts'

const CLOSE_ANSWER_MS = 2_000
const NO_PAGES: Pages = new Map()
const NOT_RESTORED = 'The saved state cannot be used and is removed. New epochs begin, and clients hear of gaps.'

export class RunningServer {
  constructor(
    readonly address: AddressInfo,
    readonly node: Node,
    private readonly config: Config,
    private readonly log: Log,
    private readonly admission: Admission,
    private readonly sockets: WebSocketGate,
    private readonly listener: Listener,
    private readonly saved: SavedState | null,
    private readonly disk: Disk | null,
    private readonly clock: RunningClock
  ) {}

  /**
   * P-STOP-1: no new sockets, clients are told when to come back, what they are owed is written, and the state is saved
   * meanwhile: nothing changes it any more. False: it could not be saved, and is lost.
   */
  async stop(): Promise<boolean> {
    this.admission.stopping = true
    this.log.info('stopping', { connections: this.admission.total })
    await this.node.stop(this.config.moveAfterMs, this.config.moveJitterMs)
    const [isSaved] = await Promise.all([this.save(), this.sockets.drained(this.config.stopMs)])
    this.listener.close()
    this.clock.stop()
    this.log.info('stopped')
    return isSaved
  }

  /**
   * The store first: a state names letters by their numbers,
   * and beside a store that lags it would hide those that come.
   */
  private async save(): Promise<boolean> {
    if (this.disk !== null && !(await this.closed(this.disk))) return false
    return this.saved === null || this.savedTo(this.saved)
  }

  private async closed(disk: Disk): Promise<boolean> {
    try {
      await disk.close()
      return true
    } catch (error) {
      const message =
        'The last writes did not reach the disk of the data folder, so the state is not saved either. The next ' +
        'start begins new epochs.'
      this.log.error('not_stored', { code: codeOf(error), message })
      return false
    }
  }

  private async savedTo(saved: SavedState): Promise<boolean> {
    const begun = performance.now()
    try {
      const bytes = await saved.write(systemClock.now(), this.node.snapshot())
      this.log.info('saved', { bytes, ms: Math.round(performance.now() - begun) })
      return true
    } catch (error) {
      const message =
        `The state could not be saved to ${saved.file}. The next start begins new epochs, and clients ` +
        'hear of gaps.'
      this.log.error('not_saved', { file: saved.file, message, ...faultFields(error) })
      return false
    }
  }
}

export async function startServer(
  config: Config,
  apps: readonly ConfiguredApp[],
  log: Log,
  anyApp: AnyApp | null = null
): Promise<RunningServer> {
  const clock = new RunningClock(systemClock, systemTurn)
  const watch = new DiskWatch(clock, log)
  let disk: Disk | null = null
  try {
    disk = config.data === '' ? null : await diskAt(config, watch)
    watch.begin(disk?.seen ?? null)
    return await startOn(clock, disk, watch, config, apps, log, anyApp)
  } catch (problem) {
    clock.stop()
    await disk?.close().catch(() => {}) // the problem is what is told
    throw problem
  }
}

async function startOn(
  clock: RunningClock,
  disk: Disk | null,
  watch: DiskWatch,
  config: Config,
  apps: readonly ConfiguredApp[],
  log: Log,
  anyApp: AnyApp | null
): Promise<RunningServer> {
  const pages = config.pages === '' ? NO_PAGES : readPages(config.pages)
  const saved = config.data === '' ? null : new SavedState(config.data)
  saved?.prepare()
  const verifier = new JwtVerifier(apps, clock)
  const named = appsOf(apps.map(({ app }) => app))
  const parts = {
    apps: anyApp === null ? named : anyAppsOf(named, anyApp, log),
    verifier,
    clock,
    turn: systemTurn,
    log,
    ids: randomIds(),
    bounds: config,
    disk
  }
  const { node, consume } = await restored(() => new Node(parts), saved, log)

  const proxies = new TrustedProxies(config.trustedProxies)
  const admission = new Admission({
    path: config.path,
    proxies,
    connections: config.connections,
    connectionsPerAddress: config.connectionsPerAddress,
    origins: { listed: config.origins }
  })
  const sockets = new WebSocketGate(node, admission, log, { frameBytes: config.frameBytes, closeMs: CLOSE_ANSWER_MS })
  const http = new HttpGate(pages, config.path, {
    stopping: () => admission.stopping,
    connections: () => admission.total,
    disk: () => watch.health()
  })
  const listener = new Listener(
    { request: http.handle, upgrade: sockets.upgrade },
    new Doorway(admission, config.handshakeMs, clock, log)
  )
  const address = await listener.listen(config.host, config.port, consume)

  log.info('listening', {
    host: address.address,
    port: address.port,
    path: config.path,
    apps: apps.length,
    pages: pages.size,
    version: VERSION
  })
  warnOfOpenApps(config, apps, anyApp, log)
  warnOfOrigins(config, pages, log)
  return new RunningServer(address, node, config, log, admission, sockets, listener, saved, disk, clock)
}

/** Who starts a second server on the same port is told of the port: that is what he can change. */
async function diskAt({ data, host, port }: Config, watch: DiskWatch): Promise<Disk> {
  try {
    return await Disk.at(data, watch)
  } catch (problem) {
    if (problem instanceof DiskInUse) await proveFree(host, port)
    throw problem
  }
}

interface Restored {
  node: Node
  consume(): void // once the port is ours; a start that fails before leaves the state to the next one
}

// A state that cannot be restored is no reason not to start: a new node tells clients of new epochs. Half of an old one
// could not keep its word.
async function restored(make: () => Node, saved: SavedState | null, log: Log): Promise<Restored> {
  const node = make()
  const file = (await saved?.find()) ?? ''
  if (saved === null || file === '') return { node, consume() {} }
  const consume = (): void => saved.consume(file)
  try {
    const { savedAt, pieces } = await saved.read(file)
    await node.restore(pieces)
    log.info('restored', { savedAt })
    return { node, consume }
  } catch (error) {
    if (error instanceof SaveProblem) throw error
    log.error('not_restored', {
      file,
      why: error instanceof Damaged ? error.message : '',
      message: NOT_RESTORED,
      ...faultFields(error)
    })
    await node.stop(0, 0) // its times must not go on beside those of the next one
    return { node: make(), consume }
  }
}

/** Who puts pages before the public under a name finds out here, and not by an empty page. */
function warnOfOrigins(config: Config, pages: Pages, log: Log): void {
  const isPublic = config.trustedProxies.length > 0 || !isLoopbackHost(config.host)
  if (isPublic && pages.size > 0 && config.origins.length === 0)
    log.warn('no_origins', { message: 'pages reached by a name cannot connect: list their origins in "origins"' })
}

function warnOfOpenApps(config: Config, apps: readonly ConfiguredApp[], anyApp: AnyApp | null, log: Log): void {
  if (isLoopbackHost(config.host)) return
  if (anyApp !== null) log.warn('open_app', { app: 'any', host: config.host })
  for (const { app } of apps) if (!app.certificate) log.warn('open_app', { app: app.id, host: config.host })
}
