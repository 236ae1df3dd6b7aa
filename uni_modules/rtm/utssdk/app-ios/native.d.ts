// The Swift classes beside ports.uts, as the UTS checker sees them. They implement the protocols generated from common/ports.uts.
declare class EngineQueue {
  run(task: () => void): void
  deliver(task: () => void): void
  now(): number
  monotonic(): number
  after(delayMs: number, task: () => void): number
  cancel(id: number): void
}
declare class URLSessionLink {
  constructor(epoch: number, listener: any, clock: any)
  open(url: string): void
  send(text: string): void
  close(code: number, reason: string): void
}
declare class AppleSurroundings {
  watch(listener: any): void
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
