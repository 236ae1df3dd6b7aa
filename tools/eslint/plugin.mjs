// Every file in a folder of rules/ is a rule of its own name.
import { readdirSync } from 'node:fs'

const folder = new URL('./rules/', import.meta.url)
export const rules = {}
for (const file of readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith('.mjs'))
  .sort()) {
  rules[nameOf(file)] = (await import(new URL(file.replaceAll('\\', '/'), folder))).default
}

// The portable subset of UTS: everything but the rules that are about files rather than the language.
const aboutFiles = readdirSync(new URL('./files/', folder)).map(nameOf)
export const portable = Object.keys(rules).filter((name) => !aboutFiles.includes(name))

export default { meta: { name: 'rtm', version: '1.0.0' }, rules }

function nameOf(file) {
  return file.replace(/^.*[\\/]/, '').replace(/\.mjs$/, '')
}
