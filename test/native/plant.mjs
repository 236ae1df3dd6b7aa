// plant.mjs <file with faults> <folder with generated code> <new folder>: a copy with all of them planted, each asleep
// until it is woken by name, so that one compile serves all. After the text `at` inside the class `in`, the code stands
// in a line of its own. Prints the names.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [list, from, to] = process.argv.slice(2)
const { faults, wake } = await import(pathToFileURL(resolve(list)).href)
rmSync(to, { recursive: true, force: true })
cpSync(from, to, { recursive: true })
for (const fault of faults) {
  const path = join(to, fault.file)
  const text = readFileSync(path, 'utf8')
  const start = text.indexOf(fault.in)
  const at = text.indexOf(fault.at, start)
  if (start < 0 || at < 0 || /\n(open |public )?class /.test(text.slice(start, at)))
    throw new Error(`${fault.file} has no place for the fault ${fault.name}`)
  const end = at + fault.at.length
  writeFileSync(path, `${text.slice(0, end)}\n${wake.line(fault.name, fault.code)}${text.slice(end)}`)
}
writeFileSync(join(to, wake.file), wake.text)
console.log(faults.map((fault) => fault.name).join(' '))
