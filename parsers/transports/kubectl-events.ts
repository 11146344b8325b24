import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { readEventRow } from '../grammar/event-row.ts'
import { peeledEvent } from '../grammar/peeled-event.ts'
import { quotePrefix } from '../grammar/quote-prefix.ts'

/**
 * Row of `kubectl get events` (also `-A`, `-o wide`) or `kubectl events`, with or without its header: columns are told by
 * what stands in them.
 */
export const transport: Transport = {
  id: 'kubectl-events',
  title: 'kubectl get events, kubectl events',
  order: 61,
  samples: [
    {
      line: '13m         Warning   FailedCreatePodSandBox   pod/web-0   (combined from similar events): Failed to create pod sandbox: x',
      peeled: {
        text: '(combined from similar events): Failed to create pod sandbox: x',
        k8sEvent: {
          reason: 'FailedCreatePodSandBox',
          type: 'Warning',
          kind: 'Pod',
          namespace: '',
          name: 'web-0',
          uid: '',
          node: '',
          count: 1,
          firstStamp: { kind: 'age', us: 780_000_000 },
          lastStamp: { kind: 'age', us: 780_000_000 },
        },
      },
    },
    {
      line: 'default   4m (x12 over 9m)   Warning   FailedKillPod   Pod/web-0   error killing pod: x',
      peeled: { text: 'error killing pod: x' },
    },
    {
      line: 'default   9m   Warning   FailedCreatePodSandBox   pod/web-0   spec.containers{a}   kubelet, node-a   Failed to create pod sandbox: x   44m   17   web-0.16f0',
      peeled: { text: 'Failed to create pod sandbox: x', ident: 'kubelet', host: 'node-a' },
    },
    {
      line: '2m   9m   3   web-0.15f0   Pod      Warning   FailedCreatePodSandBox   kubelet, node-a   Failed create pod sandbox.',
      peeled: { text: 'Failed create pod sandbox.', host: 'node-a' },
    },
    {
      line: '2018-03-15 06:03:37 +0000 UTC   2018-03-15 06:05:01 +0000 UTC   41   web-0   Pod      Warning   FailedSync   {kubelet node-a}   Error syncing pod.',
      peeled: {
        text: 'Error syncing pod.',
        host: 'node-a',
        stamp: { kind: 'calendar', year: 2018, month: 3, day: 15, dayUs: 21_901_000_000, offsetMin: 0 },
      },
    },
    {
      line: '| 2m | Warning | FailedCreatePodSandBox | pod/web-0 | Failed to create pod sandbox: x |',
      peeled: { text: 'Failed to create pod sandbox: x' },
    },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  if (!line.includes('Warning') && !line.includes('Normal')) return undefined
  const text = line.slice(quotePrefix(line).length)
  const row = readEventRow(CELL.test(text) ? withoutBars(text) : text)
  return row === undefined ? undefined : peeledEvent('kubectl-events', row.message, row.source, row.event)
}

// 2m | Warning | FailedCreatePodSandBox | pod/web-0 | Failed to create pod sandbox: .. |
const CELL = /^[^|]{0,200}\| *(?:Warning|Normal) *\|/

/** A row of a Markdown table: blanks stand between the columns, the message is the last. */
const withoutBars = (row: string): string =>
  row
    .replace(/ *\| *$/, '')
    .split(/ *\| */)
    .join('   ')
