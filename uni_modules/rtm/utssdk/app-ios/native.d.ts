// @ts-nocheck
// UTSJSONObject is the UTS compiler's: TypeScript would complain of it in a project whose tsconfig.json takes all of
// src. (TypeScript 4 wants that line bare.) The Swift classes beside ports.uts, as the UTS checker sees them. Plain
// values and functions only: ports.uts puts the ports on.
declare class EngineQueue {
  run(task: () => void): void
  deliver(task: () => void): void
  now(): number
  monotonic(): number
  after(delayMs: number, task: () => void): number
  cancel(id: number): void
}
declare class URLSessionLink {
  constructor(opened: () => void, heard: (text: string) => void, closed: (code: number, reason: string) => void)
  open(url: string): void
  send(text: string): void
  close(code: number, reason: string): boolean
  giveUp(): void
}
declare class AppleSurroundings {
  watch(onForeground: () => void, onBackground: () => void, onNetwork: (usable: number) => void): void
}
declare class AppleJson {
  parseObject(text: string): UTSJSONObject | null
  stringify(value: UTSJSONObject): string
  objectOf(value: any | null): UTSJSONObject | null
  arrayOf(value: any | null): any[] | null
  keysOf(value: UTSJSONObject): string[]
  isBoolean(value: any | null): boolean
}
declare class AppleLogFiles {
  open(path: string): number
  append(path: string, text: string): number
  rename(from: string, to: string): number
}
