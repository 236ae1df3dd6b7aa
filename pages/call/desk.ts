// One user's telephone, a side of the login of this window: what is pressed goes to the server as an invitation, what
// the client tells goes into the book of calls.
import type { RtmClient, RtmInvitationEvent, RtmMessageEvent, RtmUserPresence } from '@/uni_modules/rtm/js_sdk/index.js'
import type { Entrance, Login } from '../shared/login'
import type { PageClock } from '../shared/page-clock'
import type { TabMemory } from '../shared/tab-memory'
import { callOf, drop, emptyBook, enter, isOver, move, runningCall } from './book'
import type { Book, Call } from './book'
import type { Input } from './machine'
import { contentOf, isVideo, overIn, overNote } from './notes'
import type { Over } from './notes'

export interface DeskState {
  user: string
  connection: string // of the client: disconnected, connecting, connected, reconnecting, aborted
  reason: string
  problem: unknown // what a call of the client was rejected with; null for nothing
  problemAt: 'login' | 'call' // where the person did it
  book: Book
}

export const emptyDesk = (user: string): DeskState => ({
  user,
  connection: 'disconnected',
  reason: '',
  problem: null,
  problemAt: 'login',
  book: emptyBook()
})

export const isOut = ({ connection }: DeskState): boolean =>
  connection === 'disconnected' || connection === 'connecting' || connection === 'aborted'

const told: Record<RtmInvitationEvent['state'], Input> = {
  ringing: 'rings',
  accepted: 'accepted',
  refused: 'refused',
  cancelled: 'cancelled',
  failed: 'failed',
  answeredElsewhere: 'elsewhere'
}

/** `memory`: the running call by user, for when the page is loaded anew in the middle of it. */
export function makeDesk(state: DeskState, entrance: Login, clock: PageClock, memory: TabMemory) {
  let client: RtmClient | null = null
  const { book } = state

  // A deed of the person: what goes wrong is shown.
  async function attempt(at: DeskState['problemAt'], deed: () => Promise<unknown>): Promise<boolean> {
    try {
      await deed()
      state.problem = null
      return true
    } catch (problem) {
      Object.assign(state, { problem, problemAt: at } satisfies Partial<DeskState>)
      return false
    }
  }

  const calling = (deed: (on: RtmClient) => Promise<unknown>): Promise<boolean> =>
    attempt('call', async () => {
      if (client !== null) await deed(client)
    })

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
  const say = (peer: string, note: string): void => {
    quietly((on) => on.sendMessage(peer, note, { offline: true }))
  }
  const noteOf = (call: Call, why: Over['why']): string =>
    overNote({ id: call.id, caller: call.outgoing ? state.user : call.peer, why })
  const tellOver = (call: Call, why: Over['why']): void => {
    say(call.peer, noteOf(call, why))
  }

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
    // none: another device of this user has called
    const call = callOf(book, event.userId, event.invitationId, outgoing)
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

  function begin(made: RtmClient): void {
    client = made
    made.on('state', ({ state: connection, reason }) => {
      onState(connection, reason)
    })
    made.on('invitation', onInvitation)
    made.on('message', onMessage)
    made.on('presence', onPresence)
  }

  async function end(forGood: boolean): Promise<void> {
    if (runningCall(book)?.phase === 'talking') await leave()
    client = null
    onState('disconnected', '')
    if (!forGood) return
    Object.assign(book, emptyBook())
    Object.assign(state, { problem: null, problemAt: 'login' } satisfies Partial<DeskState>)
  }

  function inside(): void {
    state.user = entrance.state.userId
    endForgotten()
  }

  entrance.add({ begin, inside, end })

  /**
   * Where this user has been logged in before, elsewhere or by a link that was too long broken, he goes on with what he
   * had.
   */
  function login(where: Omit<Entrance, 'userId'>): Promise<boolean> {
    const { appId, server, userId, entering } = entrance.state
    if (entering) return Promise.resolve(false)
    const isAgain = userId === state.user && appId === where.appId && server === where.server
    return attempt('login', () => (isAgain ? entrance.again() : entrance.enter({ ...where, userId: state.user })))
  }

  async function call(peer: string, video: boolean): Promise<void> {
    if (runningCall(book) !== null) return
    const entered = enter(book, { id: '', peer, outgoing: true, video }, clock)
    const done = await calling(async (on) => {
      entered.id = await on.invite(peer, { content: contentOf(video) })
    })
    if (done) book.shown = entered.key
    else drop(book, entered)
  }

  async function accept(): Promise<void> {
    const call = runningCall(book)
    if (call === null || call.phase !== 'incoming') return
    happen(call, 'accept')
    await calling((on) => on.acceptInvitation(call.peer, { invitationId: call.id }))
  }

  // Refuses what rings, cancels what was begun, hangs up what runs: each side has one way out of a call.
  async function leave(): Promise<void> {
    const call = runningCall(book)
    if (call === null) return
    const { phase, peer, id } = call
    if (phase === 'incoming') {
      happen(call, 'refuse')
      await calling((on) => on.refuseInvitation(peer, { invitationId: id }))
    } else if (phase === 'calling' || phase === 'ringing') {
      happen(call, 'cancel')
      quietly((on) => on.cancelInvitation(peer, { invitationId: id })) // too late: an event says that it was accepted
    } else {
      if (phase === 'talking') tellOver(call, 'hungUp')
      happen(call, 'hangUp')
    }
  }

  const hold = (held: boolean): Promise<boolean> => attempt('login', () => entrance.hold(held))
  const logout = (): Promise<void> => entrance.leave()
  const dismiss = (): void => {
    book.shown = 0
  }
  const dismissProblem = (): void => {
    state.problem = null
  }

  return { login, logout, call, accept, leave, hold, dismiss, dismissProblem }
}

export type Desk = ReturnType<typeof makeDesk>
