import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { idProblem, renamePlugin, renamed } from '../../tools/rename-plugin.mjs'

describe("publishing under an author's prefix", () => {
  it('renames what the compiler derives from the id, and nothing that only looks like it', () => {
    expect(renamed('package uts.sdk.modules.rtm', 'acme-rtm')).toBe('package uts.sdk.modules.acmeRtm')
    expect(renamed("import x from '@/uni_modules/rtm'", 'acme-rtm')).toBe("import x from '@/uni_modules/acme-rtm'")
    expect(renamed('"id": "rtm", "name": "rtm"', 'acme-rtm')).toBe('"id": "acme-rtm", "name": "acme-rtm"')
    expect(renamed('@objc(UTSSDKModulesRtmRow)', 'acme-rtm')).toBe('@objc(UTSSDKModulesAcmeRtmRow)')
    expect(renamed('the rtm server, uni_modules/rtmx', 'acme-rtm')).toBe('the rtm server, uni_modules/rtmx')
  })

  it('refuses ids that the market refuses', () => {
    expect(idProblem('acme-rtm')).toBeNull()
    for (const id of ['rtm', 'a-rtm', 'uni-rtm', 'Acme-rtm', 'acme_rtm']) expect(idProblem(id)).not.toBeNull()
  })

  it('copies the whole plugin', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rtm-rename-'))
    mkdirSync(join(folder, 'rtm', 'utssdk'), { recursive: true })
    writeFileSync(join(folder, 'rtm', 'package.json'), '{ "id": "rtm" }')
    writeFileSync(join(folder, 'rtm', 'utssdk', 'A.kt'), 'package uts.sdk.modules.rtm\n')
    renamePlugin(join(folder, 'rtm'), join(folder, 'acme-rtm'), 'acme-rtm')
    expect(JSON.parse(readFileSync(join(folder, 'acme-rtm', 'package.json'), 'utf8'))).toEqual({ id: 'acme-rtm' })
    expect(readFileSync(join(folder, 'acme-rtm', 'utssdk', 'A.kt'), 'utf8')).toBe('package uts.sdk.modules.acmeRtm\n')
  })
})
