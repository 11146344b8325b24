import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { anonymous } from '../grammar/peeled.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/** `kubectl logs --timestamps`, `oc adm inspect`, `docker logs -t`, `crictl logs -t`: RFC 3339 time with nine digits, then the container's line. */
export const transport: Transport = {
  id: 'kubectl-timestamps',
  title: 'kubectl logs --timestamps, docker logs -t',
  order: 24,
  samples: [
    {
      line: '2022-04-26T00:43:24.518165483Z some text',
      peeled: {
        text: 'some text',
        workload: true,
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_518_165, offsetMin: 0 },
      },
    },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  if (
    line.charCodeAt(10) !== 84 ||
    line.charCodeAt(19) !== 46 ||
    !/^\d{9}(?:Z|[+-]\d\d:\d\d)(?: |$)/.test(line.slice(20, 36))
  )
    return undefined
  const time = readIsoStamp(line)
  return time === undefined
    ? undefined
    : { ...anonymous('kubectl-timestamps', line.slice(time.end + 1), time.value), workload: true }
}
