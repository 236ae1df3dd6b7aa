// How large an entry of js_sdk is for a page: minified as bundlers do it, and gzipped as servers send it.
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { esbuildOptions } from './sdk-scripts.mjs'

export async function sizesOf(folder, names) {
  return Promise.all(
    names.map(async (name) => {
      const { outputFiles } = await build({ ...esbuildOptions(folder, name), minify: true })
      const [{ contents }] = outputFiles
      return { name, minified: contents.length, gzipped: gzipSync(contents, { level: 9 }).length }
    })
  )
}
