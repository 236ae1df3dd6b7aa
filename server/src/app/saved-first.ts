// The state as servers before 0.2 saved it: one JSON text, its records in base64, its times by the clock on the wall. A
// deploy from one of them makes no gap either (P-STOP-1); what is restored is saved in pieces from then on.
import type { Kept } from '../store/attributes.ts'
import type { SavedHole, SavedInbox, SavedMessage } from '../store/inboxes.ts'
import type { Invitation } from '../store/invitations.ts'
import type { OwnDump } from '../store/sessions.ts'
import { Damaged } from './saved-format.ts'
import { framed } from './saved-records.ts'
import type { StorePiece } from '../store/saved.ts'
import type { SavedSession } from '../store/sessions.ts'
import type { SavedLive } from './snapshot.ts'
import type { SavedStream } from '../store/streams.ts'

type Dated<T, Age extends keyof T, At extends string> = Omit<T, Age> & { readonly [K in At]: number }

interface First {
  readonly version: 1
  readonly savedAt: number
  readonly streams: {
    readonly nextAlias: number
    readonly streams: readonly (Dated<SavedStream, 'quietFor', 'quietSince'> & {
      readonly records: readonly { readonly frame: string }[]
    })[]
  }
  readonly inboxes: {
    readonly epoch: string
    readonly base: number
    readonly inboxes: readonly (Dated<SavedInbox, 'closedFor', 'closedAt'> & {
      readonly items: readonly (SavedHole | (SavedMessage & { readonly frame: string }))[]
    })[]
  }
  readonly sessions: {
    readonly sessions: readonly Omit<SavedSession, 'own'>[]
    readonly generations: readonly (readonly [user: string, generation: number, endedAt: number, fenced?: number])[]
  }
  readonly members: {
    readonly channels: readonly {
      readonly channel: string
      readonly version: number
      readonly members: readonly (readonly [string, readonly string[]])[]
    }[]
  }
  readonly userAttributes: FirstAttributes
  readonly channelAttributes: FirstAttributes
  readonly invitations?: readonly Invitation[]
  readonly live: readonly (Dated<SavedLive, 'silentFor' | 'login' | 'tokenEndsAt', 'heardAt'> & {
    readonly login?: string
    readonly tokenEndsAt?: number
  })[]
}

interface FirstAttributes {
  readonly owners: readonly (readonly [owner: string, kept: Kept])[]
}

export function firstFormat(text: string): { savedAt: number; pieces: AsyncIterable<StorePiece> } {
  let first: First
  try {
    first = JSON.parse(text) as First
  } catch {
    throw new Damaged('it is no JSON')
  }
  if (first.version !== 1) throw new Damaged(`it has the format ${String(first.version)}`)
  return { savedAt: first.savedAt, pieces: piecesOf(first) }
}

const recordOf = (frame: string): Buffer => framed(Buffer.from(frame, 'base64'))[0]!

const ownIn = ({ ns, outcomes }: Omit<SavedSession, 'own'>): OwnDump =>
  outcomes.flatMap((outcome, i) =>
    outcome !== 0 && outcome.outcome === 'taken' ? [[outcome.a, outcome.o, outcome.o, ns[i]!] as const] : []
  )

async function* piecesOf(first: First): AsyncGenerator<StorePiece> {
  const at = first.savedAt
  const of = (store: string, row: unknown, records: readonly Buffer[] = []): StorePiece => ({ store, row, records })
  yield of('streams', { nextAlias: first.streams.nextAlias })
  for (const { records, quietSince, ...stream } of first.streams.streams) {
    yield of('streams', { ...stream, quietFor: at - quietSince })
    if (records.length > 0)
      yield of(
        'streams',
        { recordsOf: stream.key },
        records.map(({ frame }) => recordOf(frame))
      )
  }
  yield of('inboxes', { epoch: first.inboxes.epoch, base: first.inboxes.base })
  for (const { items, closedAt, ...inbox } of first.inboxes.inboxes) {
    yield of('inboxes', { ...inbox, closedFor: at - closedAt })
    const saved = items.flatMap((item) => (item.kind === 'hole' ? [] : [recordOf(item.frame)]))
    yield of(
      'inboxes',
      { itemsOf: inbox.user, items: items.map((item) => (item.kind === 'hole' ? item : { ...item, frame: '' })) },
      saved
    )
  }
  const generations = first.sessions.generations.map(([user, generation, endedAt, fenced = generation - 1]) => [
    user,
    generation,
    at - endedAt,
    fenced
  ])
  yield of('sessions', { generations })
  for (const session of first.sessions.sessions) yield of('sessions', { ...session, own: ownIn(session) })
  for (const { channel, version, members } of first.members.channels) {
    yield of('members', { channel, version })
    yield of('members', { membersOf: channel, members })
  }
  for (const store of ['userAttributes', 'channelAttributes'] as const)
    for (const [owner, { until, ...kept }] of first[store].owners)
      yield of(store, { owner, ...kept, left: until === 0 ? 0 : Math.max(1, until - at) })
  for (const invitation of first.invitations ?? []) yield of('invitations', invitation)
  for (const { heardAt, ...live } of first.live)
    yield of('live', { login: '', tokenEndsAt: 0, ...live, silentFor: at - heardAt })
}
