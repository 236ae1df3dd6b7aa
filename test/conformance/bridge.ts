// RTM_RUNTIME: JSON {"name", "platform", "command", "args"} of a process that stands at the native end of the bridge
// (runtimes/bridge/messages.ts).
import { oldPagesOnApp } from '../old-pages/on-app.ts'
import { pageLevel } from './page-level/page-level.ts'
import { pageLevelAnew } from './page-level/anew.ts'
import { pageLevelOnAndroid } from './page-level/android.ts'
import type { Program } from './runtime.ts'
import { built, oldPagesOn } from './runtimes/bridge.ts'
import type { AppFiles } from './runtimes/bridge/app.ts'
import { nodeRuntime } from './runtimes/node.ts'
import { conformance } from './suite.ts'

const given = process.env['RTM_RUNTIME']
if (given === undefined)
  throw new Error('RTM_RUNTIME is not set: run a native stage, for example test/native/kotlin.sh --bridge')
const { name, platform, ...program } = JSON.parse(given) as Program & { name: string; platform: AppFiles['platform'] }
const level = await built(name, program, platform)
conformance(name, level.runtime, await nodeRuntime())
oldPagesOnApp(name, oldPagesOn(level))
pageLevel(name, level)
pageLevelAnew(name, level)
if (platform === 'Android') pageLevelOnAndroid(name, level)
