// Network addresses as the gates see them: which are this machine, whom a proxy speaks for,
// and what counts as one place.
import { BlockList, isIP, isIPv6 } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

// An IPv4 address that came through an IPv6 socket is the IPv4 address.
export function plain(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address
}

function holds(block: BlockList, address: string): boolean {
  const version = isIP(address)
  return version !== 0 && block.check(address, version === 4 ? 'ipv4' : 'ipv6')
}

// The two that nearly everybody has are known without a look at the list.
export const isLoopback = (address: string): boolean =>
  address === '127.0.0.1' || address === '::1' || holds(loopback, plain(address))

// A host to listen on, or the host of an origin.
export function isLoopbackHost(host: string): boolean {
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host
  return bare === 'localhost' || bare.endsWith('.localhost') || isLoopback(bare)
}

// Connections are counted by place: an IPv4 address, or the /64 that one IPv6 subscriber has to choose from.
export function placeOf(address: string): string {
  const bare = plain(address)
  if (!bare.includes(':') || !isIPv6(bare)) return bare
  const [head = '', tail] = bare.split('%')[0]!.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const all =
    tail === undefined
      ? left
      : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return all
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')
}

/**
 * The place as limits count it. '' for this machine, behind which a proxy may stand for everybody, and for what is no
 * address at all.
 */
export function countedPlace(address: string): string {
  return isIP(address) === 0 || isLoopback(address) ? '' : placeOf(address)
}

export class TrustedProxies {
  readonly #networks = new BlockList()
  readonly size: number

  constructor(networks: readonly string[]) {
    this.size = networks.length
    for (const network of networks) {
      const [address = '', bits] = network.split('/')
      const type = isIP(address) === 4 ? 'ipv4' : 'ipv6'
      if (bits === undefined) this.#networks.addAddress(address, type)
      else this.#networks.addSubnet(address, Number(bits), type)
    }
  }

  includes(address: string): boolean {
    return this.size > 0 && holds(this.#networks, plain(address))
  }

  // The nearest address that is not a trusted proxy: what stands left of it in X-Forwarded-For is only a claim.
  clientOf(remote: string, forwardedFor: string): string {
    let address = plain(remote)
    if (this.size === 0) return address
    const hops = forwardedFor
      .split(',')
      .map((hop) => hop.trim())
      .filter((hop) => hop !== '')
    while (hops.length > 0 && this.includes(address)) {
      const next = plain(hops.pop()!)
      if (isIP(next) === 0) break
      address = next
    }
    return address
  }
}
