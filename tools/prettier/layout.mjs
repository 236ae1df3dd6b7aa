// What layout asks of one file: that it is as Prettier writes it, and that no line is longer than the width, those
// included that a formatter cannot break: comments, titles of tests, texts.
import { check, format, getFileInfo, resolveConfig } from 'prettier'
import { inRoot } from '../lib/paths.mjs'

export const isCode = (file) => /\.([cm]?[jt]s|uts|vue|uvue|nvue|kt|swift|java|c|h|sh)$|^\.ci\/run$/.test(file)

const options = await resolveConfig(inRoot('package.json'))
const ignored = { ignorePath: inRoot('.prettierignore'), plugins: options.plugins }

/** null: .prettierignore leaves it alone. Languages that Prettier does not know have a width alone. */
export async function layoutOf(file) {
  const { ignored: isIgnored, inferredParser } = await getFileInfo(file, ignored)
  if (isIgnored) return null
  const settings = { ...options, filepath: file }
  return {
    formatted: (text) => (inferredParser === null ? text : format(text, settings)),
    async problems(text) {
      const long = text.split('\n').flatMap(({ length }, i) => (length > options.printWidth ? [[i + 1, length]] : []))
      const lines = long.map(
        ([line, length]) => `${file}:${line}: ${length} of at most ${options.printWidth} characters`
      )
      const isAsWritten = inferredParser === null || (await check(text, settings))
      return isAsWritten ? lines : [`${file}: not as Prettier writes it (npm run format)`, ...lines]
    }
  }
}
