import type { K8sEventFields, Peeled } from '../../src/model/record.ts'

/** A peeled table row that is a Kubernetes Event. */
export function peeledEvent(transport: string, message: string, source: string, event: K8sEventFields): Peeled {
  return {
    transport,
    text: message.trimEnd(),
    stamp: event.lastStamp,
    host: event.node,
    ident: source,
    pid: '',
    cut: false,
    k8sEvent: event,
  }
}

/** Kinds as tables print them (`pod/web-0`, `Pod`) with a capital. */
export function kindOf(word: string): string {
  return word === '' ? '' : word.charAt(0).toUpperCase() + word.slice(1)
}
