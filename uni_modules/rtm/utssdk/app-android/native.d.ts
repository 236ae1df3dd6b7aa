// The Kotlin classes beside ports.uts, as the UTS checker sees them. They implement the interfaces generated from common/ports.uts.
declare class EngineThread {
  run(task: () => void): void
  deliver(task: () => void): void
  now(): number
  monotonic(): number
  after(delayMs: number, task: () => void): number
  cancel(id: number): void
}
declare class OkHttpLink {
  constructor(epoch: number, listener: any, clock: any)
  open(url: string): void
  send(text: string): void
  close(code: number, reason: string): void
}
declare class AndroidSurroundings {
  watch(listener: any): void
}
declare class AndroidLogFiles {
  open(path: string): number
  append(path: string, text: string): number
  rename(from: string, to: string): number
}
