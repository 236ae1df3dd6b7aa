// The plugin as it was built for each of nine mini-programs, on the socket of each as test/minis/platforms.ts has it.
// RTM_MINIS=all: the whole suite as well, on those whose platform tells everything that its scenarios measure.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { platforms } from '../minis/platforms.ts'
import { stories } from '../minis/scenarios.ts'
import { miniRuntime, nodeRuntime } from './runtimes/node.ts'
import { Stage } from './stage.ts'
import { conformance } from './suite.ts'

const built = (name: string): string => fileURLToPath(new URL(`../../dist/minis/mp-${name}`, import.meta.url))

describe.each(platforms)('$title mini-program, as built', async (platform) => {
  const [tested, partner] = [await miniRuntime(built(platform.name), platform.name), await nodeRuntime()]

  it('is one: no web page in its place', () => {
    expect([existsSync(`${built(platform.name)}/app.js`), existsSync(`${built(platform.name)}/index.html`)]).toEqual([
      true,
      false
    ])
  })

  for (const story of stories.filter(({ closesOpening }) => closesOpening !== true || platform.opensAnyway !== true)) {
    it(story.name, async () => {
      const stage = await Stage.open((isTested) => (isTested ? tested() : partner()), story.limits)
      try {
        await story.play(stage)
        await stage.leaveNothing()
      } finally {
        await stage.close()
      }
    })
  }
})

if (process.env['RTM_MINIS'] === 'all') {
  const partner = await nodeRuntime()
  for (const { name, title, lacks, most, opensAnyway = false } of platforms) {
    if (lacks.some((one) => one !== 'onError') || most < 2) continue // one scenario has two clients
    conformance(`${title} mini-program`, await miniRuntime(built(name), name), partner, { opensAnyway })
  }
}
