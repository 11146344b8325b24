import type { Payload } from '../../src/model/parser.ts'
import type { PayloadRecord } from '../../src/model/record.ts'
import { isQuotedBody, readKlogBody } from '../grammar/klog-body.ts'

/**
 * klog whose severity and date were cut off in copying: it has a caller, at most a time of day, which dates nothing; or only the
 * quoted message and its fields.
 */
export const payload: Payload = {
  id: 'klog-cut',
  title: 'klog text, head cut off',
  order: 21,
  samples: [
    {
      text: '12:44:57.602374       9 kubelet.go:1808] "SyncLoop ADD" source="api"',
      record: {
        message: 'SyncLoop ADD',
        level: '',
        caller: 'kubelet.go:1808',
        stamp: undefined,
        fields: { source: 'api', pid: '9' },
      },
    },
    {
      text: 'cni.go:259] Error adding network: no more tries',
      record: { message: 'Error adding network: no more tries', level: '', caller: 'cni.go:259', stamp: undefined },
    },
    {
      text: '"Error syncing pod, skipping" err="x" pod="shop/web-0"',
      record: { message: 'Error syncing pod, skipping', error: 'x', fields: { pod: 'shop/web-0' } },
    },
  ],
  starts: (text) => (text.charCodeAt(0) === 34 ? isQuotedBody(text) : HEAD.test(text)),
  read,
}

// 12:44:57.602374       9 kubelet.go:1808] text     cni.go:259] text
const HEAD = /^(?:\d\d:\d\d:\d\d\.\d{6} {1,12}(\d{1,10}) )?([\w.-]{1,80}\.go:\d{1,6})\] /

function read(text: string): PayloadRecord | undefined {
  const head = HEAD.exec(text) ?? (isQuotedBody(text) ? [''] : null)
  if (head === null) return undefined
  const [all = '', pid = '', caller = ''] = head
  const body = readKlogBody(text, all.length)
  return {
    payload: 'klog-cut',
    stamp: undefined,
    component: '',
    level: '',
    message: body.message,
    error: body.fields?.get('err') ?? '',
    caller,
    field: (name) => (name === 'pid' && pid !== '' ? pid : body.fields?.get(name)),
  }
}
