// The network of the test kit, frame by frame: what it does to a link is what TCP can do, and no more.
import { beforeEach, describe, expect, it } from 'vitest'
import type { Wire } from '../../../server/src/wire/wire.ts'
import { Net } from '../../../sdk/testing/net.ts'
import type { LinkFaults } from '../../../sdk/testing/link-faults.ts'
import { World } from '../../../sdk/testing/world.ts'
import type { Link } from '../../../uni_modules/rtm/utssdk/common/ports.uts'

const WELCOME = '{"t":"welcome"}'
const SEND = '{"t":"send","n":1}'
const RECORD = '{"t":"m","a":0,"o":1}'

let world: World
let net: Net
let faults: LinkFaults
/** What happened at each end, in order, with the time since the beginning. */
let log: string[]
let wires: Wire[]

beforeEach(() => {
  world = new World(0)
  net = new Net(world)
  faults = net.faultsOf('alice')
  log = []
  wires = []
  net.door = {
    accept: (wire) => {
      wires.push(wire)
      note('server: accepted')
      return {
        text: (text) => {
          note(`server: ${text}`)
        },
        binary: () => {},
        drained: () => {},
        closed: () => {
          note('server: closed')
        }
      }
    }
  }
})

const note = (what: string): void => {
  log.push(`${world.clock.now()} ${what}`)
}
const dial = (): Link => {
  const link = net.links('alice').create(1, {
    onOpen: () => {
      note('open')
    },
    onText: (_, text) => {
      note(text)
    },
    onClose: (_, code) => {
      note(`closed ${code}`)
    }
  })
  link.open('ws://test.invalid')
  world.advanceNow(0)
  return link
}
const say = (text: string, wire = wires.at(-1)!): void => {
  wire.write(text)
}

describe('a delay', () => {
  it('is there once on the way to open, and once for each text, whether they were written together or not', () => {
    faults.delayMs = 100
    const link = dial()
    world.advanceNow(200)
    link.send('a')
    world.advanceNow(50)
    link.send('b')
    wires[0]!.writeAll(['c', 'd'])
    say('e')
    world.advanceNow(200)
    expect(log).toEqual([
      '100 server: accepted',
      '200 open',
      '300 server: a',
      '350 server: b',
      '350 c',
      '350 d',
      '350 e'
    ])
  })

  it('holds back an end as well, behind what was said before it', () => {
    const link = dial()
    faults.delayMs = 100
    link.send('last words')
    link.close(1000, '')
    faults.delayMs = 0
    world.advanceNow(99)
    expect(log).toEqual(['0 server: accepted', '0 open'])
    world.advanceNow(1)
    expect(log.slice(2)).toEqual(['100 server: last words', '100 server: closed', '100 closed 1000'])
  })
})

describe('what is over', () => {
  it('goes: sockets that have ended on both sides, refused ones too, and all but the last greetings', () => {
    const ends: ((link: Link) => void)[] = [
      (link) => {
        link.close(1000, '')
      },
      () => {
        wires.at(-1)!.close(4000, 'bye')
      },
      () => {
        net.of('alice')!.cut()
      },
      (link) => {
        net.of('alice')!.halfCut('server')
        link.close(1000, '')
      },
      () => {
        const socket = net.of('alice')!
        socket.halfCut('client')
        socket.destroy()
      }
    ]
    for (let round = 0; round < 40; round++)
      for (const end of ends) {
        const link = dial()
        link.send(`{"t":"hello","attempt":${round}}`)
        world.advanceNow(0)
        expect(net.sockets).toHaveLength(1)
        end(link)
        world.advanceNow(0)
      }
    net.blocked.add('alice')
    for (let round = 0; round < 40; round++) dial()
    expect([net.sockets.length, net.hellos.length, net.greetings]).toEqual([0, 64, 200])
    net.blocked.delete('alice')
    dial()
    net.of('alice')!.halfCut('server') // she does not know
    expect(net.sockets).toHaveLength(1)
  })
})

describe('silence', () => {
  it.each([
    ['client', ['to the client']],
    ['server', ['server: to the server']],
    ['both', []]
  ] as const)('of the %s loses its words, from some text on, and tells nobody', (side, heard) => {
    const link = dial()
    net.of('alice')!.silence(side)
    link.send('to the server')
    say('to the client')
    world.advanceNow(60_000)
    expect(log.slice(2).map((line) => line.slice(2))).toEqual(heard)
  })

  it('from the beginning is a link that does not open; the one after it does', () => {
    faults.silence('both', 1)
    dial()
    world.advanceNow(1000)
    expect(log).toEqual([])
    dial()
    expect(log).toEqual(['1000 server: accepted', '1000 open'])
  })

  it('of one side from the beginning: a server that is not heard has accepted, one that does not hear has not', () => {
    faults.silence('server', 1)
    dial()
    faults.silence('client', 1)
    dial()
    expect(log).toEqual(['0 server: accepted'])
  })
})

describe('a message that comes twice', () => {
  it('to the server: the link breaks behind it, and the next one brings it again when it is welcomed', () => {
    faults.repeat(1)
    dial().send(SEND)
    world.advanceNow(0)
    expect(log.slice(2)).toEqual([`0 server: ${SEND}`, '0 server: closed', '0 closed 1006'])
    dial()
    say(WELCOME)
    say('{"t":"pong"}')
    world.advanceNow(0)
    expect(log.slice(7)).toEqual([`0 ${WELCOME}`, `0 server: ${SEND}`, '0 {"t":"pong"}'])
  })

  it('to the client: the same', () => {
    faults.repeat(1)
    dial()
    say(RECORD)
    world.advanceNow(0)
    dial()
    say(WELCOME)
    world.advanceNow(0)
    expect(log.filter((line) => line.endsWith(RECORD))).toHaveLength(2)
    expect(log.at(-1)).toBe(`0 ${RECORD}`)
  })

  it('is none of the frames that are good for one link only', () => {
    faults.repeat(1)
    const link = dial()
    for (const text of ['{"t":"hello"}', '{"t":"ping"}', '{"t":"join","id":1}', '{"t":"ack","r":1}']) link.send(text)
    for (const text of [WELCOME, '{"t":"out","n":1}', '{"t":"ok","id":1}', '{"t":"members","a":1}']) say(text)
    world.advanceNow(0)
    expect(log).toHaveLength(10)
    expect(net.of('alice')).toBeDefined()
  })
})
