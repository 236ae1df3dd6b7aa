// Where the server's data lies: a small file system of its own where root may mount one, so that it can really be full;
// else a folder, and then a full disk is not played, and the ledger says so.
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEGABYTES = 24

export class Volume {
  folder = mkdtempSync(join(tmpdir(), 'rtm-chaos-'))
  /** Why a full disk cannot be played; '' when it can. */
  problem = ''
  #mounted = false

  constructor() {
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'rtm-chaos', this.folder], {
      encoding: 'utf8'
    })
    this.#mounted = mount.status === 0
    if (!this.#mounted)
      this.problem = (mount.error?.message ?? mount.stderr.trim()) || `mount ended with ${mount.status}`
  }

  get data() {
    return join(this.folder, 'data')
  }

  get #ballast() {
    return join(this.folder, 'ballast')
  }

  /** Nothing more can be written. */
  fill() {
    if (!this.#mounted) return
    const file = openSync(this.#ballast, 'a')
    try {
      for (const size of [65_536, 4_096]) {
        const bytes = Buffer.alloc(size, 1)
        try {
          for (;;) if (writeSync(file, bytes) < size) break
        } catch (error) {
          if (error.code !== 'ENOSPC') throw error
        }
      }
    } finally {
      closeSync(file)
    }
  }

  release() {
    if (!this.#mounted) return
    try {
      unlinkSync(this.#ballast)
    } catch (error) {
      if (error.code !== 'ENOENT') throw error
    }
  }

  dispose() {
    if (this.#mounted) spawnSync('umount', ['-l', this.folder])
    rmSync(this.folder, { recursive: true, force: true })
  }
}
