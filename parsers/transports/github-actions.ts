import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { anonymous } from '../grammar/peeled.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/** Downloaded logs of GitHub Actions and Azure Pipelines: UTC time with seven digits, then what the step printed (logs, events, describe). */
export const transport: Transport = {
  id: 'github-actions',
  title: 'GitHub Actions and Azure Pipelines job log',
  order: 19,
  wrapper: true,
  samples: [
    {
      line: '2023-11-21T23:29:11.8893330Z time="2023-11-21T23:27:20Z" level=info msg=a',
      peeled: { text: 'time="2023-11-21T23:27:20Z" level=info msg=a' },
    },
    {
      line: '2022-04-26T00:43:24.1234567Z shop   2s   Warning   FailedKillPod   pod/web-0   error killing pod: x',
      peeled: { text: 'shop   2s   Warning   FailedKillPod   pod/web-0   error killing pod: x' },
    },
    {
      line: '2023-11-21T23:29:11.8893330Z ##[error]Process completed with exit code 1.',
      peeled: { stamp: { kind: 'calendar', year: 2023, month: 11, day: 21, dayUs: 84_551_889_333, offsetMin: 0 } },
    },
  ],
  peel,
}

/** Length of `2023-11-21T23:29:11.8893330Z`. */
const STAMP = 28

function peel(line: string): Peeled | undefined {
  if (line.charCodeAt(10) !== 84 || line.charCodeAt(STAMP - 1) !== 90 || line.charCodeAt(STAMP) !== 32) return undefined
  const time = readIsoStamp(line)
  // A container log of Windows has seven digits too: 2023-11-21T23:29:11.8893330Z stderr F text
  if (time === undefined || time.end !== STAMP || line.startsWith(' std', STAMP)) return undefined
  return anonymous('github-actions', line.slice(STAMP + 1), time.value)
}
