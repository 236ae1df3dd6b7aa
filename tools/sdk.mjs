// npm run sdk: writes uni_modules/rtm/js_sdk/*.js, *.cjs, *.d.ts and *.d.cts from the sources in sdk, and
// uni_modules/rtm/index.d.ts from utssdk/index.uts.
//   --check    changes nothing, fails when they are not what the sources make
//   --size     prints how large each entry is, minified and gzipped
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { filesUnder } from './lib/inputs.mjs'
import { inRoot } from './lib/paths.mjs'
import { declarationsOf } from './lib/sdk-declarations.mjs'
import { entries, scriptsOf } from './lib/sdk-scripts.mjs'
import { sizesOf } from './lib/sdk-size.mjs'
import { declaration, declarationOf } from './plugin-declaration.mjs'

export const sources = 'sdk'
export const sdk = 'uni_modules/rtm/js_sdk'

export const entriesIn = (folder) => Object.keys(entries).filter((name) => existsSync(inRoot(folder, `${name}.ts`)))

/** Everything that the plugin's js_sdk has, as file: text. */
export async function makeSdk(folder = sources) {
  const names = entriesIn(folder)
  return new Map([...(await scriptsOf(folder, names)), ...declarationsOf(folder, names)])
}

/** What is on disk and differs, is missing there, or is there and not made any more. */
export function staleIn(folder, made) {
  const kept = filesUnder(folder, (name) => /\.(c?js|c?ts)$/.test(name)).map((file) =>
    relative(folder, file).replaceAll('\\', '/')
  )
  const wrong = [...made]
    .filter(([file, text]) => !kept.includes(file) || readFileSync(inRoot(folder, file), 'utf8') !== text)
    .map(([file]) => file)
  return { wrong, left: kept.filter((file) => !made.has(file)) }
}

/**
 * All that is committed and not what its sources make, by path; `declared` is what stands in index.d.ts, null where
 * there is none.
 */
export function staleFiles(
  made,
  declared = existsSync(inRoot(declaration)) ? readFileSync(inRoot(declaration), 'utf8') : null
) {
  const { wrong, left } = staleIn(sdk, made)
  return [
    ...[...wrong, ...left].map((file) => `${sdk}/${file}`),
    ...(declared === declarationOf() ? [] : [declaration])
  ]
}

export function mend(folder, made, { wrong, left }) {
  for (const file of left) rmSync(inRoot(folder, file))
  for (const file of wrong) {
    mkdirSync(dirname(inRoot(folder, file)), { recursive: true })
    writeFileSync(inRoot(folder, file), made.get(file))
  }
}

async function main([flag]) {
  if (flag === '--size')
    return console.log(
      (await sizesOf(sources, entriesIn(sources)))
        .map(({ name, minified, gzipped }) => `${name}: ${minified} bytes minified, ${gzipped} gzipped`)
        .join('\n')
    )
  const made = await makeSdk()
  if (flag === '--check') {
    const stale = staleFiles(made)
    if (stale.length > 0) throw new Error(`${stale.join('\n')}\nnot what the sources make: run npm run sdk`)
    return console.log(`js_sdk: ${made.size} files are what ${sources} makes, ${declaration} what index.uts makes`)
  }
  const { wrong, left } = staleIn(sdk, made)
  mend(sdk, made, { wrong, left })
  writeFileSync(inRoot(declaration), declarationOf()) // what pages import, for TypeScript
  console.log(`js_sdk: ${made.size} files, ${wrong.length} written, ${left.length} removed`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
