// One user's telephone on the typed client: what is pressed goes to the server as an invitation, what the client tells goes into the book of calls.
import type { RtmClient, RtmInvitationEvent, RtmMessageEvent, RtmUserPresence } from '@/uni_modules/rtm/js_sdk/index.js'
import type { PageClock } from '../shared/page-clock'
import { callOf, drop, emptyBook, enter, isOver, move, runningCall } from './book'
import type { Book, Call } from './book'
import type { Input } from './machine'
import { contentOf, isVideo, overIn, overNote } from './notes'
import type { Over } from './notes'

export interface DeskState {
  user: string
  connection: string // of the client: disconnected, connecting, connected, reconnecting, aborted
  reason: string
  held: boolean
  busy: boolean // a login is on its way
  problem: unknown // what a call of the client was rejected with; null for nothing
  book: Book
}

export const emptyDesk = (user: string): DeskState => ({ user, connection: 'disconnected', reason: '', held: false, busy: false, problem: null, book: emptyBook() })

export const isOut = ({ connection }: DeskState): boolean => connection === 'disconnected' || connection === 'connecting' || connection === 'aborted'

const told: Record<RtmInvitationEvent['state'], Input> = {
  ringing: 'rings', accepted: 'accepted', refused: 'refused', cancelled: 'cancelled', failed: 'failed', answeredElsewhere: 'elsewhere'
}

// The running call by user, for when the page is loaded anew in the middle of it.
export interface Memory {
  read(): string
  write(text: string): void
}

export function makeDesk(state: DeskState, createClient: () => RtmClient, clock: PageClock, memory: Memory) {
  let client: RtmClient | null = null
  const { book } = state

  // A deed of the person: what goes wrong is shown.
  async function attempt(deed: (on: RtmClient) => Promise<unknown>): Promise<boolean> {
    try {
      client ??= listening(createClient())
      await deed(client)
      state.problem = null
      return true
    } catch (problem) {
      state.problem = problem
      return false
    }
  }

  // What the page does by itself. Where it fails, the call is over already or the server tells the end.
  const quietly = (deed: (on: RtmClient) => Promise<unknown>): void => {
    if (client !== null) deed(client).catch(() => {})
  }

  // The only way a call changes: the table decides, then what belongs to the new phase is done.
  function happen(call: Call, input: Input, reason = ''): void {
    const talked = call.phase === 'talking'
    if (!move(call, input, clock.monotonic(), reason)) return
    if (call.phase === 'talking') {
      memory.write(JSON.stringify({ user: state.user, peer: call.peer, note: noteOf(call, 'hungUp') }))
      quietly((on) => on.subscribePresence([call.peer]))
    }
    if (talked) {
      memory.write('')
      quietly((on) => on.unsubscribePresence([call.peer]))
    }
  }

  // Stored for one who is away: he learns of the end when he is back.
  const say = (peer: string, note: string): void => { quietly((on) => on.sendMessage(peer, note, { offline: true })) }
  const noteOf = (call: Call, why: Over['why']): string => overNote({ id: call.id, caller: call.outgoing ? state.user : call.peer, why })
  const tellOver = (call: Call, why: Over['why']): void => { say(call.peer, noteOf(call, why)) }

  // A call that was running when the page was loaded anew has gone with its media: the other side must not wait.
  function endForgotten(): void {
    const left = memory.read()
    if (left === '') return
    memory.write('')
    const { user, peer, note } = JSON.parse(left) as { user: string; peer: string; note: string }
    if (user === state.user) say(peer, note)
  }

  function ring(event: RtmInvitationEvent): void {
    const { userId: peer, invitationId: id, content } = event
    if (callOf(book, peer, id, false) !== null) return
    const running = runningCall(book)
    const crossed = running !== null && running.outgoing && running.peer === peer && running.phase !== 'talking'
    // Both have called each other at once: the call of the smaller name counts, and is taken by itself.
    if (crossed && state.user < peer) {
      quietly((on) => on.refuseInvitation(peer, { invitationId: id, busy: true }))
      return
    }
    if (crossed) {
      quietly((on) => on.cancelInvitation(peer, { invitationId: running.id }))
      drop(book, running)
    }
    const call = enter(book, { id, peer, outgoing: false, video: isVideo(content) }, clock)
    if (running !== null && !crossed) {
      happen(call, 'busy')
      quietly((on) => on.refuseInvitation(peer, { invitationId: id, busy: true }))
      return
    }
    book.shown = call.key
    if (crossed) void accept()
  }

  function onInvitation(event: RtmInvitationEvent): void {
    const outgoing = event.role === 'caller'
    if (event.state === 'ringing' && !outgoing) {
      ring(event)
      return
    }
    const call = callOf(book, event.userId, event.invitationId, outgoing) // none: another device of this user has called
    const input = event.state === 'refused' && event.reason === 'busy' ? 'busy' : told[event.state]
    if (call === null) return
    // Ended here while the other side accepted: he must not wait in a call with nobody.
    if (isOver(call) && input === 'accepted') tellOver(call, 'hungUp')
    happen(call, input, event.reason)
  }

  function onMessage({ userId, text }: RtmMessageEvent): void {
    const note = overIn(text)
    if (note === null) return
    const call = callOf(book, userId, note.id, note.caller !== userId)
    if (call !== null) happen(call, note.why === 'lost' ? 'peerGone' : 'peerHungUp')
  }

  function onPresence(users: RtmUserPresence[]): void {
    for (const { userId, presence } of users) {
      const call = runningCall(book)
      if (call === null || call.peer !== userId || call.phase !== 'talking') continue
      call.presence = presence
      if (presence !== 'offline') continue
      tellOver(call, 'lost')
      happen(call, 'peerGone')
    }
  }

  function onState(connection: string, reason: string): void {
    state.connection = connection
    state.reason = reason
    if (connection !== 'disconnected' && connection !== 'aborted') return
    const call = runningCall(book)
    if (call !== null) happen(call, 'loggedOut')
  }

  function listening(made: RtmClient): RtmClient {
    made.on('state', ({ state: connection, reason }) => { onState(connection, reason) })
    made.on('invitation', onInvitation)
    made.on('message', onMessage)
    made.on('presence', onPresence)
    return made
  }

  // The app and the address belong to a client from its making on, so each login makes one.
  async function login(): Promise<boolean> {
    if (state.busy) return false
    state.busy = true
    await end()
    const done = await attempt((on) => on.login({ userId: state.user }))
    state.busy = false
    if (done) endForgotten()
    return done
  }

  async function call(peer: string, video: boolean): Promise<void> {
    if (runningCall(book) !== null) return
    const entered = enter(book, { id: '', peer, outgoing: true, video }, clock)
    const done = await attempt(async (on) => { entered.id = await on.invite(peer, { content: contentOf(video) }) })
    if (done) book.shown = entered.key
    else drop(book, entered)
  }

  async function accept(): Promise<void> {
    const call = runningCall(book)
    if (call === null || call.phase !== 'incoming') return
    happen(call, 'accept')
    await attempt((on) => on.acceptInvitation(call.peer, { invitationId: call.id }))
  }

  // Refuses what rings, cancels what was begun, hangs up what runs: each side has one way out of a call.
  async function leave(): Promise<void> {
    const call = runningCall(book)
    if (call === null) return
    const { phase, peer, id } = call
    if (phase === 'incoming') {
      happen(call, 'refuse')
      await attempt((on) => on.refuseInvitation(peer, { invitationId: id }))
    } else if (phase === 'calling' || phase === 'ringing') {
      happen(call, 'cancel')
      quietly((on) => on.cancelInvitation(peer, { invitationId: id })) // too late: an event says that it was accepted
    } else {
      if (phase === 'talking') tellOver(call, 'hungUp')
      happen(call, 'hangUp')
    }
  }

  async function hold(held: boolean): Promise<void> {
    if (await attempt((on) => on.hold(held))) state.held = held
  }

  async function end(): Promise<void> {
    if (runningCall(book)?.phase === 'talking') await leave()
    const old = client
    client = null
    await old?.destroy()
    onState('disconnected', '')
    state.held = false
  }

  const dismiss = (): void => { book.shown = 0 }

  return { login, logout: end, call, accept, leave, hold, dismiss }
}

export type Desk = ReturnType<typeof makeDesk>
