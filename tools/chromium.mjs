// Finds a Chromium for the browser tests; on Debian as root it installs one. RTM_CHROMIUM names another one.
// Pages are played in its headless shell where there is one: the same engine without a browser around it, which costs a
// third less. Who hides and freezes tabs needs the whole browser.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { run } from './lib/run.mjs'

const SHELL = 'chromium-headless-shell'
const FONT = 'fonts-wqy-zenhei'
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const bundles = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium'
]

// Quiet and offline: nothing of the browser's own traffic, no QUIC, no first-run pages.
export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]

const isThere = (path) => existsSync(path)

/** The whole browser. */
export function findChromium(env = process.env, exists = isThere) {
  return find([...inPath(env, names), ...bundles], env, exists)
}

/** For pages that are always in front: the headless shell, else the whole browser. */
export function findHeadless(env = process.env, exists = isThere) {
  return find([...inPath(env, [SHELL, ...names]), ...bundles], env, exists)
}

function find(candidates, { RTM_CHROMIUM: named }, exists) {
  if (named) return exists(named) ? named : null
  return candidates.find((path) => exists(path)) ?? null
}

function inPath(env, names) {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** Answers the whole browser. */
export async function ensureChromium(say = console.log) {
  const found = findChromium()
  if (found !== null) return found
  const advice = 'no Chromium found: install chromium or Google Chrome, or set RTM_CHROMIUM to its executable'
  const debian = existsSync('/etc/debian_version') && process.getuid?.() === 0
  if (!debian || process.env.RTM_CHROMIUM) throw new Error(advice)
  const apt = async (...args) => run('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' } })
  const install = (...packages) => apt('install', '-y', '-qq', '--no-install-recommends', ...packages)
  say('Chromium: reading the package lists …')
  await apt('update', '-qq') // what fails here shows below
  say('Chromium: installing chromium and a Chinese font (about a minute) …')
  let result = await install('chromium', SHELL, FONT)
  if (result.code !== 0) result = await install('chromium', FONT) // a Debian from before the shell
  if (result.code !== 0)
    throw new Error(`${advice}\napt-get install failed:\n${result.output.trim().split('\n').slice(-5).join('\n')}`)
  const installed = findChromium()
  if (installed === null) throw new Error(advice)
  return installed
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(await ensureChromium())
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
