import type { JoinWords } from './join-words.ts'

interface PodColumns {
  readonly pod_namespace: string
  readonly pod_name: string
  readonly pod_uid: string
}

/** Row id of the pod of a failure or sandbox; those of one pod come one after the other. */
export function podFinder(words: JoinWords): (row: PodColumns) => number {
  let last: PodColumns = { pod_namespace: '', pod_name: '', pod_uid: '' }
  let ref = 0
  return (row) => {
    const { pod_namespace, pod_name, pod_uid } = row
    if (pod_uid !== last.pod_uid || pod_name !== last.pod_name || pod_namespace !== last.pod_namespace) {
      ref = words.pod.ref({ podNamespace: pod_namespace, podName: pod_name, podUid: pod_uid })
      last = { pod_namespace, pod_name, pod_uid }
    }
    return ref
  }
}
