// The page of the conformance suite: one run, which is a socket to the test host and how far it is, and its report. The
// host judges; this page does what it is told and shows the verdicts.
import { computed, reactive, ref, watch } from 'vue'
import { about, likelyBase } from '../shared/about'
import type { Base } from '../shared/about'
import { t } from '../shared/language/language'
import type { Word } from '../shared/language/language'
import { ownTestHost } from '../shared/login/server'
import { obey } from './driver'
import { countOf, reportOf } from './report'
import type { Command, News, Report, Start } from './wire'

export interface Row {
  readonly number: number
  readonly name: string
  readonly why: string
  state: 'waiting' | 'playing' | 'passed' | 'failed' | 'left out'
  reason: string
  ms: number
}

export type Phase = 'idle' | 'joining' | 'running' | 'over' | 'broken'

export interface Run {
  phase: Phase
  rows: Row[]
  only: readonly number[]
  ms: number
  /** Why it broke off, as far as the platform says. */
  problem: string
}

const STORED = 'rtm-test-host'

export const bases: { base: Base; word: Word }[] = [
  { base: 'standard', word: 'baseStandard' },
  { base: 'custom', word: 'baseCustom' },
  { base: 'package', word: 'basePackage' }
]
export const marks: Record<Row['state'], { word: Word; tone: string }> = {
  waiting: { word: 'scenarioWaiting', tone: '' },
  playing: { word: 'scenarioPlaying', tone: 'wait' },
  passed: { word: 'scenarioPassed', tone: 'good' },
  failed: { word: 'scenarioFailed', tone: 'bad' },
  'left out': { word: 'scenarioLeftOut', tone: '' }
}

export function useConformance() {
  const { run, start, stop } = useRun()
  const own = about()
  const server = ref(ownTestHost() || String(uni.getStorageSync(STORED) || ''))
  const base = ref<Base>(likelyBase(own))
  const report = ref('')
  const isCopied = ref(false)
  let only: number[] = []

  const isBusy = computed(() => run.phase === 'joining' || run.phase === 'running')
  const isOver = computed(() => run.phase === 'over' || (run.phase === 'broken' && run.rows.length > 0))
  const count = computed(() => countOf(run.rows))
  const played = computed(() => count.value.passed + count.value.failed)
  const share = computed(() => (100 * played.value) / Math.max(1, run.rows.length - count.value.leftOut))
  const tone = computed(() =>
    count.value.failed > 0 || run.phase === 'broken' ? 'bad' : run.phase === 'over' ? 'good' : 'wait'
  )
  const standing = computed(() => {
    const { passed, failed, leftOut } = count.value
    if (run.phase === 'joining') return t('runJoining')
    if (run.phase === 'running') return t('runRunning', { n: played.value, all: run.rows.length - leftOut })
    if (run.phase === 'over') return t('runOver', { n: passed, failed, left: leftOut })
    return t(run.rows.length === 0 ? 'runUnreached' : 'runBroken', { problem: run.problem })
  })

  // ?only=1,9,20 plays these and no others: for looking into one of them, and for tests of this page.
  function take(query: Record<string, string | undefined> = {}): void {
    only = String(query.only ?? '')
      .split(',')
      .map(Number)
      .filter((number) => number > 0)
  }

  function begin(): void {
    if (isBusy.value || server.value.trim() === '') return
    uni.setStorageSync(STORED, server.value.trim())
    isCopied.value = false
    start(server.value, only)
  }

  const reportNow = (): string => {
    const facts = own.packageName === '' ? own.facts : [...own.facts, ['base', base.value] as const]
    return reportOf(run, facts, new Date().toISOString())
  }
  watch(isBusy, (busy) => {
    // #ifndef H5
    uni.setKeepScreenOn({ keepScreenOn: busy }) // a locked phone would end the run
    // #endif
    if (!busy) report.value = reportNow()
  })
  watch(base, () => {
    if (report.value !== '') report.value = reportNow()
  })

  function copy(): void {
    uni.setClipboardData({
      data: report.value,
      showToast: false,
      success: () => {
        isCopied.value = true
      }
    })
  }

  return { run, server, base, report, isCopied, isBusy, isOver, share, tone, standing, take, begin, stop, copy }
}

function useRun() {
  const run = reactive<Run>({ phase: 'idle', rows: [], only: [], ms: 0, problem: '' })
  let task: UniApp.SocketTask | null = null

  function start(server: string, only: readonly number[]): void {
    Object.assign(run, { phase: 'joining', rows: [], only, ms: 0, problem: '' })
    const address = server.trim().replace(/\/+$/, '')
    // With a callback given, the call returns the task and not a promise.
    const mine: UniApp.SocketTask = uni.connectSocket({
      url: `${address}/conformance`,
      complete: () => {},
      fail: ({ errMsg }) => {
        end(mine, errMsg)
      }
    })
    task = mine
    const send = (message: Start | Report): void => {
      mine.send({ data: JSON.stringify(message) })
    }
    mine.onOpen(() => {
      send({ start: 1, server: address, only })
    })
    mine.onMessage(({ data }) => {
      if (task !== mine) return
      const message = JSON.parse(String(data)) as Command | News
      if ('do' in message) obey(message, send)
      else hear(message)
    })
    mine.onError((fault) => {
      end(mine, String((fault as { errMsg?: string }).errMsg ?? ''))
    })
    mine.onClose(() => {
      end(mine, '')
    })
  }

  function hear(news: News): void {
    if ('plan' in news) {
      run.phase = 'running'
      run.rows = news.plan.map((planned) => ({
        ...planned,
        state: planned.why === '' ? 'waiting' : 'left out',
        reason: '',
        ms: 0
      }))
    } else if ('playing' in news) change(news.playing, { state: 'playing' })
    else if ('verdict' in news)
      change(news.verdict, { state: news.ok === 1 ? 'passed' : 'failed', reason: news.reason, ms: news.ms })
    else if ('over' in news) Object.assign(run, { phase: 'over', ms: news.ms })
    else run.problem = news.refused
  }

  function change(number: number, fields: Partial<Row>): void {
    const row = run.rows.find((one) => one.number === number)
    if (row !== undefined) Object.assign(row, fields)
  }

  function end(ended: UniApp.SocketTask, why: string): void {
    if (task !== ended) return
    task = null
    if (run.phase === 'over') return
    run.phase = 'broken'
    if (run.problem === '') run.problem = why
  }

  function stop(): void {
    const mine = task
    if (mine === null) return
    end(mine, 'stopped here')
    mine.close({})
  }

  return { run, start, stop }
}
