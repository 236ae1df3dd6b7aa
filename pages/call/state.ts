// What the call page shows of its one user and their calls. Only desk.ts writes it, but for the user: outside, a form
// says who it is.
import { emptyBook } from './book'
import type { Book } from './book'

export interface DeskState {
  user: string
  connection: string // of the client: disconnected, connecting, connected, reconnecting, aborted
  reason: string
  problem: unknown // what a call of the client was rejected with; null for nothing
  problemAt: 'login' | 'call' // where the person did it
  book: Book
}

export const emptyDesk = (user: string): DeskState => ({
  user,
  connection: 'disconnected',
  reason: '',
  problem: null,
  problemAt: 'login',
  book: emptyBook()
})

export const isOut = ({ connection }: DeskState): boolean =>
  connection === 'disconnected' || connection === 'connecting' || connection === 'aborted'
