// Pages of the built app as a runtime of the suite: every call goes through the proxy that was generated for them, the
// uni-app runtime and the bridge into a native process. Arguments: the files of the app, the program at the other end,
// the worker.
import { createInterface } from 'node:readline'
import type { Command, Report } from '../../protocol.ts'
import type { Program } from '../../runtime.ts'
import { obeyer } from '../obey.ts'
import { loadApp } from './app.ts'
import type { AppFiles } from './app.ts'
import { Native } from './native.ts'

const [files, program, worker] = JSON.parse(process.argv[2]!) as [AppFiles, Program, string]
const say = (report: Report): void => {
  process.stdout.write(`${JSON.stringify(report)}\n`)
}
const fault = (text: string): void => {
  say({ fault: text })
}

const native = new Native(worker, program, fault)
const { functions } = loadApp(files, native, fault)
const obey = obeyer(
  {
    functions,
    advance: async (ms) => {
      await native.ask({ do: 'advance', ms })
    },
    jump: async (ms) => {
      await native.ask({ do: 'jump', ms })
    },
    sleep: async (ms) => {
      await native.ask({ do: 'sleep', ms })
    },
    stall: async (ms) => {
      await native.ask({ do: 'stall', ms })
    },
    around: async (what) => {
      await native.ask({ do: 'around', what })
    },
    stats: async () => (await native.ask({ do: 'stats' })).stats!,
    rest: async () => {
      await native.ask({ do: 'rest' })
    }
  },
  say
)

process.on('uncaughtException', (thrown) => {
  fault(String(thrown))
})
createInterface({ input: process.stdin })
  .on('line', (line) => {
    void obey(JSON.parse(line) as Command)
  })
  .on('close', () => {
    void native.stop().then(() => process.exit(0))
  })
