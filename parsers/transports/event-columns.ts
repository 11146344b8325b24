import type { Transport } from '../../src/model/parser.ts'
import type { K8sEventFields, Peeled } from '../../src/model/record.ts'
import type { Stamp } from '../../src/model/stamp.ts'
import { kindOf, peeledEvent } from '../grammar/peeled-event.ts'
import { sandboxReasons } from '../grammar/pod-event.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/**
 * Row of Events in columns of one's own (`kubectl get events -o custom-columns=..`, `-o jsonpath=..` with TABs): with a time of its own and the
 * reason before the message. What a column is that nothing in it tells, only a header can say.
 */
export const transport: Transport = {
  id: 'event-columns',
  title: 'kubectl get events -o custom-columns, jsonpath',
  order: 7,
  samples: [
    {
      line: '2022-04-26T00:43:24Z   12      node-a   web    web-0    FailedCreatePodSandBox   Failed to create pod sandbox: x',
      peeled: {
        text: 'Failed to create pod sandbox: x',
        k8sEvent: {
          reason: 'FailedCreatePodSandBox',
          type: 'Warning',
          kind: 'Pod',
          namespace: '',
          name: '',
          uid: '',
          node: '',
          count: 12,
          firstStamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_000_000, offsetMin: 0 },
          lastStamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_000_000, offsetMin: 0 },
        },
      },
    },
    {
      line: '2022-04-26T00:43:24Z\tWarning\tFailedKillPod\tweb/web-0\terror killing pod: x',
      peeled: { text: 'error killing pod: x' },
    },
  ],
  peel,
}

/** Behind the reason of a row of `kubectl describe` stands an age. */
const REASON = new RegExp(`(?:\\t| {2,})(${sandboxReasons.join('|')})(?:\\t| {2,})(?=\\S)(?!\\d{1,6}[smhdy])`)

// 2022-04-26T00:43:24Z   2022-04-26T00:43:24.518165Z
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/

const SEPARATOR = /\t| {2,}/

/** Longest text before the reason. */
const MAX_BEFORE = 600

function peel(line: string): Peeled | undefined {
  if (!line.includes('Failed') && !line.includes('NetworkNotReady')) return undefined
  const reason = REASON.exec(line.slice(0, MAX_BEFORE))
  if (reason === null) return undefined
  const before = line.slice(0, reason.index).trim().split(SEPARATOR)
  const times = before.filter((cell) => TIME.test(cell)).sort()
  if (times.length === 0) return undefined
  const rest = line.slice(reason.index + reason[0].length)
  const objects = OBJECTS.exec(rest)?.[0] ?? ''
  const cells = [...before, ...objects.trim().split(SEPARATOR)]
  const event: K8sEventFields = {
    ...nameOf(cells),
    reason: reason[1] ?? '',
    type: cells.includes('Normal') ? 'Normal' : 'Warning',
    uid: '',
    node: '',
    count: Math.max(1, Number(cells.find((cell) => /^\d{1,9}$/.test(cell)) ?? 1)),
    firstStamp: stampOf(times[0]),
    lastStamp: stampOf(times.at(-1)),
  }
  return peeledEvent('event-columns', rest.slice(objects.length), cells.includes('kubelet') ? 'kubelet' : '', event)
}

// Pod   web-0   web/web-0   before the message, which is the first cell of several words
const OBJECTS = /^(?:[^\s"]{1,253}(?:\t| {2,}))+/

// Pod   pod/web-0   web/web-0
const KIND = /^[Pp]od$/
const PATH = /^([A-Za-z0-9][\w-]{0,62})\/([\w.-]{1,253})$/

function nameOf(cells: readonly string[]): Pick<K8sEventFields, 'kind' | 'namespace' | 'name'> {
  for (const cell of cells) {
    const [, first = '', name = ''] = PATH.exec(cell) ?? []
    if (name !== '') return { kind: 'Pod', namespace: KIND.test(first) ? '' : first, name }
  }
  const at = cells.findIndex((cell) => KIND.test(cell))
  return { kind: kindOf('pod'), namespace: '', name: at < 0 ? '' : (cells[at + 1] ?? '') }
}

const stampOf = (text: string | undefined): Stamp | undefined => readIsoStamp(text ?? '')?.value
