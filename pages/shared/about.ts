// What ran here: the facts that a reader of a report needs. Nothing that tells one device of a kind from another.
export type Base = 'standard' | 'custom' | 'package'

export interface About {
  readonly facts: readonly (readonly [string, string])[]
  /** The package's name on Android and iOS, which tells the standard base. */
  readonly packageName: string
}

const STANDARD_BASE = 'io.dcloud.HBuilder'

export const likelyBase = ({ packageName }: About): Base =>
  packageName.startsWith(STANDARD_BASE) ? 'standard' : 'custom'

export function about(): About {
  const info = uni.getSystemInfoSync() as unknown as Record<string, string | undefined>
  const joined = (...names: string[]): string =>
    names
      .map((name) => info[name] ?? '')
      .filter((value) => value !== '')
      .join(' ')
  const packageName = nameOfPackage()
  const facts: [string, string][] = [
    ['platform', joined('uniPlatform')],
    ['system', joined('osName', 'osVersion')],
    ['device', joined('deviceBrand', 'deviceModel')],
    ['host', joined('hostName', 'hostVersion', 'hostSDKVersion')],
    ['browser', joined('browserName', 'browserVersion')],
    ['uni compiler', joined('uniCompileVersion')],
    ['uni runtime', joined('uniRuntimeVersion')],
    ['project', joined('appVersion')],
    ['package', packageName]
  ]
  return { facts: facts.filter(([, value]) => value !== ''), packageName }
}

function nameOfPackage(): string {
  let name = ''
  // #ifdef APP-PLUS
  try {
    name =
      plus.os.name === 'Android'
        ? String(plus.android.invoke(plus.android.runtimeMainActivity() as never, 'getPackageName'))
        : String(plus.ios.invoke(plus.ios.invoke('NSBundle', 'mainBundle') as never, 'bundleIdentifier'))
  } catch (fault) {
    name = '' // the report is as good without it
  }
  // #endif
  return name
}
