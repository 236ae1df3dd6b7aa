// The Kotlin classes beside ports.uts, as the UTS checker sees them. Plain values and functions only: ports.uts puts
// the ports on.
declare class EngineThread {
  run(task: () => void): void
  deliver(task: () => void): void
  now(): number
  monotonic(): number
  after(delayMs: number, task: () => void): number
  cancel(id: number): void
}
declare class OkHttpLink {
  constructor(opened: () => void, heard: (text: string) => void, closed: (code: number, reason: string) => void)
  open(url: string): void
  send(text: string): void
  close(code: number, reason: string): boolean
  giveUp(): void
}
declare class AndroidSurroundings {
  watch(onForeground: () => void, onBackground: () => void, onNetwork: (usable: number) => void): void
}
declare class AndroidLogFiles {
  open(path: string): number
  append(path: string, text: string): number
  rename(from: string, to: string): number
}
