// Faults that the conformance suite has to see, one at a time. `find` stands exactly once in its file
// (test/tools/mutants.test.ts); `seen` is the first runtime that must see it: what is seen by a native one must leave
// Node green.
const plugin = 'uni_modules/rtm/utssdk'
const common = (file) => `${plugin}/common/${file}`
const android = (file) => `${plugin}/app-android/${file}`
const ios = (file) => `${plugin}/app-ios/${file}`
const harmony = (file) => `${plugin}/app-harmony/${file}`
const lines = (...list) => list.join('\n')

/** Faults of one file, as rows of name, find, replace. */
const faults = (seen, file, ...rows) => rows.map(([name, find, replace]) => ({ name, file, seen, find, replace }))

export const mutants = [
  // Meaning: wrong everywhere, so Node sees it.
  ...faults('Node', common('delivery/inbox.uts'), ['lost acknowledgement', '    this.owner!.writeFrame(frame)\n', '']),
  ...faults(
    'Node',
    common('delivery/outbox.uts'),
    ['numbers that need no outcome any more: one too many', 'return this.rows[0].n - 1', 'return this.rows[0].n'],
    [
      'what the server has not taken: the comparison the other way round',
      '} else if (row.n > taken || row.answered) {',
      '} else if (row.n < taken || row.answered) {'
    ],
    [
      'an answered send keeps its deadline',
      "    this.clock.cancel(row.timer)\n    const outcome: string = textOf(frame, 'outcome')",
      "    const outcome: string = textOf(frame, 'outcome')"
    ]
  ),
  ...faults('Node', common('connection/requests.uts'), [
    'an answered request keeps its deadline',
    '    this.clock.cancel(row.timer)\n',
    ''
  ]),
  ...faults('Node', common('delivery/cursor.uts'), [
    'the next record of a stream counts as a hole',
    "if (offset > this.offset + 1) return 'hole'",
    "if (offset > this.offset) return 'hole'"
  ]),
  ...faults('Node', common('connection/line.uts'), [
    'the end of an old link is taken for the end of the new one',
    'if (epoch < this.epoch || this.link == null) return',
    'if (this.link == null) return'
  ]),
  ...faults('Node', common('connection/heartbeat.uts'), [
    'a frame is no sign of life',
    '    const stoodStill: boolean = this.hasStoodStill()\n    this.heardAt = this.clock.monotonic()',
    '    const stoodStill: boolean = this.hasStoodStill()'
  ]),
  ...faults('Node', common('engine/guard.uts'), [
    'rates go by the clock on the wall',
    'window.take(this.ports.clock.monotonic())',
    'window.take(this.ports.clock.now())'
  ]),
  ...faults('Node', common('connection/line.uts'), [
    'a wrong default: a link may take 500 s to open',
    'const OPEN_MS: number = 5000',
    'const OPEN_MS: number = 500000'
  ]),
  ...faults('Node', common('connection/session.uts'), [
    'the link of an ended session stays open',
    "    this.welcomeDue.clear()\n    this.line.stop(1000, '')",
    '    this.welcomeDue.clear()'
  ]),

  // Portable text whose meaning differs: right in JavaScript, wrong in Kotlin.
  ...faults(
    'Kotlin',
    common('on-executor.uts'),
    [
      'frames are not posted to the executor',
      'this.executor.run(() => {\n      this.target.onText(epoch, text)\n    })',
      'this.target.onText(epoch, text)'
    ],
    [
      'the end of a link is not posted to the executor',
      'this.executor.run(() => {\n      this.target.onClose(epoch, code, reason)\n    })',
      'this.target.onClose(epoch, code, reason)'
    ],
    [
      'the opening of a link is not posted to the executor',
      'this.executor.run(() => {\n      this.target.onOpen(epoch)\n    })',
      'this.target.onOpen(epoch)'
    ],
    [
      'what happens around the app is not posted to the executor',
      'this.executor.run(() => {\n      this.target.onNetwork(usable)\n    })',
      'this.target.onNetwork(usable)'
    ]
  ),
  ...faults('Kotlin', common('connection/requests.uts'), [
    'a word out of JSON compared with ===',
    "if (textOf(frame, 't') == 'ok') {",
    "if (textOf(frame, 't') === 'ok') {"
  ]),
  ...faults('Kotlin', common('values.uts'), [
    'a number of ours and one out of JSON compared with ==',
    'return a >= b && a <= b',
    'return a == b'
  ]),
  ...faults('Kotlin', common('channel/channels.uts'), [
    'ids compared with ===',
    'if (row.id == id) return row',
    'if (row.id === id) return row'
  ]),
  ...faults('Kotlin', common('channel/channel.uts'), [
    'a map loses entries inside its own forEach',
    'if (!now.has(user)) out.add(user)',
    'if (!now.has(user)) {\n        out.add(user)\n        this.members.delete(user)\n      }'
  ]),
  ...faults('Kotlin', common('channel/channels.uts'), [
    'an array loses items inside its own forEach',
    lines(
      '    const rows: Channel[] = this.rows',
      '    this.rows = []',
      '    for (let i = 0; i < rows.length; i++) {',
      '      const row: Channel = rows[i]',
      '      if (row.id != id) this.rows.push(row)',
      '    }'
    ),
    lines(
      '    this.rows.forEach((row: Channel, i: number) => {',
      '      if (row.id == id) this.rows.splice(i, 1)',
      '    })'
    )
  ]),
  ...faults('Kotlin', common('ar/arguments.uts'), [
    'a number out of JSON is printed',
    ': wholeText(value)\n',
    ': `${value}`\n'
  ]),

  // Links, threads and JSON of one platform.
  ...faults('Kotlin', android('ports.uts'), [
    'JSON that is no object is taken for one',
    '    if (value instanceof UTSJSONObject) return value as UTSJSONObject\n    return null',
    '    return value as UTSJSONObject'
  ]),
  ...faults(
    'Kotlin',
    android('EngineThread.kt'),
    ['tasks of the engine run on the thread that brings them', 'engine.post { guarded(task) }', 'guarded(task)'],
    ['pages are called on the thread of the engine', 'main.post { guarded(task) }', 'engine.post { guarded(task) }'],
    [
      'a cancelled timer fires',
      'timers.remove(id.toInt())?.let { engine.removeCallbacks(it) }',
      'timers.remove(id.toInt())'
    ],
    ['a timer that has fired is kept for ever', '            timers.remove(id)\n', ''],
    [
      'milliseconds are taken for seconds',
      'engine.postDelayed(timer, delayMs.toLong())',
      'engine.postDelayed(timer, delayMs.toLong() * 1000)'
    ]
  ),
  ...faults(
    'Kotlin',
    android('OkHttpLink.kt'),
    [
      'a link tells its end twice',
      'if (ended.compareAndSet(false, true)) closed(code, reason)',
      'ended.set(true)\n        closed(code, reason)'
    ],
    [
      'a broken link does not tell its end',
      '        end(1006, response?.let { "http ${it.code()}" } ?: "${t.javaClass.simpleName}: ${t.message}")',
      '        Unit'
    ],
    [
      'the close frame of the server is not answered',
      '        webSocket.close(1000, null)\n        end(code, reason)',
      '        end(code, reason)'
    ],
    ['a link that was given up before it opened keeps its socket', '        socket?.cancel()\n', '']
  ),
  ...faults(
    'Kotlin',
    android('AndroidSurroundings.kt'),
    ['a network that came is told as one that went', 'onNetwork(1)', 'onNetwork(0)'],
    ['the background is not told', '        onBackground()\n', '']
  ),
  ...faults('Swift', common('values.uts'), [
    'an array is filled through another name for it',
    lines(
      'export class TextList {',
      '  items: string[] = []',
      '  add(item: string): void {',
      '    this.items.push(item)'
    ),
    lines(
      'export class TextList {',
      '  items: string[] = []',
      '  add(item: string): void {',
      '    const list = this.items',
      '    list.push(item)'
    )
  ]),
  ...faults(
    'Swift',
    ios('EngineQueue.swift'),
    [
      'tasks of the engine run on the queue that brings them',
      'queue.async(execute: task)\n    }\n\n    public func deliver',
      'task()\n    }\n\n    public func deliver'
    ],
    [
      'pages are called on the queue of the engine',
      'DispatchQueue.main.async(execute: task)',
      'queue.async(execute: task)'
    ],
    [
      'a cancelled timer fires',
      'timers.removeValue(forKey: id.intValue)?.cancel()',
      'timers.removeValue(forKey: id.intValue)'
    ],
    ['a timer that has fired is kept for ever', '            self?.timers[id] = nil\n', '']
  ),
  ...faults(
    'Swift',
    ios('URLSessionLink.swift'),
    ['a link tells its end twice', '        if !first { return }\n', ''],
    ['a broken link does not tell its end', '        end(1006, URLSessionLink.told(error, task.response))\n', ''],
    ['a session is never invalidated', '        session?.invalidateAndCancel()\n', ''],
    [
      'only the first text of a link is received',
      'self.heard(text) }\n                self.receive(task)',
      'self.heard(text) }'
    ]
  ),
  ...faults(
    'Swift',
    ios('AppleSurroundings.swift'),
    ['a network that came is told as one that went', 'onNetwork(online ? 1 : 0)', 'onNetwork(online ? 0 : 1)'],
    ['the background is taken for the foreground', '_ in onBackground() }', '_ in onForeground() }']
  ),
  ...faults('ArkTS', harmony('ports.uts'), ['a cancelled timer fires', '    clearTimeout(id)\n', '']),
  ...faults('ArkTS', `${plugin}/js/executor.uts`, [
    'the line of tasks is never free again',
    '    this.running = false\n',
    ''
  ])
]
