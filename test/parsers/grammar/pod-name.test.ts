import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findPod, readObjectReference } from '../../../parsers/grammar/pod-name.ts'
import { id, uid } from '../read-line.ts'

type Expected = readonly [namespace: string, name: string, uid: string, attempt: number, from: string]

const forms: readonly (readonly [text: string, expected: Expected | undefined])[] = [
  [
    `Args(IgnoreUnknown=1;K8S_POD_NAMESPACE=ns;K8S_POD_NAME=web-0;K8S_POD_INFRA_CONTAINER_ID=${id};K8S_POD_UID=${uid})`,
    ['ns', 'web-0', uid, -1, 'cni-args'],
  ],
  ['CNI_ARGS: K8S_POD_NAME=web-0', ['', 'web-0', '', -1, 'cni-args']],
  [`failed to create pod network sandbox k8s_web-0_ns_${uid}_2(${id}): gone`, ['ns', 'web-0', uid, 2, 'name-form']],
  [
    `The name \\"k8s_POD_etcd-a_kube-system_22dc3ba7d75886466480614424fe7650_0\\" is already in use by sandbox ${id}`,
    ['kube-system', 'etcd-a', '22dc3ba7d75886466480614424fe7650', 0, 'name-form'],
  ],
  [
    `failed to reserve sandbox name "a.b--c.c7196d5b_ns_${uid}_1": name "x" is reserved for "${id}"`,
    ['ns', 'a.b--c.c7196d5b', uid, 1, 'name-form'],
  ],
  ['The name \\"k8s_POD_etcd-a_kube-system_22dc3ba7d7588', ['kube-system', 'etcd-a', '', -1, 'name-form']],
  [`CreatePodSandbox for pod "web-0_ns(${uid})" failed`, ['ns', 'web-0', uid, -1, 'name-form']],
  ['CreatePodSandbox for pod \\"web-0_ns(b2648924-ac95', ['ns', 'web-0', '', -1, 'name-form']],
  [
    'failed (add): networkPlugin cni failed to set up pod "web-0_ns" network: gone',
    ['ns', 'web-0', '', -1, 'name-form'],
  ],
  [
    `[ns/web-0/${uid}:net1]: error adding container to network "net1": configure nic for pod vm-0/default failed`,
    ['ns', 'web-0', uid, -1, 'name-form'],
  ],
  [`Failed to assign an IP address to pod web-0, namespace ns container ${id}`, ['ns', 'web-0', '', -1, 'name-form']],
  ['networkPlugin cni failed to set up pod web-0_ns" network: gone', ['ns', 'web-0', '', -1, 'name-form']],
  [
    'RunPodSandbox: ... NetworkPlugin cni failed to set up pod "web-0" network: gone',
    ['', 'web-0', '', -1, 'name-form'],
  ],
  [`'[ns/web-0 ${id} network l2 NAD ns/l2] failed to get pod annotation`, ['ns', 'web-0', '', -1, 'name-form']],
  ['error adding pod ns_web-0 to CNI network "cbr0": gone', ['ns', 'web-0', '', -1, 'name-form']],
  [`Error deleting ns_web-0/${id} from network bridge/cbr0`, ['ns', 'web-0', '', -1, 'name-form']],
  ['failed stopping pod kube-system/web-0: gone', ['kube-system', 'web-0', '', -1, 'name-form']],
  ['no log for pod kube-system/web-0.', ['kube-system', 'web-0', '', -1, 'name-form']],
  [`[ns/web-0/${uid}:cbr0]: error adding container`, ['ns', 'web-0', uid, -1, 'name-form']],
  [`[ns/web-0] networking: Multus: [ns/web-0/${uid}]: gone`, ['ns', 'web-0', uid, -1, 'name-form']],
  [`[ns/web-0/${uid}:red- net]: error adding container`, ['ns', 'web-0', uid, -1, 'name-form']],
  ['networkPlugin cni failed to set up pod “web-0_ns” network: gone', ['ns', 'web-0', '', -1, 'name-form']],
  ['failed to start sandbox container for pod “web-0”: gone', ['', 'web-0', '', -1, 'name-form']],
  ['failed (add): [ns/web-0/b2648924-ac95-48', ['ns', 'web-0', '', -1, 'name-form']],
  [`failed (add): [ns/web-0/${uid}:red-n`, ['ns', 'web-0', uid, -1, 'name-form']],
  ['in path [opt/cni/bin', undefined],
  ['Multus: [ns/web-0]: error getting pod', ['ns', 'web-0', '', -1, 'name-form']],
  [
    'failed to start sandbox container for pod "kube-apiserver-a.b.c": gone',
    ['', 'kube-apiserver-a.b.c', '', -1, 'name-form'],
  ],
  ['error adding pod web-0 to CNI network "cbr0"', ['', 'web-0', '', -1, 'name-form']],
  [
    `xxxx1f-40e2-ae9b-2232cca64365_0(${id}): error adding pod web-0 to CNI network "x"`,
    ['', 'web-0', '', -1, 'name-form'],
  ],
  ['K8S_POD_NAME=;K8S_POD_NAMESPACE=ns', undefined],
  ['sandbox name "": gone', undefined],
  ['dial tcp 10.0.0.1:443 (add) [a b] for pod “my pod”', undefined],
  ['', undefined],
]

for (const [text, expected] of forms) {
  test('the prefix of a sandbox name is never the name of a pod', () => {
    const shortened =
      'failed to create pod network sandbox k8s_web-0_default error adding pod default_web-0 to CNI network "x"'
    assert.deepEqual([findPod(shortened)?.namespace, findPod(shortened)?.name], ['default', 'web-0'])
    assert.equal(findPod('error reserving pod name k8s_POD_web-0_defa'), undefined)
  })

  test(`pod of ${text.slice(0, 70)}`, () => {
    const pod = findPod(text)
    assert.deepEqual(
      pod === undefined ? undefined : [pod.namespace, pod.name, pod.uid, pod.attempt, pod.from],
      expected,
    )
  })
}

test('an object reference is a name with or without its namespace', () => {
  assert.deepEqual(readObjectReference('ns/web-0'), {
    namespace: 'ns',
    name: 'web-0',
    uid: '',
    attempt: -1,
    from: 'kobj',
  })
  assert.equal(readObjectReference('node-1')?.namespace, '')
  assert.equal(readObjectReference(''), undefined)
})

test('hostile text takes linear time', () => {
  const from = process.cpuUsage()
  for (const piece of ['a_', '(', 'a_b(', '[a/b', 'pod "a', 'k8s_a_', 'ing a_b', 'for pod "'])
    findPod(piece.repeat(20_000))
  const { user } = process.cpuUsage(from)
  assert.ok(user < 3_000_000, `${user} us`)
})
