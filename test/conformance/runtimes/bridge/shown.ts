// A page of the app, shown: the app's own Vue renders it into the tree that a phone sends to its view. Here the tree
// ends, and a finger begins.

/** A node of that tree, as far as somebody sees and touches it. */
export interface UniNode {
  readonly nodeName: string
  readonly childNodes: readonly UniNode[]
  readonly textContent: string
  getAttribute(name: string): unknown
  dispatchEvent(event: { type: string; detail: unknown; stopPropagation(): void; preventDefault(): void }): void
}

export interface Mounts {
  readonly createMountPage: (context: unknown) => (component: unknown, props: object, container: UniNode) => unknown
  readonly createVueApp: (...given: unknown[]) => { readonly _context: unknown }
  readonly nextTick: () => Promise<void>
  readonly [name: string]: unknown
}

export class Shown {
  constructor(
    private readonly vue: Mounts,
    context: unknown,
    component: unknown,
    private readonly body: UniNode
  ) {
    if (component === undefined) throw new Error('the app has no such page')
    vue.createMountPage(context)(component, {}, body)
  }

  async fill(field: string, text: string): Promise<void> {
    this.touch('data-field', field, 'onInput', { value: text })
    await this.vue.nextTick()
  }

  async press(action: string): Promise<void> {
    this.touch('data-do', action, 'onClick', {})
    await this.vue.nextTick()
  }

  async lines(): Promise<string[]> {
    await this.vue.nextTick()
    return this.all('data-part', 'line').map((node) => textOf(node))
  }

  private touch(attribute: string, value: string, type: string, detail: object): void {
    const [node, ...more] = this.all(attribute, value)
    if (node === undefined || more.length > 0)
      throw new Error(`${more.length + (node === undefined ? 0 : 1)} nodes have ${attribute} ${value}`)
    node.dispatchEvent({ type, detail, stopPropagation() {}, preventDefault() {} })
  }

  private all(attribute: string, value: string, from = this.body): UniNode[] {
    return from.childNodes.flatMap((node) => [
      ...(node.getAttribute?.(attribute) === value ? [node] : []),
      ...this.all(attribute, value, node)
    ])
  }
}

const textOf = (node: UniNode): string =>
  node.childNodes.length > 0 ? node.childNodes.map(textOf).join('') : node.textContent
