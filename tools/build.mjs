// node tools/build.mjs [pages] [mp-weixin] [app] [app-harmony] [old-pages-h5] [old-pages-mp-weixin] [old-pages-app]
// [minis] [server] [testing] [conformance] [soak]: builds what its inputs say is out of date.
import { cpSync, existsSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { hashOf, isStamped, stamp } from './lib/inputs.mjs'
import { inRoot } from './lib/paths.mjs'
import { node, seconds } from './lib/run.mjs'

const pageInputs = [
  'App.vue',
  'main.ts',
  'index.html',
  'manifest.json',
  'pages.json',
  'theme.json',
  'uni.scss',
  'vite.config.ts',
  'tsconfig.json',
  'static',
  'pages',
  'uni_modules',
  'package-lock.json',
  'tools/uni.cjs'
]
const oldPagesInputs = [
  'examples/old-pages',
  'uni_modules',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'tools/uni.cjs',
  'tools/build.mjs'
]
const minisInputs = [
  'test/minis/project',
  'uni_modules',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'tools/uni.cjs',
  'tools/build.mjs'
]
const serverInputs = ['server/src', 'uni_modules/rtm/utssdk/common', 'package-lock.json', 'tools/build.mjs']
const conformanceInputs = [
  ...serverInputs,
  'test/conformance',
  'test/kit',
  'sdk/testing',
  'pages/conformance/wire.ts',
  'uni_modules/rtm/utssdk/js'
]

const testingInputs = [
  'sdk',
  'server/src',
  'uni_modules/rtm/utssdk',
  'uni_modules/rtm/package.json',
  'tools/types',
  'LICENSE',
  'package-lock.json',
  'tools/build.mjs',
  ...['sdk-declarations', 'sdk-one-piece', 'sdk-scripts', 'testing-package', 'ifdef', 'uts-program'].map(
    (name) => `tools/lib/${name}.mjs`
  )
]

const targets = {
  pages: { inputs: pageInputs, output: 'dist/build/h5', make: () => uni('h5') },
  'mp-weixin': { inputs: pageInputs, output: 'dist/build/mp-weixin', make: () => uni('mp-weixin') },
  app: { inputs: pageInputs, output: 'dist/build/app', make: () => uni('app') },
  'app-harmony': { inputs: pageInputs, output: 'dist/build/app-harmony', make: () => uni('app-harmony') },
  'old-pages-h5': { inputs: oldPagesInputs, output: 'dist/old-pages/h5', make: () => oldPages('h5') },
  'old-pages-mp-weixin': {
    inputs: oldPagesInputs,
    output: 'dist/old-pages/mp-weixin',
    make: () => oldPages('mp-weixin')
  },
  'old-pages-app': { inputs: oldPagesInputs, output: 'dist/old-pages/app', make: () => oldPages('app') },
  minis: { inputs: minisInputs, output: 'dist/minis/mp-xhs', make: minis },
  server: { inputs: serverInputs, output: 'dist/server/rtm-server.mjs', make: bundleServer },
  testing: { inputs: testingInputs, output: 'dist/testing/package.json', make: bundleTesting },
  soak: {
    inputs: [...conformanceInputs, 'test/soak'],
    output: 'dist/soak/life.mjs',
    make: () => bundle('test/soak/life.ts', 'dist/soak/life.mjs')
  },
  conformance: { inputs: conformanceInputs, output: 'dist/conformance/host.mjs', make: bundleConformance }
}

async function uni(platform, project = inRoot(), output = inRoot('dist', 'build', platform)) {
  rmSync(output, { recursive: true, force: true })
  const result = await node([inRoot('tools/uni.cjs'), 'build', '-p', platform], {
    cwd: project,
    env: { NODE_ENV: 'production', UNI_INPUT_DIR: project, UNI_OUTPUT_DIR: output, BROWSERSLIST_IGNORE_OLD_DATA: '1' }
  })
  if (result.code !== 0 || !existsSync(output)) throw new Error(`uni build ${platform} failed\n${result.output}`)
}

// The example as a project of its own, with the plugin where a project has it, and what the command line asks a project
// for.
async function oldPages(platform) {
  const project = inRoot('dist', 'old-pages', `project-${platform}`)
  rmSync(project, { recursive: true, force: true })
  cpSync(inRoot('examples', 'old-pages'), project, { recursive: true })
  cpSync(inRoot('uni_modules', 'rtm'), `${project}/uni_modules/rtm`, { recursive: true })
  for (const file of ['package.json', 'vite.config.ts']) cpSync(inRoot(file), `${project}/${file}`)
  await uni(platform, project, inRoot('dist', 'old-pages', platform))
}

// The plugin in a project with one page, for every mini-program there is. A platform whose package is not installed
// would be a web page, and no error.
async function minis() {
  const project = inRoot('dist', 'minis', 'project')
  rmSync(project, { recursive: true, force: true })
  cpSync(inRoot('test', 'minis', 'project'), project, { recursive: true })
  cpSync(inRoot('uni_modules', 'rtm'), `${project}/uni_modules/rtm`, { recursive: true })
  for (const file of ['package.json', 'vite.config.ts']) cpSync(inRoot(file), `${project}/${file}`)
  const names = ['weixin', 'alipay', 'toutiao', 'baidu', 'qq', 'kuaishou', 'lark', 'jd', 'xhs']
  const one = async () => {
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      const output = inRoot('dist', 'minis', `mp-${name}`)
      await uni(`mp-${name}`, project, output)
      if (existsSync(`${output}/index.html`) || !existsSync(`${output}/app.js`))
        throw new Error(`uni build mp-${name} made a web page: is @dcloudio/uni-mp-${name} installed? Run npm ci`)
    }
  }
  await Promise.all([one(), one(), one()])
}

// One file each, with everything inside, so that a server needs Node and nothing else.
async function bundleServer() {
  await bundle('server/src/main.ts', 'dist/server/rtm-server.mjs')
  await bundle('server/src/cli/token.ts', 'dist/server/rtm-token.mjs')
}

// A compiler comes with it, which other builds need not wait for.
async function bundleTesting() {
  const { writeTestingPackage } = await import('./lib/testing-package.mjs')
  await writeTestingPackage('dist/testing')
}

// The suite for pages on devices: its host, and the partner in its scenarios. What scenarios expect with is taken from
// within vitest.
async function bundleConformance() {
  const within = dirname(createRequire(import.meta.url).resolve('vitest/package.json'))
  const plugin = {
    name: 'expect-without-vitest',
    setup: ({ onResolve, resolve }) => {
      onResolve({ filter: /^vitest$/ }, () => ({ path: inRoot('test/conformance/device/expect.ts') }))
      onResolve({ filter: /^(@vitest\/expect|chai)$/ }, ({ path, kind, resolveDir }) =>
        resolveDir === within ? undefined : resolve(path, { kind, resolveDir: within })
      )
    }
  }
  await bundle('test/conformance/device/main.ts', 'dist/conformance/host.mjs', [plugin])
  await bundle('test/conformance/runtimes/node-main.ts', 'dist/conformance/partner.mjs')
}

async function bundle(entry, outfile, plugins = []) {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: inRoot(),
    entryPoints: [entry],
    outfile,
    plugins,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    loader: { '.uts': 'ts' },
    tsconfigRaw: { compilerOptions: { target: 'es2022', useDefineForClassFields: true } },
    // ws is CommonJS and asks for node's own modules with require; two optional speed-ups of it stay outside, and lmdb,
    // which is native: it is loaded where there is a data folder.
    banner: {
      js:
        "import { createRequire as __createRequire } from 'node:module'; " +
        'const require = __createRequire(import.meta.url);'
    },
    external: ['bufferutil', 'utf-8-validate', 'lmdb'],
    logLevel: 'silent'
  })
}

export async function build(name, say = console.log) {
  const target = targets[name]
  if (!target) throw new Error(`no such build: ${name} (one of ${Object.keys(targets).join(', ')})`)
  const hash = hashOf(target.inputs)
  if (isStamped(name, hash) && existsSync(inRoot(target.output))) {
    say(`${name}: up to date`)
    return
  }
  const started = performance.now()
  say(`${name}: building …`)
  // A minute of silence looks like a hang.
  const telling = setInterval(() => {
    say(`${name}: still building, ${Math.round((performance.now() - started) / 1000)} s …`)
  }, 5000)
  try {
    await target.make()
  } finally {
    clearInterval(telling)
  }
  stamp(name, hash)
  say(`${name}: built in ${seconds(started)}`)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    for (const name of process.argv.slice(2)) await build(name)
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
