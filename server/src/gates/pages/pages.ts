// The folder of pages, read into memory at the start: a request never touches the file system, so no path can lead out
// of the folder, and a build that replaces the folder meanwhile cannot mix old and new files.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'

export interface Page {
  readonly body: Buffer
  readonly type: string
  readonly etag: string
  readonly cache: string
}

const MAX_BYTES = 64 * 1_048_576

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm'
}

// The bundler puts a hash of the content into the names under assets/, so such a file never changes.
const hashed = /^\/assets\/[^/]+[.-][\w-]{8}\.\w+$/

export class PagesProblem extends Error {}

export type Pages = ReadonlyMap<string, Page>

export function readPages(folder: string): Pages {
  const pages = new Map<string, Page>()
  let bytes = 0
  try {
    walk(folder, '')
  } catch (error) {
    if (error instanceof PagesProblem) throw error
    throw new PagesProblem(
      `pages: the folder ${folder} cannot be read (${(error as NodeJS.ErrnoException).code}). Build the pages, or ` +
        'correct the path.'
    )
  }
  const index = pages.get('/index.html')
  if (index === undefined)
    throw new PagesProblem(`pages: there is no index.html in ${folder}. Build the pages, or correct the path.`)
  pages.set('/', index)
  return pages

  // Neither hidden files nor links: what is served is what lies in the folder for everybody to see.
  function walk(path: string, url: string): void {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue
      const here = `${url}/${entry.name}`
      if (entry.isDirectory()) walk(join(path, entry.name), here)
      else if (entry.isFile()) {
        const body = readFileSync(join(path, entry.name))
        bytes += body.length
        if (bytes > MAX_BYTES)
          throw new PagesProblem(
            `pages: ${folder} holds more than ${MAX_BYTES / 1_048_576} MB. Name the folder of the built pages only.`
          )
        pages.set(here, {
          body,
          type: types[extname(entry.name).toLowerCase()] ?? 'application/octet-stream',
          etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
          cache: hashed.test(here) ? 'public, max-age=31536000, immutable' : 'no-cache'
        })
      }
    }
  }
}
