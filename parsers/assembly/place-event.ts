import type { SourceContext } from '../../src/model/line-window.ts'
import type { K8sEventFields } from '../../src/model/record.ts'

/** Adds the object that the open `kubectl describe` block names to an event row that names none. */
export function placeEvent(event: K8sEventFields, context: SourceContext): K8sEventFields {
  if (event.name !== '' || context.describeName === '') return event
  return {
    ...event,
    kind: event.kind === '' ? context.describeKind : event.kind,
    name: context.describeName,
    namespace: event.namespace === '' ? context.describeNamespace : event.namespace,
    node: event.node === '' ? context.describeNode : event.node,
  }
}
