// A project's tsconfig.json says how its bundler reads TypeScript, the plugin's .uts among it. Some (that of
// @vue/tsconfig, which DCloud's template extends, and those of Vite's templates) keep every import that is not marked
// as a type's: a page would import what no file exports. The plugin's own tsconfig.json stands nearer.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forTarget } from '../../tools/lib/ifdef.mjs'
import { inRoot } from '../../tools/lib/paths.mjs'

const project = mkdtempSync(join(tmpdir(), 'rtm-strict-'))
const plugin = join(project, 'src/uni_modules/rtm')
const strict = {
  '@vue/tsconfig 0.1': {
    preserveValueImports: true,
    importsNotUsedAsValues: 'error',
    isolatedModules: true,
    useDefineForClassFields: true,
    target: 'ESNext'
  },
  '@vue/tsconfig 0.7 and later': {
    verbatimModuleSyntax: true,
    isolatedModules: true,
    useDefineForClassFields: true,
    target: 'ESNext'
  }
}

beforeAll(() => {
  cpSync(inRoot('uni_modules/rtm'), plugin, { recursive: true })
})
afterAll(() => {
  rmSync(project, { recursive: true, force: true })
})

/**
 * What a page would import although nothing exports it: each file as it is read alone, which is what dev servers and
 * bundlers do.
 */
async function missing(target: string): Promise<string[]> {
  const { outputFiles } = await build({
    entryPoints: ['common/**/*.uts', 'js/*.uts', 'web/*.uts', 'uni/*.uts', 'index.uts'].map(
      (name) => `${plugin}/utssdk/${name}`
    ),
    outbase: plugin,
    outdir: project,
    write: false,
    format: 'esm',
    logLevel: 'silent',
    loader: { '.uts': 'ts' },
    plugins: [
      {
        name: 'ifdef',
        setup: ({ onLoad }) => {
          onLoad({ filter: /\.uts$/ }, ({ path }) => ({
            contents: forTarget(readFileSync(path, 'utf8'), target),
            loader: 'ts'
          }))
        }
      }
    ]
  })
  const texts = new Map(
    outputFiles.map(({ path, text }) => [
      path
        .slice(project.length + 1)
        .replaceAll('\\', '/')
        .replace(/\.js$/, '.uts'),
      text
    ])
  )
  const exportsOf = (file: string): string[] =>
    [...(texts.get(file) ?? '').matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names]) =>
      names!.split(',').map((name) => name.trim())
    )
  expect(texts.size).toBeGreaterThan(80)
  return [...texts].flatMap(([file, text]) =>
    [...text.matchAll(/^import \{([^}]*)\} from "([^"]+)"/gm)].flatMap(([, names, from]) => {
      const there = exportsOf(posix.join(posix.dirname(file), from!))
      return names!
        .split(',')
        .map((name) => name.trim())
        .filter((name) => !there.includes(name))
        .map((name) => `${file}: ${name} of ${from}`)
    })
  )
}

describe.each(Object.entries(strict))('a project with the options of %s', (_name, compilerOptions) => {
  beforeAll(() => {
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
  })

  it.each(['web', 'mp'])('imports what is there, for %s', async (target) => {
    expect(await missing(target)).toEqual([])
  })

  it('would not without the file', async () => {
    const file = join(plugin, 'tsconfig.json')
    const kept = readFileSync(file, 'utf8')
    rmSync(file)
    const found = await missing('web')
    writeFileSync(file, kept)
    expect(found).toContainEqual(expect.stringMatching(/: Executor of /))
  })
})
