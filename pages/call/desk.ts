// One user's telephone, a side of the login of this window: what is pressed goes to the server as an invitation, what
// the client tells goes into the book of calls.
import type { RtmClient, RtmInvitationEvent, RtmMessageEvent, RtmUserPresence } from '@/uni_modules/rtm/js_sdk/index.js'
import type { Entrance, Login } from '../shared/login/login'
import type { PageClock } from '../shared/window/page-clock'
import type { TabMemory } from '../shared/window/tab-memory'
import { callOf, drop, emptyBook, enter, isOver, move, runningCall } from './book'
import type { Call } from './book'
import { inputOf } from './machine'
import type { Input } from './machine'
import { contentOf, isVideo, overIn, overNote } from './notes'
import type { Over } from './notes'
import type { DeskState } from './state'

export class Desk {
  private client: RtmClient | null = null

  /**
   * `state`: reactive where a page shows it. `memory`: the running call by user, for when the page is loaded anew in
   * the middle of it.
   */
  constructor(
    readonly state: DeskState,
    private readonly entrance: Login,
    private readonly clock: PageClock,
    private readonly memory: TabMemory
  ) {
    entrance.add({
      begin: (client) => {
        this.begin(client)
      },
      inside: () => {
        this.inside()
      },
      end: (forGood) => this.end(forGood)
    })
  }

  /**
   * Where this user has been logged in before, elsewhere or by a link that was too long broken, he goes on with what he
   * had.
   */
  login(where: Omit<Entrance, 'userId'>): Promise<boolean> {
    const { entrance, state } = this
    const { appId, server, userId, entering } = entrance.state
    if (entering) return Promise.resolve(false)
    const isAgain = userId === state.user && appId === where.appId && server === where.server
    return this.attempt('login', () => (isAgain ? entrance.again() : entrance.enter({ ...where, userId: state.user })))
  }

  logout(): Promise<void> {
    return this.entrance.leave()
  }

  hold(held: boolean): Promise<boolean> {
    return this.attempt('login', () => this.entrance.hold(held))
  }

  async call(peer: string, video: boolean): Promise<void> {
    const { book } = this.state
    if (runningCall(book) !== null) return
    const entered = enter(book, { id: '', peer, outgoing: true, video }, this.clock)
    const done = await this.calling(async (on) => {
      entered.id = await on.invite(peer, { content: contentOf(video) })
    })
    if (done) book.shown = entered.key
    else drop(book, entered)
  }

  async accept(): Promise<void> {
    const call = runningCall(this.state.book)
    if (call === null || call.phase !== 'incoming') return
    this.happen(call, 'accept')
    await this.calling((on) => on.acceptInvitation(call.peer, { invitationId: call.id }))
  }

  /** Refuses what rings, cancels what was begun, hangs up what runs: each side has one way out of a call. */
  async leave(): Promise<void> {
    const call = runningCall(this.state.book)
    if (call === null) return
    const { phase, peer, id } = call
    if (phase === 'incoming') {
      this.happen(call, 'refuse')
      await this.calling((on) => on.refuseInvitation(peer, { invitationId: id }))
    } else if (phase === 'calling' || phase === 'ringing') {
      this.happen(call, 'cancel')
      this.quietly((on) => on.cancelInvitation(peer, { invitationId: id })) // too late: an event says it was accepted
    } else {
      if (phase === 'talking') this.tellOver(call, 'hungUp')
      this.happen(call, 'hangUp')
    }
  }

  dismiss(): void {
    this.state.book.shown = 0
  }

  dismissProblem(): void {
    this.state.problem = null
  }

  private begin(client: RtmClient): void {
    this.client = client
    client.on('state', ({ state: connection, reason }) => {
      this.onState(connection, reason)
    })
    client.on('invitation', this.onInvitation)
    client.on('message', this.onMessage)
    client.on('presence', this.onPresence)
  }

  private inside(): void {
    this.state.user = this.entrance.state.userId
    this.endForgotten()
  }

  private async end(forGood: boolean): Promise<void> {
    const { state } = this
    if (runningCall(state.book)?.phase === 'talking') await this.leave()
    this.client = null
    this.onState('disconnected', '')
    if (!forGood) return
    Object.assign(state.book, emptyBook())
    Object.assign(state, { problem: null, problemAt: 'login' } satisfies Partial<DeskState>)
  }

  private onState(connection: string, reason: string): void {
    Object.assign(this.state, { connection, reason } satisfies Partial<DeskState>)
    if (connection !== 'disconnected' && connection !== 'aborted') return
    const call = runningCall(this.state.book)
    if (call !== null) this.happen(call, 'loggedOut')
  }

  private readonly onInvitation = (event: RtmInvitationEvent): void => {
    const outgoing = event.role === 'caller'
    if (event.state === 'ringing' && !outgoing) {
      this.ring(event)
      return
    }
    // none: another device of this user has called
    const call = callOf(this.state.book, event.userId, event.invitationId, outgoing)
    if (call === null) return
    const input = inputOf(event)
    // Ended here while the other side accepted: he must not wait in a call with nobody.
    if (isOver(call) && input === 'accepted') this.tellOver(call, 'hungUp')
    this.happen(call, input, event.reason)
  }

  private ring({ userId: peer, invitationId: id, content }: RtmInvitationEvent): void {
    const { book, user } = this.state
    if (callOf(book, peer, id, false) !== null) return
    const running = runningCall(book)
    const crossed = running !== null && running.outgoing && running.peer === peer && running.phase !== 'talking'
    // Both have called each other at once: the call of the smaller name counts, and is taken by itself.
    if (crossed && user < peer) {
      this.quietly((on) => on.refuseInvitation(peer, { invitationId: id, busy: true }))
      return
    }
    if (crossed) {
      this.quietly((on) => on.cancelInvitation(peer, { invitationId: running.id }))
      drop(book, running)
    }
    const call = enter(book, { id, peer, outgoing: false, video: isVideo(content) }, this.clock)
    if (running !== null && !crossed) {
      this.happen(call, 'busy')
      this.quietly((on) => on.refuseInvitation(peer, { invitationId: id, busy: true }))
      return
    }
    book.shown = call.key
    if (crossed) void this.accept()
  }

  private readonly onMessage = ({ userId, text }: RtmMessageEvent): void => {
    const note = overIn(text)
    if (note === null) return
    const call = callOf(this.state.book, userId, note.id, note.caller !== userId)
    if (call !== null) this.happen(call, note.why === 'lost' ? 'peerGone' : 'peerHungUp')
  }

  private readonly onPresence = (users: RtmUserPresence[]): void => {
    for (const { userId, presence } of users) {
      const call = runningCall(this.state.book)
      if (call === null || call.peer !== userId || call.phase !== 'talking') continue
      call.presence = presence
      if (presence !== 'offline') continue
      this.tellOver(call, 'lost')
      this.happen(call, 'peerGone')
    }
  }

  // The only way a call changes: the table decides, then what belongs to the new phase is done.
  private happen(call: Call, input: Input, reason = ''): void {
    const { memory, state } = this
    const talked = call.phase === 'talking'
    if (!move(call, input, this.clock.monotonic(), reason)) return
    if (call.phase === 'talking') {
      memory.write(JSON.stringify({ user: state.user, peer: call.peer, note: this.noteOf(call, 'hungUp') }))
      this.quietly((on) => on.subscribePresence([call.peer]))
    }
    if (talked) {
      memory.write('')
      this.quietly((on) => on.unsubscribePresence([call.peer]))
    }
  }

  // A call that was running when the page was loaded anew has gone with its media: the other side must not wait.
  private endForgotten(): void {
    const left = this.memory.read()
    if (left === '') return
    this.memory.write('')
    const { user, peer, note } = JSON.parse(left) as { user: string; peer: string; note: string }
    if (user === this.state.user) this.say(peer, note)
  }

  private tellOver(call: Call, why: Over['why']): void {
    this.say(call.peer, this.noteOf(call, why))
  }

  private noteOf({ id, peer, outgoing }: Call, why: Over['why']): string {
    return overNote({ id, caller: outgoing ? this.state.user : peer, why })
  }

  // Stored for one who is away: he learns of the end when he is back.
  private say(peer: string, note: string): void {
    this.quietly((on) => on.sendMessage(peer, note, { offline: true }))
  }

  private calling(deed: (on: RtmClient) => Promise<unknown>): Promise<boolean> {
    return this.attempt('call', async () => {
      if (this.client !== null) await deed(this.client)
    })
  }

  // A deed of the person: what goes wrong is shown.
  private async attempt(at: DeskState['problemAt'], deed: () => Promise<unknown>): Promise<boolean> {
    try {
      await deed()
      this.state.problem = null
      return true
    } catch (problem) {
      Object.assign(this.state, { problem, problemAt: at } satisfies Partial<DeskState>)
      return false
    }
  }

  // What the page does by itself. Where it fails, the call is over already or the server tells the end.
  private quietly(deed: (on: RtmClient) => Promise<unknown>): void {
    if (this.client !== null) deed(this.client).catch(() => {})
  }
}
