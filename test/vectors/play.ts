// Plays one story with engines and a server, on a fake clock and with counted ids, and writes down every frame: the
// golden session.
import { writeFileSync } from 'node:fs'
import { Node } from '../../server/src/app/node.ts'
import { appsOf, defaultLimits, newestWins } from '../../server/src/config/apps.ts'
import { openVerifier } from '../../server/src/login/verifier.ts'
import { silentLog } from '../../server/src/base/log.ts'
import { randomIds, type Ids } from '../../server/src/base/ids.ts'
import type { Wire, WireEvents } from '../../server/src/wire/wire.ts'
import { APP } from '../kit/engine-kit.ts'
import { World } from '../../sdk/testing/world.ts'
import { Net, type Socket } from '../../sdk/testing/net.ts'
import { textsIn } from '../../server/src/wire/packets.ts'
import { engine, Person, type Town } from '../oracles/town.ts'

/** `link`: which of the story's sockets. `page`: what the page of that user calls. */
export type Step =
  | { readonly page: string; readonly user: string; readonly args: readonly string[] }
  | { readonly open: number; readonly user: string }
  | { readonly link: number; readonly client: unknown }
  | { readonly link: number; readonly server: unknown }
  | { readonly cut: number }
  | { readonly closed: number }
  | { readonly ms: number }

export const START = 1_795_252_109_336
export const FILE = new URL('session.json', import.meta.url)

export function countedIds(): Ids {
  const counts = { session: 0, key: 0, epoch: 0, message: 0 }
  const next = (kind: keyof typeof counts) => () => `${kind[0]}${++counts[kind]}`
  return { ...randomIds(), session: next('session'), key: next('key'), epoch: next('epoch'), message: next('message') }
}

export function nodeOn(world: World): Node {
  const app = { id: APP, name: 'vectors', certificate: false, limits: defaultLimits, policy: newestWins }
  return new Node({
    apps: appsOf([app]),
    verifier: openVerifier,
    clock: world.clock,
    turn: world.turn,
    log: silentLog,
    ids: countedIds()
  })
}

/** What the pages do, in order. Both replays and the recording use it. */
const story: readonly Step[] = [
  { page: 'login', user: 'alice', args: ['alice', ''] },
  { page: 'join', user: 'alice', args: ['room'] },
  { page: 'login', user: 'bob', args: ['bob', ''] },
  { page: 'join', user: 'bob', args: ['room'] },
  { page: 'watch', user: 'alice', args: ['bob,nobody'] },
  { page: 'publish', user: 'bob', args: ['room', 'hi'] },
  { page: 'publish', user: 'alice', args: ['room', 'hello 你好 "bob"'] },
  { page: 'invite', user: 'alice', args: ['bob', 'come'] },
  { cut: 0 },
  { page: 'publish', user: 'bob', args: ['room', 'are you there?'] },
  { page: 'send', user: 'bob', args: ['alice', 'call me'] },
  { ms: 600 },
  { page: 'send', user: 'alice', args: ['bob', 'back again'] },
  { page: 'accept', user: 'bob', args: ['alice', 'coming'] },
  { page: 'members', user: 'alice', args: ['room'] },
  { page: 'counts', user: 'alice', args: ['room,hall'] },
  { page: 'presence', user: 'alice', args: ['bob,nobody'] },
  { page: 'unwatch', user: 'alice', args: ['nobody'] },
  { page: 'leave', user: 'alice', args: ['room'] },
  { ms: 1200 },
  { page: 'send', user: 'alice', args: ['nobody', 'anyone?'] },
  { page: 'logout', user: 'bob', args: [] },
  { ms: 100 }
]

export function act(person: Person, page: string, args: readonly string[]): void {
  const nothing = (): void => {}
  const [first = '', second = ''] = args
  const { client } = person
  if (page === 'login') client.login(first, second, nothing)
  else if (page === 'join') client.join(first, nothing)
  else if (page === 'leave') client.leave(first, nothing)
  else if (page === 'publish') client.publish(first, second, false, nothing)
  else if (page === 'send') client.send(first, second, false, false, nothing)
  else if (page === 'invite') client.invitations.invite(first, 'room', second, nothing)
  else if (page === 'accept') client.invitations.accept(first, second, '', nothing)
  else if (page === 'members') client.members(first, nothing)
  else if (page === 'counts') client.counts(first.split(','), nothing)
  else if (page === 'presence') client.presence.query(first.split(','), nothing)
  else if (page === 'watch') client.presence.watch(first.split(','), nothing)
  else if (page === 'unwatch') client.presence.unwatch(first.split(','), nothing)
  else if (page === 'logout') client.logout(nothing)
  else throw new Error(`the story has no ${page}`)
}

export async function record(): Promise<Step[]> {
  const world = new World(START)
  const made: Socket[] = []
  const net = new Net(world, (socket) => {
    made.push(socket)
  })
  const node = nodeOn(world)
  const steps: Step[] = []
  let last = START
  const note = (step: Step | null): void => {
    const passed = world.clock.now() - last
    last = world.clock.now()
    if (passed > 0) steps.push({ ms: passed })
    if (step !== null) steps.push(step)
  }
  const numbers = new Map<object, number>()
  net.door = {
    accept(wire: Wire): WireEvents {
      const link = numbers.size
      numbers.set(wire, link)
      note({ open: link, user: made[link]?.owner ?? '' })
      const events = node.accept({
        ...wire,
        unwritten: () => wire.unwritten(),
        write: (packet) => {
          for (const text of textsIn(packet)) note({ link, server: JSON.parse(text) as unknown })
          return wire.write(packet)
        },
        writeAll: (list) => {
          for (const text of list.flatMap(textsIn)) note({ link, server: JSON.parse(text) as unknown })
          return wire.writeAll(list)
        }
      })
      return {
        text: (text) => {
          note({ link, client: JSON.parse(text) as unknown })
          events.text(text)
        },
        binary: () => {
          events.binary()
        },
        drained: () => {
          events.drained()
        },
        closed: () => {
          note({ closed: link })
          events.closed()
        }
      }
    }
  }
  const town = { world, net, clocks: [], makes: engine } as unknown as Town
  const people = new Map(['alice', 'bob'].map((user, i) => [user, new Person(town, user, user, i + 1)]))
  for (const step of story) {
    if (!('ms' in step)) note(step)
    if ('page' in step) act(people.get(step.user) as Person, step.page, step.args)
    else if ('cut' in step) net.of('alice')?.cut()
    else if ('ms' in step) await world.advance(step.ms)
    await world.settle()
    note(null)
  }
  return steps
}

export async function write(): Promise<void> {
  const steps = await record()
  writeFileSync(FILE, `[\n${steps.map((step) => `  ${JSON.stringify(step)}`).join(',\n')}\n]\n`)
}
