import type { CaseFile, EventRow, FailureRow, SandboxRow } from '../../src/model/case-file.ts'
import type { Verdict } from '../../src/model/verdict.ts'
import { at, fakeCase, fakeVerdict } from './fake-case.ts'

export interface TestCase {
  readonly file: CaseFile
  readonly verdict: Verdict
}

const MINUTE = 60_000_000
const id = (n: number): string => n.toString(16).padStart(2, '0').repeat(32)
const message = (sandbox: string): string =>
  `failed to destroy network for sandbox "${sandbox}": invalid version "": the version is empty`

function sources(
  nodes: readonly string[],
  from: string,
  to: string,
): {
  path: string
  node: string
  bytes: number
  lines: number
  candidates: number
  understood: number
  first_us: number
  last_us: number
  year: number
  year_from: string
  sha256: string
}[] {
  return nodes.map((node, i) => ({
    path: `${node}/containerd.log`,
    node,
    bytes: 120_000 + i,
    lines: 1500,
    candidates: 90,
    understood: 90,
    first_us: at(from),
    last_us: at(to),
    year: 2022,
    year_from: 'same source',
    sha256: `${i}`.repeat(64),
  }))
}

/** The founding stop failure on 2 of 3 nodes, recovered after an upgrade. */
export function foundingStop(): TestCase {
  const first = at('2022-05-04T00:43:12Z')
  const failures: Partial<FailureRow>[] = []
  const events: Partial<EventRow>[] = []
  const sandboxes: Partial<SandboxRow>[] = []
  let line = 100
  for (let s = 0; s < 4; s++) {
    const node = s < 2 ? 'worker-1' : 'worker-2'
    const base = { node, sandbox_id: id(s + 1), pod_namespace: 'payments', pod_name: `cart-${s}`, pod_uid: `uid-${s}` }
    for (let n = 0; n < 45; n++) {
      const us = first + s * 7 * MINUTE + n * MINUTE
      const place = { source: `${node}/containerd.log`, line: line++ }
      failures.push({
        ...base,
        ...place,
        cause: 'cni-config-version-missing',
        first_us: us,
        last_us: us + 1000,
        records: 2,
        incident_id: 1,
        config_version: '',
        message: message(base.sandbox_id),
      })
      events.push({
        ...base,
        ...place,
        time_us: us,
        last_us: us,
        failure_id: failures.length,
        cause: 'cni-config-version-missing',
        message: message(base.sandbox_id),
        raw: `May  4 containerd[1]: ${message(base.sandbox_id)} #${n}`,
      })
    }
    sandboxes.push({
      ...base,
      requested_us: first - 60 * MINUTE,
      ready_us: first - 59 * MINUTE,
      stop_us: first + s * 7 * MINUTE,
      stopped_us: at('2022-05-04T02:12:30Z'),
      state: 'gone',
      failed_stops: 45,
    })
  }
  const ev = (
    i: number,
  ): { source: string; line: number; text: string; says: string; node: string; timeUs: number } => ({
    source: events[i]?.source ?? '',
    line: events[i]?.line ?? 0,
    text: events[i]?.raw ?? '',
    says: 'the error names a missing version',
    node: events[i]?.node ?? '',
    timeUs: events[i]?.time_us ?? 0,
  })
  const file = fakeCase({
    failures,
    events,
    sandboxes,
    incidents: [
      {
        cause: 'cni-config-version-missing',
        first_us: first,
        last_us: first + 21 * MINUTE + 44 * MINUTE + 1000,
        nodes: 'worker-1 worker-2',
        pods: 4,
        sandboxes: 4,
        failures: 180,
        trigger_kind: 'config-change',
        trigger_us: first - 95_000_000,
        trigger_text:
          'failed to reload cni configuration after receiving fs change event("/etc/cni/net.d/10.conflist": WRITE)',
        trigger_source: 'worker-1/containerd.log',
        trigger_line: 90,
        recovered_us: at('2022-05-04T02:12:25Z'),
        recovered_source: 'worker-2/containerd.log',
        recovered_line: 900,
      },
    ],
    facts: [
      ...['worker-1', 'worker-2', 'worker-3'].map((node) => ({
        node,
        kind: 'version' as const,
        component: 'containerd',
        value: '1.6.2',
        text: 'starting containerd version=v1.6.2',
        time_us: first - 90 * MINUTE,
        source: `${node}/containerd.log`,
        line: 3,
      })),
      {
        node: 'worker-1',
        kind: 'config-change',
        component: '',
        value: '/etc/cni/net.d/10.conflist',
        text: 'fs change event',
        time_us: first - 95_000_000,
        source: 'worker-1/containerd.log',
        line: 90,
      },
      {
        node: 'worker-1',
        kind: 'version',
        component: 'containerd',
        value: '1.6.4',
        text: 'starting containerd version=v1.6.4',
        time_us: at('2022-05-04T02:12:05Z'),
        source: 'worker-1/containerd.log',
        line: 880,
      },
      {
        node: 'worker-1',
        kind: 'runtime-start',
        component: 'containerd',
        value: '1.6.4',
        text: 'starting containerd version=v1.6.4',
        time_us: at('2022-05-04T02:12:05Z'),
        source: 'worker-1/containerd.log',
        line: 880,
      },
      {
        node: 'worker-2',
        kind: 'runtime-start',
        component: 'containerd',
        value: '1.6.4',
        text: 'starting containerd version=v1.6.4',
        time_us: at('2022-05-04T02:12:10Z'),
        source: 'worker-2/containerd.log',
        line: 881,
      },
    ],
    configs: [
      {
        node: 'worker-1',
        path: 'worker-1/etc/cni/net.d/10.conflist',
        name: 'net',
        cniVersion: undefined,
        plugins: ['bridge', 'portmap'],
        problem: 'declares no cniVersion',
        text: '{}',
      },
      {
        node: 'worker-1',
        path: 'worker-1/etc/cni/net.d/99.conflist',
        name: 'net',
        cniVersion: '',
        plugins: ['bridge'],
        problem: '',
        text: '{}',
      },
      {
        node: 'worker-3',
        path: 'worker-3/etc/cni/net.d/10.conflist',
        name: 'net',
        cniVersion: '1.0.0',
        plugins: ['bridge', 'portmap'],
        problem: '',
        text: '{}',
      },
    ],
    sources: sources(['worker-1', 'worker-2', 'worker-3'], '2022-05-03T23:10:00Z', '2022-05-04T03:00:00Z'),
  })
  const verdict = fakeVerdict({
    cause: 'cni-config-version-missing',
    title:
      'Pods on worker-1 and worker-2 could not be torn down from 00:43 to 01:48 UTC: the CNI configuration declares no version',
    confidence: 0.93,
    mechanism: 'containerd 1.6.0 to 1.6.3 refuse a configuration without cniVersion when a sandbox stops.',
    terms: [
      { name: 'mechanism', weight: 0.5, says: 'the error names the mechanism', evidence: [ev(0)] },
      { name: 'spread', weight: -0.05, says: 'one healthy node runs the same version', evidence: [] },
    ],
    evidence: [ev(0), ev(1), ev(0)],
    against: [
      {
        source: 'worker-3/containerd.log',
        line: 3,
        text: 'starting containerd version=v1.6.2',
        says: 'same version, no failure',
        node: 'worker-3',
        timeUs: 0,
      },
    ],
    ruledOut: [{ cause: 'ipam-exhausted', why: 'no record speaks of addresses' }],
    wouldChange: ['a configuration of worker-2 that declares a version'],
    incidentId: 1,
    fix: [
      {
        text: 'Drain and cordon the node',
        commands: 'kubectl drain NODE --ignore-daemonsets',
        check: 'kubectl get node NODE says SchedulingDisabled',
      },
      { text: 'Declare a cniVersion that the plugins support.', commands: '', check: '' },
    ],
  })
  return { file, verdict }
}

/** A start failure that did not recover, on the only node, from the very start of the logs, no trigger. */
export function foundingStart(): TestCase {
  const first = at('2022-06-01T10:00:01Z')
  const base = {
    node: 'n1',
    operation: 'RunPodSandbox' as const,
    cause: 'cni-config-version-unsupported' as const,
    pod_namespace: 'default',
    source: 'n1/kubelet.log',
  }
  const rows = Array.from({ length: 6 }, (_, i) => ({
    ...base,
    sandbox_id: id(0x20 + i),
    pod_name: 'web-0',
    first_us: first + i * 15_000_000,
    last_us: first + i * 15_000_000,
    incident_id: 1,
    line: 10 + i,
    message: 'incompatible CNI versions; config is "1.0.0", plugin supports ["0.3.0" "0.4.0"]',
  }))
  const file = fakeCase({
    failures: rows,
    events: rows.map((row, i) => ({ ...row, time_us: row.first_us, failure_id: i + 1, raw: `raw ${i}` })),
    sandboxes: rows.map((row) => ({
      sandbox_id: row.sandbox_id,
      node: 'n1',
      pod_namespace: 'default',
      pod_name: 'web-0',
      requested_us: row.first_us,
      state: 'never-ready' as const,
      failed_runs: 1,
      netns_left: 1,
    })),
    incidents: [
      {
        cause: 'cni-config-version-unsupported',
        operation: 'RunPodSandbox',
        first_us: first,
        last_us: first + 75_000_000,
        nodes: 'n1',
        pods: 1,
        sandboxes: 6,
        failures: 6,
        onset_before: 1,
      },
    ],
    sources: sources(['n1'], '2022-06-01T10:00:00Z', '2022-06-01T10:00:40Z'),
  })
  return {
    file,
    verdict: fakeVerdict({
      cause: 'cni-config-version-unsupported',
      title: 'Pods on n1 cannot start',
      confidence: 0.6,
      incidentId: 1,
    }),
  }
}

export function healthy(): TestCase {
  return {
    file: fakeCase({ sources: sources(['n1', 'n2'], '2022-06-01T10:00:00Z', '2022-06-01T11:00:00Z') }),
    verdict: fakeVerdict({ cause: null, title: 'No pod sandbox failed', confidence: 1 }),
  }
}

/** One failure only, without a time, a node or a sandbox id. */
export function single(): TestCase {
  return {
    file: fakeCase({
      failures: [{ pod_name: 'lonely', message: 'it broke', source: 'log', line: 1, incident_id: 1 }],
      events: [{ failure_id: 1, pod_name: 'lonely', message: 'it broke', source: 'log', line: 1, raw: 'it broke' }],
      incidents: [{ failures: 1, pods: 1 }],
      sources: [{ path: 'log', bytes: 9, lines: 1, candidates: 1, understood: 1 }],
    }),
    verdict: fakeVerdict({ title: 'One pod sandbox failed', incidentId: 1, wouldChange: ['the logs of containerd'] }),
  }
}

/** Name conflicts that follow from timeouts: the second incident is a consequence. */
export function consequence(): TestCase {
  const first = at('2022-07-01T08:00:00Z')
  const failures: Partial<FailureRow>[] = [
    ...Array.from({ length: 3 }, (_, i) => ({
      node: 'n1',
      operation: 'RunPodSandbox' as const,
      cause: 'runtime-timeout' as const,
      pod_namespace: 'a',
      pod_name: `p${i}`,
      first_us: first + i * 1_000_000,
      last_us: first + i * 1_000_000,
      incident_id: 1,
      source: 'n1/k.log',
      line: i + 1,
      message: 'context deadline exceeded',
    })),
    ...Array.from({ length: 9 }, (_, i) => ({
      node: 'n1',
      operation: 'RunPodSandbox' as const,
      cause: 'sandbox-name-conflict' as const,
      pod_namespace: 'a',
      pod_name: `p${i % 3}`,
      first_us: first + 60_000_000 + i * 1_000_000,
      last_us: first + 60_000_000 + i * 1_000_000,
      incident_id: 2,
      secondary: 1,
      source: 'n1/k.log',
      line: 10 + i,
      message: 'failed to reserve sandbox name',
    })),
  ]
  return {
    file: fakeCase({
      failures,
      events: failures.map((row, i) => ({
        failure_id: i + 1,
        source: row.source ?? '',
        line: row.line ?? 0,
        time_us: row.first_us ?? 0,
        message: row.message ?? '',
        node: 'n1',
        pod_name: row.pod_name ?? '',
        pod_namespace: 'a',
      })),
      incidents: [
        {
          cause: 'runtime-timeout',
          operation: 'RunPodSandbox',
          first_us: first,
          last_us: first + 2_000_000,
          nodes: 'n1',
          pods: 3,
          failures: 3,
        },
        {
          cause: 'sandbox-name-conflict',
          operation: 'RunPodSandbox',
          first_us: first + 60_000_000,
          last_us: first + 68_000_000,
          nodes: 'n1',
          pods: 3,
          failures: 9,
          consequence_of: 1,
        },
      ],
      sources: sources(['n1'], '2022-07-01T07:00:00Z', '2022-07-01T09:00:00Z'),
    }),
    verdict: fakeVerdict({ cause: 'runtime-timeout', title: 'containerd hung on n1', confidence: 0.7, incidentId: 1 }),
  }
}

/** Text that would like to be markup, script, a link, a mention, a terminal command or another table cell. */
export const HOSTILE =
  'a|b \\| `tick` ``` <script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) *b* _i_ ~~s~~ $x$ \u001b[31mred\u001b[0m \u202egnp.exe\u202c www.evil.example http://evil.example a@b.example @team #1 &lt; -->\n# head\n```\nTODO'

export function hostile(): TestCase {
  const first = at('2022-08-01T00:00:00Z')
  const base = { node: HOSTILE, pod_namespace: HOSTILE, pod_name: HOSTILE, source: HOSTILE, message: HOSTILE }
  const failures = Array.from({ length: 4 }, (_, i) => ({
    ...base,
    sandbox_id: `${i}${HOSTILE}`,
    first_us: first + i * MINUTE,
    last_us: first + i * MINUTE,
    incident_id: 1,
    line: i + 1,
  }))
  const one = { source: HOSTILE, line: 1, text: HOSTILE, says: HOSTILE, node: HOSTILE, timeUs: first }
  return {
    file: fakeCase({
      failures,
      events: failures.map((row, i) => ({ ...row, time_us: row.first_us, failure_id: i + 1, raw: HOSTILE })),
      sandboxes: failures.map((row) => ({
        sandbox_id: row.sandbox_id,
        node: HOSTILE,
        pod_namespace: HOSTILE,
        pod_name: HOSTILE,
        state: 'stuck' as const,
        netns_left: 1,
        replaced_by: HOSTILE,
      })),
      incidents: [
        {
          first_us: first,
          last_us: first + 3 * MINUTE,
          nodes: 'x',
          pods: 1,
          sandboxes: 4,
          failures: 4,
          trigger_kind: 'hang',
          trigger_us: first - 1,
          trigger_text: HOSTILE,
          trigger_source: HOSTILE,
          trigger_line: 77,
          recovered_us: first + 9 * MINUTE,
          recovered_source: HOSTILE,
          recovered_line: 99,
        },
      ],
      facts: [
        {
          node: HOSTILE,
          kind: 'version',
          component: HOSTILE,
          value: HOSTILE,
          text: HOSTILE,
          time_us: first,
          source: HOSTILE,
          line: 5,
        },
        { node: HOSTILE, kind: 'config-finding', value: HOSTILE, text: HOSTILE, source: HOSTILE, line: 6 },
      ],
      configs: [
        {
          node: HOSTILE,
          path: `${HOSTILE}/a`,
          name: HOSTILE,
          cniVersion: HOSTILE,
          plugins: [HOSTILE],
          problem: HOSTILE,
          text: HOSTILE,
        },
      ],
      sources: [
        {
          path: HOSTILE,
          node: HOSTILE,
          transport: HOSTILE,
          problem: HOSTILE,
          year_from: HOSTILE,
          sha256: 'ab',
          bytes: 1,
          lines: 1,
        },
      ],
    }),
    verdict: fakeVerdict({
      title: HOSTILE,
      mechanism: HOSTILE,
      evidence: [one],
      against: [one],
      terms: [{ name: HOSTILE, weight: 1, says: HOSTILE, evidence: [one] }],
      wouldChange: [HOSTILE],
      incidentId: 1,
      fix: [{ text: HOSTILE, commands: HOSTILE, check: HOSTILE }],
    }),
  }
}

/** More of everything than tables show: nodes, sources, series, findings, gaps, unread sources, undated failures, consequences. */
export function crowded(): TestCase {
  const first = at('2023-02-01T00:00:00Z')
  const nodes = Array.from({ length: 45 }, (_, i) => `n${String(i).padStart(2, '0')}`)
  const failures = Array.from({ length: 300 }, (_, i) => ({
    node: i % 50 === 49 ? '' : (nodes[i % 40] ?? ''),
    operation: i % 3 === 0 ? ('RunPodSandbox' as const) : ('StopPodSandbox' as const),
    cause: 'ipam-exhausted' as const,
    pod_namespace: `ns${i % 25}`,
    pod_name: i % 7 === 0 ? '' : `pod-${i % 60}`,
    sandbox_id: i % 11 === 0 ? '' : id(1 + (i % 90)),
    first_us: i === 0 ? 0 : first + i * 400_000_000,
    last_us: i === 0 ? 0 : first + i * 400_000_000,
    incident_id: 1,
    source: `${nodes[i % 40]}/log`,
    line: i + 1,
    message: i % 2 === 0 ? '' : 'no IP addresses available in range set: 10.0.0.1-10.0.0.254',
  }))
  const evidence = Array.from({ length: 12 }, (_, i) => ({
    source: 'n01/log',
    line: i + 2,
    text: 'no IP addresses available',
    says: i === 0 ? '' : `line ${i}`,
    node: 'n01',
    timeUs: first,
  }))
  const span = { first_us: first + 9_000_000, last_us: first + 300 * 400_000_000 }
  return {
    file: fakeCase({
      nodes,
      failures,
      events: failures.flatMap((row, i) =>
        i % 2 === 0 ? [] : [{ ...row, time_us: row.first_us, failure_id: i + 1, raw: `raw ${i}`, repeat_n: 1 }],
      ),
      sandboxes: Array.from({ length: 90 }, (_, i) => ({
        sandbox_id: id(1 + i),
        node: i === 0 ? '' : 'n01',
        pod_name: `pod-${i % 60}`,
        pod_namespace: 'ns1',
        attempt: i % 3,
        requested_us: i === 5 ? 0 : first,
        replaced_by: i === 0 ? id(2) : '',
        state: (['stuck', 'never-ready', 'running', 'gone', 'unknown'] as const)[i % 5] ?? 'unknown',
      })),
      incidents: [
        {
          cause: 'ipam-exhausted',
          operation: 'StopPodSandbox',
          first_us: first,
          last_us: first + 300 * 400_000_000,
          nodes: nodes.join(' '),
          failures: 300,
          trigger_kind: 'hang',
          trigger_text: 'the agent hung',
          recovered_us: first + 301 * 400_000_000,
        },
        { cause: 'netns-missing', nodes: 'n01', failures: 1, consequence_of: 1, first_us: first },
        { cause: 'sandbox-not-found', nodes: 'n01 n02', failures: 7, consequence_of: 1 },
        { cause: 'unknown', nodes: '', failures: 2 },
      ],
      facts: [
        ...nodes.map((node) => ({
          node,
          kind: 'version' as const,
          component: 'containerd',
          value: '1.7.0',
          source: `${node}/log`,
          line: 1,
        })),
        { node: 'n01', kind: 'config-finding', value: 'no-loopback: no loopback plugin', source: 'n01/conf', line: 1 },
        { node: 'n01', kind: 'reboot', time_us: first + 1000, source: 'n01/log', line: 3 },
        { node: 'n01', kind: 'reboot', time_us: first + 2000, source: 'n01/log', line: 4 },
        { node: 'n01', kind: 'reboot', time_us: first + 2000, source: 'n01/log', line: 5 },
        { node: 'n01', kind: 'version', component: 'kubelet', value: '', time_us: first + 3000, source: 'x', line: 9 },
      ],
      sources: [
        ...Array.from({ length: 70 }, (_, i) => ({
          path: `${nodes[i % 45]}/log.${i}`,
          node: nodes[i % 45] ?? '',
          bytes: 10 ** (i % 10),
          lines: i,
          ...(i % 45 === 3 ? { first_us: first + 9e9, last_us: first + 10e9 } : span),
          problem: i === 4 ? 'cut off after 12 bytes' : '',
          transport: i === 6 ? '' : 'cri',
          payload: '',
        })),
      ],
    }),
    verdict: fakeVerdict({
      cause: 'ipam-exhausted',
      title: 'No address is left',
      confidence: 0.5,
      mechanism: 'One. Two. Three.',
      evidence,
      incidentId: 1,
      fix: [{ text: 'Free addresses!', commands: '', check: 'look' }],
    }),
  }
}
