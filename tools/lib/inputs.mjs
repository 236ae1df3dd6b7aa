// Content hash of a set of files and folders, and stamps of what was done with them: unchanged work is not done again.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inRoot } from './paths.mjs'

const skipped = new Set(['node_modules', 'dist', '.git'])

export function filesUnder(path, keep = () => true) {
  const full = inRoot(path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [path]
  const found = []
  for (const entry of readdirSync(full, { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue
    const child = join(path, entry.name)
    if (entry.isDirectory()) found.push(...filesUnder(child, keep))
    else if (keep(entry.name)) found.push(child)
  }
  return found.sort()
}

export function hashOf(paths, keep) {
  const hash = createHash('sha256')
  for (const path of paths) {
    for (const file of filesUnder(path, keep))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(inRoot(file)))
        .update('\0')
  }
  return hash.digest('hex')
}

const stampFile = (name) => inRoot('dist', '.stamps', name)

export const isStamped = (name, hash) => existsSync(stampFile(name)) && readFileSync(stampFile(name), 'utf8') === hash

export function stamp(name, hash) {
  mkdirSync(dirname(stampFile(name)), { recursive: true })
  writeFileSync(stampFile(name), hash)
}
