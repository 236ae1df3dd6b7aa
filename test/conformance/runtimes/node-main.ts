// The engine as TypeScript on Node, with `ws` for its links: the runtime that the others are compared with.
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'
import { Entry } from '../../../uni_modules/rtm/utssdk/common/ar/entry.uts'
import type { Link, LinkListener, Links, Log, SurroundingsListener } from '../../../uni_modules/rtm/utssdk/common/ports.uts'
import { Ports } from '../../../uni_modules/rtm/utssdk/common/ports.uts'
import { PlainJson, PlainRandom } from '../../../uni_modules/rtm/utssdk/js/plain.uts'
import { WorldExecutor } from '../../kit/engine-kit.ts'
import { World } from '../../kit/world.ts'
import type { Command, LinkStats, Report } from '../protocol.ts'

const say = (report: Report): void => { process.stdout.write(`${JSON.stringify(report)}\n`) }

class SocketLink implements Link {
  state: 'opening' | 'open' | 'over' = 'opening'
  sent = 0
  heard = 0
  private socket: WebSocket | null = null
  constructor(private readonly epoch: number, private readonly listener: LinkListener, private readonly turn: () => void) {}

  open(url: string): void {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    this.socket = socket
    socket.on('open', () => {
      if (this.state !== 'opening') return
      this.state = 'open'
      this.listener.onOpen(this.epoch)
      this.turn()
    })
    socket.on('message', (data) => {
      if (this.state !== 'open') return
      this.heard++
      this.listener.onText(this.epoch, String(data))
      this.turn()
    })
    socket.on('error', () => {})
    socket.on('close', (code, reason) => {
      this.state = 'over'
      this.listener.onClose(this.epoch, code, String(reason))
      this.turn()
    })
  }

  send(text: string): void {
    if (this.state !== 'open') return
    this.sent++
    this.socket!.send(text)
  }

  close(code: number, reason: string): void {
    this.state = 'over'
    this.socket?.close(code, reason)
  }
}

class SocketLinks implements Links {
  private links: SocketLink[] = []
  constructor(private readonly turn: () => void) {}

  create(epoch: number, listener: LinkListener): Link {
    this.links = this.links.filter((link) => link.state !== 'over')
    const link = new SocketLink(epoch, listener, this.turn)
    this.links.push(link)
    return link
  }

  stats(): LinkStats {
    const open = this.links.filter((link) => link.state === 'open')
    const sum = (of: (link: SocketLink) => number): number => open.reduce((total, link) => total + of(link), 0)
    return { opening: this.links.filter((link) => link.state === 'opening').length, open: open.length, sent: sum((link) => link.sent), heard: sum((link) => link.heard) }
  }
}

const world = new World()
const links = new SocketLinks(() => { world.drain() })
const around: SurroundingsListener[] = []
const faults: unknown[] = []
const log: Log = { write: (level, text) => { process.stderr.write(`${level} ${text}\n`) } }
const executor = new WorldExecutor(world, faults)
const clock = { ...world.clock, after: (ms: number, task: () => void) => world.clock.after(ms, () => { executor.run(task) }) }
const entry = new Entry(new Ports(
  executor, clock, new PlainJson(), links, { watch: (listener) => { around.push(listener) } }, new PlainRandom(), log, { defaultServer: () => '' }
))

type Callback = (result: Record<string, unknown>) => void
const { ar } = entry
const functions: Readonly<Record<string, (options: UTSJSONObject | null, callback: Callback) => void>> = {
  setCallBack: (_options, callback) => { ar.setCallBack(callback) },
  createInstance: (options, callback) => { ar.createInstance(options, callback) },
  setParameters: (options, callback) => { ar.setParameters(options, callback) },
  login: (options, callback) => { ar.login(options, callback) },
  logout: (_options, callback) => { ar.logout(callback) },
  release: (_options, callback) => { ar.release(callback) },
  sendMessageToPeer: (options, callback) => { ar.sendMessageToPeer(options, callback) },
  createChannel: (options, callback) => { ar.createChannel(options, callback) },
  join: (options, callback) => { ar.join(options, callback) },
  leave: (options, callback) => { ar.leave(options, callback) },
  channelRelease: (options, callback) => { ar.channelRelease(options, callback) },
  sendChannelMessage: (options, callback) => { ar.sendChannelMessage(options, callback) },
  getMembers: (options, callback) => { ar.getMembers(options, callback) },
  getChannelMemberCount: (options, callback) => { ar.getChannelMemberCount(options, callback) },
  queryPeersOnlineStatus: (options, callback) => { ar.queryPeersOnlineStatus(options, callback) }
}

function obey(command: Command): void {
  const { id } = command
  if (command.do === 'call') {
    const called = functions[command.name]
    if (called === undefined) throw new Error(`there is no function ${command.name}`)
    const tell: Callback = command.name === 'setCallBack' ? (event) => { say({ event }) } : (result) => { say({ id, result }) }
    entry.run(() => { called(command.options as UTSJSONObject | null, tell) })
  } else if (command.do === 'advance') world.advanceNow(command.ms)
  else if (command.do === 'around') {
    executor.run(() => {
      for (const listener of around) {
        if (command.what === 'foreground') listener.onForeground()
        else if (command.what === 'background') listener.onBackground()
        else listener.onNetwork(command.what === 'network' ? 1 : 0)
      }
    })
  }
  world.drain()
  for (const fault of faults.splice(0)) say({ fault: String(fault) })
  say(command.do === 'stats' ? { id, done: 1, stats: links.stats() } : { id, done: 1 })
}

createInterface({ input: process.stdin }).on('line', (line) => {
  try {
    obey(JSON.parse(line) as Command)
  } catch (fault) {
    say({ fault: String(fault) })
  }
}).on('close', () => { process.exit(0) })
