import type { Payload } from '../../src/model/parser.ts'
import type { PayloadRecord } from '../../src/model/record.ts'
import type { CalendarStamp } from '../../src/model/stamp.ts'
import { readKlogDate } from '../grammar/klog.ts'
import { isQuotedBody, readKlogBody } from '../grammar/klog-body.ts'
import { readClock } from '../grammar/stamps.ts'

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
      text: 'E0706 10:48:20.208782   ... "Failed to create sandbox for pod" err="x"',
      record: {
        message: 'Failed to create sandbox for pod',
        error: 'x',
        level: '',
        stamp: { kind: 'calendar', year: 0, month: 7, day: 6, dayUs: 38_900_208_782, offsetMin: undefined },
      },
    },
    {
      text: '"Error syncing pod, skipping" err="x" pod="shop/web-0"',
      record: { message: 'Error syncing pod, skipping', error: 'x', fields: { pod: 'shop/web-0' } },
    },
  ],
  starts: (text) => (text.charCodeAt(0) === 34 ? isQuotedBody(text) : HEAD.test(text) || ELIDED.test(text)),
  read,
}

// 12:44:57.602374       9 kubelet.go:1808] text     cni.go:259] text
const HEAD = /^(?:\d\d:\d\d:\d\d\.\d{6} {1,12}(\d{1,10}) )?([\w.-]{1,80}\.go:\d{1,6})\] /

// E0706 10:48:20.208782   ... "Failed to create sandbox for pod" err=".."     I0706 10:47:08 ... "Container runtime network not ready" ..
/** A caller, and perhaps the process, that somebody left out. */
const ELIDED = /^[IWEF]\d{4} \d\d:\d\d:\d\d(?:\.\d{1,6})? +(?:\d{1,10} +)?(?:\.\.\.|…) (?=")/

/** The time of a header whose caller is left out. */
function readElided(text: string): { readonly stamp: CalendarStamp; readonly bodyAt: number } | undefined {
  const head = ELIDED.exec(text)
  const clock = head === null ? undefined : readClock(text, 6)
  const stamp = clock === undefined ? undefined : readKlogDate(text, 1, 6, clock.value)
  if (head === null || stamp === undefined) return undefined
  return { stamp, bodyAt: head[0].length }
}

function read(text: string): PayloadRecord | undefined {
  const elided = readElided(text)
  if (elided !== undefined) return recordOf(text, elided.bodyAt, '', '', elided.stamp)
  const head = HEAD.exec(text) ?? (isQuotedBody(text) ? [''] : null)
  if (head === null) return undefined
  const [all = '', pid = '', caller = ''] = head
  return recordOf(text, all.length, pid, caller, undefined)
}

function recordOf(
  text: string,
  bodyAt: number,
  pid: string,
  caller: string,
  stamp: CalendarStamp | undefined,
): PayloadRecord {
  const body = readKlogBody(text, bodyAt)
  return {
    payload: 'klog-cut',
    stamp,
    component: '',
    level: '',
    message: body.message,
    error: body.fields?.get('err') ?? '',
    caller,
    field: (name) => (name === 'pid' && pid !== '' ? pid : body.fields?.get(name)),
  }
}
