// Where the old pages (examples/old-pages) are played: how a page is opened and handled, and what the network does to
// it. The stories know no more.

/** A page as somebody sees it: fields, buttons, lines of text. */
export interface OldPage {
  fill(field: string, text: string): Promise<void>
  press(action: string): Promise<void>
  lines(): Promise<readonly string[]>
}

export type PageName = 'demo' | 'call'

export interface Stand {
  /** A page of an app of its own. */
  open(name: PageName): Promise<OldPage>
  /** Asks again and again until it holds. Time passes as far as it must. */
  until(holds: () => Promise<boolean>): Promise<void>
  pass(ms: number): Promise<void>
  /** The link of a page is lost and cannot come back. `user` is who is logged in there. */
  away(page: OldPage, user: string): Promise<void>
  /** It can come back, and does. */
  back(page: OldPage): Promise<void>
}

type Fields = Readonly<Record<string, unknown>>

/** Somebody in front of a page, who looks at each line once. */
export class Person {
  private readonly seen: boolean[] = []

  constructor(
    readonly page: OldPage,
    private readonly stand: Stand
  ) {}

  static async at(name: PageName, stand: Stand, fields: Readonly<Record<string, string>> = {}): Promise<Person> {
    const person = new Person(await stand.open(name), stand)
    for (const [field, text] of Object.entries(fields)) await person.page.fill(field, text)
    return person
  }

  /** Fills in what is given, then presses. */
  async does(action: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
    for (const [field, text] of Object.entries(fields)) await this.page.fill(field, text)
    await this.page.press(action)
  }

  /**
   * Waits for a line with these words, or that begins with this word and goes on with JSON that has these fields. Gives
   * that JSON.
   */
  async hears(words: string, fields: Fields | null = null): Promise<Fields> {
    let found: Fields = {}
    const holds = async (): Promise<boolean> => {
      const lines = await this.page.lines()
      const at = lines.findIndex((line, i) => this.seen[i] !== true && this.fits(line, words, fields))
      if (at < 0) return false
      this.seen[at] = true
      found = fields === null ? {} : jsonOf(lines[at]!, words)
      return true
    }
    try {
      await this.stand.until(holds)
    } catch (late) {
      throw new Error(
        `nothing like: ${words} ${JSON.stringify(fields)}\n` +
          `${(await this.page.lines()).map((line, i) => `${this.seen[i] === true ? '  ' : '? '}${line}`).join('\n')}`,
        { cause: late }
      )
    }
    return found
  }

  /** Lines that nobody has waited for. */
  async unheard(): Promise<string[]> {
    return (await this.page.lines()).filter((_, i) => this.seen[i] !== true)
  }

  private fits(line: string, words: string, fields: Fields | null): boolean {
    if (fields === null) return line === words
    return line.startsWith(`${words} {`) && has(jsonOf(line, words), fields)
  }
}

const jsonOf = (line: string, words: string): Fields => JSON.parse(line.slice(words.length)) as Fields

/** Every field that is wanted is there, at every depth; lists are as long as wanted. */
function has(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return value === wanted
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== Array.isArray(wanted)) return false
  if (Array.isArray(wanted) && wanted.length !== (value as unknown[]).length) return false
  return Object.entries(wanted).every(([key, one]) => has((value as Record<string, unknown>)[key], one))
}
