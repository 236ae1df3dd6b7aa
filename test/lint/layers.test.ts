import { describe, expect, it } from 'vitest'
import { judgeEscapes } from '../../tools/eslint/escapes.mjs'
import { verdict } from '../../tools/eslint/rules/files/layers.mjs'

const common = 'uni_modules/rtm/utssdk/common'
const sdk = 'uni_modules/rtm/utssdk'
const typed = 'sdk'

describe('who may import whom', () => {
  it.each([
    [`${common}/protocol/frames.uts`, './limits.uts'],
    [`${common}/channel/channels.uts`, '../ports.uts'],
    [`${common}/channel/channels.uts`, '../delivery/cursor.uts'],
    [`${common}/engine.uts`, './channel/channels.uts'],
    [`${common}/ar/facade.uts`, '../engine.uts'],
    [`${sdk}/web/link.uts`, '../common/ports.uts'],
    [`${sdk}/web/ports.uts`, '../js/clock.uts'],
    [`${sdk}/app-harmony/link.uts`, '@kit.NetworkKit'],
    [`${sdk}/index.uts`, './app-ios/ports.uts'],
    ['server/src/gates/pages/wire.ts', '../../../../uni_modules/rtm/utssdk/common/protocol/frames.uts'],
    ['server/src/main.ts', 'node:http'],
    ['pages/single/single.vue', '@/uni_modules/rtm'],
    ['pages/chat/chat.vue', '@/uni_modules/rtm/js_sdk/index.js'],
    [`${typed}/index.ts`, '@/uni_modules/rtm'],
    [`${typed}/index.ts`, './client/create.ts'],
    [`${typed}/client/arguments.ts`, '../../uni_modules/rtm/utssdk/common/protocol/limits.uts'],
    [`${typed}/web.ts`, '../uni_modules/rtm/utssdk/web/ports.uts'],
    [`${typed}/engine/engine-over.ts`, '../../uni_modules/rtm/utssdk/common/engine/handles.uts'],
    [`${typed}/js-engine.ts`, './api/options.ts'],
    [`${typed}/testing/town.ts`, '../../server/src/app/core.ts'],
    [`${typed}/testing.ts`, './testing/town.ts']
  ])('%s may import %s', (file, specifier) => {
    expect(verdict(file, specifier)).toBeNull()
  })

  it.each([
    [`${common}/protocol/frames.uts`, '../values.uts'],
    [`${common}/channel/channels.uts`, '../engine.uts'],
    [`${common}/channel/channels.uts`, '../connection/line.uts'],
    [`${common}/ports.uts`, './values.uts'],
    [`${common}/engine.uts`, './ar/facade.uts'],
    [`${common}/engine.uts`, '../web/ports.uts'],
    [`${common}/engine.uts`, 'lodash'],
    [`${sdk}/web/link.uts`, '../common/engine.uts'],
    [`${sdk}/web/ports.uts`, '../uni/link.uts'],
    [`${sdk}/app-android/ports.uts`, '../js/clock.uts'],
    ['server/src/main.ts', '../../uni_modules/rtm/utssdk/common/engine.uts'],
    ['server/src/main.ts', '../../test/kit/clock.ts'],
    ['pages/single/single.vue', '@/uni_modules/rtm/utssdk/common/engine.uts'],
    ['pages/single/single.vue', '../../uni_modules/rtm/utssdk/index.uts'],
    ['pages/chat/chat.vue', '@/sdk/index.ts'],
    [`${sdk}/index.uts`, '../../../sdk/api/error.ts'],
    [`${typed}/index.ts`, '../uni_modules/rtm/utssdk/index.uts'],
    [`${typed}/client/client.ts`, '../../uni_modules/rtm/utssdk/common/engine/handles.uts'],
    [`${typed}/client/client.ts`, '../web.ts'],
    [`${typed}/client/create.ts`, '../engine/engine-over.ts'],
    [`${typed}/client/create.ts`, '../testing/town.ts'],
    [`${typed}/client/client.ts`, 'lodash'],
    [`${typed}/web.ts`, '../server/src/app/core.ts'],
    [`${typed}/web.ts`, '../uni_modules/rtm/utssdk/app-ios/ports.uts'],
    [`${typed}/web.ts`, '@/uni_modules/rtm'],
    ['server/src/main.ts', '../../sdk/api/error.ts']
  ])('%s must not import %s', (file, specifier) => {
    expect(verdict(file, specifier)).not.toBeNull()
  })
})

describe('the ledger of escapes', () => {
  const entry = { id: 'E1', file: 'a.uts', rule: 'rtm/no-regex', reason: 'why', removeWhen: 'when' }
  const text = '// eslint-disable-next-line rtm/no-regex -- E1\n'

  it('accepts a comment that names its entry', () => {
    expect(judgeEscapes([entry], [['a.uts', text]])).toEqual([])
  })

  it('refuses a comment without an entry, for another rule, or for a whole file', () => {
    expect(judgeEscapes([], [['a.uts', text]])).toHaveLength(1)
    expect(judgeEscapes([{ ...entry, rule: 'rtm/no-enum' }], [['a.uts', text]])).toHaveLength(2)
    expect(judgeEscapes([], [['a.uts', '/* eslint-disable */']])).toHaveLength(1)
    expect(judgeEscapes([], [['a.uts', '// @ts-ignore']])).toHaveLength(1)
  })

  it('refuses an entry that is used nowhere or says too little', () => {
    expect(judgeEscapes([entry], [])).toHaveLength(1)
    expect(judgeEscapes([{ ...entry, reason: '' }], [['a.uts', text]])).toHaveLength(1)
  })
})
