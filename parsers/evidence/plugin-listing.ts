import type { EvidenceFound, EvidenceModule } from '../../src/model/parser.ts'

/** Binaries of containernetworking/plugins and of common networks: one of them makes a listing one of /opt/cni/bin. */
const KNOWN = new Set([
  'bridge',
  'loopback',
  'host-local',
  'portmap',
  'ptp',
  'macvlan',
  'ipvlan',
  'flannel',
  'calico',
  'calico-ipam',
  'cilium-cni',
  'aws-cni',
  'azure-vnet',
  'multus',
  'weave-net',
  'antrea',
  'kube-ovn',
])

interface Row {
  readonly name: string
  readonly executable: boolean
  readonly bytes: number
}

/** Most lines of logs begin with a time, or with a capital letter. */
const MAY_BE_ROW = /^\s*[-a-z]/

/** One row of `ls -l` or `ls -la`; plain names of `ls` count as executable of unknown size. */
function rowOf(line: string): Row | undefined {
  // -rwxr-xr-x 1 root root  4028260 May 13  2020 bridge
  const long = /^([-l])([-rwxsStT]{9})[.+@]?\s+\d+\s+\S+\s+\S+\s+(\d+)\s+\S+\s+\S+\s+\S+\s+(\S+)(?: -> \S+)?$/.exec(
    line,
  )
  if (long) return { name: long[4] ?? '', executable: (long[2] ?? '').includes('x'), bytes: Number(long[3]) }
  return /^[a-z][\w.-]{1,40}$/.test(line) ? { name: line, executable: true, bytes: -1 } : undefined
}

function read(_path: string, text: string): EvidenceFound {
  const rows = text
    .split(/\r?\n/)
    .map((line) => rowOf(line.trim()))
    .filter((row) => row !== undefined)
  const names = rows.map((row) => row.name).sort()
  const broken = rows.filter((row) => !row.executable || row.bytes === 0)
  const listing = {
    kind: 'plugin-binaries' as const,
    component: '/opt/cni/bin',
    value: names.join(' '),
    text: text.trim().split('\n').slice(0, 3).join('\n'),
  }
  const faults = broken.map((row) => ({
    kind: 'plugin-binaries' as const,
    component: row.name,
    value: row.bytes === 0 ? 'empty file' : 'not executable',
    text: row.name,
  }))
  return { facts: [listing, ...faults], configs: [], problem: '' }
}

/** A listing of the CNI plugin directory (`ls -l /opt/cni/bin`): which binaries are there, which are empty or not executable. */
export const evidence: EvidenceModule = {
  id: 'plugin-listing',
  title: 'listing of /opt/cni/bin',
  maxBytes: 65536,
  holdsEvents: true,
  samples: [
    {
      path: 'node-a/ls-opt-cni-bin.txt',
      text: 'total 8\n-rwxr-xr-x 1 root root 4028260 May 13  2020 bridge\n-rw-r--r-- 1 root root 0 May 13 2020 loopback\n',
      found: {
        facts: [
          {
            kind: 'plugin-binaries',
            component: '/opt/cni/bin',
            value: 'bridge loopback',
            text: 'total 8\n-rwxr-xr-x 1 root root 4028260 May 13  2020 bridge\n-rw-r--r-- 1 root root 0 May 13 2020 loopback',
          },
          { kind: 'plugin-binaries', component: 'loopback', value: 'empty file', text: 'loopback' },
        ],
      },
    },
  ],
  accepts: (path, head) => {
    const lines = head.split('\n', 60).map((line) => (MAY_BE_ROW.test(line) ? rowOf(line.trim())?.name : undefined))
    const known = lines.filter((name) => name !== undefined && KNOWN.has(name)).length
    return known >= 2 && (/cni/i.test(path) || lines.filter((name) => name !== undefined).length <= 60)
  },
  read,
}
