import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findChromium, findHeadless } from '../../tools/chromium.mjs'
import { needsInstall, nodeProblem } from '../../tools/setup.mjs'

describe('setting up a clone', () => {
  it('says in one line that Node is too old', () => {
    expect(nodeProblem('v18.19.0')).toMatch(/^Node 20 or newer is needed, this is v18\.19\.0[^\n]*$/)
    expect(nodeProblem('v20.0.0')).toBeNull()
    expect(nodeProblem('v24.1.0')).toBeNull()
  })

  it('installs when packages are missing or not those of the lockfile, not again after an npm ci', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rtm-setup-'))
    const one = { version: '1.0.0', integrity: 'sha512-a' }
    const write = (file: string, packages: object) => {
      writeFileSync(join(folder, file), JSON.stringify({ packages }))
    }
    write('package-lock.json', {
      '': { name: 'rtm' },
      'node_modules/one': one,
      'node_modules/other-system': { ...one, optional: true }
    })
    expect(needsInstall(folder)).toBe(true)
    mkdirSync(join(folder, 'node_modules'))
    expect(needsInstall(folder)).toBe(true)
    write('node_modules/.package-lock.json', { 'node_modules/one': one }) // as npm leaves it
    expect(needsInstall(folder)).toBe(false)
    for (const wrong of [
      { 'node_modules/one': { ...one, version: '1.0.1' } },
      { 'node_modules/one': { ...one, integrity: 'sha512-b' } },
      {},
      { 'node_modules/one': one, 'node_modules/old': one }
    ]) {
      write('node_modules/.package-lock.json', wrong)
      expect(needsInstall(folder)).toBe(true)
    }
  })

  it('takes the Chromium it is told, or the first on the path, or none', () => {
    const only = (path: string) => (candidate: string) => candidate === path
    expect(findChromium({ RTM_CHROMIUM: '/opt/c' }, only('/opt/c'))).toBe('/opt/c')
    expect(findChromium({ RTM_CHROMIUM: '/opt/c', PATH: '/bin' }, only('/bin/chromium'))).toBeNull()
    expect(findChromium({ PATH: '/a:/b' }, only('/b/google-chrome'))).toBe('/b/google-chrome')
    expect(findChromium({ PATH: '/a' }, () => false)).toBeNull()
  })

  it('plays pages in the headless shell where there is one, but for the Chromium it is told', () => {
    const both = (path: string) => ['/b/chromium-headless-shell', '/a/chromium', '/opt/c'].includes(path)
    expect(findHeadless({ PATH: '/a:/b' }, both)).toBe('/b/chromium-headless-shell')
    expect(findHeadless({ PATH: '/a' }, both)).toBe('/a/chromium')
    expect(findHeadless({ RTM_CHROMIUM: '/opt/c', PATH: '/b' }, both)).toBe('/opt/c')
    expect(findChromium({ PATH: '/a:/b' }, both)).toBe('/a/chromium')
  })
})
