// npm run compile:x [-- --self-test]: builds the sample of uni-app x (examples/uni-app-x) with the plugin for its three
// app targets. The build itself is silent about most faults of type, so the compiler's own report is read: any
// diagnostic is an error. Only for Android it has any of a page: for the other two a page becomes JavaScript.
// --self-test plants one there.
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../lib/paths.mjs'
import { node, seconds } from '../lib/run.mjs'

const work = inRoot('dist', 'uni-app-x')
const page = 'pages/index/index.uvue'
// What the compilers make of the page, and how it says there that it calls the plugin.
const results = {
  'app-android': {
    file: '.uniappx/android/src/pages/index/index.kt',
    calls: 'import uts.sdk.modules.rtm.sendChannelMessage'
  },
  'app-ios': { file: 'app-service.js', calls: 'sendChannelMessage' },
  'app-harmony': { file: 'assets/pages/index/index.js', calls: 'sendChannelMessage' }
}

function assemble(project) {
  rmSync(project, { recursive: true, force: true })
  cpSync(inRoot('examples', 'uni-app-x'), project, { recursive: true })
  cpSync(inRoot('uni_modules', 'rtm'), join(project, 'uni_modules', 'rtm'), { recursive: true })
}

async function problemsOf(platform, project) {
  const output = join(work, platform)
  rmSync(output, { recursive: true, force: true })
  const { code, output: said } = await node(['tools/uni.cjs', 'build', '-p', platform], {
    env: {
      NODE_ENV: 'production',
      NO_COLOR: '1',
      DEBUG: 'uts:tsc:compile',
      UNI_APP_X: 'true',
      UNI_INPUT_DIR: project,
      UNI_OUTPUT_DIR: output
    }
  })
  if (code !== 0) return [said.trim().split('\n').slice(-5).join('\n')]
  const diagnostics = said.match(/error (UTS|TS)\d+:.*(\n.*){0,2}/g) ?? []
  if (diagnostics.length > 0) return diagnostics
  const { file, calls } = results[platform]
  const made = join(output, file)
  return existsSync(made) && readFileSync(made, 'utf8').includes(calls) ? [] : [`${file} does not call the plugin`]
}

async function main() {
  const isSelfTest = process.argv.includes('--self-test')
  const project = join(work, 'project')
  assemble(project)
  if (isSelfTest)
    writeFileSync(join(project, page), readFileSync(join(project, page), 'utf8').replace('show(kind)', 'show(1)'))
  const platforms = isSelfTest ? ['app-android'] : Object.keys(results)
  let found = 0
  for (const platform of platforms) {
    const started = performance.now()
    const problems = await problemsOf(platform, project)
    found += problems.length
    console.log(`uni-app x, ${platform}: ${problems.length} problems, ${seconds(started)}`)
    for (const problem of problems) console.log(`  ${problem}`)
  }
  if (isSelfTest) console.log(found > 0 ? 'the planted fault was found' : 'the planted fault was NOT found')
  else if (found === 0) console.log(`${platforms.length} targets built, 0 diagnostics`)
  if (found > 0 !== isSelfTest) process.exit(1)
}

await main()
