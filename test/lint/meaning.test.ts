// Forms that every target accepts and that mean something else on one of them. Most of these rules ask for types.
import { check, inside, type Case } from './tester.js'

const bodies: Record<string, Case> = {
  'boolean-conditions': {
    right: [
      'if (this.on && s.length > 0) return',
      'while (!this.on) { return }',
      "const t: string = this.on ? 'a' : 'b'",
      "const t: string = this.maybe ?? 'x'"
    ],
    wrong: [
      'if (s) return',
      'if (this.maybe) return',
      'const b: boolean = !n',
      'const b: boolean = this.on || s',
      "if (o['a']) return",
      'for (let i = 3; i; i--) {}'
    ]
  },
  'no-narrowing': {
    right: [
      'const sink = this.sink\nif (sink != null) sink!.take(s)',
      'this.sink?.take(s)',
      'if (this.maybe == null) return\nconst t: string = this.maybe!',
      "const t: string = this.maybe ?? ''",
      "const v = o['a']\nif (v != null) this.text = v as string"
    ],
    wrong: [
      'const sink = this.sink\nif (sink != null) sink.take(s)',
      'if (this.maybe == null) return\nconst t: string = this.maybe',
      'const m = this.maybe\nif (m != null && m.length > 0) return'
    ]
  },
  'no-number-equality': {
    right: [
      'if (n >= 1 && n <= 1) return',
      'if (s.length == 0) return',
      "if (s == 'x') return",
      'if (this.sink == null) return',
      "if (items.indexOf('a') >= 0) return"
    ],
    wrong: [
      'if (n == 1) return',
      'if (this.count != n) return',
      'switch (n) { case 1: return }',
      'const i: number = this.numbers.indexOf(n)'
    ]
  },
  'length-in-arithmetic': {
    right: [
      'const zero: number = 0\nthis.count = zero + s.length',
      'if (s.length > 3) return',
      'for (let i = 0; i < items.length; i++) {}',
      'this.text = s.substring(1, s.length)',
      'if (this.map.size >= n) return',
      'this.count = n + s.length + this.map.size',
      'this.count = this.size()'
    ],
    wrong: [
      'this.count = s.length / 2',
      'this.count = s.length',
      'this.count = this.count - items.length',
      'const n2: number = 1 + s.length',
      'this.count += this.map.size'
    ]
  },
  'text-from-text': {
    right: ["this.text = 'a' + s", 'this.text = `${s}-${this.text}`', "this.text = (this.maybe ?? '') + s"],
    wrong: [
      "this.text = 'a' + n",
      "this.text = n + ' b'",
      'this.text = `${n}`',
      'this.text = `${this.maybe}`',
      'this.text = n.toString()',
      'this.text += n',
      "this.text = 'a' + o['b']"
    ]
  },
  'no-string-index': {
    right: ['this.text = s.charAt(0)', 'this.text = items[0]', "const v = o['a']"],
    wrong: ['this.text = s[0]']
  },
  'json-by-index': { right: ["const v = o['a']"], wrong: ['const v = o.a', "const v = o.getString('a')"] },
  'no-function-identity': {
    right: ['if (this.sink == null) return', 'this.later(() => { this.done() })', 'this.later(f)'],
    wrong: ['if (f == g) return', 'this.later(this.done)']
  },
  'no-kept-index': {
    right: [
      "if (items.indexOf('a') >= 0) return",
      "if (s.indexOf('a') < 0 || s.lastIndexOf('b') > 0) return",
      "const zero: number = 0\nthis.count = zero + s.indexOf('a')"
    ],
    wrong: [
      "const i: number = s.indexOf('a')",
      "this.count = items.indexOf('a')",
      "this.count = s.lastIndexOf('a')",
      "this.text = s.substring(s.indexOf('a'))",
      "const j: number = s.indexOf('a') as number"
    ]
  },
  'no-foreign-mutation': {
    right: [
      "this.list.push('a')",
      "this.map.set('a', n)",
      "const out: string[] = []\nout.push('a')",
      "this.list[0] = 'a'",
      'const copy: string[] = this.list.slice(1)',
      "o['a'] = 1"
    ],
    wrong: [
      "items.push('a')",
      "index.delete('a')",
      "index.get('a')!.push('b')",
      "const list = this.list\nlist.push('a')",
      "items[0] = 'a'",
      'items.sort()'
    ]
  },
  'no-mutation-in-for-each': {
    right: [
      'const rows = this.map\nthis.map = new Map<string, number>()\nrows.forEach((v: number, k: string) => { ' +
        'this.map.set(k, v) })',
      'this.map.forEach((v: number, k: string) => { this.list.push(k) })'
    ],
    wrong: ['this.map.forEach((v: number, k: string) => { this.map.delete(k) })']
  },
  'no-loop-capture': {
    right: [
      'for (let i = 0; i < 3; i++) { const j: number = i\n this.later(() => { this.count = j }) }',
      'for (let i = 0; i < 3; i++) { this.count = i }'
    ],
    wrong: [
      'for (let i = 0; i < 3; i++) { this.later(() => { this.count = i }) }',
      'for (const item of items) { this.later(() => { this.text = item }) }'
    ]
  },
  'plain-loops': {
    right: [
      'for (let i = 0; i < items.length; i++) { this.text = items[i] }',
      'this.map.forEach((v: number, k: string) => { this.text = k })'
    ],
    wrong: [
      'for (const key in o) { this.text = key }',
      'for (const entry of this.map) {}',
      'for (const item of items) { this.text = item }'
    ]
  }
}

for (const [name, each] of Object.entries(bodies)) check(name, each, inside)

check('text-from-text', {
  right: ['export function numberText(n: number): string { return `${n}` }'],
  wrong: ['export function other(n: number): string { return `${n}` }']
})
