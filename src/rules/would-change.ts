import type { Term } from '../model/verdict.ts'
import type { Grounds } from './grounds.ts'
import { rangesFor } from './version-knowledge.ts'

/** What would raise, lower or overturn the verdict: the evidence that is not there. */
export function wouldChange(grounds: Grounds, terms: readonly Term[]): readonly string[] {
  if (grounds.cause === 'unknown') return missing(grounds)
  const names = new Set(terms.map((term) => term.name))
  const list: string[] = []
  if (rangesFor(grounds.cause, grounds.plugin, grounds.configVersion).length > 0 && !names.has('affected-version')) {
    list.push(
      'a line that states the runtime version of a failing node (`starting containerd ... version=`) would confirm or weaken it',
    )
  }
  if (grounds.cause.startsWith('cni-config') && !names.has('configuration')) {
    list.push('the CNI configuration of a failing node (/etc/cni/net.d) would show whether it says what the errors say')
  }
  if (grounds.incident.onset_before === 1) list.push('older logs would show when it began and what was changed before')
  if (grounds.cleanNodes.length === 0)
    list.push('logs of a node that works would show what the failing nodes have in common')
  if (grounds.incident.recovered_us === 0)
    list.push(`a ${grounds.incident.operation} that succeeds with nothing changed would speak against it`)
  return list
}

function missing(grounds: Grounds): readonly string[] {
  const list = ['no known cause matches the error texts; the lines may be cut before the innermost error']
  list.push('the full records of the runtime (containerd or CRI-O) at the time of the failures')
  if (grounds.plugin !== '') list.push(`the log of the network plugin ${grounds.plugin} and of its agent`)
  return list
}
