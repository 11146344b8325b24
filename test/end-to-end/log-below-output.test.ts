import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { analyze, extract } from '../../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'log-below-output-'))
after(() => rmSync(folder, { recursive: true }))

const ID = '7c1e5a90b2d34f68a1c09e7d5b3f8264e0a6c2d8941b7f35c8d20e6a4b9f1357'
const LINE = `May 04 10:11:12 node-a kubelet[712]: E0504 10:11:12.131415     712 remote_runtime.go:201] "RunPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = failed to setup network for sandbox \\"${ID}\\": cni plugin not initialized"\n`
const FOUND = ['RunPodSandbox', 'failed', 'cni-config-missing', ID]

async function eventsIn(name: string, content: string | Buffer): Promise<unknown[]> {
  const path = join(folder, name)
  writeFileSync(path, content)
  const found: unknown[] = []
  await extract({ paths: [path] }, (events) => {
    for (const { line, operation, outcome, cause, sandbox_id } of events) {
      found.push([line, operation, outcome, cause, sandbox_id])
    }
  })
  return found
}

test('a log below the output of a command is read, whatever evidence the output is', async () => {
  const outputs: Record<string, string> = {
    nodes: 'NAME     STATUS     ROLES    AGE   VERSION\nnode-a   NotReady   <none>   12m   v1.27.4\n\n',
    version: 'containerd containerd.io 1.6.4 212e8b6fa2f44b9c21b2798135fc6fb7c53efc16\n\n\n',
    listing: 'bridge\nloopback\nportmap\n',
  }
  for (const [name, output] of Object.entries(outputs)) {
    const want = [[4, ...FOUND]]
    assert.deepEqual(await eventsIn(`${name}.txt`, output + LINE), want, name)
    assert.deepEqual(await eventsIn(`${name}.txt.gz`, gzipSync(output + LINE)), want, `${name}, compressed`)
  }
})

test('notes that quote a Node object above a log are a log', async () => {
  const notes = '# a node that is not ready\n```yaml\napiVersion: v1\nkind: Node\n```\n'
  assert.deepEqual(await eventsIn('notes.md', notes + LINE), [[6, ...FOUND]])
})

test('Events about nodes are Events, no Node objects; a small list of Events in YAML is no manifest', async () => {
  const message = `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${ID}": cni plugin not initialized`
  const ready = {
    kind: 'Event',
    involvedObject: { kind: 'Node', name: 'node-a' },
    reason: 'NodeNotReady',
    message: 'not ready',
  }
  const pod = {
    kind: 'Event',
    involvedObject: { kind: 'Pod', name: 'web-0' },
    reason: 'FailedCreatePodSandBox',
    message,
  }
  const json = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [ready, pod] }, null, 1)
  const [inJson] = await eventsIn('events.json', json)
  assert.deepEqual((inJson as unknown[]).slice(1), FOUND)
  const yaml = `apiVersion: v1\nitems:\n- involvedObject:\n    kind: Pod\n    name: web-0\n  message: '${message}'\n  reason: FailedCreatePodSandBox\nkind: List\n`
  const [inYaml] = await eventsIn('events.yaml', yaml)
  assert.deepEqual((inYaml as unknown[]).slice(1), FOUND)
})

test('of output and log in one file the report tells once, and knows the version that the output names', async () => {
  const path = join(folder, 'both.txt')
  writeFileSync(path, `containerd containerd.io 1.6.4 212e8b6fa2f44b9c21b2798135fc6fb7c53efc16\n${LINE}`)
  const parts: string[] = []
  await analyze({ paths: [path], format: 'json', workers: 1 }, (part) => {
    parts.push(part)
  })
  const report = JSON.parse(parts.join('')) as {
    facts: { component: string; value: string }[]
    coverage: { lines: number; node: string }[]
  }
  assert.ok(report.facts.some(({ component, value }) => component === 'containerd' && value === '1.6.4'))
  assert.deepEqual(
    report.coverage.map(({ lines, node }) => [lines, node]),
    [[2, 'node-a']],
  )
})
