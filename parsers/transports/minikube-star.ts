import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { looksLikeLog } from '../grammar/heads.ts'
import { anonymous } from '../grammar/peeled.ts'

/** `minikube logs` up to 1.32: `* ` before every line (until 2021-05), later before the first line of a section. */
export const transport: Transport = {
  id: 'minikube-star',
  title: 'minikube logs with a star before the line',
  order: 44,
  wrapper: true,
  samples: [
    {
      line: '* Apr 26 00:43:24 minikube kubelet[812]: x',
      peeled: { text: 'Apr 26 00:43:24 minikube kubelet[812]: x' },
    },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  return line.startsWith('* ') && looksLikeLog(line.slice(2)) ? anonymous('minikube-star', line.slice(2)) : undefined
}
