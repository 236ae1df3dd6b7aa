// A copy of what the runtimes are made from: faults are planted there, never in the work tree.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot } from '../lib/paths.mjs'

const parts = [
  'uni_modules',
  'server',
  'test',
  'tools',
  'package.json',
  'tsconfig.json',
  'manifest.json',
  'pages.json',
  'vitest.config.mts'
]

export function makeScratch() {
  const scratch = mkdtempSync(join(tmpdir(), 'rtm-mutation-'))
  for (const part of parts) cpSync(inRoot(part), join(scratch, part), { recursive: true })
  symlinkSync(inRoot('node_modules'), join(scratch, 'node_modules'))
  return scratch
}

export const removeScratch = (scratch) => {
  rmSync(scratch, { recursive: true, force: true })
}

/** Plants the fault; what it returns takes it out again. */
export function plant(scratch, { file, find, replace }) {
  const path = join(scratch, file)
  const text = readFileSync(path, 'utf8')
  writeFileSync(
    path,
    text.replace(find, () => replace)
  )
  return () => {
    writeFileSync(path, text)
  }
}
