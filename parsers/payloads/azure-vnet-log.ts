import type { Payload } from '../../src/model/parser.ts'
import type { PayloadRecord } from '../../src/model/record.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/** Azure CNI (`/var/log/azure-vnet*.log` before zap): `2006/01/02 15:04:05 [pid] [cni] text`, node-local time. */
export const payload: Payload = {
  id: 'azure-vnet-log',
  title: 'Azure CNI log',
  order: 42,
  samples: [
    {
      text: '2021/02/12 00:07:06 [26623] [cni-ipam] Plugin azure-vnet-ipam version v1.2.0.',
      record: {
        component: 'plugin',
        message: '[cni-ipam] Plugin azure-vnet-ipam version v1.2.0.',
        stamp: { kind: 'calendar', year: 2021, month: 2, day: 12, dayUs: 426_000_000, offsetMin: undefined },
        fields: { pid: '26623' },
      },
    },
    {
      text: '2021/04/15 00:12:02 [8076] Failed to initialize key-value store of network plugin, err:timed out locking store.',
      record: {
        message: 'Failed to initialize key-value store of network plugin, err:timed out locking store.',
        fields: { pid: '8076' },
      },
    },
    {
      text: '2018/08/31 04:37:24 Failed to initialize key-value store of network plugin, err:Store is locked.',
      record: { message: 'Failed to initialize key-value store of network plugin, err:Store is locked.' },
    },
    { text: '2018/06/26 08:12:25 [cni-ipam] Allocated address.', record: { message: '[cni-ipam] Allocated address.' } },
  ],
  starts: (text) => HEAD.test(text),
  read,
}

// 2021/02/12 00:07:06 [26623] [cni-ipam] Plugin ...     2018/06/26 08:12:25 [cni-ipam] ...
// 2021/04/15 00:12:02 [8076] Failed to initialize ...     2018/08/31 04:37:24 Failed to initialize key-value store of network plugin, ...
const HEAD =
  /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d (?:\[(\d{1,10})\] |(?=\[[a-z-]{2,20}\] |Failed to initialize key-value store ))/

function read(text: string): PayloadRecord | undefined {
  const head = HEAD.exec(text)
  if (head === null) return undefined
  const [all, pid = ''] = head
  return {
    payload: 'azure-vnet-log',
    stamp: readIsoStamp(text)?.value,
    component: 'plugin',
    level: '',
    message: text.slice(all.length),
    error: '',
    caller: '',
    field: (name) => (name === 'pid' && pid !== '' ? pid : undefined),
  }
}
