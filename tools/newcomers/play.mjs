// Plays the way of one kind in a folder of its own, beside a copy of what a clone has.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inRoot } from '../lib/paths.mjs'
import { endAll, runLines, serve } from './commands.mjs'
import { talkInMini } from './mini.mjs'
import { talk } from './windows.mjs'
import { stepsOf } from './way.mjs'

const secondsSince = (since) => Math.round((performance.now() - since) / 1000)

function versionsOf(project, packages) {
  return packages.flatMap((name) => {
    const file = join(project, 'node_modules', name, 'package.json')
    return existsSync(file) ? [`${name} ${JSON.parse(readFileSync(file, 'utf8')).version}`] : []
  })
}

/**
 * Gives { seconds, first, versions }: how long all of it took, and how long the way to the first message. `port`: of
 * the server that the document has on 7080.
 */
export async function play({ name, page, packages }, { browser, port, say, keep }) {
  const folder = mkdtempSync(join(tmpdir(), `newcomer-${name}-`))
  for (const part of ['uni_modules', 'pages']) cpSync(inRoot(part), join(folder, 'rtm', part), { recursive: true })
  const begun = performance.now()
  let [here, first, server] = [folder, null, null]
  const told = (step) => {
    say(`  ${String(secondsSince(begun)).padStart(5)} s  ${step}`)
  }
  const stop = async () => {
    const complaint = server?.complaint() ?? null
    await server?.stop()
    server = null
    if (complaint !== null) throw new Error(`${page}, ${name}: the dev server says: ${complaint}`)
  }
  try {
    for (const step of stepsOf(page, name)) {
      if (step.kind === 'file') {
        mkdirSync(dirname(join(here, step.path)), { recursive: true })
        writeFileSync(join(here, step.path), step.content.replaceAll(':7080/', `:${port}/`))
      } else if (step.kind === 'commands') {
        told(step.lines.join('; '))
        here = await runLines(step, here)
        if (step.prints !== '') first ??= secondsSince(begun)
      } else if (step.kind === 'server') {
        told(step.command)
        await stop()
        server = await serve(step, here)
      } else if (step.kind === 'mini') {
        await talkInMini(join(here, step.folder), step)
        told(`2 phones with ${step.folder}: ${step.sent}`)
      } else {
        if (server === null) throw new Error(`${step.at}: windows, and nothing that serves`)
        await talk(browser, step, server.address)
        first ??= secondsSince(begun)
        told(`${step.addresses.length} windows: ${step.sent}`)
      }
    }
    await stop()
    if (first === null) throw new Error(`${page}, ${name}: a way without a message`)
    return { seconds: secondsSince(begun), first, versions: versionsOf(here, packages) }
  } finally {
    endAll()
    if (keep) say(`  kept: ${folder}`)
    else rmSync(folder, { recursive: true, force: true })
  }
}
