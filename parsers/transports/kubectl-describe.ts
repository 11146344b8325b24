import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { readEventAge } from '../grammar/event-age.ts'
import { readEventSource } from '../grammar/event-source.ts'
import { peeledEvent } from '../grammar/peeled-event.ts'
import { quotePrefix } from '../grammar/quote-prefix.ts'
import { skipBlanks } from '../grammar/scan.ts'

/**
 * Row of the Events block of `kubectl describe`: type, reason, age, source, message, with any number of blanks between
 * them, indented, quoted or not. The object stands above in the block (see `observe`).
 */
export const transport: Transport = {
  id: 'kubectl-describe',
  title: 'kubectl describe, Events block',
  order: 60,
  samples: [
    {
      line: '  Warning  FailedCreatePodSandBox  9m29s (x1836 over 44m)  kubelet, node-a  Failed to create pod sandbox: x',
      peeled: {
        text: 'Failed to create pod sandbox: x',
        k8sEvent: {
          reason: 'FailedCreatePodSandBox',
          type: 'Warning',
          kind: '',
          namespace: '',
          name: '',
          uid: '',
          node: 'node-a',
          count: 1836,
          firstStamp: { kind: 'age', us: 2_640_000_000 },
          lastStamp: { kind: 'age', us: 569_000_000 },
        },
      },
    },
    {
      line: 'FailedCreatePodSandBox  12s (x9 over 2m3s)  kubelet, node-a  Failed create pod sandbox: x',
      peeled: { text: 'Failed create pod sandbox: x' },
    },
    {
      line: 'Warning FailedCreatePodSandBox <invalid> kubelet Failed to create pod sandbox: x',
      peeled: { text: 'Failed to create pod sandbox: x' },
    },
  ],
  peel,
}

//   Warning  FailedCreatePodSandBox  25m ...
const ROW = /^(Normal|Warning)\s{1,40}([A-Z][A-Za-z]{2,59})\s{1,80}/
// FailedCreatePodSandBox  12s (x9 over 2m3s)  kubelet, node-a  Failed ..: copied from the second column on
const ROW_OF_REASON = /^()(FailedCreatePodSandBox|FailedKillPod|FailedPodSandBoxStatus)\s{1,80}/

function peel(line: string): Peeled | undefined {
  if (!line.includes('Warning') && !line.includes('Normal') && !line.includes('Failed')) return undefined
  const prefix = quotePrefix(line)
  const row = line.slice(prefix.length)
  const head = ROW.exec(row) ?? ROW_OF_REASON.exec(row)
  if (head === null) return undefined
  const all = head[0]
  const type = head[1] || 'Warning'
  const reason = head[2] ?? ''
  const age = readEventAge(row, all.length)
  if (age === undefined) return undefined
  const source = readEventSource(row, skipBlanks(row, age.end))
  const event = { reason, type, kind: '', namespace: '', name: '', uid: '', node: source.host, count: age.count }
  return peeledEvent('kubectl-describe', row.slice(source.end), source.component, {
    ...event,
    firstStamp: age.first,
    lastStamp: age.last,
  })
}
