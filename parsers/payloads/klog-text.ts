import type { Payload } from '../../src/model/parser.ts'
import type { PayloadRecord } from '../../src/model/record.ts'
import { isKlogHead, readKlogHead } from '../grammar/klog.ts'
import { readKlogBody } from '../grammar/klog-body.ts'

/** klog of kubelet and other Kubernetes programs: fixed header, then free text or a quoted message with fields. */
export const payload: Payload = {
  id: 'klog-text',
  title: 'klog text (kubelet)',
  order: 20,
  samples: [
    {
      text: 'E0426 00:43:24.518120     812 pod_workers.go:951] "Error syncing pod, skipping" err="failed: \\"x\\"" pod="ns/web-0"',
      record: {
        level: 'error',
        message: 'Error syncing pod, skipping',
        error: 'failed: "x"',
        caller: 'pod_workers.go:951',
        stamp: { kind: 'calendar', year: 0, month: 4, day: 26, dayUs: 2_604_518_120, offsetMin: undefined },
        fields: { pod: 'ns/web-0' },
      },
    },
    {
      text: 'E0401 10:00:00.123456    1234 pod_workers.go:965] "Error syncing pod, skipping" err=<\n\tfirst "a"\n\tsecond\n > pod="ns/name"',
      record: { error: 'first "a"\nsecond', fields: { pod: 'ns/name' } },
    },
    {
      text: 'W0622 12:24:03.170163    4677 cni.go:243] Unable to update cni config: no networks found',
      record: { level: 'warning', message: 'Unable to update cni config: no networks found', error: '' },
    },
    {
      text: 'kubelet E0206 13:51:11.696543    1476 log.go:32] "RunPodSandbox from runtime service failed" err="x"',
      record: { message: 'RunPodSandbox from runtime service failed', error: 'x', component: 'kubelet' },
    },
    {
      text: 'E0831 13:58:38.610262 \t554 log.go:32] "RunPodSandbox from runtime service failed" err="x"',
      record: { message: 'RunPodSandbox from runtime service failed', error: 'x', caller: 'log.go:32' },
    },
  ],
  starts: (text) => isKlogHead(text, headAt(text)),
  read,
}

/** MicroShift is one process: each line begins with the name of its part. */
const part = 'kubelet '

const headAt = (text: string): number => (text.startsWith(part) ? part.length : 0)

function read(text: string): PayloadRecord | undefined {
  const at = headAt(text)
  const head = readKlogHead(text, at)
  if (head === undefined) return undefined
  const body = readKlogBody(text, head.bodyAt)
  return {
    payload: 'klog-text',
    stamp: head.stamp,
    component: at === 0 ? '' : 'kubelet',
    level: head.level,
    message: body.message,
    error: body.fields?.get('err') ?? '',
    caller: head.caller,
    field: (name) => (name === 'pid' ? head.pid : body.fields?.get(name)),
  }
}
