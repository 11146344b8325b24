import { SampleNode } from '../cluster.ts'
import { at, conflist, MADE_HERE, MINUTE, type SampleFile, type SampleIncident, SECOND } from '../incident.ts'
import { printJournal } from '../journal.ts'
import { addChurn, addNoise } from '../noise.ts'

const BEGIN = at('2022-03-29T08:20:00Z')
const UPGRADE = at('2022-03-29T09:02:11Z')
const END = at('2022-03-29T10:30:00Z')
const SUPPORTS = '["0.1.0" "0.2.0" "0.3.0" "0.3.1" "0.4.0"]'
const MISMATCH = `incompatible CNI versions; config is "1.0.0", plugin supports ${SUPPORTS}`

/** containerd goes from 1.5.11 to 1.6.2 together with a 1.0.0 conflist; the plugins stay at 0.9.1 and refuse it. */
function upgradedNode(name: string, seed: number, delay: number): SampleNode {
  const node = new SampleNode(name, seed)
  node.startContainerd(BEGIN, 'v1.5.11', '3df54a852345ae127d1fa3092b95168e4a88e2f8')
  node.startKubelet(BEGIN + 3 * SECOND, 'v1.23.5', 'v1.5.11')
  addChurn(node, BEGIN + 4 * MINUTE, UPGRADE - 2 * MINUTE, 4 * MINUTE, 8 * MINUTE)
  const upgrade = UPGRADE + delay
  node.stopContainerd(upgrade)
  node.startContainerd(upgrade + 7 * SECOND, 'v1.6.2', 'de8046a5501db9e0e478e1c10cbcfb21af4c6b2d')
  node.startKubelet(upgrade + 11 * SECOND, 'v1.23.5', 'v1.6.2')
  for (let i = 0; i < 6; i++) {
    const pod = node.newPod()
    const first = upgrade + 40 * SECOND + i * 3 * MINUTE
    node.kubelet(
      first - SECOND,
      'I',
      'kubelet.go:2110',
      `"SyncLoop ADD" source="api" pods=[${pod.namespace}/${pod.name}]`,
    )
    for (let us = first; us < END - MINUTE; us += 14 * SECOND + node.random.below(60 * SECOND + i * 20 * SECOND)) {
      const sandbox = node.newSandbox(pod)
      node.containerd(us - 180_000, 'info', `RunPodSandbox for ${node.metadata(sandbox)}`)
      node.failRun(
        us,
        sandbox,
        `failed to setup network for sandbox "${sandbox.id}": plugin type="bridge" failed (add): ${MISMATCH}`,
        {
          cleanup: `plugin type="bridge" failed (delete): ${MISMATCH}`,
        },
      )
    }
  }
  addNoise(node, BEGIN + 10 * SECOND, END, 9 * SECOND)
  return node
}

/** One journal file a node, containerd and kubelet together, as `journalctl -u containerd -u kubelet` writes it. */
function files(node: SampleNode, subnet: string, rotated: boolean): readonly SampleFile[] {
  const entries = node.entries()
  const conf = { path: `${node.name}/etc/cni/net.d/10-containerd-net.conflist`, text: conflist('1.0.0', subnet) }
  if (!rotated) return [{ path: `${node.name}/journal.log`, text: printJournal(entries, 'short-iso-precise') }, conf]
  return [
    {
      path: `${node.name}/journal.log.1.gz`,
      text: printJournal(
        entries.filter((e) => e.us < UPGRADE),
        'short',
      ),
      gzip: true,
    },
    {
      path: `${node.name}/journal.log`,
      text: printJournal(
        entries.filter((e) => e.us >= UPGRADE),
        'short',
      ),
    },
    conf,
  ]
}

export const incident: SampleIncident = {
  id: 'founding-start',
  about: {
    title: 'Pods cannot start: config 1.0.0, plugins only up to 0.4.0',
    story:
      'containerd was upgraded from 1.5.11 to 1.6.2 together with a conflist that declares cniVersion 1.0.0, while the CNI plugins stayed at 0.9.1. Every new pod on both nodes fails; the logs end before anyone mends it.',
    cause: 'cni-config-version-unsupported',
    nodesHit: ['edge-a', 'edge-b'],
    nodesClean: [],
    recovered: false,
    ...MADE_HERE,
  },
  build: () => [
    ...files(upgradedNode('edge-a', 411, 0), '10.22.1.0/24', true),
    ...files(upgradedNode('edge-b', 522, 14 * MINUTE), '10.22.2.0/24', false),
  ],
}
