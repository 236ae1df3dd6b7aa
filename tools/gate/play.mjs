// Plays stages: each is quiet unless it fails, and is told in one line with what it said last. A stage is {title,
// command} with env where it needs some, {title, file} for a script of Node, {title, vitest} for a suite (counted, and
// with a browser where `browser` says so), or {title, builds}.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { inRoot } from '../lib/paths.mjs'
import { node, run, seconds } from '../lib/run.mjs'

/** What all stages came to, in the order in which they ended. */
export class Tally {
  passed = 0
  rows = []

  add(title, took, count) {
    this.rows.push(`${took.padStart(8)}  ${title}`)
    this.passed += count
  }
}

/** Plays one stage; throws what it printed when it failed. */
export async function play(stage, tally) {
  const started = performance.now()
  const { said, count } = await ends(stage)
  tally.add(stage.title, seconds(started), count)
  return `${said || 'done'} (${seconds(started)})`
}

/**
 * One after the other, told as they end; stops at the first that fails. Of lanes beside each other each goes its own
 * way, and all that failed is told.
 */
export async function playAll(stages, tally, say = console.log) {
  for (const stage of stages) {
    if (Array.isArray(stage)) await playLanes(stage, tally, say)
    else {
      try {
        say(`  ${stage.title}: ${await play(stage, tally)}`)
      } catch (error) {
        throw new StageError([stage.title], error.message)
      }
    }
  }
}

async function playLanes(lanes, tally, say) {
  const faults = (await Promise.allSettled(lanes.map((lane) => playAll(lane, tally, say)))).flatMap(
    ({ reason }) => reason ?? []
  )
  if (faults.length > 0)
    throw new StageError(
      faults.flatMap(({ titles }) => titles),
      faults.map(({ output }) => output).join('\n\n')
    )
}

export class StageError extends Error {
  constructor(titles, output) {
    super(`${output}\n\nfailed: ${titles.join(', ')}`)
    this.titles = titles
    this.output = output
  }
}

async function ends({ title, builds, vitest, browser, file, command, env = {} }) {
  if (builds !== undefined) return { said: await built(builds), count: 1 }
  if (browser === true) await ensureBrowser()
  if (vitest !== undefined) return suite(title, vitest, env)
  const [program, ...args] = command ?? [process.execPath, ...file]
  const { code, output } = await run(program, args, { env: { NO_COLOR: '1', ...env } })
  if (code !== 0) throw new Error(output.trim())
  return { said: output.trim().split('\n').at(-1), count: 1 }
}

async function built(names) {
  const { build } = await import('../build.mjs')
  const lines = []
  for (const name of names) await build(name, (line) => lines.push(line))
  return lines.filter((line) => !line.endsWith('…')).join(', ')
}

async function suite(title, args, env) {
  const report = inRoot('dist', 'reports', `${title.replace(/\W+/g, '-')}.json`)
  mkdirSync(inRoot('dist', 'reports'), { recursive: true })
  rmSync(report, { force: true })
  const { code, output } = await node(
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...args,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`
    ],
    { env: { NO_COLOR: '1', ...env } }
  )
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null
  if (code !== 0 || counts === null || counts.numFailedTests > 0 || counts.numPassedTests === 0)
    throw new Error(output.trim())
  return { said: `${counts.numPassedTests} tests passed`, count: counts.numPassedTests }
}

let chromium = null
async function ensureBrowser() {
  const { ensureChromium } = await import('../chromium.mjs')
  chromium ??= ensureChromium((line) => console.log(`  ${line}`)) // installed once, however many ask
  await chromium
}
