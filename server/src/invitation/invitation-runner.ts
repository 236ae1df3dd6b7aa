// Call invitations in this process: who asks for what, and whose time is over. What may follow from what stands in
// invitation-rows.ts. All invitations of one caller pass one lane, so the first command that decides wins (P-CALL-3),
// and they have one to each callee at most.
import type { InvitationNode } from './invitation-node.ts'
import { faultFields } from '../base/faults.ts'
import { mayInvite } from './invitation-bounds.ts'
import { InvitationCallers } from './invitation-callers.ts'
import { lookedAt, returned } from './invitation-confirm.ts'
import { InvitationEnds } from './invitation-ends.ts'
import { InvitationMoves } from './invitation-moves.ts'
import { type Input, lateWord } from './invitation-rows.ts'
import { InvitationTimes, leftOf } from './invitation-times.ts'
import { InvitationVersions, type SeenCall } from './invitation-versions.ts'
import { unknownFrame, viewFrame } from './invitation-view.ts'
import { type Invitation, type InvitationKey, isEnded, type Side } from '../store/invitations.ts'
import { Lane } from '../base/lane.ts'
import { Refusal } from '../wire/refusal.ts'
import type { LeaveWhy } from '../wire/replies.ts'
import type { Session, User } from '../user/user.ts'
import { CALL_SENT_MS } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'

export interface Draft {
  readonly id: string
  readonly callee: string
  readonly channel: string
  readonly content: string
}

/** What a client may ask for about an invitation that exists. */
export type Action = Exclude<Input, 'due' | 'gone'> | 'seen'

export interface Asked {
  readonly action: Action
  readonly text: string
  readonly busy: boolean
}

const actions: Readonly<Record<Side, readonly Action[]>> = {
  caller: ['cancel', 'confirm', 'seen'],
  callee: ['ring', 'accept', 'refuse', 'seen']
}

const unknown = (): Refusal =>
  new Refusal('unknown_invitation', 'This user has no such invitation. It may have ended long ago.')

export class InvitationRunner {
  private readonly lanes = new Map<string, Lane>()
  private readonly times: InvitationTimes
  private readonly callers: InvitationCallers
  private readonly versions: InvitationVersions
  private readonly moves: InvitationMoves
  readonly ends: InvitationEnds

  constructor(private readonly node: InvitationNode) {
    const { clock, turn } = node
    this.callers = new InvitationCallers(node)
    this.versions = new InvitationVersions(clock)
    this.ends = new InvitationEnds(node)
    this.times = new InvitationTimes(clock, turn, (key) => this.aside(key, () => this.overdue(key)))
    this.moves = new InvitationMoves(node, this.times, this.callers, this.ends)
  }

  /** Takes up the times of what an earlier process left. */
  async begin(): Promise<void> {
    const now = this.node.clock.lasting()
    for (const row of await this.node.invitations.all()) {
      const left = leftOf(row, now)
      if (left !== row) await this.node.invitations.put(left)
      this.times.set(left)
    }
  }

  stop(): void {
    this.times.stop()
  }

  /** P-CALL-2. Twice the same is once. */
  invite(session: Session, draft: Draft): Promise<void> {
    const { user } = session
    const key = { app: user.app.id, caller: user.id, id: draft.id }
    return this.inLane(key, async () => {
      const { node } = this
      const known = await node.invitations.find(key)
      if (known !== null) return this.moves.tell(known)
      await mayInvite(node, user, draft.callee)
      const now = node.clock.lasting()
      session.rates.take('invite')
      if (session.ended) return
      const met = node.users.find(user.app, draft.callee)?.isLeased === true
      const row: Invitation = {
        ...key,
        callee: draft.callee,
        login: session.name,
        channel: draft.channel,
        content: draft.content,
        response: '',
        state: 'sent',
        why: '',
        by: '',
        version: this.versions.first(),
        sentAt: now,
        dueAt: now + CALL_SENT_MS,
        ringUntil: 0,
        confirmUntil: 0,
        awayUntil: 0,
        endedAt: 0,
        met: met ? 1 : 0,
        busy: [],
        seen: []
      }
      await node.invitations.put(row)
      this.times.set(row)
      this.moves.tell(row)
    })
  }

  /** P-CALL-3. Resolves when it is done, was done before, or need not be done. */
  act(session: Session, key: InvitationKey, asked: Asked): Promise<void> {
    return this.inLane(key, async () => {
      const { user } = session
      const row = await this.node.invitations.find(key)
      const side = row?.caller === user.id ? 'caller' : row?.callee === user.id ? 'callee' : null
      if (row === null || side === null || !actions[side].includes(asked.action)) throw unknown()
      if (asked.action === 'seen') return this.ends.seen(row, session.id)
      if (asked.action === 'confirm' && row.login !== session.name) throw unknown() // P-CALL-7
      const rung =
        row.state === 'sent' && side === 'callee' && asked.action !== 'ring' ? await this.moves.move(row, 'ring') : row
      await this.decide(session, rung ?? row, asked.action, asked)
    })
  }

  /**
   * What a session needs to hear after its welcome: everything that runs, every end it has not confirmed, and what this
   * server does not know (P-CALL-8). `heardAt`: before that welcome; 0 when it is new.
   */
  async welcomed(session: Session, named: readonly SeenCall[], heardAt: number): Promise<void> {
    const { user } = session
    const rows = await this.node.invitations.ofUser(user.app.id, user.id)
    if (rows.length === 0 && named.length === 0) return
    for (const [row, above] of this.versions.older(rows, named)) await this.inLane(row, () => this.lift(row, above))
    for (const row of rows) await this.callerReturned(row, session, heardAt)
    const wanted = new Set(named.map(({ i, of }) => `${of}/${i}`))
    const known = new Set(rows.map(({ caller, id }) => `${caller}/${id}`))
    for (const row of rows) await this.showAgain(row, session, wanted.has(`${row.caller}/${row.id}`))
    for (const { i, of } of named) if (!known.has(`${of}/${i}`)) session.link?.push(unknownFrame(i, of))
  }

  /**
   * P-CALL-13: logged out, replaced, kicked. A session that was only lost ends nothing: its client may come back with
   * another one.
   */
  async sessionEnded(session: Session, why: LeaveWhy): Promise<void> {
    const { user } = session
    if (why === 'lost' && user.sessions.length === 0) return
    for (const { app, caller, id } of await this.node.invitations.ofUser(user.app.id, user.id)) {
      const key = { app, caller, id }
      await this.inLane(key, async () => {
        const row = await this.node.invitations.find(key)
        if (row === null) return
        const mine = why !== 'lost' && row.caller === user.id && row.login === session.name
        const ended = mine
          ? await this.moves.move(row, 'gone')
          : this.isLeftBusy(row, user)
            ? await this.moves.move(row, 'refuse', true)
            : null
        const side: Side = row.caller === user.id ? 'caller' : 'callee'
        const now = ended === null ? row : await this.node.invitations.find(key)
        if (now !== null && isEnded(now) && user.sessions.length === 0) await this.ends.seen(now, side)
        else if (now !== null) await this.ends.settle(now)
      })
    }
  }

  private async decide(session: Session, row: Invitation, input: Input, { text, busy }: Asked): Promise<void> {
    const { user } = session
    // P-CALL-11
    if (input === 'refuse' && busy && !isEnded(row) && this.ringsElsewhere(row, user, session)) {
      if (row.state === 'answering')
        throw new Refusal('invitation_accepted', 'Another session of this user has accepted it.')
      if (!row.busy.includes(session.id))
        await this.node.invitations.put({
          ...row,
          busy: [...row.busy.filter((id) => user.sessions.some((other) => other.id === id)), session.id]
        })
      return
    }
    const answered =
      input === 'accept' || input === 'refuse'
        ? { response: text, by: session.name }
        : input === 'cancel' && text !== ''
          ? { content: text }
          : {}
    if ((await this.moves.move(row, input, busy, answered)) !== null) return
    const word = lateWord(row, input, session.name)
    if (word !== null)
      throw new Refusal(
        word,
        word === 'invitation_ended' ? 'The invitation has ended.' : 'The invitation was already accepted.'
      )
    session.link?.push(viewFrame(row))
  }

  private async lift(key: InvitationKey, above: number): Promise<void> {
    const row = await this.node.invitations.find(key)
    if (row === null || row.version > above) return
    const next = { ...row, version: above + 1 }
    await this.node.invitations.put(next)
    this.moves.tell(next)
  }

  private async overdue(key: InvitationKey): Promise<void> {
    const row = await this.node.invitations.find(key)
    const now = this.node.clock.lasting()
    if (row === null || row.dueAt === 0 || row.dueAt > now) return
    if (this.node.apps.find(row.app) === undefined)
      await this.node.invitations.remove(row) // the app is gone, and with it everybody who could ask
    else if (row.state !== 'answering') await this.moves.move(row, 'due')
    else {
      const waiting = await this.moves.wait(row, lookedAt(this.callers.sinceStart(row), this.callers.reach(row)))
      if (waiting.dueAt <= now) await this.moves.move(waiting, 'due')
    }
  }

  /** The session that sent it has been welcomed on another link. */
  private callerReturned(key: Invitation, session: Session, heardAt: number): Promise<void> {
    if (key.state !== 'ringing' && key.state !== 'answering') return Promise.resolve()
    const { user } = session
    return this.inLane(key, async () => {
      const row = await this.node.invitations.find(key)
      if (row === null || row.state !== 'answering' || row.caller !== user.id || row.login !== session.name) return
      const { callers, moves, node } = this
      await moves.wait(row, returned(callers.sinceStart(row), callers.leaseBefore(row, heardAt), node.clock.lasting()))
    })
  }

  /** In the lane, as every view is pushed: an older one that came behind the end would ring for ever. */
  private showAgain(key: InvitationKey, session: Session, isNamed: boolean): Promise<void> {
    const { user } = session
    return this.inLane(key, async () => {
      const row = await this.node.invitations.find(key)
      if (row === null) return
      if (row.callee === user.id && row.met === 0 && !isEnded(row)) await this.node.invitations.put({ ...row, met: 1 })
      if (isNamed || !isEnded(row) || this.ends.owes(row, session)) session.link?.push(viewFrame(row))
    })
  }

  private ringsElsewhere(row: Invitation, user: User, here: Session): boolean {
    return user.sessions.some((session) => session !== here && session.leased && !row.busy.includes(session.id))
  }

  /** Of the callee's sessions only busy ones are left. */
  private isLeftBusy(row: Invitation, user: User): boolean {
    if (row.callee !== user.id || row.busy.length === 0 || user.sessions.length === 0) return false
    return user.sessions.every((session) => row.busy.includes(session.id))
  }

  private async inLane<T>({ app, caller }: InvitationKey, task: () => Promise<T>): Promise<T> {
    const name = `${app}/${caller}`
    let lane = this.lanes.get(name)
    if (lane === undefined) this.lanes.set(name, (lane = new Lane(this.node.work)))
    try {
      return await lane.run(task)
    } finally {
      if (lane.isIdle && this.lanes.get(name) === lane) this.lanes.delete(name)
    }
  }

  private aside(key: InvitationKey, task: () => Promise<void>): void {
    this.inLane(key, task).catch((fault: unknown) =>
      this.node.log.error('fault', { where: 'invitation', ...faultFields(fault) })
    )
  }
}
