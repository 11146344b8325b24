import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import fc from 'fast-check'
import { readEvents, readFacts } from '../../../parsers/read-events.ts'
import { newContext, readRecords } from '../../../parsers/record.ts'
import { ValueSet } from '../../../parsers/templates/known-values.ts'
import { ATTEMPT, NAME, Parts } from '../../../parsers/templates/parts.ts'
import { createQuickReader } from '../../../parsers/templates/quick-reader.ts'
import { withCauses } from '../../../src/ingest/parsers.ts'
import { ingestWith } from '../../../src/ingest/run.ts'
import { RecordingSink } from '../../ingest/recording-sink.ts'

const folder = mkdtempSync(join(tmpdir(), 'values-'))
after(() => rmSync(folder, { recursive: true }))

const HEAD = 'E0426 00:43:24.518120    1205 a.go:205] '
const UID = '960d6036-7b7c-4fad-acce-14546dd4a43a'
const ID = 'a1b2c3d4'.repeat(8)

/** Values of a klog line, in order. */
function valuesOf(text: string): readonly string[] {
  const parts = new Parts()
  const line = HEAD + text
  assert.ok(parts.cut(line, true))
  return [...parts.kinds.subarray(0, parts.count)].flatMap((kind, i) =>
    kind === NAME || kind === ATTEMPT ? [line.slice(parts.starts[i], parts.ends[i])] : [],
  )
}

describe('values', () => {
  it('are names where records say that they are, up to what a controller added', () => {
    const found: readonly (readonly [string, readonly string[]])[] = [
      [`{Name:web-jf6v8x7w2-xxt6b,Uid:${UID},Namespace:kube-system,Attempt:12,}`, ['web', 'kube-system', '12']],
      ['{Name:etcd-node-a.ec2.internal,Namespace:a,Attempt:0,}', ['etcd-node-a.ec2.internal', 'a', '0']],
      ['pod="default/log-shipper-xxt6b" podUID=x', ['default', 'log-shipper']],
      ['pods=["default/web-0" "b/c"]', ['default', 'web-0']],
      [`for \\"web-xxt6b_default(${UID})\\" with`, ['web', 'default']],
      ['pod=web-xxt6b_default(x)', ['web', 'default']],
      ['failed to set up pod "web-xxt6b_default" network', ['web', 'default']],
      ['failed to set up pod \\"web-xxt6b_default\\" network', ['web', 'default']],
      [`[openshift-dns/dns-default-xxt6b ${ID}]`, ['openshift-dns', 'dns-default']],
      ['K8S_POD_NAMESPACE=default;K8S_POD_NAME=web-xxt6b;', ['default', 'web']],
      [`{Name:${UID},Namespace:${ID},`, []],
    ]
    for (const [text, names] of found) assert.deepEqual(valuesOf(text), names, text)
  })

  it('are none elsewhere', () => {
    for (const text of [
      '{Name:,Namespace:,Attempt:,}',
      '{Name:Web,Attempt:01,}',
      'Attempt:1234567890,',
      'config is "1.0.0", plugin supports ["0.1.0" "0.2.0"]',
      'open "/run/netns/cni": "no_such_file"',
      'hostname:a FirstName:b pod=web pod="web"',
    ])
      assert.deepEqual(valuesOf(text), [], text)
  })

  it('are part of the text where a line is cut without them', () => {
    const parts = new Parts()
    assert.ok(parts.cut(`${HEAD}pod="default/web-xxt6b" {Attempt:1,}`))
    assert.equal(parts.hasValues, false)
    assert.deepEqual([...parts.kinds.subarray(0, parts.count)].includes(NAME), false)
  })

  it('are kept as a set of texts', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '-', '0'), minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(name, { maxLength: 200 }), name, (names, other) => {
        const set = new ValueSet()
        for (const one of names) set.add(one)
        for (const one of [...names, other]) {
          assert.equal(set.has(one), names.includes(one))
          assert.equal(set.hasBytes(Buffer.from(`x${one}x`), 1, 1 + one.length), names.includes(one))
        }
      }),
    )
  })
})

/** Records of pods, as runtimes and the kubelet write them. */
const WORDINGS: readonly ((pod: Pod) => string)[] = [
  ({ name, namespace, uid, id, attempt }) =>
    `containerd[812]: time="2022-04-26T00:43:24.518165483Z" level=error msg="RunPodSandbox for &PodSandboxMetadata{Name:${name},Uid:${uid},Namespace:${namespace},Attempt:${attempt},} failed, error" error="failed to setup network for sandbox \\"${id}\\": plugin type=\\"loopback\\" failed (add): incompatible CNI versions; config is \\"1.0.0\\", plugin supports [\\"0.1.0\\" \\"0.2.0\\"]"`,
  ({ name, namespace, uid, attempt }) =>
    `containerd[812]: time="2022-04-26T00:43:24.518165483Z" level=info msg="RunPodSandbox for &PodSandboxMetadata{Name:${name},Uid:${uid},Namespace:${namespace},Attempt:${attempt},}"`,
  ({ name, namespace, uid, id }) =>
    `kubelet[1205]: E0426 00:43:24.518120    1205 pod_workers.go:951] "Error syncing pod, skipping" err="failed to \\"KillPodSandbox\\" for \\"${uid}\\" with KillPodSandboxError: \\"rpc error: code = Unknown desc = failed to destroy network for sandbox \\\\\\"${id}\\\\\\": plugin type=\\\\\\"bridge\\\\\\" failed (delete): invalid version \\\\\\"\\\\\\": the version is empty\\"" pod="${namespace}/${name}" podUID=${uid}`,
  ({ name, namespace, uid, id }) =>
    `kubelet[1205]: E0426 00:43:24.518120    1205 pod_workers.go:918] "Error syncing pod, skipping" err="failed to \\"CreatePodSandbox\\" for \\"${name}_${namespace}(${uid})\\" with CreatePodSandboxError: \\"Failed to create sandbox for pod \\\\\\"${name}_${namespace}(${uid})\\\\\\": rpc error: code = Unknown desc = failed to setup network for sandbox \\\\\\"${id}\\\\\\": plugin type=\\\\\\"calico\\\\\\" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized\\"" pod="${namespace}/${name}" podUID=${uid}`,
  ({ name, namespace, id }) =>
    `kubelet[1205]: E0426 00:43:24.518120    1205 cni.go:387] "Error adding pod to network" err="add cmd: failed to assign an IP address to container" pod="${namespace}/${name}" podSandboxID={Type:containerd ID:${id}} podNetnsPath="/proc/1/ns/net" networkType="aws-cni" networkName="aws-cni"`,
  ({ name, namespace, id }) =>
    `crio[900]: time="2022-04-26 00:43:24.518165483Z" level=error msg="Error adding network: [${namespace}/${name} ${id}] failed to configure pod interface: timed out waiting for OVS flows" id=${id}`,
]

interface Pod {
  readonly name: string
  readonly namespace: string
  readonly uid: string
  readonly id: string
  readonly attempt: number
}

/** Words of errors, endings and ids among them: names in which a closer look could see something else. */
const BASES = ['web', 'log-shipper', 'etcd-node-a', 'to', 'cni', 'plugin', 'failed', 'calico-node', 'web-0', 'timeout']
const SPACES = ['default', 'kube-system', 'billing', 'failed', 'sandbox', 'e2e-xxt6b', 'version', 'a']
const ENDINGS = ['-jf6v8x7w2-xxt6b', '-xxt6b', '', '-bcdfg-web', '.ec2.internal', '-12', '-b2648924-xxt6b']

const hexDigits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })

const PODS: fc.Arbitrary<Pod> = fc.record({
  name: fc.tuple(fc.constantFrom(...BASES), fc.constantFrom(...ENDINGS)).map((pieces) => pieces.join('')),
  namespace: fc.constantFrom(...SPACES),
  uid: fc.tuple(hexDigits(8), hexDigits(12)).map(([first, last]) => `${first}-7b7c-4fad-acce-${last}`),
  id: hexDigits(64),
  attempt: fc.constantFrom(0, 1, 9, 10, 12, 4711),
})

const LINES = fc.tuple(fc.constantFrom(...WORDINGS), PODS).map(([text, pod]) => `Apr 26 00:43:24 node-a ${text(pod)}`)

/** What ingest makes of lines. */
async function found(path: string, quick: boolean): Promise<unknown> {
  const parsers = withCauses([])
  const ordinary = { ...parsers, readQuickly: () => undefined, readShaped: () => undefined }
  const sink = new RecordingSink()
  await ingestWith(quick ? parsers : ordinary, { paths: [path], year: 2022 }, sink)
  return { events: sink.events, facts: sink.facts }
}

describe('records of pods with any names', () => {
  it('say what the ordinary way says', async () => {
    const path = join(folder, 'kubelet.log')
    await fc.assert(
      fc.asyncProperty(fc.array(LINES, { minLength: 200, maxLength: 400 }), async (lines) => {
        writeFileSync(path, `${lines.join('\n')}\n`)
        assert.deepEqual(await found(path, true), await found(path, false))
      }),
      { numRuns: 15 },
    )
  })

  it('are learnt once, and a value is asked for once', () => {
    let readings = 0
    const read = createQuickReader((record) => {
      readings++
      return readEvents(record)
    }, readFacts)
    const tell = (name: string, namespace: string, attempt: number): number => {
      const pod = { name: `${name}-xxt6b`, namespace, uid: UID, id: ID, attempt }
      const line = `Apr 26 00:43:24 node-a ${WORDINGS[0]?.(pod)}`
      const before = readings
      const told = read({ line: 1, at: (rel) => [line][rel], offsetOf: () => 0 }, newContext())
      const needed = readings - before
      const [record] = readRecords({ line: 1, lineEnd: 1, byteOffset: 0, lines: [line] }, newContext())
      assert.ok(record)
      if (told !== undefined) assert.deepEqual(told.events, readEvents(record))
      return told === undefined ? -1 : needed
    }
    assert.equal(tell('web', 'default', 0), -1)
    assert.equal(tell('ledger', 'billing', 1), 2)
    assert.equal(tell('ledger', 'billing', 1), 0)
    assert.equal(tell('log-shipper', 'logging', 10), 1)
    assert.equal(tell('log-shipper', 'billing', 1), 0)
    assert.equal(tell('ledger', 'logging', 10), 0)
    assert.equal(tell('ledger', 'logging', 11), 1)
  })

  it('are left to the ordinary way where it says something else with a value, or where a name stands in the message by chance', () => {
    let readings = 0
    const read = createQuickReader((record) => {
      readings++
      return record.message.includes('Namespace:odd') ? [] : readEvents(record)
    }, readFacts)
    const tell = (name: string, namespace: string): boolean => {
      const pod = { name, namespace, uid: UID, id: ID, attempt: 0 }
      const line = `Apr 26 00:43:24 node-a ${WORDINGS[0]?.(pod)}`
      return read({ line: 1, at: (rel) => [line][rel], offsetOf: () => 0 }, newContext()) !== undefined
    }
    assert.deepEqual(
      [tell('etcd-0', 'default'), tell('etcd-0', 'default'), tell('web-0', 'default')],
      [false, true, true],
    )
    assert.equal(tell('web-0', 'odd'), false)
    assert.equal(tell('plugin', 'default'), false)
    const before = readings
    assert.deepEqual([tell('web-0', 'odd'), tell('plugin', 'default'), tell('etcd-0', 'default')], [false, false, true])
    assert.equal(readings, before)
  })
})
