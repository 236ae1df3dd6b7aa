// Sockets before they carry a WebSocket, on a fake clock: how long they may take, and who makes room for whom.
import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import { beforeEach, describe, expect, it } from 'vitest'
import { World } from '../../sdk/testing/world.ts'
import { TrustedProxies } from '../../server/src/base/addresses.ts'
import { Admission } from '../../server/src/gates/admission.ts'
import { Doorway, SPARE } from '../../server/src/gates/doorway.ts'
import type { Log } from '../../server/src/base/log.ts'

class FakeSocket extends EventEmitter {
  destroyed = false
  constructor(readonly remoteAddress: string) {
    super()
  }

  destroy(): void {
    if (this.destroyed) return
    this.destroyed = true
    this.emit('close')
  }

  get asSocket(): Socket {
    return this as unknown as Socket
  }
}

const PROXY = '10.0.0.7'
let world: World
let admission: Admission
let doorway: Doorway
let lines: string[]

beforeEach(() => {
  world = new World()
  lines = []
  admission = new Admission({
    path: '/rtm',
    origins: { listed: [] },
    proxies: new TrustedProxies([PROXY]),
    connections: 100,
    connectionsPerAddress: 3
  })
  const log = {
    warn: (event: string) => {
      lines.push(event)
    }
  } as unknown as Log
  doorway = new Doorway(admission, 10_000, world.clock, log)
})

function arrive(address: string): FakeSocket {
  const socket = new FakeSocket(address)
  doorway.arrive(socket.asSocket)
  return socket
}

const crowd = (size: number): FakeSocket[] =>
  Array.from({ length: size }, (_, i) => arrive(`198.51.${i >> 8}.${i & 255}`))

describe('the time of a first request', () => {
  it('counts from the accept, and ends a socket that has asked for nothing', async () => {
    const silent = arrive('203.0.113.1')
    await world.advance(4_000)
    const later = arrive('203.0.113.2')
    await world.advance(5_999)
    expect([silent.destroyed, later.destroyed]).toEqual([false, false])
    await world.advance(1)
    expect([silent.destroyed, later.destroyed]).toEqual([true, false])
    await world.advance(4_000)
    expect([later.destroyed, doorway.size, admission.at('203.0.113.1')]).toEqual([true, 0, 0])
  })

  it('is over with a whole request: an answer, and a socket that is kept for the next one, are not cut', async () => {
    const asking = arrive('203.0.113.1')
    doorway.asked(asking.asSocket)
    await world.advance(11_000)
    doorway.answered(asking.asSocket)
    await world.advance(11_000)
    expect(asking.destroyed).toBe(false)
  })

  it('is nothing to a socket that became a WebSocket', async () => {
    const socket = arrive('203.0.113.1')
    doorway.leave(socket.asSocket)
    await world.advance(20_000)
    expect([socket.destroyed, doorway.size]).toEqual([false, 0])
  })
})

describe('places', () => {
  it('are what WebSockets leave, and some more; the oldest idle one makes room, an answered one last', () => {
    for (let i = 0; i < 40; i++) admission.enter('127.0.0.1')
    const [busy, idle, ...rest] = crowd(60 + SPARE)
    doorway.asked(busy!.asSocket)
    doorway.asked(idle!.asSocket)
    doorway.answered(idle!.asSocket)
    expect(doorway.size).toBe(60 + SPARE)
    const order = [idle!, rest[0]!, rest[1]!]
    for (const next of order) {
      expect(next.destroyed).toBe(false)
      arrive(`192.0.2.${order.indexOf(next)}`)
      expect(next.destroyed).toBe(true)
    }
    expect([busy!.destroyed, doorway.size]).toEqual([false, 60 + SPARE])
  })

  it('are there for newcomers when WebSockets have all: SPARE sockets may ask for health or be refused', () => {
    for (let i = 0; i < 100; i++) admission.enter('127.0.0.1')
    crowd(5 * SPARE)
    expect(doorway.size).toBe(SPARE)
    expect(arrive('192.0.2.1').destroyed).toBe(false)
  })

  it('are told in the log once a minute while newcomers push others out', async () => {
    crowd(100 + SPARE + 50)
    expect(lines).toEqual(['crowded'])
    await world.advance(9_000)
    crowd(100 + SPARE + 50)
    expect(lines).toEqual(['crowded'])
    await world.advance(60_000)
    crowd(100 + SPARE + 50)
    expect(lines).toEqual(['crowded', 'crowded'])
  })
})

describe('places of one address', () => {
  it('count from the accept: who sits makes room for the next one of the same address, and for nobody else', () => {
    const others = crowd(5)
    const sitting = [1, 2, 3].map(() => arrive('203.0.113.1'))
    expect(admission.at('203.0.113.1')).toBe(3)
    arrive('203.0.113.1')
    expect(sitting.map(({ destroyed }) => destroyed)).toEqual([true, false, false])
    expect(others.some(({ destroyed }) => destroyed)).toBe(false)
    expect(admission.at('203.0.113.1')).toBe(3)
  })

  it('let one in above the bound when all carry a WebSocket, to be told of it, and never two', () => {
    for (let i = 0; i < 3; i++) admission.enter('203.0.113.1')
    const first = arrive('203.0.113.1')
    expect([first.destroyed, admission.at('203.0.113.1')]).toEqual([false, 4])
    const second = arrive('203.0.113.1')
    expect([first.destroyed, second.destroyed, admission.at('203.0.113.1')]).toEqual([true, false, 4])
  })

  it('are not counted for this machine and for a proxy, whose peers count when their address is read', () => {
    const sockets = Array.from({ length: 20 }, (_, i) => arrive(['127.0.0.1', '::1', PROXY, `::ffff:${PROXY}`][i % 4]!))
    expect(sockets.some(({ destroyed }) => destroyed)).toBe(false)
    expect([admission.at(PROXY), doorway.size]).toEqual([0, 20])
  })

  it('are free again when a socket goes, however it goes', async () => {
    const [cut, left, over] = [1, 2, 3].map(() => arrive('203.0.113.1'))
    cut!.destroy()
    doorway.leave(left!.asSocket)
    await world.advance(10_000)
    expect([over!.destroyed, admission.at('203.0.113.1'), doorway.size]).toEqual([true, 0, 0])
    left!.destroy()
    expect(admission.at('203.0.113.1')).toBe(0)
  })
})

it('goes with the listener: what asks for nothing is ended, no timer stays', async () => {
  const [silent, busy] = [arrive('203.0.113.1'), arrive('203.0.113.1')]
  doorway.asked(busy.asSocket)
  doorway.close()
  expect([silent.destroyed, busy.destroyed]).toEqual([true, false])
  arrive('203.0.113.9')
  await world.advance(60_000)
})
