import { ipaddr } from '../base/on-demand.ts'

/** An address range; ends included. */
export interface IpRange {
  readonly family: 'ipv4' | 'ipv6'
  readonly first: bigint
  readonly last: bigint
  /** Length of the network prefix. */
  readonly prefix: number
}

function toNumber(bytes: readonly number[]): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
}

/** One address as a number, or undefined where the text is none. */
export function parseAddress(text: string): { readonly family: 'ipv4' | 'ipv6'; readonly value: bigint } | undefined {
  if (!ipaddr().isValid(text) || (ipaddr().IPv4.isValid(text) && !ipaddr().IPv4.isValidFourPartDecimal(text)))
    return undefined
  const address = ipaddr().parse(text)
  return { family: address.kind(), value: toNumber(address.toByteArray()) }
}

/** A subnet in CIDR form, or undefined where the text is none. `exact` = the address is the network's own (host bits are zero). */
export function parseSubnet(text: string): (IpRange & { readonly exact: boolean }) | undefined {
  if (!ipaddr().isValidCIDR(text)) return undefined
  const [address, prefix] = ipaddr().parseCIDR(text)
  const bits = address.kind() === 'ipv4' ? 32 : 128
  const value = toNumber(address.toByteArray())
  const size = 1n << BigInt(bits - prefix)
  const first = value - (value % size)
  return { family: address.kind(), first, last: first + size - 1n, prefix, exact: first === value }
}

export const overlaps = (a: IpRange, b: IpRange): boolean =>
  a.family === b.family && a.first <= b.last && b.first <= a.last
