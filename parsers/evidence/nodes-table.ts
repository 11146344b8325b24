import type { Fact } from '../../src/model/fact.ts'
import type { EvidenceFound, EvidenceModule } from '../../src/model/parser.ts'

type Found = Fact & { readonly node: string; readonly line: number }

const trimV = (version: string): string => version.replace(/^v(?=\d)/, '')

/** `containerd://1.6.2`, `cri-o://1.24.1`, `docker://20.10.12` as component and version. */
export function runtimeVersion(text: string): { component: string; version: string } | undefined {
  const match = /^(containerd|cri-o|docker):\/\/(\S+)$/.exec(text)
  if (!match) return undefined
  return { component: match[1] === 'cri-o' ? 'crio' : (match[1] ?? ''), version: trimV(match[2] ?? '') }
}

/** Cell texts of a kubectl table row by the column starts of its header (kubectl pads columns with three blanks). */
function cells(line: string, starts: readonly number[]): readonly string[] {
  return starts.map((start, i) => line.slice(start, starts[i + 1] ?? line.length).trim())
}

function read(_path: string, text: string): EvidenceFound {
  const facts: Found[] = []
  let names: readonly string[] = []
  let starts: readonly number[] = []
  text.split(/\r?\n/).forEach((line, i) => {
    if (/^NAME\s+STATUS\s+ROLES/.test(line)) {
      const columns = [...line.matchAll(/\S+(?: \S+)*/g)]
      names = columns.map((column) => column[0])
      starts = columns.map((column) => column.index)
      return
    }
    const row = new Map(cells(line, starts).map((cell, k) => [names[k] ?? '', cell]))
    const node = row.get('NAME') ?? ''
    if (node === '') return
    const add = (component: string, value: string): void => {
      facts.push({ kind: 'version', component, value, text: line.trim(), node, line: i + 1 })
    }
    if (/^v\d/.test(row.get('VERSION') ?? '')) add('kubelet', trimV(row.get('VERSION') ?? ''))
    const runtime = runtimeVersion(row.get('CONTAINER-RUNTIME') ?? '')
    if (runtime) add(runtime.component, runtime.version)
    if (row.get('STATUS')?.includes('NotReady'))
      facts.push({
        kind: 'node-not-ready',
        component: 'kubelet',
        value: row.get('STATUS') ?? '',
        text: line.trim(),
        node,
        line: i + 1,
      })
  })
  return { facts, configs: [], problem: '' }
}

/** `kubectl get nodes`, also `-o wide`: kubelet and runtime versions by node (kubectl printers.go). */
export const evidence: EvidenceModule = {
  id: 'nodes-table',
  title: 'kubectl get nodes table',
  maxBytes: 4 << 20,
  holdsEvents: true,
  samples: [
    {
      path: 'kubectl/nodes',
      text: 'NAME     STATUS   ROLES    AGE   VERSION   INTERNAL-IP   CONTAINER-RUNTIME\nnode-a   Ready    <none>   9d    v1.23.6   10.0.0.5      containerd://1.6.2\n',
      found: {
        facts: [
          {
            kind: 'version',
            component: 'kubelet',
            value: '1.23.6',
            text: 'node-a   Ready    <none>   9d    v1.23.6   10.0.0.5      containerd://1.6.2',
            node: 'node-a',
            line: 2,
          },
          {
            kind: 'version',
            component: 'containerd',
            value: '1.6.2',
            text: 'node-a   Ready    <none>   9d    v1.23.6   10.0.0.5      containerd://1.6.2',
            node: 'node-a',
            line: 2,
          },
        ],
      },
    },
  ],
  accepts: (_path, head) => /^NAME\s+STATUS\s+ROLES\s+AGE\s+VERSION/.test(head.trimStart()),
  read,
}
