// The Kotlin and Swift beside ports.uts: plain values and functions, no type that the UTS compiler makes. DCloud
// promises nothing of those from one version to the next, and a native file that names one stops a build for everybody
// on the day it changes.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'

const utssdk = inRoot('uni_modules/rtm/utssdk')
const files = readdirSync(utssdk, { recursive: true, encoding: 'utf8' })
const made = new Set(
  files
    .filter((file) => file.endsWith('.uts'))
    .flatMap((file) =>
      [...readFileSync(`${utssdk}/${file}`, 'utf8').matchAll(/^(?:export )?(?:interface|class|type) (\w+)/gm)].map(
        ([, name]) => name!
      )
    )
)

/**
 * Of code only: what a comment or a text says is no use of a type, and a namesake that is imported is somebody else's.
 */
function namedIn(source: string): string[] {
  const code = source
    .replace(/\/\*[^]*?\*\/|\/\/.*/g, '')
    .replace(/"(?:\\.|[^"\\])*"/g, '""')
    .replace(/^import .*$/gm, '')
  const imported = new Set([...source.matchAll(/^import (?!uts\.)[\w.]*\b(\w+)$/gm)].map(([, name]) => name!))
  return [...new Set(code.match(/\b[A-Z]\w*/g) ?? [])].filter((word) => made.has(word) && !imported.has(word))
}

describe('the native files of the plugin', () => {
  const natives = files.filter((file) => /\.(kt|swift)$/.test(file))

  it.each(natives)('%s names no type that is made of UTS', (file) => {
    expect(namedIn(readFileSync(`${utssdk}/${file}`, 'utf8'))).toEqual([])
  })

  it('are looked at on both platforms, for all the ports, and a use is seen', () => {
    expect(new Set(natives.map((file) => file.split('/')[0]))).toEqual(new Set(['app-android', 'app-ios']))
    expect(made.size).toBeGreaterThan(50)
    expect(namedIn('import okhttp3.Request\nval a = Request()')).toEqual([])
    expect(
      namedIn('class OkHttpLink(private val listener: LinkListener) : Link { /* Clock */ val text = "Json" }')
    ).toEqual(['LinkListener', 'Link'])
  })
})
