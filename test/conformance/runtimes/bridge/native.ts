// The native module `UTS-Proxy` as JavaScript sees it, with a process at its other end. A call stands still until it
// has returned; what the process says besides is given to the page afterwards, in order. Which turn the real one takes
// is not known here.
import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads'
import type { Stats } from '../../protocol.ts'
import type { Program } from '../../runtime.ts'
import type { BridgeCall, CallbackMessage, FromNative, ReturnMessage, SideCommand, ToNative } from './messages.ts'

type Listener = (message: CallbackMessage) => void
interface Waiting {
  resolve(answer: { stats?: Stats }): void
  reject(fault: Error): void
}

const LONGEST_CALL_MS = 50_000

export class Native {
  private readonly signal = new Int32Array(new SharedArrayBuffer(4))
  private readonly channel = new MessageChannel()
  private readonly port = this.channel.port1
  private readonly listeners = new Map<number, Listener>()
  private readonly waiting = new Map<number, Waiting>()
  private readonly said: FromNative[] = []
  private readonly ended: Promise<void>
  private last = 0
  private over = false

  /** `fault` hears what no page is told: faults of the process, and what a page's callback throws. */
  constructor(
    workerFile: string,
    program: Program,
    private readonly fault: (text: string) => void
  ) {
    const theirs = this.channel.port2
    new Worker(workerFile, { workerData: { program, port: theirs, signal: this.signal }, transferList: [theirs] })
    this.ended = new Promise((resolve) => {
      this.port.once('close', () => {
        resolve()
      })
    })
    this.port.on('message', (line: string | null) => {
      this.take(line)
      this.flush()
    })
  }

  invokeSync(args: BridgeCall, listener: Listener): ReturnMessage {
    const call = ++this.last
    this.listeners.set(call, listener)
    this.send({ call, args })
    const answer = this.answerOf(call)
    setImmediate(() => {
      this.flush()
    })
    return answer
  }

  invokeAsync({ name }: BridgeCall): never {
    throw new Error(`${name}: asynchronous functions do not cross here, the plugin has none`)
  }

  ask(command: SideCommand): Promise<{ stats?: Stats }> {
    const id = ++this.last
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.send({ id, ...command })
    })
  }

  /** JavaScript begins again and the process goes on: nobody hears what the functions of before are called with. */
  anew(): void {
    this.listeners.clear()
  }

  async stop(): Promise<void> {
    if (!this.over) this.port.postMessage(null)
    await this.ended
  }

  private send(message: ToNative): void {
    if (this.over) throw new Error('the native process has ended')
    // An array has no place for undefined, and an object leaves it out.
    this.port.postMessage(JSON.stringify(message))
  }

  private answerOf(call: number): ReturnMessage {
    for (;;) {
      const seen = Atomics.load(this.signal, 0)
      for (let next = receiveMessageOnPort(this.port); next !== undefined; next = receiveMessageOnPort(this.port)) {
        const answer = this.take(next.message as string | null, call)
        if (answer !== null) return answer
      }
      if (this.over) throw new Error('the native process ended during a call')
      if (Atomics.wait(this.signal, 0, seen, LONGEST_CALL_MS) === 'timed-out') throw new Error('a call did not return')
    }
  }

  /** Keeps what a line says, unless it is the return of `call`. */
  private take(line: string | null, call = 0): ReturnMessage | null {
    if (line === null) {
      this.over = true
      for (const { reject } of this.waiting.values()) reject(new Error('the native process has ended'))
      return null
    }
    const heard = JSON.parse(line) as FromNative
    if ('call' in heard && heard.message.type === 'return' && heard.call === call) return heard.message
    this.said.push(heard)
    return null
  }

  private flush(): void {
    for (let heard = this.said.shift(); heard !== undefined; heard = this.said.shift()) this.hear(heard)
  }

  private hear(heard: FromNative): void {
    if ('fault' in heard) this.fault(heard.fault)
    else if ('done' in heard) {
      this.waiting.get(heard.id)?.resolve(heard)
      this.waiting.delete(heard.id)
    } else if (heard.message.type === 'params') {
      try {
        this.listeners.get(heard.call)?.(heard.message)
      } catch (thrown) {
        this.fault(String(thrown))
      }
    } else this.fault(`call ${heard.call} returned twice`)
  }
}
