// Devices with an engine each, behind the four functions that typed clients stand on: what one loses of its network the
// others do not.
import { NoLogFiles } from '../../uni_modules/rtm/utssdk/js/plain.uts'
import { engineOver } from '../engine/engine-over.ts'
import type { RtmEngine } from '../engine/engine.ts'
import type { SurroundingsListener } from '../../uni_modules/rtm/utssdk/common/ports.uts'
import type { Net } from './net.ts'
import { portsOn } from './ports.ts'
import { randomOf } from './random.ts'
import type { World } from './world.ts'

interface Device {
  readonly engine: RtmEngine
  /** Who logged in last, or tried to. */
  user: string
  surroundings: SurroundingsListener | null
}

const silent = { write: () => {} }
const NOT_OPEN = JSON.stringify({ ok: 0, why: 'not_initialised', message: 'this handle is not open' })

export class Devices implements RtmEngine {
  private readonly devices = new Map<string, Device>()

  private readonly random = randomOf(1)

  constructor(
    private readonly world: World,
    private readonly net: Net
  ) {}

  open(handle: string, options: string, done: (answer: string) => void): void {
    const device = this.devices.get(handle) ?? this.make()
    this.devices.set(handle, device)
    device.engine.open(handle, options, done)
  }

  call(handle: string, method: string, args: string, done: (answer: string) => void): void {
    const device = this.devices.get(handle)
    if (device === undefined)
      return this.world.deliver(() => {
        done(NOT_OPEN)
      })
    if (method !== 'login') return device.engine.call(handle, method, args, done)
    const before = device.user
    device.user = String((JSON.parse(args) as { user?: unknown }).user)
    device.engine.call(handle, method, args, (answer) => {
      // a login beside the one that goes on, or one that failed
      if ((JSON.parse(answer) as { ok?: unknown }).ok !== 1) device.user = before
      done(answer)
    })
  }

  listen(handle: string, listener: (event: string) => void): void {
    this.devices.get(handle)?.engine.listen(handle, listener)
  }

  close(handle: string, done: (answer: string) => void): void {
    const device = this.devices.get(handle)
    if (device === undefined)
      return this.world.deliver(() => {
        done(NOT_OPEN)
      })
    this.devices.delete(handle)
    device.engine.close(handle, done)
  }

  after(ms: number, task: () => void): () => void {
    const id = this.world.clock.after(ms, task)
    return () => {
      this.world.clock.cancel(id)
    }
  }

  closeAll(): void {
    for (const handle of [...this.devices.keys()]) this.close(handle, () => {})
  }

  /** The system tells the app that there is a network again. */
  networkIsBack(user: string): void {
    for (const device of this.devices.values()) if (device.user === user) device.surroundings?.onNetwork(1)
  }

  private make(): Device {
    const device: Device = { engine: engineOver(this.portsOf(() => device)), user: '', surroundings: null }
    return device
  }

  // Chance is the same at every run.
  private portsOf(device: () => Device): Parameters<typeof engineOver>[0] {
    const links = this.net.links(() => device().user)
    const parts = {
      links,
      log: silent,
      files: new NoLogFiles(),
      chance: this.random.next,
      defaultServer: '',
      faults: null
    }
    return portsOn(this.world, parts, (listener) => {
      device().surroundings = listener
    })
  }
}
