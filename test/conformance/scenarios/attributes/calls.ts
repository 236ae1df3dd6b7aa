// Every call for attributes, with what is right and what is wrong for it, and how scenarios read them.
import type { Actor } from '../../actor.ts'
import type { Options } from '../../protocol.ts'
import type { Fields } from '../../runtime.ts'
import type { Stage } from '../../stage.ts'
import { codes } from '../scenario.ts'

export type Call = readonly [name: string, right: Options, wrong: readonly Options[]]
const ids = [null, {}, { userId: '' }, { userId: 'a/b' }, { userId: null }]
const channelIds = [null, {}, { channelId: '' }, { channelId: 'a/b' }]
const keys = [[], null, [''], [' '], ['x'.repeat(33)], ['a\u0000'], ['__proto__'], [null], 'a']
const maps: Options[] = [
  { '': 'x' },
  { ' ': 'x' },
  { ['k'.repeat(33)]: 'x' },
  { 'a\nb': 'x' },
  { a: '' },
  { a: null },
  { a: 'x'.repeat(8_193) },
  { a: [] },
  { a: {} },
  { a: 'x', b: [1] }
]

export const userWrites: readonly Call[] = [
  ['setLocalUserAttributes', { a: 'x' }, [null, ...maps]],
  ['addOrUpdateLocalUserAttributes', { a: 'x' }, [null, {}, ...maps]],
  [
    'deleteLocalUserAttributesByKeys',
    { attributeKeys: ['a'] },
    [null, {}, ...keys.map((attributeKeys) => ({ attributeKeys }))]
  ],
  ['clearLocalUserAttributes', null, []]
]
export const userReads: readonly Call[] = [
  ['getUserAttributes', { userId: 'alice' }, ids],
  [
    'getUserAttributesByKeys',
    { userId: 'alice', attributeKeys: ['a'] },
    [...ids, ...keys.map((attributeKeys) => ({ userId: 'alice', attributeKeys }))]
  ]
]
export const channelWrites: readonly Call[] = [
  [
    'setChannelAttributes',
    { channelId: 'room', attributes: { a: 'x' } },
    [
      ...channelIds,
      { channelId: 'room' },
      { channelId: 'room', attributes: [] },
      ...maps.map((attributes) => ({ channelId: 'room', attributes }))
    ]
  ],
  [
    'addOrUpdateChannelAttributes',
    { channelId: 'room', attributes: { a: 'x' } },
    [
      ...channelIds,
      { channelId: 'room', attributes: {} },
      ...maps.map((attributes) => ({ channelId: 'room', attributes }))
    ]
  ],
  [
    'deleteChannelAttributesByKeys',
    { channelId: 'room', attributeKeys: ['a'] },
    [...channelIds, ...keys.map((attributeKeys) => ({ channelId: 'room', attributeKeys }))]
  ],
  ['clearChannelAttributes', { channelId: 'room' }, channelIds]
]
export const channelReads: readonly Call[] = [
  ['getChannelAttributes', { channelId: 'room' }, channelIds],
  [
    'getChannelAttributesByKeys',
    { channelId: 'room', attributeKeys: ['a'] },
    [...channelIds, ...keys.map((attributeKeys) => ({ channelId: 'room', attributeKeys }))]
  ]
]
export const all = [...userWrites, ...userReads, ...channelWrites, ...channelReads]
export const code = async (actor: Actor, name: string, options: Options): Promise<unknown> =>
  (await actor.call(name, options))['code']
export const own = async (actor: Actor, userId = actor.user): Promise<unknown> =>
  (await actor.call('getUserAttributes', { userId }))['userAttributesList']
export const ofRoom = async (actor: Actor): Promise<unknown> =>
  (await actor.call('getChannelAttributes', { channelId: 'room' }))['channelAttributes']

/** The codes of many calls, made at once. */
export async function codesOf(
  stage: Stage,
  actor: Actor,
  times: number,
  name: string,
  options: Options
): Promise<unknown[]> {
  const answers: (() => Fields)[] = []
  for (let i = 0; i < times; i++) answers.push(await actor.begin(name, options))
  await stage.settle()
  return codes(answers)
}
