// Texts of the conformance page only.
export const conformanceWords = {
  conformanceTitle: ['rtm conformance', 'rtm 一致性测试'],
  conformanceLead: [
    'Runs the suite on this device and makes a report that you can send.',
    '在本设备上运行整套测试，并生成可发送的报告。'
  ],
  toConformance: ['Conformance suite', '一致性测试'],
  hostAddress: ['Test host', '测试主机'],
  hostNeeded: ['ws:// and the address that npm start printed', 'ws:// 加 npm start 打印的地址'],
  hostHint: [
    'On the computer: npm start -- --conformance, for a phone with --lan too. It takes about five minutes: keep ' +
      'this page open and in front.',
    '在电脑上运行 npm start -- --conformance，手机还需加 --lan。约五分钟，期间请保持此页面在前台。'
  ],
  base: ['Base', '基座'],
  baseStandard: ['Standard', '标准基座'],
  baseCustom: ['Custom', '自定义基座'],
  basePackage: ['Own package', '正式包'],
  runStart: ['Run', '开始'],
  runAgain: ['Run again', '再次运行'],
  runStop: ['Stop', '停止'],
  runJoining: ['Connecting…', '正在连接…'],
  runRunning: ['{n} of {all}', '{n} / {all}'],
  runOver: ['{n} passed, {failed} failed, {left} left out', '通过 {n} 项，失败 {failed} 项，未运行 {left} 项'],
  runBroken: ['Stopped. {problem}', '已中断。{problem}'],
  runUnreached: [
    'Is the test host running, and is this its address? {problem}',
    '测试主机是否已启动？地址是否正确？{problem}'
  ],
  scenarios: ['Scenarios', '场景'],
  scenarioWaiting: ['waiting', '等待'],
  scenarioPlaying: ['playing', '进行中'],
  scenarioPassed: ['passed', '通过'],
  scenarioFailed: ['failed', '失败'],
  scenarioLeftOut: ['left out', '未运行'],
  report: ['Report', '报告'],
  reportCopy: ['Copy', '复制'],
  reportCopied: ['Copied', '已复制']
} as const satisfies Record<string, readonly [string, string]>
