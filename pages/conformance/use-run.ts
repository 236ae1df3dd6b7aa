// One run: a socket to the test host, and how far it is. The host judges; this page does what it is told and shows the
// verdicts.
import { reactive } from 'vue'
import { obey } from './driver'
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

export function useRun() {
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
