import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findChromium } from '../../tools/chromium.mjs'
import { lockHash, needsInstall, nodeProblem } from '../../tools/setup.mjs'

describe('setting up a clone', () => {
  it('says in one line that Node is too old', () => {
    expect(nodeProblem('v18.19.0')).toMatch(/^Node 20 or newer is needed, this is v18\.19\.0[^\n]*$/)
    expect(nodeProblem('v20.0.0')).toBeNull()
    expect(nodeProblem('v24.1.0')).toBeNull()
  })

  it('installs when packages are missing or the lockfile has changed since', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rtm-setup-'))
    writeFileSync(join(folder, 'package-lock.json'), '{}')
    expect(needsInstall(folder)).toBe(true)
    mkdirSync(join(folder, 'node_modules'))
    writeFileSync(join(folder, 'node_modules', '.rtm-lock'), lockHash(folder))
    expect(needsInstall(folder)).toBe(false)
    writeFileSync(join(folder, 'package-lock.json'), '{"changed":true}')
    expect(needsInstall(folder)).toBe(true)
  })

  it('takes the Chromium it is told, or the first on the path, or none', () => {
    const only = (path: string) => (candidate: string) => candidate === path
    expect(findChromium({ RTM_CHROMIUM: '/opt/c' }, only('/opt/c'))).toBe('/opt/c')
    expect(findChromium({ RTM_CHROMIUM: '/opt/c', PATH: '/bin' }, only('/bin/chromium'))).toBeNull()
    expect(findChromium({ PATH: '/a:/b' }, only('/b/google-chrome'))).toBe('/b/google-chrome')
    expect(findChromium({ PATH: '/a' }, () => false)).toBeNull()
  })
})
