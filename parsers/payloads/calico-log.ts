import type { Payload } from '../../src/model/parser.ts'
import type { PayloadRecord } from '../../src/model/record.ts'
import { levelOf } from '../grammar/levels.ts'
import { fieldsOf } from '../grammar/logfmt.ts'
import { nextKey, scanPairs } from '../grammar/pairs.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/** Calico's own log (libcalico-go logutils): `2006-01-02 15:04:05.000 [INFO][pid] file.go 77: text key=value`, node-local time. */
export const payload: Payload = {
  id: 'calico-log',
  title: 'Calico plugin and node log',
  order: 40,
  samples: [
    {
      text: '2022-07-01 09:31:06.551 [ERROR][4035329] plugin.go 121: Final result of CNI ADD was an error. error=stat /var/lib/calico/nodename: gone',
      record: {
        level: 'error',
        component: 'plugin',
        message: 'Final result of CNI ADD was an error.',
        error: 'stat /var/lib/calico/nodename: gone',
        caller: 'plugin.go 121',
        stamp: { kind: 'calendar', year: 2022, month: 7, day: 1, dayUs: 34_266_551_000, offsetMin: undefined },
      },
    },
    {
      text: '2023-01-02 03:04:05.006 [INFO][4321] cni-plugin/k8s.go 77: Done',
      record: { message: 'Done', caller: 'cni-plugin/k8s.go 77' },
    },
  ],
  starts: (text) => HEAD.test(text),
  read,
}

// 2022-07-01 09:31:06.551 [ERROR][4035329] plugin.go 121: Final result ...
const HEAD = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \[([A-Z]{4,8})\]\[(\d{1,10})\] ([\w./-]{1,80} \d{1,6}): /

function read(text: string): PayloadRecord | undefined {
  const head = HEAD.exec(text)
  if (head === null) return undefined
  const [all, level = '', pid = '', caller = ''] = head
  const key = nextKey(text, all.length)
  const fields = fieldsOf(text, scanPairs(text, key))
  return {
    payload: 'calico-log',
    stamp: readIsoStamp(text)?.value,
    component: 'plugin',
    level: levelOf(level),
    message: text.slice(all.length, key).trim(),
    error: fields.get('error') ?? '',
    caller,
    field: (name) => (name === 'pid' ? pid : fields.get(name)),
  }
}
