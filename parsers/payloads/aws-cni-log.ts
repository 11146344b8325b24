import type { Payload } from '../../src/model/parser.ts'
import type { PayloadRecord } from '../../src/model/record.ts'
import { levelOf } from '../grammar/levels.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/** plugin.log of amazon-vpc-cni-k8s up to 1.6; later releases write JSON. */
export const payload: Payload = {
  id: 'aws-cni-log',
  title: 'amazon-vpc-cni plugin log, text',
  order: 42,
  samples: [
    {
      text: '2022-04-26T00:43:24.124Z [ERROR] Failed CNI request: add cmd: failed to assign an IP address to container',
      record: {
        level: 'error',
        component: 'plugin',
        message: 'Failed CNI request: add cmd: failed to assign an IP address to container',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_124_000, offsetMin: 0 },
      },
    },
  ],
  starts: (text) => HEAD.test(text),
  read,
}

// 2022-04-26T00:43:24.124Z [INFO] Received CNI add request: .. · [ERROR] Failed to assign an IP address to pod web-0, ..
const HEAD =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \[(ERROR|WARN|INFO|DEBUG)\] (?=Starting CNI|Received |Send |Failed CNI|Failed to assign an IP|Error received from)/

function read(text: string): PayloadRecord | undefined {
  const head = HEAD.exec(text)
  if (head === null) return undefined
  return {
    payload: 'aws-cni-log',
    stamp: readIsoStamp(text)?.value,
    component: 'plugin',
    level: levelOf((head[1] ?? '').toLowerCase()),
    message: text.slice(head[0].length),
    error: '',
    caller: '',
    field: () => undefined,
  }
}
