import type { SourceContext } from '../../src/model/line-window.ts'
import type { K8sEventFields } from '../../src/model/record.ts'

/** Names of columns that hold where the object of an Event is, as people call them. */
const NAMESPACE: ReadonlySet<string> = new Set(['NAMESPACE', 'NS'])
const NAME: ReadonlySet<string> = new Set(['OBJECT', 'NAME', 'POD', 'PODNAME', 'POD NAME', 'INVOLVED OBJECT'])
const NODE: ReadonlySet<string> = new Set(['NODE', 'HOST', 'SOURCEHOST', 'NODENAME'])

/**
 * Adds what the header of a table of one's own columns says of a row (`kubectl get events -o custom-columns`): the cells below the columns of
 * namespace, object and node.
 */
export function withColumns(event: K8sEventFields, row: string, columns: SourceContext['columns']): K8sEventFields {
  if (columns.length === 0) return event
  const cells = new Map(columns.map(({ name, at }, i) => [name, cellAt(row, at, columns[i + 1]?.at)]))
  const find = (names: ReadonlySet<string>): string => [...cells].find(([name]) => names.has(name))?.[1] ?? ''
  const name = find(NAME).replace(/^[Pp]od\//, '')
  return {
    ...event,
    namespace: event.namespace || find(NAMESPACE),
    name: event.name || name,
    node: event.node || find(NODE),
  }
}

/** A cell without blanks between two columns; '' where the row does not keep to its header. */
function cellAt(row: string, from: number, to: number | undefined): string {
  if (from > 0 && row.charCodeAt(from - 1) !== 32) return ''
  const cell = row.slice(from, to).trim()
  return /^[\w./-]{1,253}$/.test(cell) && cell !== '<none>' ? cell : ''
}
