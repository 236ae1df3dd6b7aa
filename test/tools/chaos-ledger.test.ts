// The ledger of npm run chaos finds what it is there to find: each breach planted alone into rows that are right.
import { expect, it } from 'vitest'
import { breachesOf } from '../../tools/chaos/ledger.mjs'

interface Row {
  kind: string
  to: string
  text: string
  outcome: string
  e: string
  o: number
}
const send = (text: string, outcome: string): Row => ({ kind: 'send', to: 'bob', text, outcome, e: '', o: 0 })
const pub = (text: string, o: number, outcome = 'taken'): Row => ({
  kind: 'pub',
  to: 'room',
  text,
  outcome,
  e: outcome === 'taken' ? 'E' : '',
  o
})
const record = (o: number, text: string, from = 'alice') => ({ e: 'E', o, id: `m${o}`, from, text })
const person = (name: string) => ({
  name,
  client: { welcomes: { full: 1, rejoined: 0, fresh: 1 } },
  sent: [] as Row[],
  mail: [] as { text: string }[],
  mailGaps: [] as { peer: string; count: number; why: string }[],
  leftWhys: {} as Record<string, number>,
  twice: [] as string[],
  strays: [] as { what: string; channel: string; o: number }[],
  holes: 0,
  stays: [] as {
    channel: string
    e: string
    from: number
    to: number
    heard: ReturnType<typeof record>[]
    gaps: { from: number; to: number; count: number; why: string }[]
  }[]
})

function right() {
  const [alice, bob] = [person('alice'), person('bob')]
  alice.sent = [
    send('p1', 'received'),
    send('p2', 'stored'),
    send('p3', 'unknown'),
    send('p4', 'offline'),
    send('p5', 'unknown'),
    pub('c1', 1),
    pub('c2', 2),
    pub('c3', 3),
    pub('c4', 5)
  ]
  bob.sent = [pub('b1', 4)]
  bob.mail = [{ text: 'p1' }, { text: 'p2' }, { text: 'p3' }]
  bob.stays = [
    {
      channel: 'room',
      e: 'E',
      from: 0,
      to: 5,
      heard: [record(1, 'c1'), record(5, 'c4')],
      gaps: [{ from: 2, to: 4, count: 2, why: 'retention' }]
    }
  ]
  alice.stays = [{ channel: 'room', e: 'E', from: 0, to: 5, heard: [record(4, 'b1', 'bob')], gaps: [] }]
  return { alice, bob, lost: 0 }
}
type Town = ReturnType<typeof right>

it('says nothing of what is right: once, unknown once or never, an exact gap without own messages', () => {
  const { alice, bob } = right()
  expect(breachesOf([alice, bob], 0)).toEqual([])
})

const planted: Record<string, (town: Town) => void> = {
  'a message that came twice': ({ bob }) => {
    bob.mail.push({ text: 'p1' })
  },
  'one of unknown outcome that came twice': ({ bob }) => {
    bob.mail.push({ text: 'p3' })
  },
  'one that was received and never came': ({ bob }) => {
    bob.mail.shift()
  },
  'one that was stored and never came, without an eviction gap': ({ bob }) => {
    bob.mail.splice(1, 1)
  },
  'one that was offline and came': ({ bob }) => {
    bob.mail.push({ text: 'p4' })
  },
  'two in the wrong order': ({ bob }) => {
    bob.mail.reverse()
  },
  'a record that was heard twice': ({ bob }) => {
    bob.stays[0]!.heard.push(record(5, 'c4'))
  },
  'a record that nobody told of': ({ bob }) => {
    bob.stays[0]!.heard.pop()
  },
  'a gap that counts own messages': ({ bob }) => {
    bob.stays[0]!.gaps[0]!.count = 3
  },
  'a gap that counts too little': ({ bob }) => {
    bob.stays[0]!.gaps[0]!.count = 1
  },
  'a gap of unknown size without a lost epoch': ({ bob }) => {
    bob.stays[0]!.gaps.push({ from: 5, to: 5, count: -1, why: 'epoch' })
  },
  'a place with two records': ({ alice }) => {
    alice.sent.push(pub('c9', 4))
  },
  'a message in two places': ({ alice }) => {
    alice.sent.push(pub('c1', 9))
  },
  'a publish that was refused and taken': ({ alice }) => {
    alice.sent.push(pub('b1', 0, 'refused too_often'))
  },
  'a record of before the join': ({ bob }) => {
    bob.stays[0]!.from = 1
  },
  'an answer that came twice': ({ alice }) => {
    alice.twice.push('p1')
  },
  'a record of a channel that was left': ({ bob }) => {
    bob.strays.push({ what: 'record', channel: 'room', o: 6 })
  },
  'a hole that a client found': ({ bob }) => {
    bob.holes = 1
  },
  'a kick that nobody made': ({ bob }) => {
    bob.leftWhys.kicked = 1
  },
  'a lease that ended of a user who was there': ({ bob }) => {
    bob.client.welcomes.rejoined = 1
  }
}

it.each(Object.keys(planted))('finds %s', (name) => {
  const town = right()
  planted[name]!(town)
  expect(breachesOf([town.alice, town.bob], 0)).not.toEqual([])
})

it('takes an eviction gap for what was stored, and an unknown gap for a lost epoch', () => {
  const { alice, bob } = right()
  bob.mail.splice(1, 1)
  bob.mailGaps.push({ peer: 'alice', count: 1, why: 'evicted' })
  bob.stays[0]!.gaps.push({ from: 0, to: 0, count: -1, why: 'epoch' })
  expect(breachesOf([alice, bob], 1)).toEqual([])
})
