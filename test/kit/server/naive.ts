// A channel server as one would write it first: it keeps every record for ever and remembers for whom each one is. It
// takes the order of records from the answers and records that clients saw, because that order is the server's to
// choose; who must have what is decided here.

interface Stay {
  readonly session: string
  readonly room: string
  readonly from: number
  /** Where he was at his leave; Infinity while he is in. */
  until: number
}

export class Naive {
  private readonly records = new Map<string, Map<number, { session: string; text: string }>>()
  private readonly stays: Stay[] = []

  joined(session: string, room: string, start: number): void {
    this.stays.push({ session, room, from: start, until: Infinity })
  }

  /**
   * `until`: the place of his cursor when the leave was answered. What anybody knew to be taken when he asked, he must
   * have.
   */
  left(session: string, room: string, until: number, headWhenAsked: number): void {
    if (until < headWhenAsked) throw new Error(`left ${room} at ${until}, and ${headWhenAsked} was taken before`)
    for (const stay of this.stays)
      if (stay.session === session && stay.room === room && stay.until === Infinity) stay.until = until
  }

  taken(session: string, room: string, offset: number, text: string): void {
    let records = this.records.get(room)
    if (records === undefined) this.records.set(room, (records = new Map()))
    const known = records.get(offset)
    if (known !== undefined && known.text !== text) throw new Error(`two records at ${room} ${offset}`)
    records.set(offset, { session, text })
  }

  head(room: string): number {
    return Math.max(0, ...(this.records.get(room)?.keys() ?? []))
  }

  /** What this session must have seen: every record of his stays that is not his own. */
  logOf(session: string, room: string): string[] {
    const log: string[] = []
    for (const stay of this.stays) {
      if (stay.session !== session || stay.room !== room) continue
      for (let offset = stay.from + 1; offset <= Math.min(stay.until, this.head(room)); offset++) {
        const record = this.records.get(room)!.get(offset)
        if (record === undefined) throw new Error(`no record at ${room} ${offset}`)
        if (record.session !== session) log.push(`${offset} ${record.text}`)
      }
    }
    return log
  }
}
