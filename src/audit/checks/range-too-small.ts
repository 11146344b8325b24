import { type AuditCheck, pluginDoc } from '../check.ts'
import { hostLocalRanges } from '../host-local.ts'

const text = (subnet: string): string =>
  `{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge","ipam":{"type":"host-local","ranges":[[{"subnet":"${subnet}"}]]}}]}`

/** Fewer addresses than pods, asked with --max-pods. */
export const check: AuditCheck = {
  id: 'range-too-small',
  title: 'fewer addresses than pods',
  severity: 'error',
  reference: pluginDoc('ipam', 'host-local'),
  run(file, context) {
    if (context.maxPods <= 0) return []
    return (['ipv4', 'ipv6'] as const).flatMap((family) => {
      const ranges = hostLocalRanges(file).filter((range) => range.range?.family === family)
      const [first] = ranges
      if (!first) return []
      // the gateway is one of the addresses of its range
      const addresses = ranges.reduce((sum, { range }) => sum + (range ? range.last - range.first + 1n : 0n), 0n) - 1n
      if (addresses >= BigInt(context.maxPods)) return []
      return [
        {
          offset: first.offset,
          what: `The ${family === 'ipv4' ? 'IPv4' : 'IPv6'} ranges hold ${addresses} addresses for up to ${context.maxPods} pods.`,
          why: 'The last pods of a full node fail with "no IP addresses available in range set".',
          do: 'Use a larger subnet, or lower maxPods of the kubelet.',
        },
      ]
    })
  },
  trips: [{ text: text('10.1.0.0/26'), context: { maxPods: 110 } }],
  passes: [
    { text: text('10.1.0.0/24'), context: { maxPods: 110 } },
    { text: text('10.1.0.0/26') },
    { text: text('fd00::/64'), context: { maxPods: 110 } },
  ],
}
