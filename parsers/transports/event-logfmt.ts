import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { readLogfmt } from '../grammar/logfmt.ts'
import { peeledEvent } from '../grammar/peeled-event.ts'

/** Kubernetes Events as Grafana's collectors log them (Alloy `loki.source.kubernetes_events`, Agent `eventhandler`): one line of `key=value`. */
export const transport: Transport = {
  id: 'event-logfmt',
  title: 'Events of Grafana Alloy and Agent',
  order: 63,
  samples: [
    {
      line: 'name=web-0 kind=Pod objectAPIversion=v1 reportingcontroller=kubelet sourcecomponent=kubelet sourcehost=node-a reason=FailedKillPod type=Warning count=3 msg="error killing pod: failed to \\"KillPodSandbox\\": x"',
      peeled: {
        text: 'error killing pod: failed to "KillPodSandbox": x',
        host: 'node-a',
        ident: 'kubelet',
        k8sEvent: {
          reason: 'FailedKillPod',
          type: 'Warning',
          kind: 'Pod',
          namespace: '',
          name: 'web-0',
          uid: '',
          node: 'node-a',
          count: 3,
          firstStamp: undefined,
          lastStamp: undefined,
        },
      },
    },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  if (!line.startsWith('name=') || !line.includes(' reason=') || !line.includes(' msg=')) return undefined
  const fields = readLogfmt(line)
  const get = (name: string): string => fields?.get(name) ?? ''
  if (get('kind') === '' || get('reason') === '') return undefined
  return peeledEvent('event-logfmt', get('msg'), get('sourcecomponent') || get('reportingcontroller'), {
    reason: get('reason'),
    type: get('type'),
    kind: get('kind'),
    namespace: get('namespace'),
    name: get('name'),
    uid: '',
    node: get('sourcehost'),
    count: Math.max(1, Math.floor(Number(get('count')) || 1)),
    firstStamp: undefined,
    lastStamp: undefined,
  })
}
