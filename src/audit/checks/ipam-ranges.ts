import { type AuditCheck, pluginDoc, type Remark } from '../check.ts'
import { type HostLocalRange, hostLocalRanges } from '../host-local.ts'
import { overlaps } from '../ip-range.ts'

const hostLocal = (ranges: string): string =>
  `{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge","ipam":{"type":"host-local","ranges":[${ranges}]}}]}`

function overlapRemarks(ranges: readonly HostLocalRange[]): readonly Remark[] {
  return ranges.flatMap((range, i) => {
    const other = ranges
      .slice(0, i)
      .find((earlier) => earlier.range && range.range && overlaps(earlier.range, range.range))
    return other
      ? [
          {
            offset: range.offset,
            what: `Range ${range.subnet} overlaps range ${other.subnet}.`,
            why: 'host-local refuses overlapping ranges of one network ("overlaps"), or hands the same address out twice across networks.',
            do: 'Give each range addresses of its own.',
          },
        ]
      : []
  })
}

/** host-local ranges that are malformed, overlap, or are missing. */
export const check: AuditCheck = {
  id: 'ipam-ranges',
  title: 'address ranges that are malformed or overlap',
  severity: 'error',
  reference: pluginDoc('ipam', 'host-local'),
  run(file) {
    const ranges = hostLocalRanges(file)
    const malformed = ranges
      .filter((range) => range.problem !== '')
      .map((range) => ({
        offset: range.offset,
        what: `Address range: ${range.problem}.`,
        why: 'host-local refuses the configuration, so no pod of this network gets an address.',
        do: 'Correct the range.',
      }))
    const without = file.plugins
      .filter(
        (plugin) =>
          plugin.get('ipam', 'type')?.value === 'host-local' && !ranges.some((range) => range.plugin === plugin),
      )
      // flannel and others fill the ranges in at run time
      .filter((plugin) => plugin.type !== 'flannel' && plugin.get('ipam', 'dataDir') === undefined)
      .map((plugin) => ({
        offset: plugin.get('ipam')?.offset ?? plugin.offset,
        severity: 'warning' as const,
        what: `host-local of plugin "${plugin.type}" has no "ranges" and no "subnet".`,
        why: 'Unless something passes ranges at run time (ipRanges capability), every ADD fails with "no IP ranges specified".',
        do: 'Add "ranges": [[{ "subnet": ... }]], or the capability ipRanges.',
      }))
      .filter(
        (remark) =>
          !file.plugins.some(
            (plugin) => plugin.get('capabilities', 'ipRanges')?.value === true && plugin.offset <= remark.offset,
          ),
      )
    return [...malformed, ...overlapRemarks(ranges), ...without]
  },
  trips: [
    { text: hostLocal('[{"subnet":"10.1.0.0"}]') },
    { text: hostLocal('[{"subnet":"10.1.0.7/16"}]') },
    { text: hostLocal('[{"subnet":"10.1.0.0/31"}]') },
    { text: hostLocal('[{"subnet":"10.1.0.0/24","rangeStart":"10.2.0.5"}]') },
    { text: hostLocal('[{"subnet":"10.1.0.0/24","gateway":"gw"}]') },
    { text: hostLocal('[{"subnet":"10.1.0.0/24","rangeStart":"10.1.0.9","rangeEnd":"10.1.0.3"}]') },
    { text: hostLocal('[{"subnet":"10.1.0.0/16"}],[{"subnet":"10.1.4.0/24"}]') },
    { text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge","ipam":{"type":"host-local"}}]}' },
  ],
  passes: [
    {
      text: hostLocal(
        '[{"subnet":"10.1.0.0/24","rangeStart":"10.1.0.10","rangeEnd":"10.1.0.200","gateway":"10.1.0.1"}],[{"subnet":"fd00:1::/64"}]',
      ),
    },
    {
      text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge","ipam":{"type":"host-local","subnet":"10.1.0.0/16"}}]}',
    },
    {
      text: '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge","capabilities":{"ipRanges":true},"ipam":{"type":"host-local"}}]}',
    },
  ],
}
