// TypeScript programs that can read `.uts`: the compiler is shown `X.uts` under the name `X.uts.ts`.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { forTarget } from './ifdef.mjs'
import { inRoot, root } from './paths.mjs'

export const shown = (file) => `${file}.ts`
export const real = (file) => (file.endsWith('.uts.ts') ? file.slice(0, -3) : file)

export const strict = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  isolatedModules: true,
  useDefineForClassFields: false,
  allowImportingTsExtensions: true,
  noImplicitOverride: false,
  types: []
}

export function utsFilesUnder(folder) {
  const found = []
  const walk = (at) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (entry.name.endsWith('.uts')) found.push(path)
    }
  }
  try {
    walk(inRoot(folder))
  } catch {
    return []
  }
  return found.sort()
}

// Parsed library files are the same for every program with the same target.
const parsed = new Map()

export function createHost(options, target = 'web', texts = new Map()) {
  const host = ts.createCompilerHost(options)
  host.getCurrentDirectory = () => root
  host.fileExists = (file) => texts.has(file) || ts.sys.fileExists(real(file))
  host.readFile = (file) => {
    if (texts.has(file)) return texts.get(file)
    const text = ts.sys.readFile(real(file))
    return text !== undefined && file.endsWith('.uts.ts') ? forTarget(text, target) : text
  }
  host.getSourceFile = (file, languageVersion) => {
    const library = file.includes('node_modules')
    if (library && parsed.has(file)) return parsed.get(file)
    const text = host.readFile(file)
    if (text === undefined) return undefined
    const source = ts.createSourceFile(file, text, languageVersion, true)
    if (library) parsed.set(file, source)
    return source
  }
  return host
}

export function programOf({ files, options, target, texts, previous }) {
  return ts.createProgram(files, options, createHost(options, target, texts), previous)
}

export function readProject(file) {
  const { config, error } = ts.readConfigFile(inRoot(file), ts.sys.readFile)
  if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'))
  const folder = join(root, file, '..')
  const project = ts.parseJsonConfigFileContent(config, ts.sys, folder)
  return { files: project.fileNames, options: project.options }
}
