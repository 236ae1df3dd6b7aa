// The stages of the gate and of the long runs, as rows. An array within a list is played side by side: each of its
// lanes waits for compilers, sockets or one thread half of the time.
const script = (title, ...file) => ({ title, file })
const suite = (title, mode, rest = {}) => ({ title, vitest: ['--mode', mode], ...rest })
const tests = (title, ...vitest) => ({ title, vitest })
const kotlin = (title, ...args) => ({ title, command: ['bash', 'test/native/kotlin.sh', ...args] })
const swift = (title, ...args) => ({ title, command: ['bash', 'test/native/swift.sh', ...args] })

/** npm test: everything that needs no native tool chain. */
export const TESTS = [
  [
    [script('type check', 'tools/typecheck.mjs')],
    [
      script('lint', 'tools/lint.mjs'),
      script('format', 'tools/prettier/format.mjs'),
      script('rooms of server and engine', 'tools/rooms/main.mjs'),
      script('rules of the wire and the AR façade', 'tools/rules.mjs')
    ]
  ],
  tests('tests'),
  {
    title: 'builds: h5, mp-weixin, server',
    builds: ['pages', 'mp-weixin', 'old-pages-h5', 'old-pages-mp-weixin', 'server']
  },
  // One after the other: time is real in the browser tests, and beside the suite's own Chromium they starve.
  suite("those who use js_sdk and the test kit: plain web, Node, nvue, an app's tests", 'consumers', { browser: true }),
  suite('conformance: mini-program, Chromium', 'conformance', { browser: true }),
  suite('browser tests', 'e2e', { browser: true })
]

/** What .ci/run plays after them. Every scenario is played in full on Node, and in one form by each native runtime. */
export const NATIVE = [
  [
    [
      script('a minute of chaos, judged by its ledger', 'tools/chaos.mjs', '--minutes', '1', '--seed', '12'),
      suite('a project of Vue 2 uses js_sdk', 'consumers', { env: { RTM_CONSUMER: 'vue2' }, browser: true })
    ],
    [
      { title: 'uni build app, and the old pages', builds: ['app', 'old-pages-app', 'app-harmony'] },
      script('UTS to Kotlin, Swift and ArkTS, uni-app and uni-app x', 'tools/uts/compile-uts.cjs'),
      script('dialect test on every target', 'tools/uts/dialect.mjs')
    ]
  ],
  [
    [
      kotlin("generated Kotlin against OkHttp, with and without DCloud's compiler plugin"),
      kotlin(
        'generated Kotlin runs on the JVM: links, thread, surroundings, a call through the generated proxy',
        '--run'
      ),
      kotlin("a story on Android's own framework classes: Looper, activities, networks, sleep", '--robolectric'),
      kotlin(
        'the conformance suite from the pages of the built app, through the bridge into the generated Kotlin',
        '--bridge'
      ),
      kotlin("threads on Android: the engine's state is used on its own thread only", '--threads'),
      kotlin("what the stand-in for DCloud's runtime assumes", '--stub'),
      kotlin("the dialect's Kotlin", 'dist/dialect/out/app-android')
    ],
    [
      swift('generated Swift for iOS 13'),
      swift('the conformance suite on the generated Swift', '--conformance'),
      {
        ...swift(
          'from the pages of the built app, through the bridge into the generated Swift: page level, old pages',
          '--bridge'
        ),
        env: { RTM_SCENARIO: 'page level|old pages' }
      },
      swift('threads on iOS: nothing that two threads touch at once', '--threads'),
      swift("the dialect's Swift", 'dist/dialect/out/app-ios'),
      {
        ...script('the conformance suite on the generated ArkTS', 'tools/conformance.mjs'),
        env: { RTM_SUITE: 'arkts' }
      },
      script("types of the generated ArkTS, against the kits' declarations", 'tools/uts/arkts-check.mjs'),
      script('the sample of uni-app x, with the plugin', 'tools/uts/compile-x.mjs')
    ]
  ]
]

/**
 * The long runs, by name: npm run test:everything. Other forms, other seeds, more of everything, and whether checks
 * find what is planted.
 */
export const LONG = {
  'kotlin-forms': kotlin('the conformance suite on the generated Kotlin, directly, both forms', '--conformance'),
  robolectric: kotlin("the conformance suite on Android's own framework classes", '--robolectric-suite'),
  'swift-bridge': swift(
    'the conformance suite from the pages of the built app, through the bridge into the generated Swift',
    '--bridge'
  ),
  minis: [
    { title: 'uni build for nine mini-programs', builds: ['minis'] },
    {
      ...script(
        'nine mini-programs, each on its own socket; the whole suite where its stand-in tells all it measures',
        'tools/conformance.mjs'
      ),
      env: { RTM_SUITE: 'minis', RTM_MINIS: 'all' }
    }
  ],
  planted: [
    kotlin('the watch on threads finds planted faults', '--threads', '--self-test'),
    kotlin('the checks of the stand-in find planted faults', '--stub', '--self-test'),
    kotlin('the Kotlin check finds a planted fault', '--self-test'),
    kotlin("the story on Android's own classes finds planted faults", '--robolectric', '--self-test'),
    swift('the Swift check finds planted faults', '--self-test'),
    swift('ThreadSanitizer finds planted faults', '--threads', '--self-test'),
    script('the rules of ArkTS find planted faults', 'tools/uts/arkts-check.mjs', '--self-test'),
    script('the check of uni-app x finds a planted fault', 'tools/uts/compile-x.mjs', '--self-test')
  ],
  schedules: [
    {
      ...tests('random schedules of peers and channels', 'test/oracles/random-schedules.test.ts'),
      env: { RTM_SCHEDULES: '20000' }
    },
    { ...tests('random schedules of mail', 'test/oracles/mail-schedules.test.ts'), env: { RTM_SCHEDULES: '6000' } },
    {
      ...tests(
        'random schedules of attributes and invitations',
        'test/oracles/attributes.test.ts',
        'test/oracles/invitations.test.ts'
      ),
      env: { RTM_SCHEDULES: '3000', RTM_RUNS: '3000' }
    }
  ],
  rows: {
    ...tests('every row of calls made without waiting, in every weather', 'test/oracles/calls-in-a-row.test.ts'),
    env: { RTM_ROWS: 'all' }
  },
  cuts: { ...tests('a call cut at every step', 'test/oracles/invitation-cuts.test.ts'), env: { RTM_CUTS: 'all' } },
  kill: { ...tests('a hundred rounds of kill -9', 'test/kill'), env: { RTM_ROUNDS: '100' } },
  stopped: {
    ...tests('a stopped process, with the leases that are shipped', 'test/server/process/stopped.test.ts'),
    env: { RTM_STOPPED_MS: '40000' }
  },
  chaos: script('ten minutes of chaos', 'tools/chaos.mjs', '--minutes', '10', '--seed', '12'),
  soak: script('twenty minutes of mixed life: nothing grows', 'tools/soak.mjs', '--minutes', '20'),
  stress: [
    {
      ...tests('ten thousand messages each way while links break: Node', 'test/conformance', '-t', 'stress:'),
      env: { RTM_STRESS: '10000' }
    },
    {
      ...script('ten thousand messages each way while links break: mini-program, Chromium', 'tools/conformance.mjs'),
      env: { RTM_STRESS: '10000', RTM_SCENARIO: 'stress:' },
      browser: true
    }
  ],
  hidden: {
    ...suite('a tab that is hidden for 240 s', 'e2e', { browser: true, env: { RTM_POKES: '80' } }),
    vitest: ['--mode', 'e2e', 'test/e2e/hidden.test.ts', '-t', 'stays online']
  },
  disconnects: {
    title: 'a hundred forced disconnects in the browser',
    vitest: ['--mode', 'e2e', 'test/e2e/disconnects.test.ts'],
    browser: true,
    env: { RTM_BREAKS: '100' }
  },
  newcomers: script("new users' projects, from the documents' own text", 'tools/newcomers/main.mjs'),
  busy: script('each browser test twenty times beside busy cores', 'tools/gate/e2e-busy.mjs')
}
