// Events that wait for a listener: nothing that is dropped is dropped in silence.
import { describe, expect, it } from 'vitest'
import { PageEvents } from '../../../uni_modules/rtm/utssdk/common/page-events.uts'
import { FakeLinks, portsOf, type Frame } from '../../kit/engine-kit'
import { World } from '../../../sdk/testing/world.ts'

const peer = (from: string, text = ''): Frame => ({ event: 'peerMessage', from, text })
const channel = (name: string): Frame => ({ event: 'channelMessage', channel: name })
const missed = (names: Frame, count: number): Frame => ({
  event: 'missed',
  channel: '',
  peer: '',
  ...names,
  missed: count,
  reason: 'unheard'
})

/** What a page hears that begins to listen after these events, and then of one more. */
function heard(events: readonly Frame[]): { told: Frame[]; log: string[] } {
  const world = new World()
  const { ports, log } = portsOf(world, new FakeLinks())
  const pageEvents = new PageEvents(ports)
  for (const event of events) pageEvents.emit(event)
  const told: Frame[] = []
  pageEvents.listen((event: Frame) => {
    told.push(event)
  })
  pageEvents.emit({ event: 'state' })
  world.drain()
  return { told, log }
}

describe('events before a listener is set', () => {
  it('delivery: up to 1,000 wait and come in order', () => {
    const events = Array.from({ length: 1_000 }, (_, i) => peer('bob', String(i)))
    expect(heard(events)).toEqual({ told: [...events, { event: 'state' }], log: [] })
  })

  it('delivery: of what is dropped beyond, messages are told first as missed, by peer and by channel', () => {
    const rest = Array.from({ length: 1_000 }, (_, i) => peer('bob', String(i)))
    const { told, log } = heard([
      peer('bob'),
      { event: 'memberJoined', channel: 'room', user: 'x' },
      channel('room'),
      peer('carol'),
      channel('room'),
      ...rest
    ])
    expect(told).toEqual([
      missed({ peer: 'bob' }, 1),
      missed({ channel: 'room' }, 2),
      missed({ peer: 'carol' }, 1),
      ...rest,
      { event: 'state' }
    ])
    expect(log).toHaveLength(5)
  })

  it('P-GAP-4: a gap that is dropped is counted with them; with one of unknown size the number is unknown', () => {
    const rest = Array.from({ length: 1_000 }, () => channel('hall'))
    const gap = (names: Frame, count: number): Frame => ({ ...missed(names, count), reason: 'retention' })
    const { told } = heard([
      gap({ peer: 'bob' }, 4),
      peer('bob'),
      gap({ channel: 'room' }, -1),
      channel('room'),
      ...rest
    ])
    expect(told.slice(0, 2)).toEqual([missed({ peer: 'bob' }, 5), missed({ channel: 'room' }, -1)])
  })

  it('delivery: beyond 64 names all are counted as one', () => {
    const strangers = Array.from({ length: 100 }, (_, i) => peer(`stranger${i}`))
    const { told } = heard([...strangers, ...Array.from({ length: 1_000 }, () => channel('hall'))])
    const losses = told.filter(({ event }) => event === 'missed')
    expect(losses).toHaveLength(65)
    expect(losses.at(-1)).toEqual(missed({}, 36))
  })
})
