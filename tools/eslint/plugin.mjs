// Every file in rules/ is a rule of its own name.
import { readdirSync } from 'node:fs'

const folder = new URL('./rules/', import.meta.url)
export const rules = {}
for (const file of readdirSync(folder).sort()) {
  rules[file.replace(/\.mjs$/, '')] = (await import(new URL(file, folder))).default
}

// The portable subset of UTS: everything but the rules that are about files rather than the language.
export const portable = Object.keys(rules).filter((name) => !['layers', 'entry-exports', 'no-ifdef', 'wall-clock'].includes(name))

export default { meta: { name: 'rtm', version: '1.0.0' }, rules }
