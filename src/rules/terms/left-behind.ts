import type { SandboxRow } from '../../model/case-file.ts'
import type { Evidence } from '../../model/verdict.ts'
import { citeEvent } from '../cite.ts'
import type { Grounds } from '../grounds.ts'
import type { TermRule } from '../term-rule.ts'

const MAX_CITED = 3

/** Sandboxes that the failures left stuck, with their network namespace still attached: what one would see if the cause is right. */
export const term: TermRule = {
  name: 'left-behind',
  find: (grounds) => {
    if (!grounds.failures.some((failure) => failure.operation === 'StopPodSandbox')) return undefined
    const isOwn = (node: string): boolean => node === '' || grounds.failingNodes.includes(node)
    const total = grounds.file
      .query('stuck-per-node')
      .reduce((sum, row) => sum + (isOwn(String(row['node'])) ? Number(row['sandboxes']) : 0), 0)
    if (total === 0) return undefined
    const stuck: SandboxRow[] = []
    for (const sandbox of grounds.file.sandboxes({ state: 'stuck' })) {
      if (isOwn(sandbox.node)) stuck.push(sandbox)
      if (stuck.length === MAX_CITED) break
    }
    const attached = stuck.some((sandbox) => sandbox.netns_left === 1)
      ? ' with the network namespace still attached'
      : ''
    return {
      weight: 0.02,
      says: `${total} ${total === 1 ? 'sandbox was' : 'sandboxes were'} left stuck${attached} when the logs end`,
      evidence: stuck.flatMap((sandbox) => lastWord(grounds, sandbox)),
    }
  },
}

function lastWord(grounds: Grounds, sandbox: SandboxRow): readonly Evidence[] {
  const pod = sandbox.pod_name === '' ? 'a pod' : `${sandbox.pod_namespace}/${sandbox.pod_name}`
  for (const event of grounds.file.events({
    sandboxId: sandbox.sandbox_id,
    outcome: 'failed',
    operation: 'StopPodSandbox',
    limit: 1,
  })) {
    return [citeEvent(event, `sandbox of ${pod} could not be stopped and was never stopped later`)]
  }
  return []
}
