import { describe, expect, it } from 'vitest'
import { stateRow } from '../../uni_modules/rtm/utssdk/common/connection/states.uts'
import type { RtmState } from '../../sdk/api/results.ts'
import { scripted } from './sdk-kit.ts'

const message = (text: string): Record<string, unknown> => ({
  event: 'peerMessage',
  from: 'bob',
  text,
  id: text,
  time: 5
})

describe('listeners', () => {
  it('end one by one through what on gave, or all of an event, or all', async () => {
    const { client, engine } = scripted()
    const told: string[] = []
    const first = client.on('message', ({ text }) => {
      told.push(`1 ${text}`)
    })
    client.on('message', ({ text }) => {
      told.push(`2 ${text}`)
    })
    await engine.tell(message('a'))
    client.off(first)
    client.off(first)
    await engine.tell(message('b'))
    client.offAll('state')
    await engine.tell(message('c'))
    client.offAll()
    await engine.tell(message('d'))
    expect(told).toEqual(['1 a', '2 a', '2 b', '2 c'])
    expect(Object.isFrozen(first)).toBe(true)
  })

  it('may end themselves and others while an event is told', async () => {
    const { client, engine } = scripted()
    const told: string[] = []
    const self = client.on('message', () => {
      told.push('self')
      client.off(self)
      client.off(other)
    })
    const other = client.on('message', () => {
      told.push('other')
    })
    await engine.tell(message('a'))
    await engine.tell(message('b'))
    expect(told).toEqual(['self'])
  })

  it('that throw do not keep the event from the others', async () => {
    const { client, engine } = scripted()
    const told: string[] = []
    client.on('message', () => {
      throw new Error('a fault of the page')
    })
    client.on('message', ({ text }) => {
      told.push(text)
    })
    await engine.tell(message('a'))
    expect(told).toEqual(['a'])
  })
})

describe('messages before the first listener', () => {
  it('wait for it, in order', async () => {
    const { client, engine } = scripted()
    await engine.tell(message('a'))
    await engine.tell(message('b'))
    const told: string[] = []
    client.on('message', ({ text }) => {
      told.push(text)
    })
    await engine.tell(message('c'))
    expect(told).toEqual(['a', 'b', 'c'])
  })

  it('are counted when more than 1,000 wait, and the loss is told', async () => {
    const { client, engine } = scripted()
    for (let i = 0; i < 1003; i++) await engine.tell(message(String(i)))
    const told: string[] = []
    const missed: unknown[] = []
    client.on('message', ({ text }) => {
      told.push(text)
    })
    client.on('missed', (event) => {
      missed.push(event)
    })
    await engine.tell(message('last'))
    expect([told.length, told[0], told.at(-1)]).toEqual([1001, '3', 'last'])
    expect(missed).toEqual([{ userId: '', count: 3, reason: 'unheard' }])
  })

  it('of a channel wait in the same way', async () => {
    const { client, engine } = scripted()
    const plaza = client.channel('plaza')
    await engine.tell({ event: 'channelMessage', channel: 'plaza', from: 'bob', text: 'x', id: 'i', time: 5 })
    const told: unknown[] = []
    plaza.on('message', (event) => {
      told.push(event)
    })
    await engine.tell({ event: 'missed', channel: 'plaza', peer: '', missed: -1, reason: 'epoch' })
    plaza.on('missed', (event) => {
      told.push(event)
    })
    await engine.tell({ event: 'channelLost', channel: 'plaza', reason: 'too_many_channels' })
    expect(told).toEqual([
      { channelId: 'plaza', userId: 'bob', text: 'x', messageId: 'i', time: 5 },
      { channelId: 'plaza', count: null, reason: 'epoch' }
    ])
  })
})

describe('events of the engine', () => {
  it('that end the session are told as such, and the channels know', async () => {
    const { client, engine } = scripted()
    const plaza = client.channel('plaza')
    const joining = plaza.join()
    engine.last('join').answer({ ok: 1 })
    await joining
    const told: unknown[] = []
    client.on('state', (event) => {
      told.push(event)
    })
    await engine.tell({ event: 'state', state: 'in', pageState: 'connected', reason: 'login_success', news: 1 })
    await engine.tell({ event: 'state', state: 'mending', pageState: 'connected', reason: 'interrupted', news: 0 })
    await engine.tell({ event: 'state', state: 'aborted', pageState: 'aborted', reason: 'remote_login', news: 1 })
    expect(told).toEqual([
      { state: 'connected', previous: 'disconnected', reason: 'login_success', link: null },
      { state: 'aborted', previous: 'connected', reason: 'remote_login', link: null }
    ])
    expect(plaza.joined).toBe(false)
  })

  it('lost: a channel that would not take one back says why and what to do', async () => {
    const { client, engine } = scripted()
    const told: string[] = []
    client.channel('plaza').on('lost', ({ channelId, error }) => {
      told.push(`${channelId} ${error.code} ${error.action}`)
    })
    await engine.tell({ event: 'channelLost', channel: 'plaza', reason: 'too_many_channels' })
    expect(told).toEqual(['plaza too_many_channels Leave one first.'])
  })

  it('that name nothing known are left alone', async () => {
    const { client, engine } = scripted()
    client.on('message', () => {
      throw new Error('not for me')
    })
    await engine.tell({ event: 'somethingNew' })
    await engine.tell({ event: 'memberCount', channel: 'elsewhere', count: 2 })
    expect(client.state).toBe('disconnected')
  })
})

it('the states of the engine have the words of this interface', () => {
  const words: readonly RtmState[] = ['disconnected', 'connecting', 'connected', 'reconnecting', 'aborted']
  const told = ['out', 'entering', 'in', 'mending', 'returning', 'expired', 'aborted', 'closed'].map(
    (name) => stateRow(name).pageState
  )
  expect(new Set(told)).toEqual(new Set(words))
})
