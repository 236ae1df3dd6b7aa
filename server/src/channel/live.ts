// The members of a channel whose links are in step, and what this turn has for them. All of them share one batch; only
// who published in this turn gets the parts around their own records, with their `out` in the place of each
// (P-RECORD-7). So a turn costs one pass over the members and one part per own record, whatever the traffic.
import type { Link } from '../link/link.ts'
import { Batch, type Frame } from '../wire/packets.ts'
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
    if (this.members.length === 0)
      this.members = [membership] // an array that is pushed to keeps room for sixteen more
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
  protected add(offset: number, json: Buffer, publisher: Membership | null, out: string): void {
    const index = this.records.push(json) - 1
    this.bytes += json.length
    if (publisher === null || publisher.session.link === null || publisher.at < 0) return
    const mine = { index, offset, out }
    if (publisher.own === null) publisher.own = [mine]
    else publisher.own.push(mine)
  }

  /** A frame for everybody, now: what this turn has was flushed before. */
  tell(frame: string): void {
    const shared = new Batch([frame])
    // backwards, as handOut
    for (let i = this.members.length - 1; i >= 0; i--) this.members[i]!.session.link?.push(shared)
  }

  /** Hands the turn to everybody: membership first, because who joined may have spoken in the same turn. */
  protected handOut(members: readonly Frame[]): void {
    const { records } = this
    if (members.length === 0 && records.length === 0) return
    const shared = new Batch(members.length === 0 ? records : [...members, ...records])
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
      else pushAround(link, shared, members.length, own)
    }
  }
}

/** The answers that this turn has for a member whose link leaves, by offset. */
export function takeOuts(member: Membership): Map<number, string> | null {
  const { own } = member
  if (own === null) return null
  member.own = null
  return new Map(own.map(({ offset, out }) => [offset, out]))
}

/** `first`: where the records begin. */
function pushAround(link: Link, shared: Batch, first: number, own: readonly Own[]): void {
  let from = 0
  for (const { index, out } of own) {
    if (first + index > from) link.push(shared.part(from, first + index))
    link.push(out)
    from = first + index + 1
  }
  if (from < shared.list.length) link.push(shared.part(from, shared.list.length))
}
