// Nothing of a login is left in the stand-in: after logout and after release it is compared with a new one, field by
// field, and so is the engine behind it.
import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inRoot } from '../../../tools/lib/paths.mjs'
import { Entry } from '../../../uni_modules/rtm/utssdk/common/ar/entry.uts'
import { APP, ArRig, portsOf, record, SERVER, type Frame } from '../../kit/engine-kit.ts'
import { Town } from '../../oracles/town.ts'
import { standInOver } from './over-engine.ts'
import { differing, meantToStay } from '../fields.ts'

const shared = globalThis as { uni?: object }
beforeEach(() => {
  shared.uni = {}
})
afterEach(() => {
  delete shared.uni
})

type Fields = Record<string, unknown>
interface Page {
  entry: Entry
  memory: Fields
  events: Frame[]
  did: (name: string, options?: Fields) => Promise<Frame>
}

/** A page that has just been opened, in a town. */
async function pageIn(town: Town, device: string): Promise<Page> {
  const entry = new Entry(portsOf(town.world, town.net.links(device), SERVER).ports)
  const { module, memory } = await standInOver(entry)
  const events: Frame[] = []
  module['setCallBack']!((event: Frame) => {
    events.push(event)
  })
  const did = async (name: string, options: Fields = {}): Promise<Frame> => {
    const answers: Frame[] = []
    module[name]!(options, (answer: Frame) => {
      answers.push(answer)
    })
    await town.settle()
    return answers[0]!
  }
  return { entry, memory, events, did }
}

/** A whole life of a login: a channel, members, messages both ways, a subscription, attributes, a call. */
async function live(town: Town, { did, events }: Page): Promise<void> {
  const bob = town.person('bob')
  bob.login()
  await did('login', { userId: 'alice', token: '' })
  await did('createChannel', { channelId: 'room' })
  await did('join', { channelId: 'room' })
  bob.join('room')
  for (const [name, options] of [
    ['subscribePeersOnlineStatus', { peerIds: ['bob'] }],
    ['setLocalUserAttributes', { mood: 'good' }],
    ['sendLocalInvitation', { calleeId: 'bob' }],
    ['sendMessageToPeer', { peerId: 'bob', text: 'hi' }],
    ['sendChannelMessage', { channelId: 'room', text: 'hi' }]
  ] as const)
    expect(await did(name, options), name).toMatchObject({ code: 0 })
  bob.publish('room', 'hi')
  bob.send('alice', 'hi alice')
  await town.settle()
  expect(events.filter(({ rtmEvent }) => /MessageReceived/.test(String(rtmEvent)))).toHaveLength(2)
}

const theirs = ['ports', 'clock', 'json', 'book']

describe('the stand-in', () => {
  it('is after logout what a new one with an instance is, and so is the engine behind it', async () => {
    const town = new Town()
    const [fresh, used] = [await pageIn(town, 'fresh'), await pageIn(town, 'alice')]
    for (const { did } of [fresh, used])
      for (const name of ['createInstance', 'setCallEventListener']) await did(name, { appId: APP })
    await live(town, used)
    expect(await used.did('channelRelease', { channelId: 'room' })).toMatchObject({ code: 0 })
    expect(await used.did('logout')).toMatchObject({ code: 0 })
    await town.advance(20_000)
    expect(differing(used.memory, fresh.memory)).toEqual([])
    expect(differing(used.entry, fresh.entry, theirs, meantToStay)).toEqual([])
  })

  it('is after release what a new one is that has set its callback', async () => {
    const town = new Town()
    const [fresh, used] = [await pageIn(town, 'fresh'), await pageIn(town, 'alice')]
    await used.did('createInstance', { appId: APP })
    await live(town, used)
    expect(await used.did('release')).toMatchObject({ code: 0 })
    await town.advance(20_000)
    expect(differing(used.memory, fresh.memory)).toEqual([])
    expect(differing(used.entry, fresh.entry, theirs, meantToStay)).toEqual([])
  })

  it.each(['logout', 'release'])('tells the next user nothing of the one before: %s', async (ending) => {
    const town = new Town()
    const page = await pageIn(town, 'alice')
    await page.did('createInstance', { appId: APP })
    await live(town, page)
    await page.did(ending)
    const told = page.events.length
    await page.did('createInstance', { appId: APP })
    await page.did('login', { userId: 'carol', token: '' })
    const bob = town.people[0]!
    bob.send('alice', 'for alice')
    bob.publish('room', 'for the members')
    await town.advance(3_000)
    expect(page.events.slice(told).map(({ rtmEvent }) => rtmEvent)).toEqual([
      'onConnectionStateChanged',
      'onConnectionStateChanged'
    ])
  })

  it('remembers nothing outside of memory.ts, so that nothing escapes this comparison', () => {
    for (const file of [
      'ar-rtm-module.ts',
      ...readdirSync(inRoot('sdk/ar'))
        .filter((name) => name !== 'memory.ts')
        .map((name) => `ar/${name}`)
    ]) {
      const lines = readFileSync(inRoot('sdk', file), 'utf8')
        .split('\n')
        .filter((line) => /^(export )?(let|var) |^(export )?const \w+.*= new (Map|Set|WeakMap)\b/.test(line))
      expect(lines, file).toEqual([])
    }
  })
})

describe('a page that ends its login from within its callback', () => {
  it.each([
    ['logout', {}],
    ['release', {}],
    ['login', { userId: 'carol' }]
  ])('P-LIFE-5: has handled what it is told: %s', async (ending, options) => {
    const rig = new ArRig()
    const { module } = await standInOver(rig.entry)
    const texts: unknown[] = []
    module['setCallBack']!(({ rtmEvent, text }: Frame) => {
      if (rtmEvent !== 'onPeerMessageReceived') return
      texts.push(text)
      if (texts.length === 1) module[ending]!(options)
    })
    module['createInstance']!({ appId: APP })
    module['login']!({ userId: 'alice', token: '' })
    rig.world.drain()
    rig.greet()
    rig.link.say(record(0, 1)).say(record(0, 2))
    rig.world.drain()
    expect([texts, rig.link.last('bye').h]).toEqual([['text 1', 'text 2'], 2])
  })
})
