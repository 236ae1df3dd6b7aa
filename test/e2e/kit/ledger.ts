// What rows of one kind a page has shown, put together from looks at it: the page forgets old rows, and a slow machine
// sees more than it keeps.
export class Ledger {
  readonly texts: string[] = []

  /** One look at the page: what follows the row that was the newest is new. */
  add(shown: readonly string[]): void {
    const last = this.texts.at(-1)
    if (last === undefined) {
      this.texts.push(...shown)
      return
    }
    const at = shown.indexOf(last)
    if (at < 0)
      throw new Error(`the page has forgotten ${last} before it was looked at: it begins with ${shown[0] ?? 'nothing'}`)
    this.texts.push(...shown.slice(at + 1))
  }
}
