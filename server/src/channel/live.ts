// The members of a channel whose links are in step, and what this turn has for them. The records of a turn are joined into one buffer that
// all of them share; only who published in this turn gets slices around his own records, with their `out` in the place of each (P-RECORD-7).
// So a turn costs one pass over the members and one slice per own record, whatever the traffic.
import type { Link } from '../link/link.ts'
import type { Membership, Own } from './membership.ts'

export class Live {
  /** Bytes of the records of this turn. */
  bytes = 0
  /** An array, and each member knows its place: a turn walks it once per channel. */
  private members: Membership[] = []
  private records: Buffer[] = []

  get hasRecords(): boolean {
    return this.records.length > 0
  }

  enter(membership: Membership): void {
    if (membership.at >= 0) return
    membership.at = this.members.length
    if (this.members.length === 0) this.members = [membership] // an array that is pushed to keeps room for sixteen more
    else this.members.push(membership)
  }

  /** false: it was not in step. */
  exit(membership: Membership): boolean {
    const { at } = membership
    if (at < 0) return false
    const last = this.members.pop()!
    if (last !== membership) {
      this.members[at] = last
      last.at = at
    }
    membership.at = -1
    return true
  }

  /** A record for everybody, and its answer for the member who published it, if their link is in step. */
  protected add(offset: number, frame: Buffer, publisher: Membership | null, out: Buffer): void {
    const start = this.bytes
    this.records.push(frame)
    this.bytes += frame.length
    if (publisher === null || publisher.session.link === null || publisher.at < 0) return
    const mine = { start, end: this.bytes, offset, out }
    if (publisher.own === null) publisher.own = [mine]
    else publisher.own.push(mine)
  }

  /** A frame for everybody, now: what this turn has was flushed before. */
  tell(frame: Buffer): void {
    for (let i = this.members.length - 1; i >= 0; i--) this.members[i]!.session.link?.push(frame) // backwards, as handOut
  }

  /** Hands the turn to everybody: membership first, because who joined may have spoken in the same turn. */
  protected handOut(members: Buffer | null): void {
    const { records, bytes } = this
    if (members === null && records.length === 0) return
    const joined = records.length === 1 ? records[0]! : Buffer.concat(records, bytes)
    const shared = members === null ? joined : records.length === 0 ? members : Buffer.concat([members, joined])
    this.records = []
    this.bytes = 0
    // Backwards: a link that proves slow leaves the set while it is walked, and the last one takes its place.
    for (let i = this.members.length - 1; i >= 0; i--) {
      const member = this.members[i]!
      const { own } = member
      const { link } = member.session
      if (own !== null) member.own = null // only then: most have published nothing, and what is written to is fetched
      if (link === null) continue
      if (own === null) link.push(shared)
      else {
        if (members !== null) link.push(members)
        pushAround(link, joined, own)
      }
    }
  }
}

/** The answers that this turn has for a member whose link leaves, by offset. */
export function takeOuts(member: Membership): Map<number, Buffer> | null {
  const { own } = member
  if (own === null) return null
  member.own = null
  return new Map(own.map(({ offset, out }) => [offset, out]))
}

function pushAround(link: Link, joined: Buffer, own: readonly Own[]): void {
  let at = 0
  for (const { start, end, out } of own) {
    if (start > at) link.push(joined.subarray(at, start))
    link.push(out)
    at = end
  }
  if (at < joined.length) link.push(joined.subarray(at))
}
