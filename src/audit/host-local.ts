import type { ConfigFile, ConfigPlugin } from './config-file.ts'
import { type IpRange, parseAddress, parseSubnet } from './ip-range.ts'

/** One range of a host-local IPAM configuration with what is wrong with it. */
export interface HostLocalRange {
  readonly plugin: ConfigPlugin
  readonly subnet: string
  readonly offset: number
  /** The addresses it hands out: between rangeStart and rangeEnd, without network, gateway and broadcast; undefined where malformed. */
  readonly range: IpRange | undefined
  readonly problem: string
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Paths of the ranges: `ipam.ranges[i][j]`, or the old single `ipam.subnet` (host-local README). */
function rangePaths(plugin: ConfigPlugin): readonly (string | number)[][] {
  const paths: (string | number)[][] = []
  if (plugin.get('ipam', 'subnet') !== undefined) paths.push(['ipam'])
  const sets = plugin.get('ipam', 'ranges')?.value
  if (Array.isArray(sets)) {
    sets.forEach((set: unknown, i) => {
      if (Array.isArray(set))
        set.forEach((_, j) => {
          paths.push(['ipam', 'ranges', i, j])
        })
    })
  }
  return paths
}

function bound(
  plugin: ConfigPlugin,
  path: readonly (string | number)[],
  key: string,
  subnet: IpRange,
): { value: bigint } | { problem: string } | undefined {
  const raw = plugin.get(...path, key)
  if (raw === undefined || raw.value === '') return undefined
  const address = parseAddress(text(raw.value))
  if (!address) return { problem: `"${key}" ${JSON.stringify(raw.value)} is no address` }
  if (address.family !== subnet.family || address.value < subnet.first || address.value > subnet.last)
    return { problem: `"${key}" ${text(raw.value)} is outside the subnet` }
  return { value: address.value }
}

function readRange(plugin: ConfigPlugin, path: readonly (string | number)[]): HostLocalRange {
  const raw = plugin.get(...path, 'subnet')
  const offset = raw?.offset ?? plugin.get(...path)?.offset ?? plugin.offset
  const subnet = text(raw?.value)
  const parsed = parseSubnet(subnet)
  const failed = (problem: string): HostLocalRange => ({ plugin, subnet, offset, range: undefined, problem })
  if (!parsed) return failed(`${JSON.stringify(raw?.value ?? '')} is no subnet in CIDR form`)
  if (!parsed.exact) return failed(`${subnet} has host bits set: it is an address, not a network`)
  const bits = parsed.family === 'ipv4' ? 32 : 128
  if (bits - parsed.prefix < 2) return failed(`${subnet} is too small to allocate from`)
  const ends: bigint[] = []
  for (const [key, fallback] of [
    ['rangeStart', parsed.first + 1n],
    ['rangeEnd', parsed.last - (parsed.family === 'ipv4' ? 1n : 0n)],
    ['gateway', parsed.first + 1n],
  ] as const) {
    const end = bound(plugin, path, key, parsed)
    if (end && 'problem' in end) return failed(end.problem)
    ends.push(end?.value ?? fallback)
  }
  const [first = 0n, last = 0n] = ends
  if (first > last) return failed('"rangeStart" is behind "rangeEnd"')
  return { plugin, subnet, offset, range: { family: parsed.family, prefix: parsed.prefix, first, last }, problem: '' }
}

/** Every host-local range of a configuration. */
export function hostLocalRanges(file: ConfigFile): readonly HostLocalRange[] {
  return file.plugins
    .filter((plugin) => plugin.get('ipam', 'type')?.value === 'host-local')
    .flatMap((plugin) => rangePaths(plugin).map((path) => readRange(plugin, path)))
}
