#!/usr/bin/env node
// npx ./src/uni_modules/rtm [app] [mp-weixin] …, or node src/uni_modules/rtm/check.mjs: looks whether a project on the
// command line has what its builds with this plugin need, for the platforms that are named, or those of its scripts.
// Says what to install; ends with 1 when something is missing. It changes nothing, and asks no network.
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const json = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\s*\/\/.*$/gm, ''))
  } catch {
    return null
  }
}

/** The package's folder, as Node finds it from there; null without. */
function found(name, from) {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name)
    if (existsSync(join(folder, 'package.json'))) return folder
    if (dirname(at) === at) return null
  }
}

/**
 * What of the UTS compiler is native: npm brings it as an optional package, on Linux it does not. null: there is none
 * for this system.
 */
export function bindingOf({ platform, arch, isMusl }) {
  const name = {
    darwin: `darwin-${arch}`,
    win32: `win32-${arch}-msvc`,
    linux: `linux-${arch}-${isMusl ? 'musl' : 'gnu'}`
  }[platform]
  const known = ['darwin-arm64', 'darwin-x64', 'linux-x64-gnu', 'linux-x64-musl', 'win32-ia32-msvc', 'win32-x64-msvc']
  return known.includes(name) ? `@dcloudio/uts-${name}` : null
}

const here = {
  platform: process.platform,
  arch: process.arch,
  isMusl: process.platform === 'linux' && process.report?.getReport().header.glibcVersionRuntime === undefined
}

/** The package that builds a platform; without it `uni build -p` builds for the web and ends with 0. */
const builder = (platform) =>
  ({
    h5: '@dcloudio/uni-h5',
    app: '@dcloudio/uni-app-plus',
    'app-plus': '@dcloudio/uni-app-plus',
    'app-harmony': '@dcloudio/uni-app-harmony'
  })[platform] ?? `@dcloudio/uni-${platform}`

const platformsOf = (scripts) => [
  ...new Set(
    Object.values(scripts ?? {}).flatMap((line) =>
      [...String(line).matchAll(/(?:\buni\b.* -p |UNI_PLATFORM=)([\w-]+)/g)].map(([, name]) => name)
    )
  )
]

/** What is missing, each as { what, todo }; `kind` is what the project was taken for. */
export function check(plugin, asked = [], system = here) {
  const sources = dirname(dirname(plugin))
  const root = [sources, dirname(sources)].find(
    (folder) =>
      json(join(folder, 'package.json'))?.dependencies !== undefined ||
      existsSync(join(folder, 'vite.config.ts')) ||
      existsSync(join(folder, 'vite.config.js'))
  )
  if (basename(dirname(plugin)) !== 'uni_modules')
    return {
      kind: 'no project',
      problems: [
        {
          what: `${plugin} is not in a folder uni_modules`,
          todo: 'Copy the plugin to uni_modules beside your manifest.json.'
        }
      ]
    }
  if (root === undefined) return { kind: 'a project of HBuilderX', problems: [] }
  const misplaced = sources === root && existsSync(join(root, 'src', 'manifest.json'))
  const problems = misplaced
    ? [
        {
          what: 'the sources of this project are in src, the plugin is not',
          todo: `mv ${relative(root, plugin)} src/uni_modules/`
        }
      ]
    : []
  const manifest = json(join(root, 'package.json')) ?? {}
  const platforms = asked.length > 0 ? asked : platformsOf(manifest.scripts)
  const isVue2 =
    found('@dcloudio/vue-cli-plugin-uni', root) !== null && found('@dcloudio/vite-plugin-uni', root) === null
  return {
    kind: isVue2 ? 'a project of Vue 2' : 'a project of Vue 3',
    problems: [...problems, ...(isVue2 ? ofVue2(root, platforms) : ofVue3(root, platforms, system))]
  }
}

function ofVue3(root, platforms, system) {
  const version = json(join(found('@dcloudio/vite-plugin-uni', root) ?? root, 'package.json'))?.version
  if (found('@dcloudio/vite-plugin-uni', root) === null)
    return [{ what: 'the packages of the project are not installed', todo: 'npm install' }]
  const problems = []
  const want = (name, why, install = `npm i -D ${name}@${version}`, from = root) => {
    const folder = found(name, from) ?? found(name, root)
    const there = folder === null ? null : json(join(folder, 'package.json')).version
    if (there === null) problems.push({ what: `${name} is missing: ${why}`, todo: install })
    else if (there !== version)
      problems.push({
        what: `${name} is ${there}, the compiler is ${version}: they have to be the same`,
        todo: install
      })
  }
  for (const platform of platforms)
    want(
      builder(platform),
      `without it \`uni build -p ${platform}\` builds for the web, and says nothing`,
      `npm i ${builder(platform)}@${version}`
    )
  if (!platforms.some((platform) => /^app/.test(platform))) return problems
  want('@dcloudio/uni-uts-v1', 'it compiles the plugin for apps')
  const binding = bindingOf(system)
  const compiler = found('@dcloudio/uts', root)
  if (binding === null)
    problems.push({
      what: `there is no UTS compiler for ${system.platform} on ${system.arch}`,
      todo: 'Build for apps on another system, or in HBuilderX.'
    })
  // Saved, a package for one system would break the install on all others.
  else
    want(
      binding,
      'the native part of the UTS compiler',
      `npm i --no-save${system.platform === 'linux' ? ' --force' : ''} ${binding}@${version}`,
      compiler === null ? root : realpathSync(compiler)
    )
  return problems
}

function ofVue2(root, platforms) {
  const { version } = json(join(found('@dcloudio/vue-cli-plugin-uni', root), 'package.json'))
  const { dependencies, devDependencies } = json(join(root, 'package.json')) ?? {}
  // The compiler takes no platform that package.json does not name, whatever is installed.
  const missing = platforms.filter(
    (platform) =>
      found(builder(platform), root) === null || !(builder(platform) in { ...dependencies, ...devDependencies })
  )
  const problems = missing.map((platform) => ({
    what:
      `${builder(platform)} is missing, or package.json does not name it: nothing is built for ${platform}, ` +
      'exit code 0',
    todo: `npm i ${builder(platform)}@${version}`
  }))
  for (const [name, install] of [
    ['@vue/cli-plugin-typescript', '@vue/cli-plugin-typescript@5.0.8'],
    ['typescript', 'typescript@4.5.5']
  ]) {
    if (found(name, root) === null)
      problems.push({
        what:
          `${name} is missing: webpack cannot read the plugin ("Identifier 'platformPorts' has already been ` +
          'declared")',
        todo: `npm i -D ${install}`
      })
  }
  const webpack = found('webpack', root)
  if (
    webpack !== null &&
    !existsSync(join(webpack, 'lib', 'GraphHelpers.js')) &&
    platforms.some((platform) => /^mp-/.test(platform))
  ) {
    problems.push({
      what:
        `webpack ${json(join(webpack, 'package.json')).version} lacks a file that DCloud's compiler asks for ` +
        `("Cannot find module 'webpack/lib/GraphHelpers'")`,
      todo: 'npm i -D webpack@5.76.3'
    })
  }
  if (!existsSync(join(root, 'tsconfig.json')))
    problems.push({
      what: 'tsconfig.json is missing: @vue/cli-plugin-typescript wants one',
      todo:
        'echo \'{ "compilerOptions": { "target": "ES2017", "module": "ESNext", "moduleResolution": "node", ' +
        '"allowJs": true, "skipLibCheck": true }, "include": ["src/main.*"] }\' > tsconfig.json'
    })
  return problems
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { kind, problems } = check(dirname(fileURLToPath(import.meta.url)), process.argv.slice(2))
  console.log(`rtm: ${kind}; ${problems.length === 0 ? 'nothing is missing' : `${problems.length} to do`}`)
  for (const { what, todo } of problems) console.log(`\n  ${what}\n      ${todo}`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
