import { fileURLToPath } from 'node:url'
import { describe, it } from 'vitest'
import { miniRuntime, nodeRuntime } from './runtimes/node.ts'
import { demo } from './scenarios/demo.ts'
import { Stage } from './stage.ts'
import { conformance } from './suite.ts'

const dist = (path: string): string => fileURLToPath(new URL(`../../dist/${path}`, import.meta.url))

conformance('WeChat mini-program, as built', await miniRuntime(dist('build/mp-weixin')), await nodeRuntime())

describe("what uni.requireNativePlugin('AR-RtmModule') gives in a mini-program of old pages, as built", async () => {
  const [tested, partner] = [
    await miniRuntime(dist('old-pages/mp-weixin'), 'weixin', 'AR-RtmModule'),
    await nodeRuntime()
  ]
  for (const scenario of demo) {
    it(scenario.name, async () => {
      const stage = await Stage.open((isTested) => (isTested ? tested() : partner()), scenario.limits)
      try {
        await scenario.play(stage)
        await stage.leaveNothing()
      } finally {
        await stage.close()
      }
    })
  }
})
