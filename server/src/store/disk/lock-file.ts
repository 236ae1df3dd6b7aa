// LMDB maps the file of its locks, and a mapped page for which the disk has no room when it is first touched ends the
// process. So every page of it is there before LMDB opens it. (LMDB makes what is in it anew when it is the first to
// open it, and takes any length.)
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'

const BYTES = 16_384
const BLOCK = 512

/** Throws what the system says when there is no room. */
export function makeRoomForLocks(store: string): void {
  const file = openSync(`${store}-lock`, 'a+', 0o600)
  try {
    const { size, blocks } = fstatSync(file)
    // what finds no room is cut short first
    for (let more = BYTES - size; more > 0;) more -= writeSync(file, Buffer.alloc(more))
    if (size > 0 && blocks * BLOCK < size) fillHoles(`${store}-lock`, size)
  } finally {
    closeSync(file)
  }
}

/** What reads as nothing is written as nothing. */
function fillHoles(path: string, size: number): void {
  const file = openSync(path, 'r+')
  try {
    for (let at = 0; at < size; at += BLOCK) {
      const bytes = Buffer.alloc(Math.min(BLOCK, size - at))
      readSync(file, bytes, 0, bytes.length, at)
      if (bytes.every((byte) => byte === 0)) writeSync(file, bytes, 0, bytes.length, at)
    }
  } finally {
    closeSync(file)
  }
}
