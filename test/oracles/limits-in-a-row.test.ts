// Calls at a limit of one: what gave the room back need not have been answered, nor have reached the server, when the
// next call takes it (P-ORDER-3).
import { describe, expect, it } from 'vitest'
import { APP, portsOf, SERVER, type Frame } from '../kit/engine-kit.ts'
import { Client } from '../../uni_modules/rtm/utssdk/common/engine/client.uts'
import { generous, Town } from './town.ts'

const limits = { ...generous, channels: 1, watch: 1, attributes: 1 }
type Done = (answer: Frame) => void
type Call = readonly [name: string, call: (client: Client, done: Done) => void]

const rows = (key: string): never => ({ [key]: 'x' }) as never
const takes: Record<string, { take: (name: string) => Call; give: (name: string) => Call; word: string }> = {
  channels: {
    take: (name) => [
      `join ${name}`,
      (client, done) => {
        client.join(name, done)
      }
    ],
    give: (name) => [
      `leave ${name}`,
      (client, done) => {
        client.leave(name, done)
      }
    ],
    word: 'too_many_channels'
  },
  watching: {
    take: (name) => [
      `watch ${name}`,
      (client, done) => {
        client.presence.watch([name], done)
      }
    ],
    give: (name) => [
      `unwatch ${name}`,
      (client, done) => {
        client.presence.unwatch([name], done)
      }
    ],
    word: 'too_many_watched'
  },
  'own attributes': {
    take: (name) => [
      `merge ${name}`,
      (client, done) => {
        client.attributes.writeOwn('merge', rows(name), done)
      }
    ],
    give: (name) => [
      `delete ${name}`,
      (client, done) => {
        client.attributes.deleteOwn([name], done)
      }
    ],
    word: 'attributes_too_large'
  },
  'attributes of a channel': {
    take: (name) => [
      `merge ${name}`,
      (client, done) => {
        client.attributes.writeChannel('board', 'merge', rows(name), false, done)
      }
    ],
    give: (name) => [
      `delete ${name}`,
      (client, done) => {
        client.attributes.deleteChannel('board', [name], false, done)
      }
    ],
    word: 'attributes_too_large'
  }
}
const LINK_FAULTS = ['linked', 'cut', 'unseen'] as const

async function play(
  calls: readonly Call[],
  before: number,
  linkFault: (typeof LINK_FAULTS)[number],
  isAnswered: boolean
): Promise<string[]> {
  const town = new Town(limits)
  const client = new Client(portsOf(town.world, town.net.links('alice')).ports, APP, SERVER)
  client.login('alice', '', () => {})
  await town.settle()
  const answers: string[] = calls.map(() => 'none')
  for (const [i, [, call]] of calls.entries()) {
    if (i === before && isAnswered) await town.settle()
    if (i === before && linkFault !== 'linked') {
      town.net.blocked.add('alice')
      if (linkFault === 'cut') town.net.of('alice')!.cut()
      else town.net.of('alice')!.halfCut('server')
    }
    call(client, (answer) => {
      answers[i] = answer.ok === 1 ? 'ok' : String(answer.why)
    })
  }
  await town.advance(800)
  town.net.blocked.delete('alice')
  await town.advance(9_000)
  return answers
}

describe('P-ORDER-3: at a limit', () => {
  it.each(Object.entries(takes))(
    'P-ORDER-3: %s: given back and taken again, none waited for, whatever the link does',
    async (_, { take, give, word }) => {
      const calls: Call[] = [take('a'), give('a'), take('b'), give('b'), take('a'), give('a'), take('c')]
      for (const linkFault of LINK_FAULTS)
        for (const isAnswered of [false, true])
          for (let before = 0; before < calls.length; before++) {
            const answers = await play(calls, before, linkFault, isAnswered)
            // a leave ends a join that waits
            const wrong = answers.filter((answer) => answer !== 'ok' && answer !== 'aborted')
            expect(
              wrong,
              `${linkFault} before ${calls[before]![0]}${isAnswered ? ', answered' : ''}: ${answers.join()}`
            ).toEqual([])
            expect(answers.at(-1)).toBe('ok')
          }
      expect(await play([take('a'), take('b')], 0, 'linked', false), 'a true limit').toEqual(['ok', word])
    }
  )
})
