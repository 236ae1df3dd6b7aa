import js from '@eslint/js'
import tseslint from 'typescript-eslint'
import * as vueParser from 'vue-eslint-parser'
import rtm, { portable } from './tools/eslint/plugin.mjs'
import { projectParser } from './tools/eslint/project-parser.mjs'
import { testStyle } from './tools/eslint/test-style.mjs'
import * as utsParser from './tools/eslint/uts-parser.mjs'
import { letAlone } from './tools/lib/sdk-scripts.mjs'

const sdk = 'uni_modules/rtm/utssdk'
const typedSdk = 'uni_modules/rtm/js_sdk'
const on = (...names) => Object.fromEntries(names.map((name) => [`rtm/${name}`, 'error']))
const unused = { argsIgnorePattern: '^_', caughtErrors: 'none' }
const typeScript = {
  ...Object.assign({}, ...tseslint.configs.recommended.map((config) => config.rules)),
  '@typescript-eslint/no-unused-vars': ['error', unused]
}
// The few rules with types that find faults rather than taste.
const typed = {
  ...typeScript,
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/await-thenable': 'error',
  eqeqeq: 'error'
}
const nodeGlobals = Object.fromEntries(
  [
    'process',
    'console',
    'Buffer',
    'URL',
    'URLSearchParams',
    'performance',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'setImmediate',
    'queueMicrotask',
    'fetch',
    'AbortController',
    'TextEncoder',
    'TextDecoder',
    'structuredClone',
    'WebSocket',
    'crypto',
    'globalThis'
  ].map((name) => [name, 'readonly'])
)

// What is made tells the linters of others to let it alone (tools/lib/sdk-scripts.mjs); ours does not hear it.
const heard = {
  meta: { name: 'heard', version: '1' },
  preprocess: (text) => [text.replace(`\n${letAlone}\n`, '\n\n')],
  postprocess: (messages) => messages.flat()
}

function made(file, names) {
  const globals = Object.fromEntries(
    ['setTimeout', 'clearTimeout', 'console', ...names].map((name) => [name, 'readonly'])
  )
  return {
    files: [file],
    processor: heard,
    languageOptions: { ecmaVersion: 2017, sourceType: 'module', globals },
    rules: { 'no-undef': 'error' }
  }
}

export default [
  {
    ignores: ['.cache/**', 'dist/**', 'node_modules/**', 'unpackage/**', 'test/dialect/**', 'coverage/**', '**/*.d.ts']
  },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { rtm, '@typescript-eslint': tseslint.plugin }
  },

  { files: [`${sdk}/**/*.uts`], languageOptions: { parser: utsParser }, rules: on('layers', 'wall-clock') },
  { files: [`${sdk}/common/**/*.uts`], rules: on(...portable, 'no-ifdef') },
  { files: [`${sdk}/index.uts`, `${sdk}/interface.uts`, `${sdk}/unierror.uts`], rules: on(...portable) },
  { files: [`${sdk}/index.uts`], rules: on('entry-exports') },

  {
    files: ['server/src/**/*.ts'],
    languageOptions: { parser: projectParser('server/tsconfig.json') },
    rules: { ...typed, ...on('layers', 'wall-clock') }
  },
  {
    files: ['sdk/testing.ts', 'sdk/testing/**/*.ts'],
    languageOptions: { parser: projectParser('sdk/testing/tsconfig.json') },
    rules: { ...typed, ...on('layers', 'wall-clock') }
  },
  {
    files: ['sdk/**/*.ts'],
    ignores: ['sdk/testing.ts', 'sdk/testing/**'],
    languageOptions: { parser: projectParser('sdk/tsconfig.json') },
    rules: { ...typed, ...on('layers', 'wall-clock') }
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    ignores: ['test/types/**'],
    languageOptions: { parser: projectParser('test/tsconfig.json') },
    rules: typed
  },
  {
    files: ['test/**/*.ts'],
    ignores: ['test/kit/properties.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { name: 'fast-check', message: 'test/kit/properties.ts has it, with a seed that stays' }
      ],
      'no-restricted-syntax': ['error', ...testStyle]
    }
  },
  {
    files: ['examples/app-test/*.ts', 'examples/app-test/*.mts'],
    languageOptions: { parser: projectParser('examples/app-test/tsconfig.json') },
    rules: typed
  },
  { files: ['test/types/**/*.ts'], languageOptions: { parser: tseslint.parser }, rules: typeScript },
  {
    files: ['*.ts', '*.mts', 'pages/**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    rules: { ...typeScript, ...on('layers', 'wall-clock') }
  },
  {
    files: ['App.vue', 'pages/**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } },
    rules: { ...on('layers', 'wall-clock'), eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error' }
  },
  { files: ['test/consumers/**/*.js'], languageOptions: { globals: { document: 'readonly', location: 'readonly' } } },
  {
    files: ['examples/old-pages/**/*.vue'],
    languageOptions: { parser: vueParser, globals: { uni: 'readonly' } },
    rules: { eqeqeq: 'error', 'no-undef': 'error', 'no-var': 'error', 'prefer-const': 'error' }
  },
  { files: ['examples/old-pages/**/*.js'], languageOptions: { globals: { uni: 'readonly' } } },
  // What is made is only read: is it ES2017, and does it name nothing that its readers may not have?
  { files: [`${typedSdk}/*.cjs`], processor: heard },
  made(`${typedSdk}/*.js`, ['uni']), // asked by typeof: the life of JavaScript that all of them share stands on it
  made(`${typedSdk}/web.js`, ['WebSocket', 'document', 'window', 'location', 'navigator', 'performance']),
  made(`${typedSdk}/js-engine.js`, ['uni', 'wx', 'performance']),
  made(`${typedSdk}/require-native-plugin.js`, ['uni']),
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    ignores: [`${typedSdk}/**`],
    languageOptions: {
      globals: {
        ...nodeGlobals,
        require: 'readonly',
        module: 'writable',
        __dirname: 'readonly',
        __filename: 'readonly'
      }
    },
    rules: {
      ...js.configs.recommended.rules,
      'no-unused-vars': ['error', unused],
      'no-empty': ['error', { allowEmptyCatch: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }]
    }
  }
]
