// A request of a client with an `id`: done by one file of this folder, answered once (P-FRAME-6).
import type { HelloTimes } from '../login/hello-times.ts'
import type { ServiceNode } from '../services/service-node.ts'
import type { Shares } from '../store/shares.ts'
import type { Frame } from '../wire/parse.ts'
import * as replies from '../wire/replies.ts'
import type { Session, UserLink } from '../user/user.ts'

/** What the frames of a client may ask of a node. */
export interface CommandNode extends ServiceNode {
  readonly hellos: HelloTimes
  /** Frames of all links that wait for one before them. */
  readonly waiting: Shares
}

export interface Request {
  readonly node: CommandNode
  readonly link: UserLink
  readonly session: Session
  readonly frame: Frame
  readonly id: number
}

/** Throws a Refusal to answer `no`. */
export type Command = (request: Request) => Promise<void>

export function answer({ link, id }: Request, fields: object): void {
  link.push(replies.ok(id, fields))
}
