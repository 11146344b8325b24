import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { anonymous } from '../grammar/peeled.ts'
import { readShortTime } from '../grammar/syslog-head.ts'

/** Log of the Kubernetes e2e framework up to 1.26 (`build-log.txt`); it dumps Events as `At <time> - event for <pod>: ...`. */
export const transport: Transport = {
  id: 'e2e-log',
  title: 'Kubernetes e2e framework log',
  order: 13,
  samples: [
    {
      line: 'Jan 29 06:41:25.617: INFO: At 2021-01-29 06:36:50 +0000 UTC - event for web-0: {kubelet node-a} FailedCreatePodSandBox: x',
      peeled: {
        text: 'At 2021-01-29 06:36:50 +0000 UTC - event for web-0: {kubelet node-a} FailedCreatePodSandBox: x',
        stamp: { kind: 'calendar', year: 0, month: 1, day: 29, dayUs: 24_085_617_000, offsetMin: undefined },
      },
    },
    {
      line: '  Nov 21 23:29:11.706: INFO: At 2023-11-21 23:27:20 +0000 UTC - event for web-0: {kubelet node-a} FailedCreatePodSandBox: x',
      peeled: {
        text: 'At 2023-11-21 23:27:20 +0000 UTC - event for web-0: {kubelet node-a} FailedCreatePodSandBox: x',
      },
    },
  ],
  peel,
}

// : INFO: text
const LEVEL = /^: (?:INFO|WARNING|FAIL|ERROR): /

/** Ginkgo 2 indents what a test prints. */
const MAX_INDENT = 8

function indentOf(line: string): number {
  let at = 0
  while (at < MAX_INDENT && line.charCodeAt(at) === 32) at++
  return at
}

function peel(line: string): Peeled | undefined {
  const time = readShortTime(line, indentOf(line))
  if (time === undefined || line.charCodeAt(time.end) !== 58) return undefined
  const level = LEVEL.exec(line.slice(time.end, time.end + 12))
  return level === null
    ? undefined
    : { ...anonymous('e2e-log', line.slice(time.end + level[0].length), time.stamp, 'e2e'), workload: true }
}
