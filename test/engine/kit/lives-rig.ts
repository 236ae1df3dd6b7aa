// Lives of JavaScript over one engine, each with its handles or with a page of AR-RtmModule.
import { APP, ArRig, type Frame } from '../../kit/engine-kit'

export class Lives extends ArRig {
  readonly heard: Record<string, Frame[]> = {}
  texts(call: (done: (text: string) => void) => void): Frame[] {
    const answers: Frame[] = []
    call((text) => {
      answers.push(JSON.parse(text) as Frame)
    })
    this.world.drain()
    return answers
  }
  open(handle: string, context?: string): Frame[] {
    const { handles } = this.entry
    const answers = this.texts((done) => {
      this.entry.open(handle, JSON.stringify({ app: APP, context }), done)
    })
    const heard = (this.heard[`${handle} ${context ?? ''}`] = [] as Frame[])
    this.entry.run(() => {
      handles.listen(handle, (text) => {
        heard.push(JSON.parse(text) as Frame)
      })
    })
    return answers
  }
  invoke(handle: string, method: string, args: Frame = {}): Frame[] {
    return this.texts((done) => {
      this.entry.call(handle, method, JSON.stringify(args), done)
    })
  }
  /** Logged in on a link of its own. */
  in(handle: string, user: string, context?: string): this {
    this.open(handle, context)
    this.invoke(handle, 'login', { user })
    return this.greet()
  }
  kinds(handle: string): unknown[] {
    return (this.heard[handle] ?? []).map(({ event }) => event)
  }
}

export const page = (rig: Lives, events: Frame[] = []): Frame[] => {
  rig.entry.run(() => {
    rig.entry.ar.setCallBack((event: Frame) => {
      events.push(event)
    })
  })
  return events
}
export const codes = (rig: Lives, ...calls: ((callback: (answer: Frame) => void) => void)[]): Frame[] => {
  const answers: Frame[] = []
  for (const call of calls)
    rig.entry.run(() => {
      call((answer) => {
        answers.push(answer)
      })
    })
  rig.world.drain()
  return answers
}
