// The runtimes that look for a mutant, cheapest first. A row is all that a new one needs:
//   owns(file)              whether this file of the plugin is part of it at all
//   prepare(scratch)        once, from the copy without a fault
//   build(scratch, mutant)  from the copy with it: null, or what the compiler said
//   vitest, env(scratch)    how vitest plays the suite on what was built
//   isNative                what it sees while Node is green counts as seen by a native runtime
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { node, run } from '../lib/run.mjs'
import { inRoot } from '../lib/paths.mjs'

const isCommon = (file) => file.includes('/common/')
const built = ['--mode', 'conformance']
const nothing = async () => null
const failure = ({ code, output }) => (code === 0 ? null : output)

const compiled = (scratch, platform) =>
  node([join(scratch, 'tools/uts/compile-uts.cjs'), platform, '--classic'], { cwd: scratch }).then(failure)

const kotlin = (scratch, ...args) => run('bash', [inRoot('test/native/kotlin.sh'), ...args]).then(failure)
const swift = (...args) => run('bash', [inRoot('test/native/swift.sh'), ...args]).then(failure)
const builtSwift = async (scratch) =>
  (await compiled(scratch, 'app-ios')) ??
  (await swift('--program', join(scratch, 'swift'), join(scratch, 'dist/uts/app-ios')))
const generatedKotlin = (scratch, file = '') => join(scratch, 'dist/uts/app-android', file)

export const runtimes = [
  {
    name: 'Node',
    owns: (file) => isCommon(file),
    prepare: nothing,
    build: nothing,
    vitest: ['test/conformance/node.test.ts'],
    env: () => ({})
  },
  {
    name: 'ArkTS',
    owns: (file) => isCommon(file) || file.includes('/js/') || file.includes('/app-harmony/'),
    prepare: (scratch) => compiled(scratch, 'app-harmony'),
    build: (scratch) => compiled(scratch, 'app-harmony'),
    vitest: built,
    env: () => ({ RTM_SUITE: 'arkts' })
  },
  {
    // One form, as an offline build: without DCloud's compiler plugin fewer differences are smoothed over. Only the
    // file that changed is compiled again, in front of the classes of the rest.
    name: 'Kotlin',
    isNative: true,
    owns: (file) => isCommon(file) || file.includes('/app-android/'),
    prepare: async (scratch) =>
      (await compiled(scratch, 'app-android')) ??
      (await kotlin(scratch, '--program', join(scratch, 'kotlin'), generatedKotlin(scratch))),
    build: async (scratch, { file }) =>
      file.endsWith('.kt')
        ? kotlin(scratch, '--patch', join(scratch, 'kotlin'), join(scratch, file))
        : ((await compiled(scratch, 'app-android')) ??
          (await kotlin(scratch, '--patch', join(scratch, 'kotlin'), generatedKotlin(scratch, 'index.kt')))),
    vitest: built,
    env: (scratch) => ({ RTM_SUITE: 'native', RTM_RUNTIME: readFileSync(join(scratch, 'kotlin/program.json'), 'utf8') })
  },
  {
    name: 'Swift',
    isNative: true,
    owns: (file) => isCommon(file) || file.includes('/app-ios/'),
    prepare: builtSwift,
    build: builtSwift,
    vitest: built,
    env: (scratch) => ({ RTM_SUITE: 'native', RTM_RUNTIME: readFileSync(join(scratch, 'swift.json'), 'utf8') })
  }
]

export const runtimeOf = (name) => runtimes.find((runtime) => runtime.name === name)
