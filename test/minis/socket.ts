// A platform's connectSocket and SocketTask over any wire, with the ways of that platform.
import type { Platform } from './platforms.ts'

export type Handler = (event?: unknown) => void
export interface Answers {
  success?: Handler
  fail?: Handler
  complete?: Handler
}

/** What a WebSocket of Node is, as far as it is used. */
export interface Wire {
  on(event: 'open', heard: () => void): unknown
  on(event: 'message', heard: (data: unknown) => void): unknown
  on(event: 'error', heard: (fault: Error) => void): unknown
  on(event: 'close', heard: (code: number, reason: unknown) => void): unknown
  send(text: string, done: () => void): void
  close(code?: number, reason?: string): void
}

export class Task {
  state: 'opening' | 'open' | 'over' = 'opening'
  /** The wire has told its end, whether or not the page is. */
  ended = false
  sent = 0
  heard = 0
  private isOpen = false
  private toldOpen = false
  private readonly handlers = new Map<string, Handler>()

  constructor(
    private readonly platform: Platform,
    private readonly wire: Wire
  ) {
    wire.on('open', () => {
      this.isOpen = true
      if (this.state === 'opening') this.state = 'open'
      if (platform.opens !== 'late') this.tellOpen()
      if (platform.opens !== 'at once')
        setImmediate(() => {
          this.tellOpen()
        })
    })
    wire.on('message', (data) => {
      this.heard++
      this.tell('message', platform.message(String(data)))
    })
    wire.on('error', (fault) => {
      if (platform.closed !== null) this.tell('error', platform.refused(fault.message))
    })
    wire.on('close', (code, reason) => {
      this.state = 'over'
      this.ended = true
      if (platform.closed !== null) this.tell('close', platform.closed(code, String(reason)))
    })
    if (platform.lacks.includes('onError')) Object.assign(this, { onError: undefined })
  }

  onOpen(handler: Handler): void {
    this.handlers.set('open', handler)
  }
  onMessage(handler: Handler): void {
    this.handlers.set('message', handler)
  }
  onError(handler: Handler): void {
    this.handlers.set('error', handler)
  }
  onClose(handler: Handler): void {
    this.handlers.set('close', handler)
  }

  send({ data, success, complete }: Answers & { data: string }): void {
    if (this.state !== 'over') this.sent++
    this.wire.send(data, () => {
      success?.({ errMsg: 'sendSocketMessage:ok' })
      complete?.()
    })
  }

  close({ code, reason, success, complete }: Answers & { code?: number; reason?: string }): void {
    this.state = 'over'
    if (this.isOpen || this.platform.opensAnyway !== true) this.wire.close(code, reason)
    setImmediate(() => {
      success?.({ errMsg: 'closeSocket:ok' })
      complete?.()
    })
  }

  private tellOpen(): void {
    if (this.toldOpen && this.platform.opens !== 'twice') return
    this.toldOpen = true
    this.tell('open', {})
  }

  private tell(what: string, event: unknown): void {
    this.handlers.get(what)?.(event)
  }
}

type Functions = Readonly<Record<string, (options: never) => unknown>>

/** The functions of the platform; `tasks` are those whose wire has not ended. */
export function connector(platform: Platform, wire: (url: string) => Wire): { tasks: Task[]; functions: Functions } {
  const heard: Record<'open' | 'message' | 'error' | 'close', Handler[]> = {
    open: [],
    message: [],
    error: [],
    close: []
  }
  const tell =
    (what: keyof typeof heard): Handler =>
    (event) => {
      for (const handler of heard[what]) handler(event)
    }
  const whole: Functions = {
    onSocketOpen: (handler: Handler) => {
      heard.open.push(handler)
    },
    onSocketMessage: (handler: Handler) => {
      heard.message.push(handler)
    },
    onSocketError: (handler: Handler) => {
      heard.error.push(handler)
    },
    onSocketClose: (handler: Handler) => {
      heard.close.push(handler)
    },
    sendSocketMessage: (options: Answers & { data: string }) => {
      made.tasks.at(-1)?.send(options)
    },
    closeSocket: (options: Answers) => {
      made.tasks.at(-1)?.close(options)
    }
  }
  const made = {
    tasks: [] as Task[],
    connectSocket: ({
      url,
      multiple,
      success,
      fail,
      complete
    }: Answers & { url: string; multiple?: boolean }): unknown => {
      made.tasks = made.tasks.filter(({ ended }) => !ended)
      const isFull = made.tasks.length >= platform.most
      const task = isFull ? null : new Task(platform, wire(url))
      if (task !== null) made.tasks.push(task)
      if (task !== null && platform.only === true) {
        task.onOpen(tell('open'))
        task.onMessage(tell('message'))
        task.onError(tell('error'))
        task.onClose(tell('close'))
      }
      setImmediate(() => {
        if (isFull) fail?.(platform.refused('too many sockets'))
        else success?.({ errMsg: 'connectSocket:ok' })
        complete?.()
      })
      return platform.only === true || (platform.onRequest === true && multiple !== true) ? undefined : task
    }
  }
  return {
    get tasks() {
      return made.tasks
    },
    functions: { connectSocket: made.connectSocket, ...(platform.only === true ? whole : {}) }
  }
}
