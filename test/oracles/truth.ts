// The truth ledger: what the server has taken, spied at its stores. With it, every record can be asked whether it
// reached whom it was for, and whether one place ever named two records (P-RECORD-3).
import { StreamsMemory } from '../../server/src/store/memory/streams-memory.ts'
import { InboxesMemory } from '../../server/src/store/memory/inboxes-memory.ts'
import type { Appended } from '../../server/src/store/streams.ts'
import type { Shelves } from '../../server/src/store/shelves.ts'
import { MailDisk } from '../../server/src/store/mail/mail-disk.ts'

export interface Taken {
  readonly stream: string
  readonly place: string
  readonly from: string
  readonly text: string
  readonly id: string
}

export class Truth {
  readonly channel: Taken[] = []
  readonly peer: Taken[] = []
  /** What mail pushed out, and what it found too old: ids, each once, whatever was told of it. */
  readonly evicted = new Map<string, Lost>()
  readonly expired = new Map<string, Lost>()
  private readonly places = new Map<string, string>()
  /** Places that named two records: must stay empty. */
  readonly doubles: string[] = []

  note(list: Taken[], row: Taken): void {
    const known = this.places.get(row.place)
    if (known !== undefined && known !== row.id) this.doubles.push(row.place)
    this.places.set(row.place, row.id)
    list.push(row)
  }
  of(stream: string): Taken[] {
    return this.channel.filter((row) => row.stream === stream)
  }
}

export interface Lost {
  readonly to: string
  readonly from: string
  readonly text: string
}

interface Draft {
  readonly id: string
  readonly from: string
  readonly text: string
}

const textOf = (draft: Draft): string => JSON.parse(draft.text) as string
const nameOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1)

export function spiedStreams(truth: Truth, ...args: ConstructorParameters<typeof StreamsMemory>): StreamsMemory {
  const streams = new StreamsMemory(...args)
  const append = streams.append.bind(streams)
  streams.append = (key, draft, now) => {
    const taken = append(key, draft, now) as Appended // memory answers at once
    void streams.read(key, taken.offset, { messages: 1, bytes: 1 }).then((head) => {
      truth.note(truth.channel, {
        stream: nameOf(key),
        place: `${key} ${head?.epoch ?? '?'} ${taken.offset}`,
        from: draft.from,
        text: textOf(draft),
        id: draft.id
      })
    })
    return taken
  }
  return streams
}

export function spiedInboxes(truth: Truth, ...args: ConstructorParameters<typeof InboxesMemory>): InboxesMemory {
  const inboxes = new InboxesMemory(...args)
  const append = inboxes.append.bind(inboxes)
  inboxes.append = (user, draft, writing, room) => {
    const taken = append(user, draft, writing, room) as Appended | null
    if (taken === null) return null
    void inboxes.find(user).then((state) => {
      truth.note(truth.peer, {
        stream: nameOf(user),
        place: `${user} ${state?.epoch ?? '?'} ${taken.offset}`,
        from: draft.from,
        text: textOf(draft),
        id: draft.id
      })
    })
    return taken
  }
  return inboxes
}

export class SpiedMail extends MailDisk {
  constructor(
    private readonly truth: Truth,
    disk: Shelves
  ) {
    super(disk)
  }
  protected override forget(...args: Parameters<MailDisk['forget']>): void {
    const [user, , { draft }, why] = args
    if (why !== null) this.truth[why].set(draft.id, { to: nameOf(user), from: draft.from, text: textOf(draft) })
    super.forget(...args)
  }
}
