// Faults of confinement, each asleep until the variable PLANTED wakes it.
export const wake = {
  file: 'Planted.swift',
  text: 'import Foundation\n\nlet woken = ProcessInfo.processInfo.environment["PLANTED"] ?? ""\n',
  line: (name, code) => `if woken == "${name}" { ${code} }`
}

export const faults = [
  {
    name: 'executor-run',
    file: 'EngineQueue.swift',
    in: 'class EngineQueue',
    at: 'public func run(_ task: @escaping () -> Void) {',
    code: 'return task()'
  },
  {
    name: 'executor-deliver',
    file: 'EngineQueue.swift',
    in: 'class EngineQueue',
    at: 'public func deliver(_ task: @escaping () -> Void) {',
    code: 'return task()'
  },
  {
    name: 'timers-elsewhere',
    file: 'EngineQueue.swift',
    in: 'class EngineQueue',
    at: 'timers[id] = item',
    code:
      'DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(delayMs.intValue), execute: item); ' +
      'return NSNumber(value: id)'
  },
  {
    name: 'link-state',
    file: 'URLSessionLink.swift',
    in: 'class URLSessionLink',
    at: 'guard let self = self else { return }',
    code: 'self.closing = false'
  },
  {
    name: 'entry-run',
    file: 'index.swift',
    in: 'public class Entry',
    at: 'public func run(_ task: @escaping () -> Void) -> Void {',
    code: 'return task()'
  },
  {
    name: 'on-text',
    file: 'index.swift',
    in: 'public class ListenerOnExecutor',
    at: 'public func onText(_ epoch: NSNumber, _ text: String) -> Void {',
    code: 'return self.target.onText(epoch, text)'
  },
  {
    name: 'on-close',
    file: 'index.swift',
    in: 'public class ListenerOnExecutor',
    at: 'public func onClose(_ epoch: NSNumber, _ code: NSNumber, _ reason: String) -> Void {',
    code: 'return self.target.onClose(epoch, code, reason)'
  },
  {
    name: 'on-network',
    file: 'index.swift',
    in: 'public class SurroundingsOnExecutor',
    at: 'public func onNetwork(_ usable: NSNumber) -> Void {',
    code: 'return self.target.onNetwork(usable)'
  },
  {
    name: 'on-background',
    file: 'index.swift',
    in: 'public class SurroundingsOnExecutor',
    at: 'public func onBackground() -> Void {',
    code: 'return self.target.onBackground()'
  },
  {
    name: 'answer',
    file: 'index.swift',
    in: 'public class PageEvents',
    at: 'public func answer(_ done: @escaping Done, _ result: UTSJSONObject) -> Void {',
    code: 'return done(result)'
  },
  {
    name: 'event',
    file: 'index.swift',
    in: 'public class PageEvents',
    at: 'var handled = row.handled',
    code: 'return listener(row.event)'
  },
  {
    name: 'handled',
    file: 'index.swift',
    in: 'public class PageEvents',
    at: 'var mark: Handled = handled!',
    code: 'return self.ports.executor.deliver(mark)'
  }
]
