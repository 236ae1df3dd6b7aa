// Files for the log on this machine's disk: the port as a platform has it.
import { appendFileSync, renameSync, statSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import type { LogFiles } from '../../uni_modules/rtm/utssdk/common/ports.uts'

function attempt(task: () => void): number {
  try {
    task()
    return 1
  } catch {
    return 0
  }
}

export const diskFiles: LogFiles = {
  open: (path) =>
    isAbsolute(path) &&
    attempt(() => {
      appendFileSync(path, '')
    }) > 0
      ? statSync(path).size
      : -1,
  append: (path, text) =>
    attempt(() => {
      appendFileSync(path, text)
    }),
  rename: (from, to) =>
    attempt(() => {
      renameSync(from, to)
    })
}
