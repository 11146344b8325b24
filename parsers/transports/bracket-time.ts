import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { readEventRow } from '../grammar/event-row.ts'
import { looksLikeLog } from '../grammar/heads.ts'
import { anonymous } from '../grammar/peeled.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/** A time in brackets that a CI system puts before what a step prints (Jenkins' Timestamper, Buildkite, `ts`). */
export const transport: Transport = {
  id: 'bracket-time',
  title: 'time in brackets of a CI log',
  order: 46,
  wrapper: true,
  samples: [
    {
      line: '[2022-04-26T00:43:24.518Z] E0426 00:43:24.518120     812 a.go:1] x',
      peeled: {
        text: 'E0426 00:43:24.518120     812 a.go:1] x',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_518_000, offsetMin: 0 },
      },
    },
    {
      line: '[2022-04-26 00:43:24]   Warning  FailedKillPod  2s  kubelet  error killing pod: x',
      peeled: { text: '  Warning  FailedKillPod  2s  kubelet  error killing pod: x' },
    },
  ],
  peel,
}

// [2022-04-26 00:43:24]
const DATE = /^\[\d{4}-\d\d-\d\d[T ]/

function peel(line: string): Peeled | undefined {
  if (line.charCodeAt(0) !== 91 || !DATE.test(line)) return undefined
  const close = line.indexOf('] ')
  const time = readIsoStamp(line, 1)
  if (time === undefined || time.end !== close) return undefined
  const rest = line.slice(close + 2)
  const isWanted = looksLikeLog(rest) || looksLikeLog(rest.trimStart()) || readEventRow(rest) !== undefined
  return isWanted ? anonymous('bracket-time', rest, time.value) : undefined
}
