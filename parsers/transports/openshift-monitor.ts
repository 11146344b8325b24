import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import type { Stamp } from '../../src/model/stamp.ts'
import { peeledEvent } from '../grammar/peeled-event.ts'
import { readIsoStamp } from '../grammar/stamps.ts'
import { readShortTime } from '../grammar/syslog-head.ts'

/**
 * Events as OpenShift's test monitor prints them: in its log with a time and a level in front, and in the failures of its tests (`pods should
 * successfully create sandboxes`), where the object, the node and the reason are words of a path.
 */
export const transport: Transport = {
  id: 'openshift-monitor',
  title: 'Events of the OpenShift test monitor',
  order: 9,
  samples: [
    {
      line: 'Jul 18 06:12:44.000 W ns/web pod/web-0 node/node-a.example.com reason/FailedCreatePodSandBox Failed to create pod sandbox: x',
      peeled: {
        text: 'Failed to create pod sandbox: x',
        host: 'node-a.example.com',
        k8sEvent: {
          reason: 'FailedCreatePodSandBox',
          type: 'Warning',
          kind: 'Pod',
          namespace: 'web',
          name: 'web-0',
          uid: '',
          node: 'node-a.example.com',
          count: 1,
          firstStamp: { kind: 'calendar', year: 0, month: 7, day: 18, dayUs: 22_364_000_000, offsetMin: undefined },
          lastStamp: { kind: 'calendar', year: 0, month: 7, day: 18, dayUs: 22_364_000_000, offsetMin: undefined },
        },
      },
    },
    {
      line: '2 failures to create the sandbox  ns/web pod/web-0 node/node-a - 5.86 seconds after deletion - reason/FailedCreatePodSandBox Failed to create pod sandbox: x',
      peeled: { text: 'Failed to create pod sandbox: x', host: 'node-a' },
    },
    {
      line: 'namespace/web node/node-a pod/web-0 hmsg/32f45005d9 - never deleted - firstTimestamp/2026-04-12T16:43:23Z interesting/true lastTimestamp/2026-04-12T16:45:23Z reason/FailedCreatePodSandBox Failed to create pod sandbox: x',
      peeled: { text: 'Failed to create pod sandbox: x', host: 'node-a' },
    },
  ],
  peel,
}

// .. reason/FailedCreatePodSandBox Failed to ..
const REASON = /(?:^|\s)reason\/([A-Z][A-Za-z]{2,59}) /
/** Longest text before the reason. */
const MAX_BEFORE = 900
// ns/web   namespace/web   pod/web-0   node/node-a   lastTimestamp/2026-04-12T16:45:23Z
const PART = /(?:^|\s)(ns|namespace|pod|node|uid|firstTimestamp|lastTimestamp)\/(\S{1,253})/g
// Jul 18 06:12:44.000 W ..
const LEVEL = /^ [IWE] /

function peel(line: string): Peeled | undefined {
  if (!line.includes('reason/')) return undefined
  const found = REASON.exec(line.slice(0, MAX_BEFORE))
  if (found === null) return undefined
  const before = line.slice(0, found.index)
  const parts = new Map([...before.matchAll(PART)].map(([, key = '', value = '']) => [key, value]))
  const namespace = parts.get('ns') ?? parts.get('namespace')
  const name = parts.get('pod')
  if (namespace === undefined || name === undefined) return undefined
  const printed = printedTime(line)
  const firstStamp = stampOf(parts.get('firstTimestamp')) ?? printed
  return peeledEvent('openshift-monitor', line.slice(found.index + found[0].length), '', {
    ...{ reason: found[1] ?? '', type: 'Warning', kind: 'Pod', namespace, name, uid: parts.get('uid') ?? '' },
    node: parts.get('node') ?? '',
    count: 1,
    firstStamp,
    lastStamp: stampOf(parts.get('lastTimestamp')) ?? firstStamp,
  })
}

function printedTime(line: string): Stamp | undefined {
  const time = readShortTime(line)
  return time !== undefined && LEVEL.test(line.slice(time.end, time.end + 3)) ? time.stamp : undefined
}

const stampOf = (text: string | undefined): Stamp | undefined =>
  text === undefined ? undefined : readIsoStamp(text)?.value
