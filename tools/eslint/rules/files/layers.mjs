// Who may import whom: the layers of the plugin, of the sources of its js_sdk, the server's and the pages' way in.
// Cursors and queues of delivery serve every noun.
import { dirname, join, normalize, relative } from 'node:path'
import { root } from '../../../lib/paths.mjs'
import { rule } from '../../rule.mjs'

const sdk = 'uni_modules/rtm/utssdk/'
const platforms = ['app-android', 'app-ios', 'app-harmony', 'web', 'uni', 'js']
const typed = 'sdk/'
const made = 'uni_modules/rtm/js_sdk/'

// In common/: engine.uts and engine/ are the engine, ports.uts and guarded.uts the ports, other single files the
// toolbox, other folders the nouns.
export function layerOf(file) {
  const path = file.replaceAll('\\', '/')
  if (path.startsWith('server/')) return 'server'
  if (path.startsWith('pages/') || path === 'App.vue' || path === 'main.ts') return 'page'
  if (path.startsWith(typed)) return layerOfTyped(path.slice(typed.length))
  if (path.startsWith(made)) return 'sdk:made'
  if (!path.startsWith(sdk)) return null
  const [first, ...rest] = path.slice(sdk.length).split('/')
  if (rest.length === 0) return first === 'index.uts' ? 'entry' : 'types'
  if (platforms.includes(first)) return `platform:${first}`
  if (first !== 'common') return null
  if (rest.length > 1) return ['protocol', 'engine', 'ar'].includes(rest[0]) ? rest[0] : `noun:${rest[0]}`
  if (['ports.uts', 'guarded.uts'].includes(rest[0])) return 'ports'
  return rest[0] === 'engine.uts' ? 'engine' : 'toolbox'
}

// In sdk/, from which the plugin's own js_sdk is made: web and js-engine carry the engine, testing a server as well;
// index does not, nor what it imports.
function layerOfTyped(path) {
  if (/^testing[./]/.test(path)) return 'sdk:testing'
  return /^(web|js-engine|engine\/engine-over)\./.test(path) ? 'sdk:engine' : 'sdk'
}

const js = ['platform:web', 'platform:uni', 'platform:app-harmony']

export function mayImport(from, to) {
  if (from === null || from === to) return true
  switch (from) {
    case 'protocol':
    case 'ports':
    case 'types':
      return false
    case 'toolbox':
      return ['ports', 'protocol'].includes(to)
    case 'engine':
      return ['protocol', 'ports', 'toolbox'].includes(to) || isNoun(to)
    case 'ar':
      return ['engine', 'ports', 'toolbox'].includes(to)
    case 'entry':
      return to !== null && !['server', 'page'].includes(to) && !isTyped(to)
    case 'sdk':
      return to === 'entry' || to === 'protocol'
    case 'sdk:engine':
      return to === 'sdk' || isOfJavaScript(to)
    case 'sdk:testing':
      return ['sdk', 'sdk:engine', 'server'].includes(to) || isOfJavaScript(to)
    case 'sdk:made':
      return false
    case 'page':
      return ['entry', 'sdk:made', null].includes(to)
    case 'server':
      return to === 'protocol' || to === null
  }
  if (isNoun(from)) return ['protocol', 'ports', 'toolbox', 'noun:delivery'].includes(to)
  return to === 'ports' || (js.includes(from) && to === 'platform:js')
}

const isNoun = (layer) => layer !== null && layer.startsWith('noun:')
const isTyped = (layer) => layer !== null && layer.startsWith('sdk')
// What of the plugin runs as JavaScript without its entry file, which picks one platform.
const isOfJavaScript = (layer) =>
  ['protocol', 'ports', 'toolbox', 'engine', 'ar', 'platform:js', 'platform:web', 'platform:uni'].includes(layer)

// The project path a specifier stands for, or null for a package.
export function targetOf(file, specifier) {
  if (specifier === '@/uni_modules/rtm') return `${sdk}index.uts`
  if (specifier.startsWith('@/')) return specifier.slice(2)
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier)).replaceAll('\\', '/')
  return null
}

export function verdict(file, specifier) {
  const from = layerOf(file)
  const target = targetOf(file, specifier)
  if (target === null) {
    const portable = from !== null && ['protocol', 'ports', 'toolbox', 'engine', 'ar', 'entry', 'types'].includes(from)
    return portable || isNoun(from) || isTyped(from) ? `${from} imports no package` : null
  }
  const to = layerOf(target)
  if (
    from === 'page' &&
    target.startsWith('uni_modules/rtm/') &&
    specifier !== '@/uni_modules/rtm' &&
    to !== 'sdk:made'
  ) {
    return "pages import only '@/uni_modules/rtm' and what stands in its js_sdk"
  }
  if (from === 'sdk' && to === 'entry' && specifier !== '@/uni_modules/rtm')
    return "sdk imports the plugin as '@/uni_modules/rtm', as its readers do"
  if (from === 'server' && !target.startsWith('server/') && to !== 'protocol')
    return 'the server imports only common/protocol from outside'
  return mayImport(from, to) ? null : `${from} must not import ${to ?? target}`
}

export default rule('{{why}}', ({ context, report }) => {
  const file = relative(root, context.filename).replaceAll('\\', '/')
  const check = (node) => {
    if (typeof node?.value !== 'string') return
    const why = verdict(file, node.value)
    if (why !== null) report(node, { why })
  }
  return {
    ImportDeclaration: (node) => check(node.source),
    ExportAllDeclaration: (node) => check(node.source),
    ExportNamedDeclaration: (node) => check(node.source),
    ImportExpression: (node) => check(node.source)
  }
})
