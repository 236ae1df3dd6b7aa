// npm run api: writes docs/api from the doc comments of sdk. Fails when something that is exported, a member or a
// parameter has none.
//   --check    changes nothing, fails when docs/api is not what the comments make
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { apiPages } from './lib/api-pages.mjs'
import { filesUnder } from './lib/inputs.mjs'
import { inRoot } from './lib/paths.mjs'
import { declarationsOf } from './lib/sdk-declarations.mjs'
import { entriesIn, mend, sources } from './sdk.mjs'

export const api = 'docs/api'

// The declarations of the plugin's js_sdk and of the test kit in one folder, so that a page of one can lead to a page
// of the other.
const declared = 'dist/api/js_sdk'

function declareIn(folder, names) {
  rmSync(inRoot(folder), { recursive: true, force: true })
  for (const [file, text] of declarationsOf(sources, names)) {
    mkdirSync(dirname(inRoot(folder, file)), { recursive: true })
    writeFileSync(inRoot(folder, file), text)
  }
  writeFileSync(
    inRoot(folder, 'tsconfig.json'),
    JSON.stringify({ extends: inRoot('test/types/tsconfig.json'), include: ['*.d.ts'] })
  )
}

// api.js is no way in: what it has stands on the page of the first that is.
/**
 * What docs/api is and should be: the pages, the holes in them, the pages that differ or are missing, and those left
 * over.
 */
export async function apiNow() {
  const names = [...entriesIn(sources), 'testing']
  declareIn(declared, names)
  const { pages, holes } = await apiPages(
    declared,
    names.filter((name) => name !== 'api'),
    `${declared}/tsconfig.json`
  )
  const wrong = [...pages]
    .filter(([file, text]) => !existsSync(inRoot(api, file)) || readFileSync(inRoot(api, file), 'utf8') !== text)
    .map(([file]) => file)
  return {
    pages,
    holes,
    wrong,
    left: filesUnder(api)
      .map((file) => basename(file))
      .filter((file) => !pages.has(file))
  }
}

async function main([flag]) {
  const { pages, holes, wrong, left } = await apiNow()
  if (holes.length > 0)
    throw new Error(
      `${holes.join('\n')}\napi: ${holes.length} holes; write a doc comment in sdk, then npm run sdk and npm run api`
    )
  if (flag === '--check') {
    if (wrong.length + left.length > 0)
      throw new Error(
        `${[...wrong, ...left].map((file) => `${api}/${file}`).join('\n')}\nnot what the doc comments of sdk make: ` +
          'run npm run api'
      )
    return console.log(`api: ${pages.size} pages are what the doc comments make`)
  }
  mend(api, pages, { wrong, left })
  console.log(`api: ${pages.size} pages, ${wrong.length} written, ${left.length} removed`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
