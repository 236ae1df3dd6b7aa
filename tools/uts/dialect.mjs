// npm run dialect: the portable subset, rule by rule, on every target at once (see test/dialect/README.md).
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { ESLint } from 'eslint'
import { portable, rules } from '../eslint/plugin.mjs'
import * as utsParser from '../eslint/uts-parser.mjs'
import { inRoot, root } from '../lib/paths.mjs'
import { node, seconds } from '../lib/run.mjs'

const source = (folder) => inRoot('test', 'dialect', folder)
const project = inRoot('dist', 'dialect', 'project')
const utssdk = join(project, 'uni_modules', 'rtm', 'utssdk')
const names = (folder) =>
  readdirSync(source(folder))
    .map((file) => file.replace(/\.uts$/, ''))
    .sort()
const exported = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
const textOf = (folder, name) => readFileSync(join(source(folder), `${name}.uts`), 'utf8')

const problems = []
let checks = 0
const expect = (holds, problem) => {
  checks++
  if (!holds) problems.push(problem)
}

// All right forms become one plugin, so that every compiler starts once.
function writeProject(list) {
  rmSync(project, { recursive: true, force: true })
  mkdirSync(join(utssdk, 'common'), { recursive: true })
  for (const name of list) cpSync(join(source('right'), `${name}.uts`), join(utssdk, 'common', `${name}.uts`))
  const imports = list.map((name) => `import { ${exported(name)} } from './common/${name}.uts'`)
  const branches = list.map((name) => `  if (rule == '${name}') done(${exported(name)}())`)
  writeFileSync(
    join(utssdk, 'index.uts'),
    [
      ...imports,
      'export function dialect(rule: string, done: (text: string) => void): void {',
      ...branches,
      '}',
      ''
    ].join('\n')
  )
  writeFileSync(
    join(project, 'uni_modules', 'rtm', 'package.json'),
    JSON.stringify({ id: 'rtm', displayName: 'dialect', version: '1.0.0', uni_modules: {} })
  )
  writeFileSync(join(project, 'manifest.json'), '{"appid":"__UNI__DIALECT","vueVersion":"3"}')
  writeFileSync(join(project, 'pages.json'), '{"pages":[]}')
}

async function runAsJavaScript(list) {
  const outfile = inRoot('dist', 'dialect', 'dialect.mjs')
  await build({
    entryPoints: [join(utssdk, 'index.uts')],
    outfile,
    bundle: true,
    format: 'esm',
    loader: { '.uts': 'ts' },
    logLevel: 'silent'
  })
  const { dialect } = await import(`${outfile}?${Date.now()}`)
  for (const name of list) {
    const wanted = /^\/\/ => (.*)$/m.exec(textOf('right', name))?.[1]
    let given = null
    dialect(name, (text) => {
      given = text
    })
    expect(given === wanted, `right/${name}.uts gives ${given}, not ${wanted}`)
  }
}

async function lint() {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.uts'],
        plugins: { rtm: { rules } },
        languageOptions: { parser: utsParser },
        rules: Object.fromEntries(portable.map((name) => [`rtm/${name}`, 'error']))
      }
    ]
  })
  const found = async (folder, name) => {
    const [result] = await eslint.lintFiles([`test/dialect/${folder}/${name}.uts`])
    return result.messages
  }
  for (const name of names('right')) {
    const messages = await found('right', name)
    expect(
      messages.length === 0,
      messages.map((message) => `right/${name}.uts:${message.line} ${message.ruleId} ${message.message}`).join('\n')
    )
  }
  for (const name of names('wrong')) {
    const spoken = (await found('wrong', name))
      .filter((message) => message.ruleId === `rtm/${name}`)
      .map((message) => message.line)
      .join(',')
    const wanted = textOf('wrong', name)
      .split('\n')
      .flatMap((line, index) => [...line.matchAll(/wrong/g)].map(() => index + 1))
      .join(',')
    expect(spoken === wanted, `wrong/${name}.uts: ${name} speaks on lines [${spoken}], expected [${wanted}]`)
  }
}

const started = performance.now()
const list = names('right')
for (const rule of portable) {
  expect(
    list.includes(rule) && names('wrong').includes(rule),
    `rule ${rule} has no file in test/dialect/right and wrong`
  )
}
writeProject(list)
const compiling = node(['tools/uts/compile-uts.cjs', '--root', project, '--out', inRoot('dist', 'dialect', 'out')])
await runAsJavaScript(list)
await lint()
const compiled = await compiling
checks += 6
if (compiled.code !== 0) problems.push(compiled.output.trim())
if (problems.length > 0) {
  console.log(problems.join('\n'))
  console.log(`dialect: ${problems.length} of ${checks} checks failed`)
  process.exit(1)
}
console.log(`dialect: ${list.length} rules on 6 native targets and JavaScript, ${checks} checks, ${seconds(started)}`)
