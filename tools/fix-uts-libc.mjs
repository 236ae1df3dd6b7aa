// npm skips the Linux binding of the UTS compiler because its package says libc "gnu" where npm says "glibc".
// npm runs this (script "dependencies") after every change of the tree; it repairs the one word in the lockfile,
// and the binding arrives with the next `npm ci`. Nothing happens when the lockfile is right already.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url))
const lock = JSON.parse(readFileSync(file, 'utf8'))
let repaired = 0
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path.includes('@dcloudio/uts-linux-') && entry.libc?.includes('gnu')) {
    entry.libc = ['glibc']
    repaired++
  }
}
if (repaired > 0) {
  writeFileSync(file, JSON.stringify(lock, null, 2) + '\n')
  console.log('package-lock.json: repaired the libc word of the UTS binding; run npm ci once more on Linux')
}
