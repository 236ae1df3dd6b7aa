// A request of a client with an `id`: done by one file of this folder, answered once (P-FRAME-6).
import type { Core } from '../app/core.ts'
import type { Link } from '../link/link.ts'
import type { Frame } from '../wire/parse.ts'
import * as replies from '../wire/replies.ts'
import type { Session } from '../user/session.ts'

export interface Request {
  readonly core: Core
  readonly link: Link
  readonly session: Session
  readonly frame: Frame
  readonly id: number
}

/** Throws a Refusal to answer `no`. */
export type Command = (request: Request) => Promise<void>

export function answer({ link, id }: Request, fields: object): void {
  link.push(replies.ok(id, fields))
}
