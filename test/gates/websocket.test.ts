// WebSockets at the gate: the handshake, frames, how a link ends, and the way down of the server.
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { afterEach, describe, expect, it } from 'vitest'
import { TrustedProxies } from '../../server/src/base/addresses.ts'
import { Batch } from '../../server/src/wire/packets.ts'
import { closeOf, connect, frame, masked, RawPeer, refusalOf, TestGate } from '../kit/gate.ts'
import type { GateOptions } from '../kit/gate.ts'

const gates: TestGate[] = []

async function start(options?: GateOptions): Promise<TestGate> {
  const gate = await TestGate.start(options)
  gates.push(gate)
  return gate
}

afterEach(async () => {
  for (const gate of gates.splice(0)) await gate.stop()
})

describe('the handshake', () => {
  it('refuses another path, a foreign page, and whoever comes while the server stops, each with a reason', async () => {
    const gate = await start()
    expect(await refusalOf(`ws://127.0.0.1:${gate.port}/other`)).toMatchObject({ status: 404 })
    expect(await refusalOf(gate.url, { Origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      text: expect.stringContaining('"origins"')
    })
    gate.admission.stopping = true
    expect(await refusalOf(gate.url)).toMatchObject({ status: 503, text: expect.stringContaining('stopping') })
    expect(gate.accepted).toHaveLength(0)
  })

  it('lets own pages, pages of this machine and native clients in', async () => {
    const gate = await start()
    for (const origin of [undefined, `http://127.0.0.1:${gate.port}`, 'http://localhost:5173']) {
      const socket = await connect(gate.url, origin === undefined ? {} : { origin })
      socket.terminate()
    }
    expect((await gate.nth(3)).wire.address).toBe('127.0.0.1')
  })

  it('P-HELLO-4: takes a query in the address, which holds nothing of ours', async () => {
    const gate = await start()
    ;(await connect(`${gate.url}?v=1`)).terminate()
  })

  it('limits all connections, and frees a place when one ends', async () => {
    const gate = await start({ rules: { connections: 1 } })
    const first = await connect(gate.url)
    expect(await refusalOf(gate.url)).toMatchObject({ status: 503 })
    first.close()
    await (await gate.nth(1)).untilClosed()
    ;(await connect(gate.url)).terminate()
  })

  it('limits the connections of one address, but not those of loopback', async () => {
    const gate = await start({ rules: { connectionsPerAddress: 1, proxies: new TrustedProxies(['127.0.0.1']) } })
    const from = (address: string) => ({ headers: { 'X-Forwarded-For': address } })
    await connect(gate.url, from('203.0.113.1'))
    expect(await refusalOf(gate.url, { 'X-Forwarded-For': '203.0.113.1' })).toMatchObject({ status: 429 })
    await connect(gate.url, from('203.0.113.2'))
    await connect(gate.url)
    await connect(gate.url)
    expect(gate.admission.total).toBe(4)
  })

  it('cuts off a peer that connects and never asks for anything', async () => {
    const gate = await start({ handshakeMs: 100 })
    const silent = await RawPeer.open(gate.port, { greeting: '' })
    const slow = await RawPeer.open(gate.port, { greeting: 'GET /rtm HTTP/1.1\r\nHost: x\r\n' })
    await Promise.all([silent.closed, slow.closed])
  })

  it('never agrees to compression', async () => {
    const gate = await start()
    expect((await connect(gate.url, { perMessageDeflate: true })).extensions).toBe('')
  })

  it('keeps what came together with the handshake', async () => {
    const gate = await start()
    await RawPeer.open(gate.port, { more: masked(1, 'early') })
    const accepted = await gate.nth(1)
    await accepted.until((seen) => seen.length > 0)
    expect(accepted.seen).toEqual([['text', 'early']])
  })
})

describe('frames', () => {
  it('P-FRAME-1: carries text both ways, in order, also in parts', async () => {
    const gate = await start()
    const peer = await RawPeer.open(gate.port)
    peer.socket.write(
      Buffer.concat([masked(1, 'one'), masked(1, 'tw', false), masked(9, 'ping'), masked(0, 'o'), masked(1, '三')])
    )
    const got = await peer.until((frames) => frames.includes('三'))
    expect(got).toEqual(
      Buffer.concat([frame('one'), Buffer.from([0x8a, 4]), Buffer.from('ping'), frame('two'), frame('三')])
    )
  })

  it('P-FRAME-8: closes with 1009 above 262,144 bytes, and takes a frame of exactly so many', async () => {
    const gate = await start({
      onText: (accepted, text) => {
        accepted.wire.write(String(text.length))
      }
    })
    const fits = await connect(gate.url)
    fits.send('x'.repeat(262_144))
    expect(String((await once(fits, 'message'))[0])).toBe('262144')
    const large = await connect(gate.url)
    large.send('x'.repeat(262_145))
    expect(await closeOf(large)).toBe(1009)
    const parts = await RawPeer.open(gate.port)
    parts.socket.write(Buffer.concat([masked(1, 'x'.repeat(200_000), false), masked(0, 'x'.repeat(62_145))]))
    await parts.closed
    expect(parts.closeCode).toBe(1009)
  })

  it('P-FRAME-9: hands a binary frame to the core as such, without its bytes', async () => {
    const gate = await start()
    const socket = await connect(gate.url)
    socket.send(Buffer.from([1, 2, 3]))
    const accepted = await gate.nth(1)
    await accepted.until((seen) => seen.length > 0)
    expect(accepted.seen).toEqual([['binary']])
    accepted.wire.close(4302, 'binary')
    expect(await closeOf(socket)).toBe(4302)
  })

  it('P-FRAME-12: closes with 1007 on bytes that are no UTF-8, and the core never sees them', async () => {
    const gate = await start()
    const peer = await RawPeer.open(gate.port)
    peer.socket.write(masked(1, Buffer.from([0xed, 0xa0, 0x80])))
    await peer.closed
    expect(peer.closeCode).toBe(1007)
    const accepted = await gate.nth(1)
    await accepted.untilClosed()
    expect(accepted.seen).toEqual([['closed']])
  })
})

describe('a wire', () => {
  it('writes many frames in one go and in order', async () => {
    const gate = await start()
    const socket = await connect(gate.url)
    const got: string[] = []
    socket.on('message', (data) => got.push(String(data)))
    const { wire } = await gate.nth(1)
    wire.write('a')
    wire.writeAll(['b', new Batch(['c', Buffer.from('d')]), 'e'])
    wire.close(4000, 'moved')
    expect(await closeOf(socket)).toBe(4000)
    expect(got).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('P-REPLAY-2: tells what is not written yet, and when all of it is', async () => {
    const gate = await start()
    const peer = await RawPeer.open(gate.port)
    const accepted = await gate.nth(1)
    await peer.until(() => peer.socket.bytesRead > 0)
    peer.socket.pause()
    const block = 'x'.repeat(262_144)
    let handed = 0
    while (accepted.wire.unwritten() < 262_144) {
      handed += accepted.wire.write(block)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(accepted.seen).toEqual([])
    peer.socket.resume()
    await accepted.until((seen) => seen.some(([what]) => what === 'drained') && accepted.wire.unwritten() === 0)
    await peer.until((frames) => frames.length === handed)
  })

  it('P-RESUME-2: lets nothing through in either direction from the turn that closes it', async () => {
    const gate = await start({
      onText: (accepted) => {
        accepted.wire.close(4005, 'superseded')
        accepted.wire.write('late')
      }
    })
    const peer = await RawPeer.open(gate.port, { more: Buffer.concat([masked(1, 'one'), masked(1, 'two')]) })
    await peer.until(() => peer.closeCode === 4005)
    peer.socket.write(Buffer.concat([masked(1, 'three'), masked(8, Buffer.from([0x0f, 0xa5]))]))
    await peer.closed
    expect(peer.frames.includes('late')).toBe(false)
    const accepted = await gate.nth(1)
    await accepted.untilClosed()
    expect(accepted.seen).toEqual([['text', 'one'], ['closed']])
  })

  it('ends a peer by force that does not answer the close', async () => {
    const gate = await start({ closeMs: 20 })
    const peer = await RawPeer.open(gate.port)
    const accepted = await gate.nth(1)
    accepted.wire.close(4001, 'x'.repeat(200))
    await peer.closed
    await accepted.untilClosed()
    expect(peer.closeCode).toBe(4001)
    expect(gate.admission.total).toBe(0)
  })

  it('says closed once and last, however the end comes', async () => {
    const gate = await start()
    const ends: ((socket: WebSocket) => void)[] = [
      (socket) => socket.close(1000),
      (socket) => socket.terminate(),
      (socket) => socket.close(1000, 'x'),
      () => gate.accepted.at(-1)!.wire.destroy(),
      () => {
        gate.accepted.at(-1)!.wire.close(4003, '')
        gate.accepted.at(-1)!.wire.destroy()
      }
    ]
    for (const [i, end] of ends.entries()) {
      const socket = await connect(gate.url)
      socket.on('error', () => {})
      const accepted = await gate.nth(i + 1)
      end(socket)
      await accepted.untilClosed()
      accepted.wire.write('after')
      accepted.wire.close(4000, '')
      expect(accepted.seen).toEqual([['closed']])
    }
    expect(gate.admission.total).toBe(0)
  })
})

describe('P-STOP-1: the way down', () => {
  it('waits for what was written and ends the stubborn by force', async () => {
    const gate = await start({ closeMs: 60_000 })
    const good = await connect(gate.url)
    const stubborn = await RawPeer.open(gate.port)
    await gate.nth(2)
    for (const { wire } of gate.accepted) {
      wire.write('moved')
      wire.close(4000, 'moved')
    }
    const seen = once(good, 'message')
    await gate.gate.drained(50)
    await stubborn.closed
    expect(String((await seen)[0])).toBe('moved')
    expect(gate.admission.total).toBe(0)
  })
})
