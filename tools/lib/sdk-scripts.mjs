// The JavaScript of js_sdk: each entry with all it needs inside, as an ES2017 module that stays readable. An import of
// one entry by another stays an import, so that what both have (RtmError) is one thing in a page that uses both.
import { basename, join, resolve } from 'node:path'
import { build } from 'esbuild'
import { forTarget } from './ifdef.mjs'
import { readFileSync } from 'node:fs'
import { root } from './paths.mjs'

const PLUGIN = '@/uni_modules/rtm'

/** Packages that are inside too: what the server in the test kit is made with. */
const inside = ['flatqueue', 'leven']

/**
 * What of an entry stays an import: the plugin, another entry. Everything else is inside. Only index and the stand-in
 * need the plugin.
 */
export const entries = {
  api: [],
  index: [PLUGIN, './api.js'],
  'js-engine': ['./api.js'],
  web: [],
  'ar-rtm-module': [PLUGIN, './api.js'],
  'require-native-plugin': ['./ar-rtm-module.js']
}

/** Those that are there as CommonJS too, under .cjs and in one piece: a project of `npm init -y` is CommonJS. */
export const twins = ['web']

export const banner = (source, command = 'npm run sdk') =>
  `// Generated from sdk/${source} of the repository by ${command}: change that file, not this one.\n`

/**
 * For the linter of the project that a script is copied into: it is made, there is nothing to mend in it. (Ours reads
 * it all the same, and would take this line for one of its own if it stood here in one piece.)
 */
export const letAlone = ['/*', 'eslint-disable', '*/'].join(' ')
const head = (source) => `${banner(source)}${letAlone}\n`

/** `kept`: what stays an import. */
export const esbuildOptions = (folder, name, kept = entries[name]) => ({
  absWorkingDir: root,
  entryPoints: [join(folder, `${name}.ts`)],
  outdir: folder,
  bundle: true,
  write: false,
  format: 'esm',
  mainFields: ['module', 'main'],
  target: 'es2017',
  platform: 'neutral',
  charset: 'utf8',
  loader: { '.uts': 'ts' },
  // As the builds of uni do: a field is an assignment, not a definition.
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false, target: 'es2022' } },
  logLevel: 'silent',
  plugins: [sources(folder, kept)]
})

const sources = (folder, kept) => ({
  name: 'sources-of-js-sdk',
  setup: ({ onLoad, onResolve }) => {
    onResolve({ filter: /^@\/uni_modules\/rtm$/ }, () => ({ path: PLUGIN, external: true }))
    onResolve({ filter: /^[^./]/ }, ({ kind, path }) =>
      kind === 'entry-point' || inside.includes(path) ? undefined : { path, external: true }
    )
    onResolve({ filter: /^\.\.?\// }, ({ kind, path, resolveDir }) => {
      const name = basename(path, '.ts')
      if (
        kind === 'entry-point' ||
        !kept.includes(`./${name}.js`) ||
        resolve(resolveDir, path) !== resolve(root, folder, `${name}.ts`)
      )
        return undefined
      return { path: `./${name}.js`, external: true }
    })
    onLoad({ filter: /\.uts$/ }, ({ path }) => ({
      contents: forTarget(readFileSync(path, 'utf8'), 'web'),
      loader: 'ts'
    }))
  }
})

/** name: text, for each entry. Throws when one imports what its readers do not have. */
export async function scriptsOf(folder, names) {
  const scripts = await Promise.all(
    names.map(async (name) => {
      const { outputFiles, metafile } = await build({ ...esbuildOptions(folder, name), metafile: true })
      const strange = Object.values(metafile.outputs)
        .flatMap(({ imports }) => imports.map((one) => one.path))
        .filter((one) => !entries[name].includes(one))
      if (strange.length > 0)
        throw new Error(`${name}.ts imports ${strange.join(', ')}: a page that imports ${name}.js would not find it`)
      return [`${name}.js`, head(`${name}.ts`) + outputFiles[0].text]
    })
  )
  const ofTwins = await Promise.all(
    twins
      .filter((name) => names.includes(name))
      .map(async (name) => {
        // For node: then it lists its names where Node looks for them when a module imports it.
        const { outputFiles } = await build({ ...esbuildOptions(folder, name, []), format: 'cjs', platform: 'node' })
        return [`${name}.cjs`, head(`${name}.ts`) + outputFiles[0].text]
      })
  )
  return new Map([...scripts, ...ofTwins])
}
