import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nodeFromPath } from '../../src/intake/node-name.ts'

const CASES: readonly (readonly [string, string, string])[] = [
  // path, path argument, node
  ['case/worker-1/containerd.log', 'case', 'worker-1'],
  ['case/edge-a/var/log/kubelet.log', 'case', 'edge-a'],
  ['case/edge-a/etc/cni/net.d/10-bridge.conflist', 'case', 'edge-a'],
  ['case/logs/kubelet.log', 'case', ''],
  ['/tmp/incident/kubelet.log', '/tmp/incident', ''],
  ['/tmp/tmp.cPdl7b/containerd.log', '/tmp/tmp.cPdl7b', ''],
  ['/tmp/case-vmA3xQ/a/kubelet.log', '/tmp/case-vmA3xQ/a', ''],
  ['/tmp/cp1/kubelet.log', '/tmp/cp1', 'cp1'],
  ['/tmp/prod-vm-a3/kubelet.log', '/tmp/prod-vm-a3', 'prod-vm-a3'],
  ['node-7/kubelet.log', 'node-7', 'node-7'],
  ['node-7/kubelet.log', 'node-7/kubelet.log', 'node-7'],
  ['kubelet-node-7.log.1.gz', 'kubelet-node-7.log.1.gz', 'node-7'],
  ['node-7_containerd.log', 'node-7_containerd.log', 'node-7'],
  ['ip-10-0-3-17.ec2.internal.log', 'ip-10-0-3-17.ec2.internal.log', 'ip-10-0-3-17.ec2.internal'],
  ['kubelet.log', 'kubelet.log', ''],
  ['messages-20220426.gz', 'messages-20220426.gz', ''],
  ['bundle.tar.gz!/node-7/journal/kubelet.log', 'bundle.tar.gz', 'node-7'],
  [
    'logs.zip!/kind-control-plane2/pods/kube-system_coredns-1_0e2ab38a-5e38-4b0c-8f6b-b4f6b6ad9a54/coredns/0.log',
    'logs.zip',
    'kind-control-plane2',
  ],
  ['all/worker-2-2022-04-26_00_43_24.tar.gz!/var/log/syslog', 'all', 'worker-2'],
  ['logs/a19-k8s-52331-teardown.log', 'logs', ''],
  ['logs/kind-3401.log', 'logs', ''],
  ['logs/k8s-52331-worker-2.log', 'logs', 'k8s-52331-worker-2'],
  ['logs/k8s-7_kubelet.log', 'logs', 'k8s-7'],
  ['logs/aks-nodepool1-12345678-vmss000000.log', 'logs', 'aks-nodepool1-12345678-vmss000000'],
]

describe('node from path', () => {
  for (const [path, root, node] of CASES) {
    it(`${path} under ${root}: ${node || 'none'}`, () => assert.equal(nodeFromPath(path, root), node))
  }
})
