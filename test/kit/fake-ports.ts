// The ports of an engine under test, made of a World: links that are records with verbs, a log and a disk. How to
// extend: add a verb to FakeLink for what a network does.
import type {
  Link,
  LinkListener,
  Links,
  Log,
  LogFiles,
  SurroundingsListener
} from '../../uni_modules/rtm/utssdk/common/ports.uts'
import type { Ports } from '../../uni_modules/rtm/utssdk/common/guarded.uts'
import { portsOn } from '../../sdk/testing/ports.ts'
import type { World } from '../../sdk/testing/world.ts'

export type Frame = Record<string, unknown>
export const APP = '0123456789abcdef0123456789abcdef'
export const SERVER = 'ws://127.0.0.1:7080/rtm'

export class FakeLink implements Link {
  url = ''
  readonly sent: Frame[] = []
  readonly texts: string[] = []
  closedBy: { code: number; reason: string } | null = null
  constructor(
    private readonly epoch: number,
    private readonly listener: LinkListener
  ) {}
  open(url: string): void {
    this.url = url
  }
  send(text: string): void {
    this.texts.push(text)
    this.sent.push(JSON.parse(text) as Frame)
  }
  close(code: number, reason: string): void {
    this.closedBy = { code, reason }
  }
  /** The network connects. */
  connect(): this {
    this.listener.onOpen(this.epoch)
    return this
  }
  /** The server says something. */
  say(frame: Frame | string): this {
    this.listener.onText(this.epoch, typeof frame === 'string' ? frame : JSON.stringify(frame))
    return this
  }
  /** The socket ends. */
  end(code = 1006, reason = ''): this {
    this.listener.onClose(this.epoch, code, reason)
    return this
  }
  of(type: string): Frame[] {
    return this.sent.filter((frame) => frame.t === type)
  }
  last(type: string): Frame {
    return this.of(type).at(-1) ?? {}
  }
}

export class FakeLinks implements Links {
  readonly all: FakeLink[] = []
  create(epoch: number, listener: LinkListener): Link {
    const link = new FakeLink(epoch, listener)
    this.all.push(link)
    return link
  }
  get last(): FakeLink {
    const link = this.all.at(-1)
    if (link === undefined) throw new Error('the engine has not dialled')
    return link
  }
}

class Lines implements Log {
  readonly lines: string[] = []
  write(level: string, text: string): void {
    this.lines.push(`${level} ${text}`)
  }
}

/** A disk. There is one folder, /there. `broken`: nothing can be written. */
export class FakeFiles implements LogFiles {
  readonly texts = new Map<string, string>()
  broken = false
  open(path: string): number {
    return this.append(path, '') > 0 ? Buffer.byteLength(this.texts.get(path)!) : -1
  }
  append(path: string, text: string): number {
    if (this.broken || !path.startsWith('/there/')) return 0
    this.texts.set(path, (this.texts.get(path) ?? '') + text)
    return 1
  }
  rename(from: string, to: string): number {
    const text = this.texts.get(from)
    if (this.broken || text === undefined) return 0
    this.texts.set(to, text)
    this.texts.delete(from)
    return 1
  }
}

export function portsOf(
  world: World,
  links: Links,
  defaultServer = '',
  chance: () => number = () => 0,
  faults: unknown[] | null = null,
  files = new FakeFiles(),
  machine = world.clock
): { ports: Ports; log: string[]; surroundings: SurroundingsListener[] } {
  const log = new Lines()
  const surroundings: SurroundingsListener[] = []
  const ports = portsOn(
    world,
    { links, log, files, chance, defaultServer, faults },
    (listener) => {
      surroundings.push(listener)
    },
    machine
  )
  return { ports, log: log.lines, surroundings }
}
