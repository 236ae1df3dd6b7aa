// The test kit as a package of npm: one script and one declaration, each for import and for require, and nothing
// outside of them.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { inRoot } from './paths.mjs'
import { declarationsOf } from './sdk-declarations.mjs'
import { inOnePiece } from './sdk-one-piece.mjs'
import { banner, esbuildOptions } from './sdk-scripts.mjs'

const entry = 'testing'
const head = banner(`${entry}.ts`, 'npm run build:testing')
const read = (file) => readFileSync(inRoot(file), 'utf8')

/**
 * Everything that the package has, as file: text. Its version is the plugin's: a kit tests the plugin of its own
 * version.
 */
export async function testingPackage(sources = 'sdk') {
  const manifest = JSON.parse(read('sdk/testing/package.json'))
  const { version } = JSON.parse(read('uni_modules/rtm/package.json'))
  const declaration = head + inOnePiece(`${entry}.d.ts`, declarationsOf(sources, [entry]))
  return new Map([
    ['index.js', head + (await scriptOf(sources, 'esm'))],
    ['index.cjs', head + (await scriptOf(sources, 'cjs'))],
    ['index.d.ts', declaration],
    ['index.d.cts', declaration],
    ['package.json', `${JSON.stringify({ ...manifest, version }, null, 2)}\n`],
    ['README.md', read('sdk/testing/README.md')],
    ['LICENSE', read('LICENSE')]
  ])
}

// CommonJS is made for node: then it lists its names where Node looks for them when a module imports it.
async function scriptOf(sources, format) {
  const platform = format === 'cjs' ? { platform: 'node' } : {}
  const { metafile, outputFiles } = await build({
    ...esbuildOptions(sources, entry, []),
    format,
    ...platform,
    metafile: true
  })
  const strange = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path))
  if (strange.length > 0)
    throw new Error(`the test kit imports ${strange.join(', ')}: who installs it would not have that`)
  return outputFiles[0].text
}

export async function writeTestingPackage(folder) {
  const files = await testingPackage()
  rmSync(inRoot(folder), { recursive: true, force: true })
  mkdirSync(inRoot(folder), { recursive: true })
  for (const [file, text] of files) writeFileSync(inRoot(folder, file), text)
}
