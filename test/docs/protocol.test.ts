// docs/protocol.md lists every frame of the server with its fields: a client that is written from it must meet no
// other.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'
import { retainAll } from '../kit/server/retention.ts'
import { plainContent, toChannel } from '../../server/src/services/messages.ts'
import { asAppServer } from '../../server/src/services/sender.ts'
import { Stage } from '../kit/server/stage.ts'
import type { Fields } from '../kit/server/wire.ts'
import { tableBelow } from './kit/markdown.ts'

const page = readFileSync(inRoot('docs/protocol.md'), 'utf8')
const nameIn = (cell: string): string => cell.replaceAll('`', '')

interface Shape {
  readonly always: readonly string[]
  readonly sometimes: readonly string[]
}

/** What stands behind a semicolon, or has a question mark, is not always there. */
function shapeOf(cell: string): Shape {
  const [first = '', ...rest] = cell.split(';')
  const fields = (text: string, mark: string): string[] =>
    [...text.matchAll(/`(\w+)`(\??)/g)].flatMap(([, name, found]) => (found === mark ? [name!] : []))
  return {
    always: fields(first, ''),
    sometimes: [...fields(first, '?'), ...rest.flatMap((text) => [...fields(text, ''), ...fields(text, '?')])]
  }
}

const shapes = new Map(tableBelow(page, 'frame').map(([name, fields]) => [nameIn(name!), shapeOf(fields!)]))
/** Their fields stand elsewhere on the page. */
const OPEN = ['welcome', 'ok']

/** Frames of every kind that there is. */
async function story(): Promise<Fields[]> {
  const stage = new Stage({ limits: { retention: { ...retainAll, messages: 3, leastMessages: 0 } } })
  const [alice, bob] = [await stage.login('alice', { features: ['poke'] }), await stage.login('bob')]
  const { e } = await alice.join('room')
  await bob.join('room')
  await alice.request('join', { ch: 'room', mode: 'full' }) // no: already joined
  await alice.request('watch', { users: ['carol'] })
  await alice.request('setattrs', { w: 1, how: 'replace', rows: [{ k: 'on', v: 1, y: 'b' }], ch: 'room', notify: 1 })
  await alice.request('invite', { i: 'a.1', to: 'bob', ch: 'room', content: '' })
  for (let n = 1; n <= 3; n++) {
    alice.pub(n, 'room', 'own')
    bob.pub(n, 'room', 'text')
  }
  bob.peer(4, 'alice', 'not handled')
  bob.peer(5, 'nobody', 'nobody is there')
  bob.send({ t: 'send', n: 6, to: 'nobody', p: 7 })
  bob.send({ t: 'ping' })
  const { domain } = stage.node
  const [app] = stage.apps
  await asAppServer(domain, { kind: 'server', from: 'shop' }, 'test', (node, sender, n) =>
    toChannel(node, app!, sender, n, 'room', plainContent(app!, 'news'))
  ) // fk
  await stage.advance(3_100) // poke
  await stage.login('carol') // peers
  const back = await alice.back({ channels: [{ ch: 'room', e, o: 0, i: '', v: 0, mode: 'full' }] }) // gap, skip, replay
  const next = await stage.login('alice') // redelivery
  await next.request('bye')
  const last = await stage.login('alice') // gap of the inbox
  const refused = await stage.login('alice', { app: 'x'.repeat(32) })
  await stage.restart() // moved
  return [alice, bob, back, next, last, refused].flatMap((client) => client.frames)
}

describe('the table of what the server sends', () => {
  it('names exactly the frames that stand in the code of the server', () => {
    const files = readdirSync(inRoot('server/src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts')
    )
    const types = files.flatMap((file) =>
      [...readFileSync(inRoot('server/src', file), 'utf8').matchAll(/\bt: '([a-z]+)'|"t":"([a-z]+)"/g)].map(
        ([, one, other]) => one ?? other!
      )
    )
    expect([...shapes.keys()].sort()).toEqual([...new Set(types)].sort())
  })

  it('gives each its fields: none is missing that is always there, and none comes that is not named', async () => {
    const frames = await story()
    expect([...new Set(frames.map(({ t }) => t as string))].sort()).toEqual([...shapes.keys()].sort())
    for (const frame of frames) {
      const type = frame['t'] as string
      const { always, sometimes } = shapes.get(type)!
      const found = Object.keys(frame).filter((name) => name !== 't')
      expect(
        always.filter((name) => !found.includes(name) && !OPEN.includes(type)),
        JSON.stringify(frame)
      ).toEqual([])
      expect(
        found.filter((name) => ![...always, ...sometimes].includes(name) && !OPEN.includes(type)),
        JSON.stringify(frame)
      ).toEqual([])
    }
  })
})
