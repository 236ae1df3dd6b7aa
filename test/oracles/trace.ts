// For a person who replays a failing seed: RTM_TRACE=1 prints every frame that passes.
import type { Socket } from '../../sdk/testing/net.ts'

export function traced(socket: Socket): void {
  if (process.env.RTM_TRACE === undefined) return
  const inner = socket as unknown as {
    listener: { onText(epoch: number, text: string): void; onClose(epoch: number, code: number, reason: string): void }
  }
  const { listener } = inner
  inner.listener = Object.create(listener, {
    onText: {
      value: (epoch: number, text: string) => {
        console.log(`${socket.owner} < ${text}`)
        listener.onText(epoch, text)
      }
    },
    onClose: {
      value: (epoch: number, code: number, reason: string) => {
        console.log(`${socket.owner} x ${code} ${reason}`)
        listener.onClose(epoch, code, reason)
      }
    }
  }) as typeof listener
  const send = socket.send.bind(socket)
  socket.send = (text: string) => {
    console.log(`${socket.owner} > ${text}`)
    send(text)
  }
}
