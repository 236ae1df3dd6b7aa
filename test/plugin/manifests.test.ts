// What the plugin asks of a platform before it runs: permissions, least versions, privacy. A missing line shows on a
// phone only, an extra one forces a custom debug base or a question at the store.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inRoot } from '../../tools/lib/paths.mjs'

const folder = (name: string): string => inRoot('uni_modules/rtm/utssdk', name)
const read = (...path: string[]): string => readFileSync(folder(join(...path)), 'utf8')
const json = (...path: string[]): Record<string, unknown> => JSON.parse(read(...path)) as Record<string, unknown>
const sources = (name: string, ending: RegExp): string =>
  readdirSync(folder(name))
    .filter((file) => ending.test(file))
    .map((file) => read(name, file))
    .join('\n')
const declaration = (
  JSON.parse(readFileSync(inRoot('uni_modules/rtm/package.json'), 'utf8')) as {
    dcloudext: { declaration: { permissions: string } }
  }
).dcloudext.declaration

describe('Android', () => {
  it('uses no permission that the bases lack: they have these two, and the market is told of both', () => {
    const code = sources('app-android', /\.kt$/)
    const used = [
      ...(code.includes('OkHttpClient') ? ['INTERNET'] : []),
      ...(/registerDefaultNetworkCallback|ConnectivityManager/.test(code) ? ['ACCESS_NETWORK_STATE'] : [])
    ]
    expect(used).toEqual(['INTERNET', 'ACCESS_NETWORK_STATE'])
    expect(declaration.permissions).toBe(`Android: ${used.join(', ')}`)
  })

  it('asks which version runs before it calls what API 21 lacks', () => {
    const code = read('app-android', 'AndroidSurroundings.kt')
    expect(code.indexOf('SDK_INT < 24')).toBeGreaterThan(0)
    expect(code.indexOf('SDK_INT < 24')).toBeLessThan(code.indexOf('.registerDefaultNetworkCallback('))
  })
})

describe('iOS', () => {
  const code = sources('app-ios', /\.(swift|uts)$/)

  it('wants the version that its Swift is checked for', () => {
    const { deploymentTarget } = json('app-ios', 'config.json') as { deploymentTarget: string }
    expect(json('app-ios', 'config.json')).toEqual({ deploymentTarget })
    expect(readFileSync(inRoot('test/native/swift.sh'), 'utf8')).toContain(`apple-ios${deploymentTarget}-`)
    for (const [, version] of code.matchAll(/@available\(iOS ([\d.]+)/g))
      expect(Number(version)).toBeLessThanOrEqual(Number(deploymentTarget))
  })

  it('has a privacy file that names no tracking, no data and no API with a reason, and uses none', () => {
    const privacy = read('app-ios', 'PrivacyInfo.xcprivacy').replace(/\s+/g, '')
    expect(privacy).toContain('<key>NSPrivacyTracking</key><false/>')
    for (const list of ['NSPrivacyTrackingDomains', 'NSPrivacyCollectedDataTypes', 'NSPrivacyAccessedAPITypes'])
      expect(privacy).toContain(`<key>${list}</key><array/>`)
    // Apple's five kinds: file times, boot time, disk space, keyboards, defaults.
    expect(code).not.toMatch(/UserDefaults|systemUptime|mach_absolute_time|activeInputModes|creationDate/)
    expect(code).not.toMatch(/modificationDate|volumeAvailableCapacity|systemFreeSize|\bstat(fs|vfs)?\(/)
    expect(code).not.toMatch(/identifierForVendor|advertisingIdentifier/)
  })
})

describe('HarmonyOS', () => {
  it('asks for what its code uses', () => {
    const { module } = json('app-harmony', 'module.json5') as { module: { requestPermissions: { name: string }[] } }
    const code = sources('app-harmony', /\.uts$/)
    const used = [
      ...(code.includes('webSocket.') ? ['ohos.permission.INTERNET'] : []),
      ...(code.includes('connection.') ? ['ohos.permission.GET_NETWORK_INFO'] : [])
    ]
    expect(module.requestPermissions.map(({ name }) => name)).toEqual(used)
    expect(json('app-harmony', 'config.json')).toEqual({})
  })
})
