// The typescript-eslint parser for `.ts` files that import `.uts`: with the types of a project's own program.
import tseslint from 'typescript-eslint'
import { programOf, readProject } from '../lib/uts-program.mjs'

export function projectParser(config) {
  let program = null
  return {
    meta: { name: `rtm-project-parser:${config}`, version: '1' },
    parseForESLint(code, options) {
      if (program === null) {
        const { files, options: compilerOptions } = readProject(config)
        program = programOf({ files, options: compilerOptions, target: 'web' })
      }
      const known = program.getSourceFile(options.filePath)?.text === code
      return tseslint.parser.parseForESLint(code, known ? { ...options, programs: [program] } : options)
    }
  }
}
