// The log and the version.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { VERSION } from '../../../uni_modules/rtm/utssdk/common/version.uts'
import type { Scenario } from './scenario.ts'

const FULL = 512 * 1024

export const log: readonly Scenario[] = [
  {
    name: 'A-LOG-3 A-LOG-4: getSdkVersion tells the version; the log fills two bounded files, without names or texts',
    notInRealTime: 'the files are on the device',
    play: async (stage) => {
      const alice = stage.actor('alice')
      expect(await alice.call('getSdkVersion')).toEqual({ code: 0, version: VERSION })
      const folder = mkdtempSync(join(tmpdir(), 'rtm-log-'))
      const filePath = join(folder, 'rtm.log')
      try {
        const calls = [
          ['setLogFile', { filePath }],
          ['setLogFilter', { filter: 0x0f }],
          ['setLogFileSize', { fileSizeInKBytes: 512 }]
        ] as const
        for (const [name, options] of calls) expect(await alice.call(name, options), name).toMatchObject({ code: 101 })
        await alice.enter()
        expect(await alice.call('setLogFilter', { filter: 3 })).toMatchObject({
          code: 1,
          message: expect.stringContaining('0x0f') as string
        })
        for (const path of ['', null, {}, 'rtm.log', join(folder, 'none', 'rtm.log')])
          expect(await alice.call('setLogFile', { filePath: path }), String(path)).toMatchObject({ code: 1 })
        expect(await alice.call('setLogFile', { filePath })).toMatchObject(
          alice.runtime.hasFiles ? { code: 0 } : { code: 1, message: 'this platform has no log files' }
        )
        for (const fileSizeInKBytes of [511, 10_241, 'x', null, 512])
          expect(await alice.call('setLogFileSize', { fileSizeInKBytes })).toEqual({ code: 0 })
        expect(await alice.call('setLogFilter', { filter: 0x0f })).toEqual({ code: 0 })
        expect(await alice.login()).toEqual({ code: 0 })
        if (!alice.runtime.hasFiles) return

        const lines = readFileSync(filePath, 'utf8').split('\n')
        expect(lines.map((line) => line.replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /, ''))).toEqual([
          'info rtm: entering, login',
          'info rtm: link open',
          'info rtm: in, login_success',
          ''
        ])

        writeFileSync(`${filePath}.1`, 'the older one, to be replaced')
        writeFileSync(filePath, 'x'.repeat(FULL - 10))
        expect(await alice.call('setLogFile', { filePath })).toEqual({ code: 0 })
        stage.server.cut('alice')
        await stage.advance(3_000)
        expect([statSync(`${filePath}.1`).size, readFileSync(filePath, 'utf8')]).toEqual([
          FULL - 10,
          expect.stringContaining('info rtm: link lost, code 1006')
        ])
        expect(readFileSync(filePath, 'utf8')).not.toMatch(/alice|127\.0\.0\.1|token/)

        const quiet = join(folder, 'quiet.log')
        expect(await alice.call('setLogFile', { filePath: quiet })).toEqual({ code: 0 })
        expect(await alice.call('setLogFilter', { filter: 0 })).toEqual({ code: 0 })
        expect(await alice.call('logout')).toEqual({ code: 0 })
        expect([existsSync(quiet), readFileSync(quiet, 'utf8')]).toEqual([true, ''])
      } finally {
        rmSync(folder, { recursive: true })
      }
    }
  }
]
