// One user of the playground: the state that its panel shows, kept up to date by events, and what the panel can do.
import { reactive } from 'vue'
import { outcomeWords } from '../shared/language/outcome-words'
import { pageClock } from '../shared/window/page-clock'
import { stateWord } from '../shared/language/state-words'
import { callClient, closeClient, listenTo, openClient } from './handles'
import type { Answer, ClientEvent } from './handles'
import { emptyLedger, enterGood, enterGot, numberIn } from './ledger'
import type { Ledger } from './ledger'
import { gapMessage, gotMessage, keep, sentMessage, settle, settleLate } from './messages'
import type { Message } from './messages'
import type { Side, Tell } from './timeline'

export interface Settings {
  server: string
  app: string
  channel: string
}

export interface Client {
  readonly side: Side
  name: string
  phase: string // a state of the engine: out, entering, in, mending, returning, expired, aborted
  reason: string
  held: boolean
  heldAt: number // monotonic
  backAt: number // when the last interruption ended, by the clock on the wall: what the server took before was replayed
  backSince: number // the same moment, monotonic
  joined: string // the channel, '' for none
  members: string[]
  count: number
  peerState: string // online, offline, '' not known
  messages: Message[]
  ledgers: Record<string, Ledger> // by stream: 'channel' or 'peer'
  announced: number // missing messages that gap events have told of; -1 when one could not say how many
  problem: Answer | null
  busy: boolean
}

// As he is before his first login, and after a logout.
const nobody = (): Omit<Client, 'side' | 'name'> => ({
  phase: 'out',
  reason: '',
  held: false,
  heldAt: 0,
  backAt: 0,
  backSince: 0,
  joined: '',
  members: [],
  count: 0,
  peerState: '',
  messages: [],
  ledgers: { channel: emptyLedger(), peer: emptyLedger(0) },
  announced: 0,
  problem: null,
  busy: false
})

export function useClient(
  side: Side,
  name: string,
  settings: Settings,
  peer: () => Client,
  tellAs: (client: Client) => Tell
) {
  const me = reactive<Client>({ side, name, ...nobody() })
  let isOpen = false // by this life of JavaScript: what another one has left open ends by itself
  const tell: Tell = (word, values, words) => {
    tellAs(me)(word, values, words)
  }
  const ask = (method: string, args: object = {}): Promise<Answer> => callClient(side, method, args)
  const good = (answer: Answer): boolean => {
    me.problem = answer.ok === 1 ? null : answer
    return answer.ok === 1
  }

  const hear: { [K in ClientEvent['event']]: (event: ClientEvent) => void } = {
    state(event) {
      if (event.state === 'in' && (me.phase === 'mending' || me.phase === 'returning'))
        Object.assign(me, { backAt: pageClock.now(), backSince: pageClock.monotonic() })
      me.phase = event.state ?? 'out'
      me.reason = event.reason ?? ''
      if (me.phase === 'out' || me.phase === 'aborted') forgetChannel()
      if (me.phase !== 'in') me.peerState = ''
      if (me.phase !== 'entering') tell('tlState', {}, { state: stateWord(me.phase, me.reason) })
    },
    peerMessage: (event) => {
      got(event, 'peer')
    },
    channelMessage: (event) => {
      got(event, 'channel')
    },
    memberJoined(event) {
      me.members = [...me.members.filter((one) => one !== event.user), event.user ?? '']
      tell('tlSees', { user: event.user ?? '' })
    },
    memberLeft(event) {
      me.members = me.members.filter((one) => one !== event.user)
      tell(event.reason === 'lost' ? 'tlSeesLost' : 'tlSeesLeft', { user: event.user ?? '' })
    },
    memberCount(event) {
      me.count = event.count ?? 0
      tell('tlCount', { n: me.count, channel: event.channel ?? '' })
    },
    missed(event) {
      keep(me.messages, gapMessage(event))
      const missed = event.missed ?? -1
      me.announced = missed < 0 || me.announced < 0 ? -1 : me.announced + missed
      // what is missing came before the first arrival
      if (me.ledgers.channel.got.length === 0) me.ledgers.channel.from = 0
      tell(missed < 0 ? 'tlGapUnknown' : 'tlGap', { n: missed })
    },
    outcome(event) {
      const item = settleLate(me.messages, event)
      if (item === null) return
      count(item)
      tell('tlOutcome', {}, { outcome: outcomeWords[item.outcome] })
    },
    channelLost(event) {
      forgetChannel()
      tell('tlChannelLost', { channel: event.channel ?? '' })
    },
    tokenExpired() {} // the state says it too
  }

  function got(event: ClientEvent, stream: string): void {
    const item = gotMessage(event, me.backAt)
    keep(me.messages, item)
    const number = numberIn(item.text)
    if (number > 0 && item.who === peer().name) enterGot(me.ledgers[stream], number)
    tell(item.delay > 0 ? 'tlReplayed' : 'tlGot', { user: item.who })
  }

  // What the sender was promised is entered on the receiver's side: there it is compared with what came.
  function count(item: Message): void {
    const number = numberIn(item.text)
    if (number > 0 && (item.outcome === 'taken' || item.outcome === 'received' || item.outcome === 'stored'))
      enterGood(peer().ledgers[item.channel === '' ? 'peer' : 'channel'], number)
  }

  function forgetChannel(): void {
    me.joined = ''
    me.members = []
    me.count = 0
  }

  async function login(): Promise<boolean> {
    if (me.phase !== 'out') await logout()
    me.busy = true
    if (isOpen) await closeClient(side) // the app and the address belong to a client from its opening on
    let answer = await openClient(side, settings.app.trim(), settings.server.trim())
    isOpen = answer.ok === 1
    if (isOpen) {
      listenTo(side, (event) => {
        hear[event.event]?.(event)
      })
      if (me.held) await ask('hold', { held: 1 })
      answer = await ask('login', { user: me.name, token: '' })
    }
    me.busy = false
    return good(answer)
  }

  async function logout(): Promise<void> {
    if (good(await ask('logout'))) Object.assign(me, nobody())
  }

  async function join(): Promise<void> {
    const channel = settings.channel
    const answer = await ask('join', { channel })
    if (!good(answer)) return
    me.joined = channel
    me.ledgers.channel = emptyLedger()
    me.announced = 0
    tell('tlJoin', { channel })
    const list = await ask('members', { channel }) // from here on the events tell who comes and goes
    if (list.ok === 1) me.members = list.users ?? []
  }

  async function leave(): Promise<void> {
    const channel = me.joined
    if (!good(await ask('leave', { channel }))) return
    forgetChannel()
    tell('tlLeave', { channel })
  }

  async function send(toChannel: boolean, text: string): Promise<void> {
    const channel = toChannel ? settings.channel : ''
    const to = peer().name
    keep(me.messages, sentMessage(channel, to, text))
    const item = me.messages[me.messages.length - 1]
    if (toChannel) tell('tlSentChannel', { channel })
    else tell('tlSentPeer', { user: to })
    const answer = toChannel ? await ask('publish', { channel, text }) : await ask('send', { to, text, offline: 1 })
    settle(item, answer)
    count(item)
    me.problem = item.outcome === 'refused' ? answer : null
    if (item.outcome === 'open') tell('tlOpen')
    else if (answer.ok !== 1) tell('tlRefused', {}, { what: outcomeWords[item.outcome] })
  }

  async function hold(held: boolean): Promise<void> {
    if (me.held === held) return
    me.held = held
    me.heldAt = pageClock.monotonic()
    tell(held ? 'tlCut' : 'tlRestored')
    await ask('hold', { held: held ? 1 : 0 })
  }

  async function lookForPeer(): Promise<void> {
    if (me.phase !== 'in') return
    const answer = await ask('presence', { users: [peer().name] })
    const state = answer.states?.[0] ?? ''
    if (state === '' || state === me.peerState || me.phase !== 'in') return
    me.peerState = state
    tell(state === 'online' ? 'tlOnline' : 'tlOffline', { user: peer().name })
  }

  const dispose = (): Promise<Answer> => closeClient(side)

  return { me, login, logout, join, leave, send, hold, lookForPeer, dispose }
}

export type Player = ReturnType<typeof useClient>
