import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { payloads } from '../../../parsers/payloads/index.ts'
import { assemble, newContext, readRecords } from '../../../parsers/record.ts'
import { createFormReader, type Form, type ReadForm } from '../../../parsers/templates/quick-form.ts'
import { transports } from '../../../parsers/transports/index.ts'
import type { LineWindow } from '../../../src/model/line-window.ts'

const SAMPLES = 'samples'

function windowAt(lines: readonly string[], at: number): LineWindow {
  return { line: at + 1, at: (rel) => (Math.abs(rel) > 64 ? undefined : lines[at + rel]), offsetOf: (rel) => at + rel }
}

/** How many of the lines the reader tells the form of; it has to be that of their records. */
function check(readForm: ReadForm, lines: readonly string[]): number {
  let read = 0
  for (const at of lines.keys()) {
    const window = windowAt(lines, at)
    const form = readForm(window, newContext())
    if (form === undefined) continue
    const assembled = assemble(window)
    const records = assembled === undefined ? [] : readRecords(assembled, newContext())
    assert.deepEqual(records.map(formOf), [form], `line ${at + 1} of\n${lines.slice(at - 2, at + 3).join('\n')}`)
    read++
  }
  return read
}

const formOf = ({ transport, payload, component, host }: Form): Form => ({ transport, payload, component, host })

test('the form of a line is that of its record', () => {
  const readForm = createFormReader()
  let read = 0
  for (const name of readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith('.log'))
      read += check(readForm, readFileSync(join(SAMPLES, name), 'utf8').split('\n').slice(0, 400))
  }
  assert.ok(read > 1000, `${read} lines were read`)
})

const HEADS = [
  'Apr 26 00:43:24 node-7 kubelet[1205]: ',
  'Apr 26 00:43:24 node-7 containerd[9]: ',
  'Apr 26 00:43:24 node-8 kernel: ',
  'Apr 26 00:43:24.518165 node-7 k3s[12]: ',
  'Apr 26 00:43:24 kubelet[1205]: ',
  '2022-04-26T00:43:24+0200 node-7 containerd[9]: ',
  '2022-04-26T00:43:24.518120+02:00 node-7 containerd[9]: ',
  '2022-04-26T00:43:24.518120123Z stdout P node-7 x: ',
  '2022-04-26T00:43:24.518120123Z stdout F ',
  '',
]

const TEXTS = [
  'I0426 00:43:24.518165    1205 kubelet.go:2124] "SyncLoop (PLEG): event for pod" pod="a/b"',
  'E0426 00:43:24.518165    1205 pod_workers.go:965] "Error syncing pod" err=<',
  '\twhich goes on here',
  ' > pod="ns/name"',
  'E0426 00:43:24.518165    1205 a.go:1] At 2021-01-29 06:36:50 +0000 UTC - event for web-0: {kubelet node-a} Failed: x',
  'E0426 00:43:24.518165    1205 cut',
  'E1326 00:43:24.518165    1205 a.go:1] x',
  'time="2022-04-26T00:43:24.518120123Z" level=info msg="StopPodSandbox for \\"b\\""',
  'time="2022-04-26T00:43:24.518120123Z" level=info msg="a message that',
  'time="2022-04-26T00:43:24.518120123Z" level=info msg="E0110 14:07:12.403621     950 log.go:32] x" component=kubelet',
  'time="2022-04-26T00:43:24.518120123Z" level=info msg=x subsys=cilium-cni',
  'time="2022-04-26T00:43:24.518120123Z" level=warning error="gone" msg=x',
  'time="2022-04-26T00:43:24.518120123Z" nothing else',
  'IPv6: ADDRCONF(NETDEV_CHANGE): veth1: link becomes ready',
  'run-containerd-runc-k8s.io-f.mount: Succeeded.',
  'message repeated 5 times: [ E0426 00:43:24.518120     812 a.go:1] x]',
  'ns/web pod/web-0 node/node-a reason/FailedCreatePodSandBox Failed to create pod sandbox: x',
  'one "quote is openApr 26 00:43:24 node-7 kubelet[1]: E0426 00:43:24.518120     812 a.go:1] x',
  'endsApr 26 00:43:24 node-7 kubelet[1]: E0426 00:43:24.518120     812 a.go:1] x',
  'msg=&quot;x&quot; level=&quot;info&quot;',
  'cni.go:259] Error adding network: no more tries',
  'E0426 00:43:24.518165    1205 remote\\_runtime.go:176\\] \\\\"RunPodSandbox\\\\"',
  'I0426 00:43:24.518165    1205 **kubelet**.go:2124] "**SyncLoop**"',
  '',
]

test('it is so in whatever order lines follow each other', () => {
  const line = fc.tuple(fc.constantFrom(...HEADS), fc.constantFrom(...TEXTS)).map(([head, text]) => head + text)
  const readForm = createFormReader()
  let read = 0
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
      read += check(readForm, lines)
    }),
    { numRuns: 2000 },
  )
  assert.ok(read > 1000, `${read} lines were read`)
})

test('the samples of all transports and payloads have the form that is told of them', () => {
  const readForm = createFormReader()
  const texts = payloads.flatMap((payload) => payload.samples.map(({ text }) => text))
  const lines = transports.flatMap((transport) => transport.samples.map(({ line }) => line))
  const all = [...lines, ...texts, ...HEADS.flatMap((head) => texts.map((text) => head + text))]
  const read = all.reduce((sum, line) => sum + check(readForm, line.split('\n')), 0)
  assert.ok(read > 20, `${read} lines were read`)
})
