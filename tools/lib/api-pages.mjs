// The API reference, made by TypeDoc from the declarations that are shipped: what stands in it is what an editor shows.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Application, Comment, CommentTag, Configuration, Converter, Logger, LogLevel, PageEvent } from 'typedoc'
import { nameOf, startPages } from './api-start.mjs'
import { inRoot } from './paths.mjs'

// Each entry's page, with its first sentence.
const pages = {
  index: "For pages of uni-app: `import { createRtmClient } from '@/uni_modules/rtm/js_sdk/index.js'`.",
  'js-engine': 'For app pages whose base has no native part of the plugin, beside [index.js](index.md).',
  web:
    'For plain web pages and Node: the same client with the engine built in. It exports everything that ' +
    '[index.js](index.md) does, and the following.',
  'ar-rtm-module':
    "For pages written for `uni.requireNativePlugin('AR-RtmModule')`: import this in place of that line.",
  'require-native-plugin':
    "Imported once in `main`, makes `uni.requireNativePlugin('AR-RtmModule')` itself return the functions of " +
    '[ar-rtm-module.js](ar-rtm-module.md), on the web and in mini-programs.',
  testing: 'The package for the tests of your own app, without a network.'
}

// A section for each file of declarations, in this order; what an entry declares itself comes first.
const sections = {
  'client-api': 'Client',
  'channel-api': 'Channel',
  functions: 'Functions of AR-RtmModule',
  events: 'Events',
  results: 'Results',
  options: 'Options',
  arguments: 'Arguments',
  answers: 'Answers',
  error: 'Errors',
  engine: 'Engine'
}

const documented = [
  'Enum',
  'EnumMember',
  'Variable',
  'Function',
  'Class',
  'Interface',
  'Property',
  'Method',
  'Accessor',
  'TypeAlias',
  'Parameter'
]

class Collected extends Logger {
  holes = []
  log(text, level) {
    if (level >= LogLevel.Warn) this.holes.push(text.replace(/, defined in [^,]*\/js_sdk\//, ', defined in js_sdk/'))
  }
}

/** The pages as name: text, and what lacks a doc comment. */
export async function apiPages(folder, names, tsconfig = 'test/types/tsconfig.json') {
  const out = mkdtempSync(join(tmpdir(), 'rtm-api-'))
  try {
    const { app, logger } = await typedoc(folder, names, out, tsconfig)
    const project = await app.convert()
    if (project === undefined) return { pages: new Map(), holes: logger.holes }
    app.validate(project)
    await app.generateOutputs(project)
    const texts = readdirSync(out)
      .sort()
      .map((file) => [file, readFileSync(join(out, file), 'utf8')])
    const start = startPages(
      names.map((name) => [name, pages[name]]),
      new Map(texts).get('index.md') ?? ''
    )
    return {
      pages: new Map([...texts, ...start.pages, ['codes.md', await errorPage('uni_modules/rtm/js_sdk/web.js')]]),
      holes: [...logger.holes, ...start.holes]
    }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

async function typedoc(folder, names, out, tsconfig) {
  const app = await Application.bootstrapWithPlugins(
    {
      entryPoints: names.map((name) => inRoot(folder, `${name}.d.ts`)),
      tsconfig: inRoot(tsconfig),
      plugin: ['typedoc-plugin-markdown'],
      outputs: [{ name: 'markdown', path: out }],
      router: 'module',
      name: 'API',
      logLevel: 'Warn',
      readme: 'none',
      disableSources: true,
      disableGit: true,
      excludePrivate: true,
      excludeExternals: true,
      excludeReferences: true,
      hideGenerator: true,
      hidePageHeader: true,
      hideBreadcrumbs: true,
      pageTitleTemplates: { module: ({ name }) => nameOf(name) },
      sort: ['source-order'],
      groupOrder: ['Functions', 'Variables', ...Object.values(sections), 'Constructors', 'Properties', 'Methods', '*'],
      useCodeBlocks: true,
      expandParameters: true,
      ...Object.fromEntries(
        [
          'parameters',
          'interfaceProperties',
          'classProperties',
          'typeAliasProperties',
          'propertyMembers',
          'typeDeclaration',
          'enumMembers'
        ].map((what) => [`${what}Format`, 'table'])
      ),
      tableColumnSettings: {
        hideInherited: true,
        hideModifiers: true,
        hideOverrides: true,
        hideDefaults: true,
        hideSources: true
      },
      requiredToBeDocumented: documented,
      validation: { notExported: true, invalidLink: true, notDocumented: true }
    },
    [new Configuration.TypeDocReader()]
  )
  const logger = new Collected()
  app.logger = logger
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context, reflection) => {
    if (pages[reflection.name] !== undefined && reflection.parent?.isProject())
      reflection.comment = new Comment([{ kind: 'text', text: pages[reflection.name] }])
  })
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const one of project.getReflectionsByKind(-1)) {
      const file = project.getSymbolIdFromReflection?.(one)
      if (one.parent?.parent !== project || file === undefined) continue
      const section = sections[basename(String(file.fileName ?? ''), '.d.ts')]
      if (section !== undefined)
        (one.comment ??= new Comment()).blockTags.push(new CommentTag('@group', [{ kind: 'text', text: section }]))
    }
  })
  app.renderer.on(PageEvent.END, (page) => {
    page.contents = readable(page.contents)
  })
  return { app, logger }
}

// A table's head says what stands in it, and the signature that nothing is returned.
export const readable = (text) =>
  text
    .replace(/^#+ (Type Parameters|Parameters|Properties)\n\n/gm, '')
    .replace(/^#+ Returns\n\n(?:`void`|`Promise`\\<`void`\\>)\n\n/gm, '')
    .replace(/^#+ Returns\n\n/gm, 'Returns ')
    .replace(/<a id="[^"]*"><\/a> /g, '')
    .replaceAll('`string` & `object`', '`string`')

async function errorPage(script) {
  // As text: Node would have to guess that the file is a module.
  const { errorActions } = await import(
    `data:text/javascript,${encodeURIComponent(readFileSync(inRoot(script), 'utf8'))}`
  )
  const rows = Object.entries(errorActions).map(([code, action]) => `| \`${code}\` | ${action} |`)
  return (
    '# Codes\n\nWhat `RtmError.code` may be, and what to do then (`RtmError.action`).\n\n' +
    `| code | action |\n| --- | --- |\n${rows.join('\n')}\n`
  )
}
