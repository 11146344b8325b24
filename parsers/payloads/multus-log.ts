import type { Payload } from '../../src/model/parser.ts'
import type { PayloadRecord } from '../../src/model/record.ts'
import { levelOf } from '../grammar/levels.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/** Multus (pkg/logging): `2006-01-02T15:04:05Z [error] text`. */
export const payload: Payload = {
  id: 'multus-log',
  title: 'Multus log',
  order: 41,
  samples: [
    {
      text: '2022-04-26T00:43:24Z [error] DelegateAdd: cannot set "a": gone',
      record: {
        level: 'error',
        component: 'plugin',
        message: 'DelegateAdd: cannot set "a": gone',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_000_000, offsetMin: 0 },
      },
    },
  ],
  starts: (text) => HEAD.test(text),
  read,
}

// 2022-04-26T00:43:24Z [error] DelegateAdd: ...
const HEAD =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) \[(panic|error|warning|info|debug|verbose)\] /

function read(text: string): PayloadRecord | undefined {
  const head = HEAD.exec(text)
  if (head === null) return undefined
  return {
    payload: 'multus-log',
    stamp: readIsoStamp(text)?.value,
    component: 'plugin',
    level: levelOf(head[1] ?? ''),
    message: text.slice(head[0].length),
    error: '',
    caller: '',
    field: () => undefined,
  }
}
