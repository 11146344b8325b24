import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { readEventRow } from '../grammar/event-row.ts'
import { looksLikeLog } from '../grammar/heads.ts'
import { anonymous } from '../grammar/peeled.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/**
 * A time that a CI system or a log viewer puts before what a step printed: in brackets (Jenkins' Timestamper, `ts`), with the stream
 * (GitLab), with a TAB (Grafana's text download).
 */
export const transport: Transport = {
  id: 'ci-time',
  title: 'time of a CI log or log viewer',
  order: 8,
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
    {
      line: '2022-04-26T00:43:24.518165Z 01O Apr 26 00:43:24 node-a kubelet[812]: x',
      peeled: { text: 'Apr 26 00:43:24 node-a kubelet[812]: x' },
    },
    {
      line: '2022-04-26T00:43:24Z [Kubelet] Warning FailedCreatePodSandBox pod/web-0 Failed to create pod sandbox: x',
      peeled: {
        text: '[Kubelet] Warning FailedCreatePodSandBox pod/web-0 Failed to create pod sandbox: x',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_000_000, offsetMin: 0 },
      },
    },
    {
      line: '2022-04-26 00:43:24,518 ERROR error killing pod: x',
      peeled: { text: 'ERROR error killing pod: x' },
    },
    { line: '2022-04-26 00:43:24.518\tlevel=info msg=a', peeled: { text: 'level=info msg=a' } },
  ],
  peel,
}

/** Where the seconds of an ISO time end, and what may follow them: `.518165Z`, `.518+08:00`. */
const SECONDS_END = 19
const MOST_FRACTION = 10

/** A time and what stands between it and the text end before this column. */
const MAX_TIME = 36

//  00O   01E+   (number and kind of the stream)
const STREAM = /^ [0-9a-f]{2}[OE][ +]/

// [Kubelet] Warning FailedCreatePodSandBox pod/web-0 Failed to create pod sandbox: ..     ERROR error killing pod: ..
/** The message of an Event that tells of a sandbox, by itself or behind its reason, a level or its sender. */
const EVENT =
  /^ ?(?:\[?(?:error|warn(?:ing)?|info|kubelet)\]?:? +){0,2}(?:Failed(?:CreatePodSand[Bb]ox|KillPod):? +(?:pod\/[a-z0-9.-]{1,253}:? +)?)?(?:\(combined from similar events\): )?(?:Failed (?:to )?create pod sandbox: |error killing pod: )/i

function peel(line: string): Peeled | undefined {
  const isBracket = line.charCodeAt(0) === 91
  const from = isBracket ? 1 : 0
  if (line.charCodeAt(from + 4) !== 45 || line.charCodeAt(from + 7) !== 45) return undefined
  const end = isBracket ? line.indexOf('] ') : endOfTime(line)
  if (end < 0) return isBracket ? undefined : peelEvent(line)
  const time = readIsoStamp(line, from)
  if (time === undefined || time.end !== end) return undefined
  const rest = line.slice(end + (isBracket ? 2 : (STREAM.exec(line.slice(end, end + 5))?.[0].length ?? 1)))
  const isWanted =
    EVENT.test(rest) || looksLikeLog(rest) || looksLikeLog(rest.trimStart()) || readEventRow(rest) !== undefined
  return isWanted ? anonymous('ci-time', rest, time.value) : undefined
}

/** An Event's message behind a time alone. The nine digits of the container runtimes are another transport's. */
function peelEvent(line: string): Peeled | undefined {
  const blank = line.indexOf(' ', SECONDS_END)
  if (blank < 0 || blank > MAX_TIME || !EVENT.test(line.slice(blank))) return undefined
  const time = readIsoStamp(line)
  if (time === undefined || time.end !== blank || blank - SECONDS_END > MOST_FRACTION) return undefined
  return anonymous('ci-time', line.slice(blank).trimStart(), time.value)
}

/** Index behind the time, told by its columns: that of every line of a log with ISO times is asked for. -1 = another form. */
function endOfTime(line: string): number {
  // 2022-04-26T00:43:24.518165Z 01O text
  if (line.charCodeAt(26) === 90 && STREAM.test(line.slice(27, 32))) return 27
  for (let at = 19; at < MAX_TIME; at++) if (line.charCodeAt(at) === 9) return at
  return -1
}
