// Mail on the disk of the process.
import type { Shelves } from '../shelves.ts'
import type { Brought, MailRoom } from '../mail.ts'
import { mailShelves } from './mail-keys.ts'
import { ShelvedMail } from './mail-shelves.ts'
import type { RecordDraft } from '../../wire/records.ts'

export class MailDisk extends ShelvedMail {
  constructor(private readonly disk: Shelves) {
    super(
      mailShelves((name) => disk.shelf(name, name === 'mail-usage' ? 'counts' : undefined)),
      () => disk.flushed()
    )
  }

  /** What a disk that fails would leave in memory has an end, too. */
  override put(user: string, draft: RecordDraft, room: MailRoom, brought: Brought): Promise<number | null> {
    return this.disk.accepts ? super.put(user, draft, room, brought) : Promise.resolve(null)
  }
}
