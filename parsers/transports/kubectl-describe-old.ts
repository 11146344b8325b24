import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { readEventAge } from '../grammar/event-age.ts'
import { peeledEvent } from '../grammar/peeled-event.ts'
import { quotePrefix } from '../grammar/quote-prefix.ts'
import { skipBlanks, skipDigits } from '../grammar/scan.ts'

/**
 * Row of the Events block of `kubectl describe` up to 1.8: first seen, last seen, count, from, part of the object, type, reason, message. The
 * object stands above in the block (see `observe`).
 */
export const transport: Transport = {
  id: 'kubectl-describe-old',
  title: 'kubectl describe up to 1.8, Events block',
  order: 62,
  samples: [
    {
      line: '  5m        2s         83       kubelet, node-a                        Warning         FailedCreatePodSandBox  Failed create pod sandbox.',
      peeled: {
        text: 'Failed create pod sandbox.',
        host: 'node-a',
        ident: 'kubelet',
        k8sEvent: {
          reason: 'FailedCreatePodSandBox',
          type: 'Warning',
          kind: '',
          namespace: '',
          name: '',
          uid: '',
          node: 'node-a',
          count: 83,
          firstStamp: { kind: 'age', us: 300_000_000 },
          lastStamp: { kind: 'age', us: 2_000_000 },
        },
      },
    },
    {
      line: '  1h\t\t2s\t\t163\t{kubelet node-a}\t\t\tWarning\t\tFailedSync\tError syncing pod, skipping: x',
      peeled: { text: 'Error syncing pod, skipping: x', host: 'node-a', ident: 'kubelet' },
    },
    {
      line: '1h 2s 9 {kubelet 10.0.0.5} spec.containers{web} Normal Pulled Container image "web" already present on machine',
      peeled: { text: 'Container image "web" already present on machine', host: '10.0.0.5' },
    },
  ],
  peel,
}

// {kubelet node-a}   kubelet, node-a   default-scheduler   {default-scheduler }    then  spec.containers{web}   Warning   FailedSync
const REST =
  /(?:\{([a-z][\w./-]{0,62}) ?([\w.:-]{0,253})\}|([a-z][\w./-]{0,62})(?:, ([\w.:-]{1,253}))?)\s{1,80}(?:spec\.\S{1,120}\s{1,80})?(Normal|Warning)\s{1,40}([A-Z][A-Za-z]{2,59})\s{1,80}/y

function peel(line: string): Peeled | undefined {
  if (!line.includes('Warning') && !line.includes('Normal')) return undefined
  const at = quotePrefix(line).length
  const first = readEventAge(line, at)
  const last = first === undefined ? undefined : readEventAge(line, skipBlanks(line, first.end))
  if (first === undefined || last === undefined) return undefined
  const countAt = skipBlanks(line, last.end)
  const countEnd = skipDigits(line, countAt)
  REST.lastIndex = skipBlanks(line, countEnd)
  const rest = countEnd === countAt ? null : REST.exec(line)
  if (rest === null) return undefined
  const [, oldFrom = '', oldHost = '', from = '', host = '', type = '', reason = ''] = rest
  const node = oldHost || host
  return peeledEvent('kubectl-describe-old', line.slice(REST.lastIndex), oldFrom || from, {
    ...{ reason, type, kind: '', namespace: '', name: '', uid: '', node },
    count: Math.max(1, Number(line.slice(countAt, countEnd))),
    firstStamp: first.last,
    lastStamp: last.last,
  })
}
