import type { K8sEventFields } from '../../src/model/record.ts'
import { readIsoStamp } from './stamps.ts'

/** An Event quoted in a log line, and its message. */
export interface DumpedEvent {
  readonly event: K8sEventFields
  readonly message: string
}

// At 2021-01-29 06:36:50 +0000 UTC - event for web-0: {kubelet node-a} FailedCreatePodSandBox: Failed to ...
const DUMPED =
  /^At (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})? [+-]\d{4}) [A-Z]{1,5}(?: m=[+-][\d.]{1,30})? - event for ([^:\s]{1,253}): \{([^}]{0,300})\} ([A-Za-z]{2,60}): /

/** Reads the line of an e2e test's event dump (Kubernetes test/e2e/framework/debug); undefined for any other text. */
export function readDumpedEvent(text: string): DumpedEvent | undefined {
  if (!text.startsWith('At ')) return undefined
  const match = DUMPED.exec(text)
  if (match === null) return undefined
  const [all, time = '', name = '', source = '', reason = ''] = match
  const stamp = readIsoStamp(time)?.value
  return {
    event: {
      reason,
      type: '',
      kind: '',
      namespace: '',
      name,
      uid: '',
      node: source.split(' ')[1] ?? '',
      count: 1,
      firstStamp: stamp,
      lastStamp: stamp,
    },
    message: text.slice(all.length),
  }
}
