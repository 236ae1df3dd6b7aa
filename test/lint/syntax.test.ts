// Forms of TypeScript that have no form in Kotlin or Swift.
import { check, type Case } from './tester.js'

const cases: Record<string, Case> = {
  'no-strict-equality': {
    right: ["export function f(a: string): boolean { return a == 'x' || a != 'y' }"],
    wrong: [
      "export function f(a: string): boolean { return a === 'x' }",
      'export function f(a: number): boolean { return a !== 1 }'
    ]
  },
  'no-undefined': {
    right: ['export function f(a: string | null): boolean { return a == null }'],
    wrong: [
      'export function f(a: string): boolean { return a == undefined }',
      'export type T = { a: string | undefined }',
      'export function f(): void { void 0 }'
    ]
  },
  'no-abstract-or-inheritance': {
    right: ['export interface I { go(): void }\nexport class A implements I { go(): void {} }'],
    wrong: [
      { code: 'export abstract class A { abstract go(): void }', times: 2 },
      'class A {}\nexport class B extends A {}'
    ]
  },
  'no-enum': { right: ['export const OPEN: number = 1'], wrong: ['export enum State { Open = 1 }'] },
  'no-exceptions': {
    right: ['export function f(): number { try { return 1 } catch (e) { return 0 } }'],
    wrong: [
      "export function f(): void { throw 'x' }",
      'export function f(): void { try { f() } catch (e) { f() } finally { f() } }',
      'export function f(): void { try { f() } catch (e: any) { f() } }'
    ]
  },
  'no-spread': {
    right: ['export function f(a: string[]): string[] { return a.concat(a) }'],
    wrong: [
      'export function f(a: string[]): string[] { return [...a] }',
      'type P = { a: number }\nexport function f(p: P): P { return { ...p } }',
      'export function f(...a: string[]): void {}',
      'export function g(a: any): void { g(...a) }'
    ]
  },
  'no-destructuring': {
    right: ['type P = { a: number }\nexport function f(p: P): number { const a = p.a\n return a }'],
    wrong: [
      'type P = { a: number }\nexport function f(p: P): number { const { a } = p\n return a }',
      'export function f(p: number[]): number { const [a] = p\n return a }'
    ]
  },
  'no-unportable-types': {
    right: ['export function f(a: Array<string>, b: Map<string, number>): void {}'],
    wrong: [
      'export type A = Record<string, number>',
      'export type A = [number, string]',
      'export type A = { a: number } & { b: number }',
      'export function f(a: unknown): void {}',
      'export const a = [1] as const',
      'export type A = readonly string[]',
      'export function f(a: any): a is string { return true }',
      'export type A = typeof globalThis'
    ]
  },
  'no-inline-object-type': {
    right: ['export type P = { a: number }\nexport function f(p: P): void {}'],
    wrong: ['export function f(p: { a: number }): void {}', 'export type P = { a: number, b: { c: number } }']
  },
  'no-generic-interface': {
    right: ['export interface Box { value: any }'],
    wrong: ['export interface Box<T> { value: T }']
  },
  'no-optional': {
    right: ['export type P = { a: string | null }\nexport function f(a: string | null, b: number = 1): void {}'],
    wrong: [
      'export type P = { a?: string }',
      'export function f(a?: string): void {}',
      'export interface I { go(a?: string): void }',
      'export class C { a?: string }',
      'export type F = (a?: string) => void'
    ]
  },
  'no-nullable-boolean': {
    right: ['export type P = { a: boolean, b: string | null }'],
    wrong: ['export type P = { a: boolean | null }']
  },
  'no-async': {
    right: ['export function f(done: () => void): void { done() }'],
    wrong: [
      'export async function f() {}',
      { code: 'export function f(): Promise<void> { return Promise.resolve() }', times: 2 }
    ]
  },
  'no-generator': {
    right: ['export function f(): number { return 1 }'],
    wrong: [{ code: 'export function* f() { yield 1 }', times: 2 }]
  },
  'no-regex': {
    right: ["export function f(a: string): boolean { return a.indexOf('x') >= 0 }"],
    wrong: ['export function f(a: string): boolean { return /x/.test(a) }', "export const r = new RegExp('x')"]
  },
  'no-labels': {
    right: ['export function f(): void { for (let i = 0; i < 3; i++) { continue } }'],
    wrong: [
      'export function f(): void { a: for (;;) { break a } }',
      'export function f(a: any): void { delete a.b }',
      "export function f(a: any): boolean { return 'x' in a }",
      'export const n = 2 ** 3'
    ]
  },
  'no-top-level-state': {
    right: [
      "import { A } from './a.uts'\nexport const a: number = 1\nexport type T = string\nexport class C {}\nexport " +
        "function f(): void {}\nexport * from './b.uts'"
    ],
    wrong: ['let count: number = 0', 'function f(): void {}\nf()', 'if (true) {}']
  },
  'typed-object-literal': {
    right: [
      'type P = { a: number }\nconst p: P = { a: 1 }',
      'export function f(): UTSJSONObject { return { a: 1, b: { c: 2 } } as UTSJSONObject }',
      'type P = { a: number }\nconst list: P[] = [{ a: 1 }]'
    ],
    wrong: [
      'type P = { a: number }\nexport function f(): P { return { a: 1 } }',
      'export function f(g: any): void { g({ a: 1 }) }',
      'const p = { a: 1 }'
    ]
  },
  'no-ifdef': {
    right: ['// about #ifdef\nexport const a: number = 1'],
    wrong: ['// #ifdef WEB\nexport const a: number = 1\n// #endif']
  },
  'entry-exports': {
    right: [
      "export function f(): void {}\nexport * from './interface.uts'\nconst a: number = 1",
      'export type T = string'
    ],
    wrong: [
      "export const VERSION: string = '1'",
      "export { f } from './f.uts'",
      'export default 1',
      'export class A {}'
    ]
  },
  'no-reserved-names': {
    right: [
      'export type P = { name: string }\nexport function f(kind: string): string { const value: string = kind\n ' +
        'return value }'
    ],
    wrong: [
      'export function f(is: boolean): void {}',
      'export function f(): void { const func: number = 1 }',
      'export type P = { description: string }',
      'export class C { init(): void {} }',
      'export interface I { hash(): number }',
      'export class C { go(where: string): void {} }'
    ]
  },
  'no-host-globals': {
    right: [
      "export function f(a: UTSJSONObject): number { return parseInt(a['Date'] as string) }",
      "export class C { JSON: string = '' }",
      "import { Set } from './set.uts'\nexport function f(s: Set): void {}"
    ],
    wrong: [
      'export function f(a: string): any { return JSON.parse(a) }',
      'export function f(): number { return Date.now() }',
      'export function f(): number { return Math.random() }',
      'export function f(a: string): number { return Number(a) }',
      'export function f(g: () => void): void { setTimeout(g, 1) }',
      'export function f(): void { console.log(1) }',
      'export function f(): any { return new TextEncoder() }',
      'export function f(): any { return new Error() }'
    ]
  },
  'braces-around-while': {
    right: [
      'export function f(): void { while (true) { return } }',
      'export function f(a: string[]): void { for (let i = 0; i < a.length; i++) f(a) }'
    ],
    wrong: ['export function f(): void { while (true) f() }', 'export function f(): void { do f()\n while (true) }']
  },
  'string-map-keys': {
    right: ['export const m: Map<string, number> = new Map<string, number>()'],
    wrong: [{ code: 'export const m: Map<number, string> = new Map<number, string>()', times: 2 }]
  }
}

for (const [name, each] of Object.entries(cases)) check(name, each)
