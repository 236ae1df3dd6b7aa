// The page of the diagnosis: its probe, a look each second while it is shown, the report in the clipboard.
import { computed, reactive, ref } from 'vue'
import { getSdkVersion } from '@/uni_modules/rtm'
import { createRtmClient } from '@/uni_modules/rtm/js_sdk/index.js'
import { about } from '../shared/about'
import { fromLink } from '../shared/window/links'
import { pageClock } from '../shared/window/page-clock'
import { DEVELOPMENT_APP, ownServer } from '../shared/login/server'
import { emptyProbe, isOut, Probe } from './probe'
import type { ProbeState } from './probe'
import { reportOf } from './report'

const LOOK_MS = 1000
const COPIED_MS = 2000

export function useDiagnostics() {
  const settings = reactive({ server: ownServer(), app: DEVELOPMENT_APP })
  // A name of its own, so that nobody's session is taken over.
  const name = `probe-${Math.random().toString(36).slice(2, 6)}`
  const now = ref(pageClock.monotonic())
  const copied = ref(false)
  const probe = new Probe(
    reactive<ProbeState>(emptyProbe(name)),
    () => createRtmClient({ appId: settings.app.trim(), server: settings.server.trim() }),
    pageClock
  )
  const { state } = probe
  const out = computed(() => isOut(state))
  let looking: ReturnType<typeof setInterval> | null = null

  function look(): void {
    now.value = pageClock.monotonic()
    probe.look().catch(() => {}) // a client that was destroyed meanwhile has no figures any more
  }

  function show(): void {
    looking ??= setInterval(look, LOOK_MS)
  }

  function hide(): void {
    if (looking !== null) clearInterval(looking)
    looking = null
  }

  // A link may name what to watch: …#/pages/diagnostics/diagnostics?user=…&app=…&server=…
  function take(query: Record<string, string | undefined> = {}): void {
    if (query.app !== undefined) settings.app = fromLink(query.app)
    if (query.server !== undefined) settings.server = fromLink(query.server)
    if (query.user !== undefined) state.user = fromLink(query.user)
  }

  async function copy(): Promise<void> {
    const version = await new Promise<string>((resolve) => {
      getSdkVersion(null, (answer) => {
        resolve(String((answer as unknown as { version: string }).version))
      })
    })
    const { stats, samples, journal } = state
    const facts = [['plugin', version] as const, ...about().facts]
    const data = reportOf(
      {
        facts,
        server: settings.server,
        app: settings.app,
        stats,
        samples,
        stays: journal.stays,
        entries: journal.entries
      },
      pageClock
    )
    await uni.setClipboardData({ data, showToast: false })
    copied.value = true
    setTimeout(() => {
      copied.value = false
    }, COPIED_MS)
  }

  function end(): void {
    hide()
    void probe.logout()
  }

  return { settings, state, now, copied, probe, out, take, show, hide, copy, end }
}
