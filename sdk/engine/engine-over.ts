// The engine in JavaScript behind the four functions: what index.uts is to a page,
// without the functions of AR-RtmModule.
import { Handles } from '../../uni_modules/rtm/utssdk/common/engine/handles.uts'
import type { Ports } from '../../uni_modules/rtm/utssdk/common/guarded.uts'
import { SurroundingsOnExecutor } from '../../uni_modules/rtm/utssdk/common/on-executor.uts'
import type { Log } from '../../uni_modules/rtm/utssdk/common/ports.uts'
import type { RtmEngine } from './engine.ts'

// What happens is told by events; only what a developer has to look at goes to the console.
const quiet = (log: Log): Log => ({
  write: (level, text) => {
    if (level !== 'info') log.write(level, text)
  }
})

export function engineOver(ports: Ports): RtmEngine {
  ports.log = quiet(ports.log)
  const handles = new Handles(ports)
  let watching = false
  const run = (task: () => void): void => {
    ports.executor.run(() => {
      if (!watching) {
        watching = true
        ports.surroundings.watch(new SurroundingsOnExecutor(ports.executor, handles))
      }
      task()
    })
  }
  return {
    open: (handle, options, done) => {
      run(() => {
        handles.open(handle, options, done)
      })
    },
    call: (handle, method, args, done) => {
      run(() => {
        handles.call(handle, method, args, done)
      })
    },
    listen: (handle, listener) => {
      run(() => {
        handles.listen(handle, listener)
      })
    },
    close: (handle, done) => {
      run(() => {
        handles.close(handle, done)
      })
    }
  }
}
