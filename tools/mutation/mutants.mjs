// Faults that the conformance suite has to see, one at a time. `find` stands exactly once in its file
// (test/tools/mutants.test.ts);
// `seen` is the first runtime that must see it: what is seen by a native one must leave Node green.
const plugin = 'uni_modules/rtm/utssdk'
const common = (file) => `${plugin}/common/${file}`
const android = (file) => `${plugin}/app-android/${file}`
const ios = (file) => `${plugin}/app-ios/${file}`
const harmony = (file) => `${plugin}/app-harmony/${file}`

export const mutants = [
  // Meaning: wrong everywhere, so Node sees it.
  {
    name: 'lost acknowledgement',
    file: common('delivery/inbox.uts'),
    seen: 'Node',
    find: '    this.owner!.writeFrame(frame)\n',
    replace: ''
  },
  {
    name: 'numbers that need no outcome any more: one too many',
    file: common('delivery/outbox.uts'),
    seen: 'Node',
    find: 'return this.rows[0].n - 1',
    replace: 'return this.rows[0].n'
  },
  {
    name: 'what the server has not taken: the comparison the other way round',
    file: common('delivery/outbox.uts'),
    seen: 'Node',
    find: '} else if (row.n > taken || row.answered) {',
    replace: '} else if (row.n < taken || row.answered) {'
  },
  {
    name: 'an answered send keeps its deadline',
    file: common('delivery/outbox.uts'),
    seen: 'Node',
    find: "    this.clock.cancel(row.timer)\n    const outcome: string = textOf(frame, 'outcome')",
    replace: "    const outcome: string = textOf(frame, 'outcome')"
  },
  {
    name: 'an answered request keeps its deadline',
    file: common('connection/requests.uts'),
    seen: 'Node',
    find: '    this.clock.cancel(row.timer)\n',
    replace: ''
  },
  {
    name: 'the next record of a stream counts as a hole',
    file: common('delivery/cursor.uts'),
    seen: 'Node',
    find: "if (offset > this.offset + 1) return 'hole'",
    replace: "if (offset > this.offset) return 'hole'"
  },
  {
    name: 'the end of an old link is taken for the end of the new one',
    file: common('connection/line.uts'),
    seen: 'Node',
    find: 'if (epoch < this.epoch || this.link == null) return',
    replace: 'if (this.link == null) return'
  },
  {
    name: 'a frame is no sign of life',
    file: common('connection/heartbeat.uts'),
    seen: 'Node',
    find: '    const stoodStill: boolean = this.hasStoodStill()\n    this.heardAt = this.clock.monotonic()',
    replace: '    const stoodStill: boolean = this.hasStoodStill()'
  },
  {
    name: 'rates go by the clock on the wall',
    file: common('engine/guard.uts'),
    seen: 'Node',
    find: 'window.take(this.ports.clock.monotonic())',
    replace: 'window.take(this.ports.clock.now())'
  },
  {
    name: 'a wrong default: a link may take 500 s to open',
    file: common('connection/line.uts'),
    seen: 'Node',
    find: 'const OPEN_MS: number = 5000',
    replace: 'const OPEN_MS: number = 500000'
  },
  {
    name: 'the link of an ended session stays open',
    file: common('connection/session.uts'),
    seen: 'Node',
    find: "    this.welcomeDue.clear()\n    this.line.stop(1000, '')",
    replace: '    this.welcomeDue.clear()'
  },

  // Portable text whose meaning differs: right in JavaScript, wrong in Kotlin.
  {
    name: 'frames are not posted to the executor',
    file: common('on-executor.uts'),
    seen: 'Kotlin',
    find: 'this.executor.run(() => { this.target.onText(epoch, text) })',
    replace: 'this.target.onText(epoch, text)'
  },
  {
    name: 'the end of a link is not posted to the executor',
    file: common('on-executor.uts'),
    seen: 'Kotlin',
    find: 'this.executor.run(() => { this.target.onClose(epoch, code, reason) })',
    replace: 'this.target.onClose(epoch, code, reason)'
  },
  {
    name: 'the opening of a link is not posted to the executor',
    file: common('on-executor.uts'),
    seen: 'Kotlin',
    find: 'this.executor.run(() => { this.target.onOpen(epoch) })',
    replace: 'this.target.onOpen(epoch)'
  },
  {
    name: 'what happens around the app is not posted to the executor',
    file: common('on-executor.uts'),
    seen: 'Kotlin',
    find: 'this.executor.run(() => { this.target.onNetwork(usable) })',
    replace: 'this.target.onNetwork(usable)'
  },
  {
    name: 'a word out of JSON compared with ===',
    file: common('connection/requests.uts'),
    seen: 'Kotlin',
    find: "if (textOf(frame, 't') == 'ok') {",
    replace: "if (textOf(frame, 't') === 'ok') {"
  },
  {
    name: 'a number of ours and one out of JSON compared with ==',
    file: common('values.uts'),
    seen: 'Kotlin',
    find: 'return a >= b && a <= b',
    replace: 'return a == b'
  },
  {
    name: 'ids compared with ===',
    file: common('channel/channels.uts'),
    seen: 'Kotlin',
    find: 'if (row.id == id) return row',
    replace: 'if (row.id === id) return row'
  },
  {
    name: 'a map loses entries inside its own forEach',
    file: common('channel/channel.uts'),
    seen: 'Kotlin',
    find: 'if (!now.has(user)) out.add(user)',
    replace: 'if (!now.has(user)) {\n        out.add(user)\n        this.members.delete(user)\n      }'
  },
  {
    name: 'an array loses items inside its own forEach',
    file: common('channel/channels.uts'),
    seen: 'Kotlin',
    find: '    const rows: Channel[] = this.rows\n    this.rows = []\n    for (let i = 0; i < rows.length; i++) {\n      const row: Channel = rows[i]\n      if (row.id != id) this.rows.push(row)\n    }',
    replace:
      '    this.rows.forEach((row: Channel, i: number) => {\n      if (row.id == id) this.rows.splice(i, 1)\n    })'
  },
  {
    name: 'a number out of JSON is printed',
    file: common('ar/arguments.uts'),
    seen: 'Kotlin',
    find: ': wholeText(value)\n',
    replace: ': `${value}`\n'
  },

  // Links, threads and JSON of one platform.
  {
    name: 'JSON that is no object is taken for one',
    file: android('ports.uts'),
    seen: 'Kotlin',
    find: '    if (value instanceof UTSJSONObject) return value as UTSJSONObject\n    return null',
    replace: '    return value as UTSJSONObject'
  },
  {
    name: 'tasks of the engine run on the thread that brings them',
    file: android('EngineThread.kt'),
    seen: 'Kotlin',
    find: 'engine.post { guarded(task) }',
    replace: 'guarded(task)'
  },
  {
    name: 'pages are called on the thread of the engine',
    file: android('EngineThread.kt'),
    seen: 'Kotlin',
    find: 'main.post { guarded(task) }',
    replace: 'engine.post { guarded(task) }'
  },
  {
    name: 'a cancelled timer fires',
    file: android('EngineThread.kt'),
    seen: 'Kotlin',
    find: 'timers.remove(id.toInt())?.let { engine.removeCallbacks(it) }',
    replace: 'timers.remove(id.toInt())'
  },
  {
    name: 'a timer that has fired is kept for ever',
    file: android('EngineThread.kt'),
    seen: 'Kotlin',
    find: '            timers.remove(id)\n',
    replace: ''
  },
  {
    name: 'milliseconds are taken for seconds',
    file: android('EngineThread.kt'),
    seen: 'Kotlin',
    find: 'engine.postDelayed(timer, delayMs.toLong())',
    replace: 'engine.postDelayed(timer, delayMs.toLong() * 1000)'
  },
  {
    name: 'a link tells its end twice',
    file: android('OkHttpLink.kt'),
    seen: 'Kotlin',
    find: 'if (ended.compareAndSet(false, true)) closed(code, reason)',
    replace: 'ended.set(true)\n        closed(code, reason)'
  },
  {
    name: 'a broken link does not tell its end',
    file: android('OkHttpLink.kt'),
    seen: 'Kotlin',
    find: '        end(1006, response?.let { "http ${it.code()}" } ?: "${t.javaClass.simpleName}: ${t.message}")',
    replace: '        Unit'
  },
  {
    name: 'the close frame of the server is not answered',
    file: android('OkHttpLink.kt'),
    seen: 'Kotlin',
    find: '        webSocket.close(1000, null)\n        end(code, reason)',
    replace: '        end(code, reason)'
  },
  {
    name: 'a link that was given up before it opened keeps its socket',
    file: android('OkHttpLink.kt'),
    seen: 'Kotlin',
    find: '        socket?.cancel()\n',
    replace: ''
  },
  {
    name: 'a network that came is told as one that went',
    file: android('AndroidSurroundings.kt'),
    seen: 'Kotlin',
    find: 'onNetwork(1)',
    replace: 'onNetwork(0)'
  },
  {
    name: 'the background is not told',
    file: android('AndroidSurroundings.kt'),
    seen: 'Kotlin',
    find: '        onBackground()\n',
    replace: ''
  },
  {
    name: 'an array is filled through another name for it',
    file: common('values.uts'),
    seen: 'Swift',
    find: 'export class TextList {\n  items: string[] = []\n  add(item: string): void {\n    this.items.push(item)',
    replace:
      'export class TextList {\n  items: string[] = []\n  add(item: string): void {\n    const list = this.items\n    list.push(item)'
  },
  {
    name: 'tasks of the engine run on the queue that brings them',
    file: ios('EngineQueue.swift'),
    seen: 'Swift',
    find: 'queue.async(execute: task)\n    }\n\n    public func deliver',
    replace: 'task()\n    }\n\n    public func deliver'
  },
  {
    name: 'pages are called on the queue of the engine',
    file: ios('EngineQueue.swift'),
    seen: 'Swift',
    find: 'DispatchQueue.main.async(execute: task)',
    replace: 'queue.async(execute: task)'
  },
  {
    name: 'a cancelled timer fires',
    file: ios('EngineQueue.swift'),
    seen: 'Swift',
    find: 'timers.removeValue(forKey: id.intValue)?.cancel()',
    replace: 'timers.removeValue(forKey: id.intValue)'
  },
  {
    name: 'a timer that has fired is kept for ever',
    file: ios('EngineQueue.swift'),
    seen: 'Swift',
    find: '            self?.timers[id] = nil\n',
    replace: ''
  },
  {
    name: 'a link tells its end twice',
    file: ios('URLSessionLink.swift'),
    seen: 'Swift',
    find: '        if !first { return }\n',
    replace: ''
  },
  {
    name: 'a broken link does not tell its end',
    file: ios('URLSessionLink.swift'),
    seen: 'Swift',
    find: '        end(1006, URLSessionLink.told(error, task.response))\n',
    replace: ''
  },
  {
    name: 'a session is never invalidated',
    file: ios('URLSessionLink.swift'),
    seen: 'Swift',
    find: '        session?.invalidateAndCancel()\n',
    replace: ''
  },
  {
    name: 'only the first text of a link is received',
    file: ios('URLSessionLink.swift'),
    seen: 'Swift',
    find: 'self.heard(text) }\n                self.receive(task)',
    replace: 'self.heard(text) }'
  },
  {
    name: 'a network that came is told as one that went',
    file: ios('AppleSurroundings.swift'),
    seen: 'Swift',
    find: 'onNetwork(online ? 1 : 0)',
    replace: 'onNetwork(online ? 0 : 1)'
  },
  {
    name: 'the background is taken for the foreground',
    file: ios('AppleSurroundings.swift'),
    seen: 'Swift',
    find: '_ in onBackground() }',
    replace: '_ in onForeground() }'
  },
  {
    name: 'a cancelled timer fires',
    file: harmony('ports.uts'),
    seen: 'ArkTS',
    find: '    clearTimeout(id)\n',
    replace: ''
  },
  {
    name: 'the line of tasks is never free again',
    file: `${plugin}/js/executor.uts`,
    seen: 'ArkTS',
    find: '    this.running = false\n',
    replace: ''
  }
]
