// Texts without order, of which some can be drawn at random without looking at all of them.

export class RandomSet {
  private readonly items: string[] = []
  private readonly places = new Map<string, number>()

  constructor(items: Iterable<string>) {
    for (const item of items) this.add(item)
  }

  add(item: string): void {
    if (this.places.has(item)) return
    this.places.set(item, this.items.length)
    this.items.push(item)
  }

  delete(item: string): void {
    const at = this.places.get(item)
    if (at === undefined) return
    this.swap(at, this.items.length - 1)
    this.items.pop()
    this.places.delete(item)
  }

  /** So many different ones, or all there are. */
  draw(most: number): string[] {
    const size = Math.min(most, this.items.length)
    for (let i = 0; i < size; i++) this.swap(i, i + Math.floor(Math.random() * (this.items.length - i)))
    return this.items.slice(0, size)
  }

  private swap(a: number, b: number): void {
    const item = this.items[a]!
    this.items[a] = this.items[b]!
    this.items[b] = item
    this.places.set(this.items[a]!, a).set(item, b)
  }
}
