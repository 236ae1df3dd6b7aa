// npm run platforms: writes what the plugin claims of platforms, its list for the market (package.json) and the table
// of its readme, from the runs in docs/conformance.md. A mark stands for a run of the whole suite on the platform
// itself: with every commit, or on a device with a report.
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { inRoot } from './lib/paths.mjs'

const BEGIN = '<!-- platforms: written by npm run platforms from docs/conformance.md -->'
const END = '<!-- platforms: end -->'

// runtime: how a row of the page's first table begins. standIn: what of the platform is not the real thing there. when:
// it is one of the long runs. device: a platform of its reports.
const otherMini = { runtime: 'eight other mini-programs', standIn: '模拟各平台的 socket', when: '每次发布前' }
const platforms = [
  { name: 'Web（Chrome）', key: ['uni-app', 'web', 'chrome'], runtime: 'Chromium', standIn: '', device: 'web-chrome' },
  { name: 'Web（Safari）', key: ['uni-app', 'web', 'safari'], runtime: null, standIn: '', device: 'web-safari' },
  {
    name: '微信小程序',
    key: ['uni-app', 'mp', 'weixin'],
    runtime: 'WeChat mini-program',
    standIn: '模拟 `wx`',
    device: 'mp-weixin'
  },
  { name: '支付宝小程序', key: ['uni-app', 'mp', 'alipay'], ...otherMini, device: 'mp-alipay' },
  { name: '抖音小程序', key: ['uni-app', 'mp', 'toutiao'], ...otherMini, device: 'mp-toutiao' },
  { name: '百度小程序', key: ['uni-app', 'mp', 'baidu'], ...otherMini, device: 'mp-baidu' },
  { name: 'QQ 小程序', key: ['uni-app', 'mp', 'qq'], ...otherMini, device: 'mp-qq' },
  { name: '快手小程序', key: ['uni-app', 'mp', 'kuaishou'], ...otherMini, device: 'mp-kuaishou' },
  { name: '飞书小程序', key: ['uni-app', 'mp', 'lark'], ...otherMini, device: 'mp-lark' },
  { name: '京东小程序', key: ['uni-app', 'mp', 'jd'], ...otherMini, device: 'mp-jd' },
  { name: '小红书小程序', key: ['uni-app', 'mp', 'xhs'], ...otherMini, device: 'mp-xhs' },
  {
    name: 'Android',
    key: ['uni-app', 'app', 'android'],
    runtime: 'Kotlin on a JVM',
    standIn: '在 JVM 上，真实 OkHttp，模拟其余系统接口',
    device: 'app-android',
    least: '21'
  },
  {
    name: 'iOS',
    key: ['uni-app', 'app', 'ios'],
    runtime: 'Swift',
    standIn: '在 Linux 上，模拟系统接口',
    device: 'app-ios',
    least: '13'
  },
  {
    name: 'HarmonyOS',
    key: ['uni-app', 'app', 'harmony'],
    runtime: 'ArkTS',
    standIn: '在 Node 上，模拟系统接口',
    device: 'app-harmony'
  },
  {
    name: 'uni-app x（Android）',
    key: ['uni-app-x', 'app', 'android'],
    runtime: null,
    standIn: '',
    device: 'x-android',
    least: '21'
  },
  {
    name: 'uni-app x（iOS）',
    key: ['uni-app-x', 'app', 'ios'],
    runtime: null,
    standIn: '',
    device: 'x-ios',
    least: '13'
  },
  {
    name: 'uni-app x（HarmonyOS）',
    key: ['uni-app-x', 'app', 'harmony'],
    runtime: null,
    standIn: '',
    device: 'x-harmony'
  }
]
// Of these nothing is even compiled.
const unseen = new Set(['web-safari'])

const cells = (line) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

function tableUnder(text, head) {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => line.startsWith(`| ${head} |`))
  const rows = []
  for (let i = at + 2; at >= 0 && lines[i]?.startsWith('|'); i++) rows.push(cells(lines[i]))
  return rows
}

// What ran, by the page: the part of the suite for each runtime, and the reports of devices that are whole and without
// a failure.
export function runsOf(page) {
  const runtimes = new Map(tableUnder(page, 'runtime').map(([name, , , scenarios]) => [name, scenarios]))
  const [, least] = /^(\d+) of \d+/.exec(runtimes.get('a device') ?? '') ?? []
  const reports = tableUnder(page, 'date').map(([date, platform, device, , result]) => ({
    date,
    platform,
    device,
    result
  }))
  const whole = reports.filter(({ result }) => {
    const [, passed] = /^(\d+) passed, 0 failed, \d+ left out$/.exec(result) ?? []
    return passed !== undefined && least !== undefined && Number(passed) >= Number(least)
  })
  return { runtimes, reports: new Map(whole.map((report) => [report.platform, report])) }
}

const partOf = (runtime, runtimes) =>
  runtime === null ? undefined : runtimes.get([...runtimes.keys()].find((name) => name.startsWith(runtime)))
const ranWhole = (scenarios) => /^all\b/.test(scenarios ?? '')

export function isClaimed({ runtime, standIn, device }, { runtimes, reports }) {
  return reports.has(device) || (standIn === '' && ranWhole(partOf(runtime, runtimes)))
}

function sentence(platform, { runtimes, reports }) {
  const report = reports.get(platform.device)
  if (report !== undefined) return `一致性测试通过：${report.device}（${report.date}）`
  const scenarios = partOf(platform.runtime, runtimes)
  if (scenarios === undefined) return unseen.has(platform.device) ? '未测试' : '每次提交都完成编译检查，尚未真机验证'
  const played = `${platform.when ?? '每次提交都'}运行${ranWhole(scenarios) ? '全部' : '部分'}一致性测试`
  return platform.standIn === '' ? played : `${played}（${platform.standIn}），尚未真机验证`
}

export function readmeWith(readme, page) {
  const runs = runsOf(page)
  const table = [
    '| 平台 | 现状 |',
    '| --- | --- |',
    ...platforms.map((platform) => `| ${platform.name} | ${sentence(platform, runs)} |`)
  ]
  const [before, rest] = readme.split(BEGIN)
  if (rest === undefined || !rest.includes(END))
    throw new Error('the readme has lost the marks around its table of platforms')
  return `${before}${BEGIN}\n${table.join('\n')}\n${rest.slice(rest.indexOf(END))}`
}

export function listWith(text, page) {
  const plugin = JSON.parse(text)
  const runs = runsOf(page)
  const { client } = plugin.uni_modules.platforms
  for (const platform of platforms) {
    const [project, kind, name] = platform.key
    const mark = platform.least === undefined ? '√' : { extVersion: plugin.version, minVersion: platform.least }
    client[project][kind][name] = isClaimed(platform, runs) ? mark : '-'
  }
  // All pages that run are Vue 3 pages, on app without nvue.
  const any = (...kinds) =>
    platforms.some(
      (platform) => platform.key[0] === 'uni-app' && kinds.includes(platform.key[1]) && isClaimed(platform, runs)
    )
  client['uni-app'].vue.vue3 = any('web', 'app', 'mp') ? '√' : '-'
  client['uni-app'].app.vue = any('app') ? '√' : '-'
  return plugin
}

// In the form that the file has: a short object stays on its line.
export function printed(plugin) {
  return `${JSON.stringify(plugin, null, 2).replace(/\{[^{}]*\}|\[[^[\]{}]*\]/g, (block) => {
    const line = block
      .replace(/\s*\n\s*/g, ' ')
      .replace(/^\[ /, '[')
      .replace(/ \]$/, ']')
    return line.length <= 100 ? line : block
  })}\n`
}

export const files = {
  page: 'docs/conformance.md',
  readme: 'uni_modules/rtm/readme.md',
  list: 'uni_modules/rtm/package.json'
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const read = (file) => readFileSync(inRoot(file), 'utf8')
  const page = read(files.page)
  writeFileSync(inRoot(files.readme), readmeWith(read(files.readme), page))
  writeFileSync(inRoot(files.list), printed(listWith(read(files.list), page)))
  console.log(
    `platforms: ${platforms
      .filter((platform) => isClaimed(platform, runsOf(page)))
      .map(({ name }) => name)
      .join(', ')} claimed, of ${platforms.length}`
  )
}
