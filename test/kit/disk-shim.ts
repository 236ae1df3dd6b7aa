// A disk that fails on demand: the library of disk-shim.c, built here with cc and preloaded into the server, its writer
// included.
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Call = 'read' | 'write' | 'meta' | 'sync'

export class DiskShim {
  private readonly folder = mkdtempSync(join(tmpdir(), 'rtm-shim-'))
  private readonly rule = join(this.folder, 'rule')
  private readonly library = join(this.folder, 'shim.so')

  constructor() {
    chmodSync(this.folder, 0o755) // servers of other users read it, too
    execFileSync(
      'cc',
      ['-shared', '-fPIC', '-O1', '-o', this.library, fileURLToPath(new URL('disk-shim.c', import.meta.url)), '-ldl'],
      { stdio: 'pipe' }
    )
  }

  get env(): Record<string, string> {
    return { LD_PRELOAD: this.library, DISK_SHIM: this.rule }
  }

  /** From now on these calls fail on files with this in their names. */
  fail(call: Call, file: string, code: 'EIO' | 'ENOSPC' | 'EROFS' | 'EDQUOT'): void {
    writeFileSync(this.rule, `${call} ${file} ${constants.errno[code]}\n`)
  }

  mend(): void {
    rmSync(this.rule, { force: true })
  }

  end(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
