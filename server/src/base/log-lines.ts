// Lines on their way out of the process. Those of a turn leave together, because a write costs more than a line; what
// is urgent leaves at once, and nothing is left behind at the end of the process.
const MAX_WAITING = 65_536

export class Lines {
  #waiting = ''
  #asked = false

  constructor(readonly out: (text: string) => void) {}

  add(line: string, urgent: boolean): void {
    this.#waiting += `${line}\n`
    if (urgent || this.#waiting.length > MAX_WAITING) this.flush()
    else if (!this.#asked) {
      this.#asked = true
      setImmediate(this.#turnEnds)
    }
  }

  flush(): void {
    const text = this.#waiting
    this.#waiting = ''
    if (text !== '') this.out(text)
  }

  readonly #turnEnds = (): void => {
    this.#asked = false
    this.flush()
  }
}

export function standardError(): Lines {
  const lines = new Lines((text) => {
    process.stderr.write(text)
  })
  process.on('exit', () => lines.flush())
  return lines
}
