// Invitations in the memory of one process: by their key, and under both users in the order in which they were sent.
import { Aging } from '../../base/aging.ts'
import {
  completed,
  invitationKey,
  isEnded,
  type Invitation,
  type InvitationKey,
  type Invitations,
  type StoredInvitation
} from '../invitations.ts'
import { HELD } from '../../config/held.ts'
import { piece, type Piece } from '../saved.ts'

const RUNNING = { state: 'sent' } as const

/** Beside its texts, roughly: objects, ids, places in tables. */
const ROW_COST = 1_000
const costOf = (row: Invitation | undefined): number =>
  row === undefined ? 0 : Buffer.byteLength(row.content) + Buffer.byteLength(row.response) + ROW_COST

export class InvitationsMemory implements Invitations {
  /** `most`: bytes of all. */
  constructor(private readonly most = HELD.invitationBytes) {}

  private readonly rows = new Map<string, Invitation>()
  private bytes = 0
  /** Keys by user; a map of a map would cost more than the few rows of a user. */
  private readonly users = new Map<string, Set<string>>()
  private readonly ended = new Aging()

  async put(invitation: Invitation): Promise<void> {
    const key = invitationKey(invitation)
    const isNews = isEnded(invitation) && !isEnded(this.rows.get(key) ?? RUNNING)
    this.bytes += costOf(invitation) - costOf(this.rows.get(key))
    this.rows.set(key, invitation)
    if (isNews) this.ended.add(key, invitation.endedAt)
    for (const user of [invitation.caller, invitation.callee]) this.keysOf(invitation.app, user).add(key)
  }

  async isFull(): Promise<boolean> {
    return this.bytes >= this.most
  }

  async find(key: InvitationKey): Promise<Invitation | null> {
    return this.rows.get(invitationKey(key)) ?? null
  }

  async ofUser(app: string, user: string): Promise<readonly Invitation[]> {
    const keys = this.users.get(`${app}/${user}`)
    return keys === undefined ? [] : [...keys].map((key) => this.rows.get(key)!)
  }

  async remove(key: InvitationKey): Promise<void> {
    const name = invitationKey(key)
    const row = this.rows.get(name)
    if (row === undefined) return
    this.rows.delete(name)
    this.bytes -= costOf(row)
    this.ended.delete(name)
    for (const user of [row.caller, row.callee]) {
      const keys = this.keysOf(row.app, user)
      keys.delete(name)
      if (keys.size === 0) this.users.delete(`${row.app}/${user}`)
    }
  }

  async all(): Promise<readonly Invitation[]> {
    return [...this.rows.values()]
  }

  async endedUntil(time: number, most: number): Promise<readonly InvitationKey[]> {
    return this.ended.upTo(time, most).map((key) => this.rows.get(key)!)
  }

  async *dump(): AsyncGenerator<Piece<Invitation>> {
    for (const row of this.rows.values()) yield piece(row)
  }

  async load({ row }: Piece<StoredInvitation>): Promise<void> {
    await this.put(completed(row))
    if (isEnded(row)) this.ended.load(invitationKey(row), row.endedAt)
  }

  private keysOf(app: string, user: string): Set<string> {
    const name = `${app}/${user}`
    let keys = this.users.get(name)
    if (keys === undefined) this.users.set(name, (keys = new Set()))
    return keys
  }
}
