// The two engines that a typed client may have, on links that are records with verbs: the plugin, which JavaScript is
// told of by `lasting`, and the one in JavaScript.
import { engineOver } from '../../sdk/engine/engine-over.ts'
import { lasting } from '../../sdk/engine/lasting.ts'
import { clientOn } from '../../sdk/client/create.ts'
import type { RtmClient } from '../../sdk/api/client-api.ts'
import type { RtmEngine } from '../../sdk/engine/engine.ts'
import { APP, ArRig, FakeLinks, portsOf, SERVER, welcome, type Frame } from '../kit/engine-kit.ts'
import { World } from '../../sdk/testing/world.ts'

/** What of a rig a test of a typed client needs. */
export type Rig = Pick<ArRig, 'links' | 'link' | 'world'> & {
  greet(welcomed?: Frame): unknown
  say(frame: Frame): unknown
  advance(ms: number): unknown
}

/** The four functions of the plugin. */
export const engineOf = ({ entry }: ArRig): RtmEngine => ({
  open: (handle, options, done) => {
    entry.open(handle, options, done)
  },
  call: (handle, method, args, done) => {
    entry.call(handle, method, args, done)
  },
  listen: (handle, listener) => {
    entry.run(() => {
      entry.handles.listen(handle, listener)
    })
  },
  close: (handle, done) => {
    entry.close(handle, done)
  }
})

class JsRig implements Rig {
  readonly links = new FakeLinks()
  readonly world = new World()
  readonly engine = engineOver(portsOf(this.world, this.links).ports)
  get link(): Rig['link'] {
    return this.links.last
  }
  greet(welcomed: Frame = {}): void {
    this.link.connect().say(welcome(welcomed))
  }
  say(frame: Frame): void {
    this.link.say(frame)
  }
  advance(ms: number): void {
    this.world.advanceNow(ms)
  }
}

export const settle = async (rig: Pick<Rig, 'world'>): Promise<void> => {
  for (let i = 0; i < 5; i++) {
    rig.world.drain()
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const clientOver = (engine: RtmEngine): RtmClient => clientOn({ appId: APP, server: SERVER }, engine)

/** By name, each with a client that is new. */
export const engines: readonly (readonly [string, () => { rig: Rig; client: RtmClient }])[] = [
  [
    'the plugin',
    () => {
      const rig = new ArRig()
      return { rig, client: clientOver(lasting(engineOf(rig))) }
    }
  ],
  [
    'web.js and js-engine.js',
    () => {
      const rig = new JsRig()
      return { rig, client: clientOver(rig.engine) }
    }
  ]
]
