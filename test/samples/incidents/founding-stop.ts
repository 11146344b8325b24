import { SampleNode, type Sandbox } from '../cluster.ts'
import { at, conflist, HOUR, MADE_HERE, MINUTE, type SampleFile, type SampleIncident, SECOND } from '../incident.ts'
import { type JournalMode, printJournal } from '../journal.ts'
import { addChurn, addNoise } from '../noise.ts'

const BEGIN = at('2022-05-03T23:10:00Z')
const ROLLOUT = at('2022-05-04T00:41:37.204Z')
const FIX = at('2022-05-04T02:12:05Z')
const END = at('2022-05-04T03:00:00Z')
const REVISION_162 = 'de8046a5501db9e0e478e1c10cbcfb21af4c6b2d'
const REVISION_164 = '212e8b6fa2f44b9c21b2798135fc6fb7c53efc16'
const ERROR = (s: Sandbox): string =>
  `failed to destroy network for sandbox "${s.id}": invalid version "": the version is empty`
const CONF = '/etc/cni/net.d/10-containerd-net.conflist'

/** A node whose conflist lost its cniVersion in the roll-out: pods start, but none can be stopped until containerd 1.6.4 comes. */
function hitNode(name: string, seed: number, fixDelay: number): SampleNode {
  const node = new SampleNode(name, seed)
  node.startContainerd(BEGIN, 'v1.6.2', REVISION_162)
  node.startKubelet(BEGIN + 3 * SECOND, 'v1.23.6', 'v1.6.2')
  addChurn(node, BEGIN + 5 * MINUTE, ROLLOUT - 2 * MINUTE, 5 * MINUTE, 10 * MINUTE)
  const rollout = ROLLOUT + node.random.below(3 * SECOND)
  node.containerd(
    rollout,
    'error',
    `failed to reload cni configuration after receiving fs change event("${CONF}": WRITE)`,
    `error="cni config load failed: failed to load CNI config list file ${CONF}: error parsing configuration list: unexpected end of JSON input: invalid cni config: failed to load cni config"`,
  )
  const fix = FIX + fixDelay
  const stuck = Array.from({ length: 4 + node.random.below(3) }, () => node.newSandbox())
  stuck.forEach((sandbox, i) => {
    node.run(ROLLOUT - 30 * MINUTE + i * 4 * MINUTE, sandbox)
    const first = ROLLOUT + 95 * SECOND + i * 7 * MINUTE + node.random.below(MINUTE)
    for (let us = first; us < fix - MINUTE; us += 12 * SECOND + node.random.below(110 * SECOND))
      node.failStop(us, sandbox, ERROR(sandbox))
    node.stop(fix + 20 * SECOND + i * 300_000, sandbox)
    node.remove(fix + 25 * SECOND + i * 300_000, sandbox)
  })
  node.stopContainerd(fix)
  node.startContainerd(fix + 9 * SECOND, 'v1.6.4', REVISION_164)
  node.startKubelet(fix + 12 * SECOND, 'v1.23.6', 'v1.6.4')
  addChurn(node, fix + 2 * MINUTE, END, 4 * MINUTE, 8 * MINUTE)
  addNoise(node, BEGIN + 10 * SECOND, END, 7 * SECOND)
  return node
}

function cleanNode(name: string, seed: number): SampleNode {
  const node = new SampleNode(name, seed)
  node.startContainerd(BEGIN, 'v1.6.2', REVISION_162)
  node.startKubelet(BEGIN + 3 * SECOND, 'v1.23.6', 'v1.6.2')
  addChurn(node, BEGIN + 5 * MINUTE, END, 5 * MINUTE, 10 * MINUTE)
  addNoise(node, BEGIN + 10 * SECOND, END, 7 * SECOND)
  return node
}

/** Rotation at one in the night: the older half is compressed, as logrotate leaves it. */
function files(
  node: SampleNode,
  mode: JournalMode,
  version: string | undefined,
  subnet: string,
): readonly SampleFile[] {
  const cut = BEGIN + 1.8 * HOUR
  const entries = node.entries()
  const of = (ident: string, old: boolean): string =>
    printJournal(
      entries.filter((e) => e.ident === ident && e.us < cut === old),
      mode,
    )
  const rest = (old: boolean): string =>
    printJournal(
      entries.filter((e) => e.ident !== 'containerd' && e.us < cut === old),
      mode,
    )
  return [
    { path: `${node.name}/containerd.log.1.gz`, text: of('containerd', true), gzip: true },
    { path: `${node.name}/containerd.log`, text: of('containerd', false) },
    { path: `${node.name}/kubelet.log.1.gz`, text: rest(true), gzip: true },
    { path: `${node.name}/kubelet.log`, text: rest(false) },
    { path: `${node.name}${CONF}`, text: conflist(version, subnet) },
  ]
}

export const incident: SampleIncident = {
  id: 'founding-stop',
  about: {
    title: 'Pods cannot be torn down: a CNI config without cniVersion on containerd 1.6.2',
    story:
      'A roll-out rewrote the conflist on worker-1 and worker-2 without its cniVersion. Pods still started, but every stop failed with "the version is empty". At 02:12 both nodes got containerd 1.6.4 and the stops went through. worker-3 kept its cniVersion and was not hit.',
    cause: 'cni-config-version-missing',
    nodesHit: ['worker-1', 'worker-2'],
    nodesClean: ['worker-3'],
    recovered: true,
    ...MADE_HERE,
  },
  build: () => [
    ...files(hitNode('worker-1', 101, 0), 'short', undefined, '10.88.1.0/24'),
    ...files(hitNode('worker-2', 202, 6 * MINUTE), 'short-precise', undefined, '10.88.2.0/24'),
    ...files(cleanNode('worker-3', 303), 'short-iso', '1.0.0', '10.88.3.0/24'),
  ],
}
