// Calls of app servers: the services that commands of clients call, with a sender that has no session.
import { describe, expect, it } from 'vitest'
import { ModelDisk } from '../../../sdk/testing/model-disk.ts'
import { plainContent, toChannel, toUser } from '../../../server/src/services/messages.ts'
import { asAppServer } from '../../../server/src/services/sender.ts'
import { endSessions } from '../../../server/src/services/users.ts'
import type { Outcome } from '../../../server/src/wire/outcomes.ts'
import { Stage } from '../../kit/server/stage.ts'

const shop = { kind: 'server', from: 'shop' } as const

function tell(stage: Stage, to: string, text: string, offline = false): Promise<Outcome> {
  const { domain } = stage.node
  const [app] = stage.apps
  return asAppServer(domain, shop, 'test', (node, sender, n) =>
    toUser(node, app!, sender, n, to, plainContent(app!, text), offline)
  )
}

function publish(stage: Stage, channel: string, text: string): Promise<Outcome> {
  const { domain } = stage.node
  const [app] = stage.apps
  return asAppServer(domain, shop, 'test', (node, sender, n) =>
    toChannel(node, app!, sender, n, channel, plainContent(app!, text))
  )
}

/** What it has come to, as far as it has. */
function outcomes(...sends: Promise<Outcome>[]): string[] {
  const seen = sends.map(() => 'open')
  sends.forEach(
    (send, i) =>
      void send.then(({ outcome }) => {
        seen[i] = outcome
      })
  )
  return seen
}

describe('a message of an app server to a user', () => {
  it('P-SEND-3 P-RECORD-1: is received when their engine has it, and names the kind of its sender', async () => {
    const stage = new Stage()
    const bob = await stage.login('bob')
    const seen = outcomes(tell(stage, 'bob', 'your order "7" is on its way'))
    await stage.settle()
    expect(seen).toEqual(['open'])
    expect(bob.last('m')).toMatchObject({ f: 'shop', fk: 'server', p: 'your order "7" is on its way' })
    await bob.acked(1, 1)
    expect(seen).toEqual(['received'])
  })

  it('P-SEND-5 P-MAIL-1: is offline when they are not there, and stored where it may wait', async () => {
    const stage = new Stage({ disk: new ModelDisk() })
    expect(await tell(stage, 'bob', 'now')).toMatchObject({ outcome: 'offline' })
    expect(await tell(stage, 'bob', 'later', true)).toMatchObject({ outcome: 'stored' })
    const bob = await stage.login('bob')
    await stage.settle()
    expect(bob.of('m')).toMatchObject([{ f: 'shop', fk: 'server', p: 'later' }])
  })

  it('P-MAIL-3: keeps its kind where the end of a session sends it to the mail', async () => {
    const stage = new Stage({ disk: new ModelDisk() })
    const bob = await stage.login('bob')
    const seen = outcomes(tell(stage, 'bob', 'kept', true))
    await stage.settle()
    await bob.request('bye')
    await stage.settle()
    const again = await stage.login('bob')
    await stage.settle()
    expect([seen, again.of('m').map(({ fk, p }) => [fk, p])]).toEqual([['stored'], [['server', 'kept']]])
  })

  it('P-SEND-6: is unknown when their lease ends before they have confirmed it', async () => {
    const stage = new Stage()
    const bob = await stage.login('bob')
    const seen = outcomes(tell(stage, 'bob', 'did you get it'))
    bob.wire.break()
    await stage.advance(40_000)
    expect(seen).toEqual(['unknown'])
  })

  it('P-FRAME-12: is refused by the words that a client hears: too long, or not text', async () => {
    const stage = new Stage({ limits: { text: 10 } })
    await stage.login('bob')
    expect(await tell(stage, 'bob', 'x'.repeat(11))).toMatchObject({ outcome: 'refused', why: 'too_large' })
    expect(await tell(stage, 'bob', '\ud800')).toMatchObject({ outcome: 'refused', why: 'invalid' })
  })

  it('P-STOP-1: a server that stops answers unknown; the next takes no old acknowledgement for its own', async () => {
    const stage = new Stage()
    const bob = await stage.login('bob')
    const old = outcomes(tell(stage, 'bob', 'before'))
    await stage.settle()
    await stage.restart()
    const back = await bob.back({ inbox: { ...(bob.welcome!['inbox'] as object), o: 1, h: 0 } })
    const fresh = outcomes(tell(stage, 'bob', 'after'))
    await back.acked(1, 1)
    expect([old, fresh]).toEqual([['unknown'], ['open']])
    await back.acked(2, 2)
    expect(fresh).toEqual(['received'])
  })
})

describe('a message of an app server to a channel', () => {
  it('P-SEND-4 P-ORDER-1: is taken without a join, and all members have it in their order, each once', async () => {
    const stage = new Stage()
    const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
    for (const member of [alice, bob]) await member.join('room')
    alice.pub(1, 'room', 'a1')
    expect(await publish(stage, 'room', 's1')).toMatchObject({ outcome: 'taken', o: 2 })
    alice.pub(2, 'room', 'a2')
    await stage.settle()
    expect(bob.of('m').map(({ o, p, fk }) => [o, p, fk])).toEqual([
      [1, 'a1', undefined],
      [2, 's1', 'server'],
      [3, 'a2', undefined]
    ])
    expect(alice.texts()).toEqual(['s1'])
    expect(stage.node.stats().channels).toBe(1)
  })

  it('P-CHANNEL-1 P-CHANNEL-2: is kept in an empty channel for members of before, not for later joins', async () => {
    const stage = new Stage()
    const bob = await stage.login('bob')
    const { a, e } = await bob.join('room')
    bob.silent = true
    bob.wire.break()
    await stage.advance(40_000)
    expect(stage.node.stats().channels).toBe(0)
    expect(await publish(stage, 'room', 'while you were out')).toMatchObject({ outcome: 'taken', a, o: 1 })
    expect(stage.node.stats().channels).toBe(0)
    const back = await bob.back({ channels: [{ ch: 'room', e, o: 0, i: '', v: 0, mode: 'full' }] })
    await stage.settle()
    const late = await stage.login('late')
    await late.join('room')
    expect([back.texts(), late.texts()]).toEqual([['while you were out'], []])
  })
})

describe('ending the sessions of a user', () => {
  it('P-CLOSE-1 P-MEMBER-2: closes all with 4202, tells channels that they were kicked, answers how many', async () => {
    const stage = new Stage()
    const [alice, bob] = [await stage.login('alice'), await stage.login('bob')]
    for (const member of [alice, bob]) await member.join('room')
    const [app] = stage.apps
    expect(await endSessions(stage.node.domain, app!, 'alice')).toBe(1)
    expect(await endSessions(stage.node.domain, app!, 'alice')).toBe(0)
    expect(await endSessions(stage.node.domain, app!, 'nobody')).toBe(0)
    await stage.settle()
    expect([alice.closed, bob.lastChange()?.['left']]).toEqual([4202, [{ u: 'alice', why: 'kicked' }]])
    expect(stage.node.stats().sessions).toBe(1)
  })
})
