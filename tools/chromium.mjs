// Finds a Chromium for the browser tests; on Debian as root it installs one. Tests read the path from RTM_CHROMIUM.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { run } from './lib/run.mjs'

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

export function findChromium(env = process.env, exists = (path) => existsSync(path)) {
  if (env.RTM_CHROMIUM) return exists(env.RTM_CHROMIUM) ? env.RTM_CHROMIUM : null
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...bundles]
  return candidates.find((path) => exists(path)) ?? null
}

export async function ensureChromium(say = console.log) {
  const found = findChromium()
  if (found !== null) return found
  const advice = 'no Chromium found: install chromium or Google Chrome, or set RTM_CHROMIUM to its executable'
  const debian = existsSync('/etc/debian_version') && process.getuid?.() === 0
  if (!debian || process.env.RTM_CHROMIUM) throw new Error(advice)
  for (const [what, args] of [
    ['reading the package lists', ['update', '-qq']],
    [
      'installing chromium and a Chinese font (about a minute)',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-wqy-zenhei']
    ]
  ]) {
    say(`Chromium: ${what} …`)
    const result = await run('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' } })
    if (result.code !== 0)
      throw new Error(`${advice}\napt-get ${args[0]} failed:\n${result.output.trim().split('\n').slice(-5).join('\n')}`)
  }
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
