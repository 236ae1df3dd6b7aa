// How large an entry of js_sdk is for a page: minified as bundlers do it, and gzipped as servers send it.
import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { esbuildOptions } from './sdk-scripts.mjs'

export async function sizesOf(folder, names) {
  const { outputFiles } = await build({ ...esbuildOptions(folder, names), minify: true })
  return outputFiles.map(({ path, contents }) => ({ name: basename(path, '.js'), minified: contents.length, gzipped: gzipSync(contents, { level: 9 }).length }))
}
