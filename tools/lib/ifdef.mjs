// `#ifdef` blocks of UTS files, as the uni compilers read them, per target. Lines keep their numbers.
import { createRequire } from 'node:module'

const { preprocess } = createRequire(import.meta.url)('@dcloudio/uni-cli-shared/lib/preprocess')

const names = [
  'VUE3',
  'VUE2',
  'WEB',
  'H5',
  'APP',
  'APP_PLUS',
  'APP_ANDROID',
  'APP_IOS',
  'APP_HARMONY',
  'MP',
  'MP_WEIXIN',
  'UNI_APP_X'
]

const targets = {
  web: ['VUE3', 'WEB', 'H5'],
  mp: ['VUE3', 'MP', 'MP_WEIXIN'],
  android: ['VUE3', 'APP', 'APP_PLUS', 'APP_ANDROID'],
  ios: ['VUE3', 'APP', 'APP_PLUS', 'APP_IOS'],
  harmony: ['VUE3', 'APP', 'APP_HARMONY']
}

export const targetNames = Object.keys(targets)

export function forTarget(code, target) {
  if (!code.includes('#if')) return code
  const definitions = Object.fromEntries(names.map((name) => [name, targets[target].includes(name)]))
  return preprocess(code, definitions, { type: 'js' })
}

// The same, but every removed character becomes a blank, so that positions in the text stay true (for the linter).
export function blankedFor(code, target) {
  if (!code.includes('#if')) return code
  const kept = forTarget(code, target).split('\n')
  const lines = code.split('\n')
  if (kept.length !== lines.length) throw new Error('#ifdef handling changed the number of lines')
  return lines.map((line, i) => (line === kept[i] ? line : line.replace(/[^\r]/g, ' '))).join('\n')
}
