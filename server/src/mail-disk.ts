// Mail on the disk of the process.
import type { Shelves } from './shelves.ts'
import { mailShelves, ShelvedMail } from './mail-shelves.ts'

export class MailDisk extends ShelvedMail {
  constructor(disk: Shelves) {
    super(mailShelves((name) => disk.shelf(name)), () => disk.flushed())
  }
}
