// The globals that every mini-program has although it has no DOM. Only the mini-program's type check sees this file.
declare function setTimeout(task: () => void, delayMs?: number): number
declare function clearTimeout(id: number | null): void
declare function setInterval(task: () => void, delayMs?: number): number
declare function clearInterval(id: number | null): void
declare const console: { log(...parts: any[]): void; warn(...parts: any[]): void; error(...parts: any[]): void }

/** Where a mini-program has one at all. */
declare const performance: { now(): number }
