// A stand-in for CoreFileKit, as far as the log writes files: this machine's own.
import { closeSync, existsSync, openSync, renameSync, statSync, unlinkSync, writeSync } from 'node:fs'

export const fileIo = {
  OpenMode: { WRITE_ONLY: 0o1, CREATE: 0o100, APPEND: 0o2000 },
  openSync: (path: string, mode: number): { fd: number } => ({ fd: openSync(path, mode) }),
  writeSync: (fd: number, text: string): number => writeSync(fd, text),
  closeSync: ({ fd }: { fd: number }): void => {
    closeSync(fd)
  },
  statSync: (path: string): { size: number } => ({ size: statSync(path).size }),
  accessSync: (path: string): boolean => existsSync(path),
  unlinkSync: (path: string): void => {
    unlinkSync(path)
  },
  renameSync: (from: string, to: string): void => {
    if (existsSync(to)) throw new Error('file exists')
    renameSync(from, to)
  }
}
