// npm test: everything that needs no native tool chain, stage by stage; stops at the first stage that fails.
// Only node: modules and setup.mjs at the top, because on a clean clone nothing else is there yet.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { ensureReady } from './setup.mjs'

ensureReady()
const { node, seconds } = await import('./lib/run.mjs')
const { inRoot } = await import('./lib/paths.mjs')
const { build } = await import('./build.mjs')
const { ensureChromium } = await import('./chromium.mjs')

let passed = 0

const script = (...args) => async () => {
  const result = await node(args)
  if (result.code !== 0) throw new Error(result.output.trim())
  return result.output.trim().split('\n').at(-1)
}

const vitest = (config, env = {}) => async () => {
  const name = config.replace(/\W+/g, '-')
  const report = inRoot('dist', 'reports', `${name}.json`)
  mkdirSync(inRoot('dist', 'reports'), { recursive: true })
  rmSync(report, { force: true })
  const result = await node(
    ['node_modules/vitest/vitest.mjs', 'run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { env }
  )
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null
  if (result.code !== 0 || counts === null || counts.numFailedTests > 0) throw new Error(result.output.trim())
  passed += counts.numPassedTests
  return `${counts.numPassedTests} tests passed`
}

const builds = (...names) => async () => {
  const lines = []
  for (const name of names) await build(name, (line) => lines.push(line))
  return lines.filter((line) => !line.endsWith('…')).join(', ')
}

let chromium = null
const browser = (config) => async () => {
  chromium ??= ensureChromium((line) => console.log(`  ${line}`)) // installed once, however many ask
  return vitest(config, { RTM_CHROMIUM: await chromium })()
}

const stages = [
  ['type check', script('tools/typecheck.mjs')],
  ['lint', script('tools/lint.mjs')],
  ['protocol rules', script('tools/rules.mjs')],
  ['tests', vitest('vitest.config.mts')],
  ['builds: h5, mp-weixin, server', builds('pages', 'mp-weixin', 'old-pages-h5', 'old-pages-mp-weixin', 'server')],
  // One after the other: time is real in the browser tests, and beside the suite's own Chromium they starve.
  ['those who use js_sdk: plain web, Node, nvue', browser('vitest.consumers.config.mts')],
  ['conformance: mini-program, Chromium', browser('vitest.conformance.config.mts')],
  ['browser tests', browser('vitest.e2e.config.mts')]
]

const begun = performance.now()
for (const [index, [title, work]] of stages.entries()) {
  const started = performance.now()
  console.log(`\n[${index + 1}/${stages.length}] ${title}`)
  try {
    const said = await work()
    console.log(`  ${said || 'done'} (${seconds(started)})`)
  } catch (error) {
    console.error(error.message)
    console.error(`\nnpm test: stage "${title}" failed after ${seconds(started)}`)
    process.exit(1)
  }
}
console.log(`\nAll stages passed in ${seconds(begun)}.`)
console.log(`${passed} passed, 0 failed`)
