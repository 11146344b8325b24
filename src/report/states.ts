import type { Span } from '../model/block.ts'
import type { SandboxState } from '../model/case-file.ts'
import type { Scope } from './scope.ts'
import { counted, t } from './spans.ts'

const STATES: readonly (readonly [SandboxState, string])[] = [
  ['stuck', 'left half torn down: a stop failed and none succeeded after it'],
  ['never-ready', 'never became ready: no set-up succeeded'],
  ['running', 'running'],
  ['gone', 'stopped in the end'],
  ['unknown', 'of unknown fate: the logs do not show their end'],
]

/** What a sandbox state means, for readers. */
export function stateWords(state: SandboxState): string {
  return STATES.find(([id]) => id === state)?.[1] ?? state
}

/** What a failed DEL as the last word leaves: after a failed set-up the runtime mostly removes the namespace itself. */
export function leftWords(state: SandboxState): string {
  return state === 'stuck'
    ? 'its network namespace is still attached'
    : 'its last DEL failed, so a network namespace or an address may be left over'
}

/** One item for each state that occurs, worst first, and one for those whose network was not taken down. */
export function stateItems(scope: Scope): readonly (readonly Span[])[] {
  const items = STATES.flatMap(([state, words]): (readonly Span[])[] => {
    const n = scope.states[state] ?? 0
    return n === 0 ? [] : [[...counted(n, 'incident-states', 'pod sandbox', 'pod sandboxes'), t(` ${words}`)]]
  })
  if (scope.attached === 0) return items
  return [
    ...items,
    [
      ...counted(scope.attached, 'incident-states', 'pod sandbox', 'pod sandboxes'),
      t(' with a failed DEL as the last word: a network namespace or an address may be left over'),
    ],
  ]
}
