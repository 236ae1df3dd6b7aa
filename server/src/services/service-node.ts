// What the acts of the domain need of their node: everything but sockets.
import type { LinkNode } from '../link/link-node.ts'
import type { LoginNode } from '../login/login-node.ts'

export interface ServiceNode extends LoginNode, LinkNode {}
