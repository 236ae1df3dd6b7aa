// The mail of one user, as simply as it can be said (P-MAIL-5): a list, counted anew for every message. What is brought
// stays.
const SHARE_LEAST = 10

export interface NaiveLetter {
  readonly from: string
  readonly text: string
}

export class NaiveMailbox {
  letters: NaiveLetter[] = []
  brought = 0
  lost: NaiveLetter[] = []

  constructor(readonly room: number) {}

  put(letter: NaiveLetter): void {
    this.letters.push(letter)
    if (this.waiting.length > this.room) this.pushOut(letter.from)
  }

  get waiting(): NaiveLetter[] {
    return this.letters.slice(this.brought)
  }

  bring(): void {
    this.brought = this.letters.length
  }

  handle(count: number): void {
    const gone = Math.min(count, this.brought)
    this.letters.splice(0, gone)
    this.brought -= gone
  }

  drop(): void {
    this.brought = 0
    while (this.letters.length > this.room) this.pushOut('')
  }

  private pushOut(sender: string): void {
    const { waiting } = this
    const senders = [...new Set(waiting.map(({ from }) => from))]
    const of = (from: string): NaiveLetter[] => waiting.filter((letter) => letter.from === from)
    const share = Math.max(SHARE_LEAST, Math.floor(this.room / senders.length))
    const above = senders.filter((from) => of(from).length > share)
    const most = Math.max(...above.map((from) => of(from).length))
    const furthest = above.filter((from) => of(from).length === most) // of several the one whose oldest is the oldest
    const victim = above.includes(sender)
      ? of(sender)[0]!
      : furthest.length > 0
        ? waiting.find(({ from }) => furthest.includes(from))!
        : waiting[0]!
    this.letters.splice(this.letters.indexOf(victim), 1)
    this.lost.push(victim)
  }
}
