// Apps that come into being when a client asks for them,
// each open and apart from every other (docs/server.md, Any app).
import { isAppId } from '../../../uni_modules/rtm/utssdk/common/protocol/ids.uts'
import type { App, Apps } from './apps.ts'
import type { AnyApp } from './config-any-app.ts'
import type { Log } from '../base/log.ts'

/** `named` first. What was saved or stored under such an id asks for it again, so it outlives a restart. */
export function anyAppsOf(named: Apps, { most, traits }: AnyApp, log: Log): Apps {
  const asked = new Map<string, App>()
  let isFull = false

  function make(id: string): App | undefined {
    if (asked.size >= most) {
      if (!isFull) log.warn('any_apps_full', { app: id, most })
      isFull = true // once: whoever tries on is refused in silence
      return undefined
    }
    const app: App = { id, name: 'any', certificate: false, ...traits }
    asked.set(id, app)
    log.info('any_app', { app: id, count: asked.size, most })
    return app
  }

  return { find: (id) => named.find(id) ?? asked.get(id) ?? (isAppId(id) ? make(id) : undefined) }
}
