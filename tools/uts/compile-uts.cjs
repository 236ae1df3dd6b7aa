// Compiles the plugin to Kotlin, Swift and ArkTS without HBuilderX and without vite, for uni-app and for uni-app x.
//   node tools/uts/compile-uts.cjs [app-android,app-ios,app-harmony] [--classic | --x]
//     [--root <project>] [--plugin <id>] [--out <folder>]
// Result: <out>/<platform>[-x]/{index.kt | index.swift | index.ets, proxy.js}, native files of the platform beside it.
// Any diagnostic is an error: DCloud's own builds stay silent about most of them.
const fs = require('node:fs')
const path = require('node:path')
const { spawn } = require('node:child_process')

const projectRoot = path.resolve(__dirname, '..', '..')
const allPlatforms = ['app-android', 'app-ios', 'app-harmony']
const resultName = { 'app-android': 'index.kt', 'app-ios': 'index.swift', 'app-harmony': 'index.ets' }

function readArguments(args) {
  const options = {
    platforms: allPlatforms,
    forms: ['classic', 'x'],
    root: projectRoot,
    plugin: 'rtm',
    out: path.join(projectRoot, 'dist', 'uts')
  }
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--x') options.forms = ['x']
    else if (args[i] === '--classic') options.forms = ['classic']
    else if (args[i] === '--root') options.root = path.resolve(args[++i])
    else if (args[i] === '--plugin') options.plugin = args[++i]
    else if (args[i] === '--out') options.out = path.resolve(args[++i])
    else options.platforms = args[i].split(',')
  }
  const unknown = options.platforms.filter((platform) => !allPlatforms.includes(platform))
  if (unknown.length > 0) throw new Error(`unknown platform: ${unknown.join(', ')}`)
  return options
}

// The compilers are steered by the environment, which they read while loading: one process per form.
function setEnvironment(options, work, isX) {
  Object.assign(process.env, {
    NODE_ENV: 'production',
    NO_COLOR: '1',
    UNI_INPUT_DIR: options.root,
    UNI_OUTPUT_DIR: path.join(work, 'app'),
    UNI_CLI_CONTEXT: projectRoot,
    HX_DEPENDENCIES_DIR: '',
    UNI_COMPILER_VERSION: '4.84',
    UNI_APP_X: String(isX),
    UNI_APP_X_TSC: 'true',
    UNI_APP_X_TSC_DIR: path.join(work, '.tsc'),
    UNI_APP_X_UVUE_DIR: path.join(work, '.uvue'),
    UNI_APP_X_CACHE_DIR: path.join(work, '.cache'),
    UNI_APP_X_TSC_CACHE_DIR: path.join(work, '.cache', 'tsc')
  })
}

async function compileOne(platform, options, work, isX) {
  const uts = require('@dcloudio/uni-uts-v1')
  const shared = require('@dcloudio/uni-cli-shared')
  const preprocessor = {
    'app-android': shared.createAppAndroidUniModulesSyncFilePreprocessorOnce,
    'app-ios': shared.createAppIosUniModulesSyncFilePreprocessorOnce,
    'app-harmony': shared.createAppHarmonyUniModulesSyncFilePreprocessorOnce
  }[platform]
  const create = {
    'app-android': uts.createUniXKotlinCompiler,
    'app-ios': uts.createUniXSwiftCompiler,
    'app-harmony': uts.createUniXArkTSCompiler
  }[platform]
  process.env.UNI_UTS_PLATFORM = platform
  process.env.UNI_PLATFORM = platform === 'app-harmony' ? 'app-harmony' : 'app'
  const pluginDir = path.join(options.root, 'uni_modules', options.plugin)

  const compiler = create({ resolveWorkers: () => ({}) })
  await compiler.init()
  await uts.syncUniModuleFilesByCompiler(platform, compiler, pluginDir, preprocessor(isX))
  const index = uts.resolveTscUniModuleIndexFileName(platform, pluginDir)
  if (!index) return ['the plugin has no utssdk/index.uts']
  const problems = []
  try {
    await compiler.addRootFiles([index])
  } catch (error) {
    problems.push(`fatal: ${error.message ?? error}`)
  }
  problems.push(...diagnosticsOf(compiler, path.join(process.env.UNI_APP_X_TSC_DIR, platform)))
  await compiler.close()
  if (problems.length > 0) return problems

  const bundle = platform === 'app-harmony' ? uts.compileArkTS : uts.compile
  const result = await bundle(pluginDir, {
    isX,
    isSingleThread: true,
    isPlugin: true,
    isExtApi: false,
    extApis: {},
    sourceMap: false,
    uni_modules: [],
    transform: {}
  })
  return collect(platform, options, path.join(options.out, platform + (isX ? '-x' : '')), result)
}

function diagnosticsOf(compiler, tscDir) {
  const ts = compiler.getTypeScript()
  return compiler
    .getDiagnostics()
    .filter((diagnostic) => diagnostic.file && diagnostic.file.fileName.startsWith(tscDir))
    .map((diagnostic) => {
      const at = ts.getLineAndCharacterOfPosition(diagnostic.file, diagnostic.start)
      const file = path.relative(tscDir, diagnostic.file.fileName).replace(/\.uts\.ts$/, '.uts')
      return (
        `${file}:${at.line + 1}:${at.character + 1} UTS${diagnostic.code} ` +
        `${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`
      )
    })
}

function collect(platform, options, target, result) {
  const made = path.join(process.env.UNI_OUTPUT_DIR, 'uni_modules', options.plugin, 'utssdk', platform)
  const folder = [path.join(made, 'src'), made].find((candidate) =>
    fs.existsSync(path.join(candidate, resultName[platform]))
  )
  if (!folder) return [`the compiler left no ${resultName[platform]} under ${made}`]
  fs.rmSync(target, { recursive: true, force: true })
  fs.mkdirSync(target, { recursive: true })
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isFile() && /\.(kt|java|swift|ets)$/.test(entry.name))
      fs.copyFileSync(path.join(folder, entry.name), path.join(target, entry.name))
  }
  if (!result?.code) return []
  fs.writeFileSync(path.join(target, 'proxy.js'), result.code)
  // Two top-level functions of one name: the compiler renames one of them, and the proxy calls what does not exist.
  const renamed = [...result.code.matchAll(/name:\s*'(\w+)__\d+ByJs'/g)].map((match) => match[1])
  return renamed.map(
    (name) => `index.uts: exported name "${name}" is also a top-level name in another module of the plugin`
  )
}

async function compileForm(options, isX) {
  const work = path.join(options.out, isX ? '.work-x' : '.work')
  fs.rmSync(work, { recursive: true, force: true })
  setEnvironment(options, work, isX)
  let failed = false
  for (const platform of options.platforms) {
    const started = performance.now()
    let problems
    try {
      problems = await compileOne(platform, options, work, isX)
    } catch (error) {
      problems = [`bundling failed: ${error.message ?? error}`]
    }
    const title = `${platform}${isX ? ' (uni-app x)' : ''}`
    console.log(`${title}: ${problems.length} problems, ${((performance.now() - started) / 1000).toFixed(1)} s`)
    for (const problem of problems) console.log(`  ${problem}`)
    failed = failed || problems.length > 0
  }
  return failed ? 1 : 0
}

// A crash of the native binding ends the process without a word; its parent notices.
function inChild(args, form) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [__filename, ...args, form], { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    child.on('close', (code, signal) => {
      process.stdout.write(output)
      if (signal) console.log(`the UTS compiler died with ${signal} (${form})`)
      resolve(code ?? 1)
    })
  })
}

async function main() {
  const args = process.argv.slice(2)
  const options = readArguments(args)
  if (options.forms.length === 1) return compileForm(options, options.forms[0] === 'x')
  const codes = await Promise.all([inChild(args, '--classic'), inChild(args, '--x')])
  const count = options.platforms.length * 2
  if (codes.every((code) => code === 0)) console.log(`${count} targets compiled, 0 diagnostics`)
  return Math.max(...codes)
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message)
    process.exit(1)
  }
)
