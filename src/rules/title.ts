import type { Grounds } from './grounds.ts'
import { timeText } from './time-text.ts'

/** One line that says what failed, where, since when and why. */
export function titleOf(grounds: Grounds): string {
  const { incident, definition } = grounds
  const what = `${failedOperations(grounds)} failed`
  const parts = [what, times(incident.failures), where(grounds), since(grounds)].filter((part) => part !== '')
  const why = definition ? `: ${definition.title}` : ', and no rule knows why'
  return `${parts.join(' ')}${why}`
}

/** The operation that failed most; the count behind it is of every operation of the incident. */
function failedOperations({ incident, failures }: Grounds): string {
  if (incident.operation === 'other') return 'Sandbox operations'
  const mixed = failures.some(({ operation }) => operation !== incident.operation)
  return mixed ? `${incident.operation} and other operations` : incident.operation
}

function times(count: number): string {
  return count > 1 ? `${count} times` : ''
}

function where({ failingNodes, cleanNodes }: Grounds): string {
  if (failingNodes.length === 0) return ''
  if (failingNodes.length === 1) return `on ${failingNodes[0]}`
  const all = failingNodes.length + cleanNodes.length
  return cleanNodes.length === 0 ? `on ${all} nodes` : `on ${failingNodes.length} of ${all} nodes`
}

function since({ incident }: Grounds): string {
  if (incident.first_us === 0) return ''
  if (incident.onset_before === 1) return 'since the logs begin or earlier'
  return `since ${timeText(incident.first_us)}`
}
