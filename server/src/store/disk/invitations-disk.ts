// Invitations on the disk of the process: one shelf by key, one that finds them by callee. What was put is on disk when
// the put resolves, so that a server that is killed rings on where it was, by the same times.
import type { Shelves } from '../shelves.ts'
import {
  completed,
  invitationKey,
  isEnded,
  type Invitation,
  type InvitationKey,
  type Invitations,
  type StoredInvitation
} from '../invitations.ts'
import type { Piece } from '../saved.ts'

const PORTION = 1000

/** Everything that begins with `name/`: the sign after the slash ends it. No part of a key contains a slash. */
const under = (name: string): [from: string, before: string] => [`${name}/`, `${name}0`]
const oldestFirst = (a: Invitation, b: Invitation): number => a.sentAt - b.sentAt

export class InvitationsDisk implements Invitations {
  private readonly rows
  /** By app, callee, caller and id, which are the key again. */
  private readonly callees
  /** By the time of the end. */
  private readonly ended

  constructor(private readonly disk: Shelves) {
    this.rows = disk.shelf<StoredInvitation>('invitations')
    this.callees = disk.shelf<InvitationKey>('invitations-callee')
    this.ended = disk.shelf<InvitationKey>('invitations-ended')
  }

  /** A disk that fails leaves it as it was: what nobody was told must not ring after a restart. */
  async put(invitation: Invitation): Promise<void> {
    const before = await this.find(invitation)
    this.set(invitation)
    try {
      await this.disk.flushed()
    } catch (fault) {
      if (isEnded(invitation)) this.ended.remove(endedKey(invitation.endedAt, invitation))
      if (before === null) await this.remove(invitation)
      else this.set(before)
      throw fault
    }
  }

  async find(key: InvitationKey): Promise<Invitation | null> {
    return this.at(invitationKey(key))[0] ?? null
  }

  async ofUser(app: string, user: string): Promise<readonly Invitation[]> {
    const sent = this.rows.range(...under(`${app}/${user}`), PORTION).map(({ value }) => completed(value))
    const received = this.callees
      .range(...under(`${app}/${user}`), PORTION)
      .flatMap(({ value }) => this.at(invitationKey(value)))
    return [...sent, ...received].sort(oldestFirst)
  }

  async remove(key: InvitationKey): Promise<void> {
    const row = await this.find(key)
    if (row === null) return
    this.rows.remove(invitationKey(key))
    this.ended.remove(endedKey(row.endedAt, row))
    // not waited for: what comes back after a crash has ended and is forgotten once more
    this.callees.remove(calleeKey(row))
  }

  async endedUntil(time: number, most: number): Promise<readonly InvitationKey[]> {
    const keys: InvitationKey[] = []
    for (const { key, value } of this.ended.range('', timeKey(time + 1), most)) {
      if (this.rows.get(invitationKey(value)) === undefined)
        this.ended.remove(key) // the disk has lost it
      else keys.push(value)
    }
    return keys
  }

  /** For a start: what an earlier version left is found by its end from now on. */
  async all(): Promise<readonly Invitation[]> {
    const list: Invitation[] = []
    for (let from = ''; ;) {
      const part = this.rows.range(from, '~', PORTION)
      for (const { value: stored } of part) {
        const value = completed(stored)
        list.push(value)
        if (isEnded(value) && this.ended.get(endedKey(value.endedAt, value)) === undefined)
          this.ended.put(endedKey(value.endedAt, value), keyOf(value))
      }
      if (part.length < PORTION) return list.sort(oldestFirst)
      from = `${part.at(-1)!.key}\u0000`
    }
  }

  /** They are on the disk, not here. */
  async isFull(): Promise<boolean> {
    return false
  }

  async *dump(): AsyncGenerator<Piece<Invitation>> {}

  /** Saved by a server that had no disk yet. */
  async load({ row }: Piece<StoredInvitation>): Promise<void> {
    await this.put(completed(row))
  }

  private set(invitation: Invitation): void {
    if (isEnded(invitation)) this.ended.put(endedKey(invitation.endedAt, invitation), keyOf(invitation))
    const { app, caller, id } = invitation
    this.rows.put(invitationKey(invitation), invitation)
    this.callees.put(calleeKey(invitation), { app, caller, id })
  }

  /** One, or none. */
  private at(name: string): Invitation[] {
    const row = this.rows.get(name)
    return row === undefined ? [] : [completed(row)]
  }
}

const keyOf = ({ app, caller, id }: Invitation): InvitationKey => ({ app, caller, id })
const timeKey = (time: number): string => String(time).padStart(15, '0')
const endedKey = (endedAt: number, key: InvitationKey): string => `${timeKey(endedAt)}/${invitationKey(key)}`
const calleeKey = ({ app, callee, caller, id }: Invitation): string => `${app}/${callee}/${caller}/${id}`
