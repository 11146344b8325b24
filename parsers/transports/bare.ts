import type { Transport } from '../../src/model/parser.ts'
import { anonymous } from '../grammar/peeled.ts'

/** No outer layer: the program's own file, `journalctl -o cat`, output of a command. */
export const transport: Transport = {
  id: 'bare',
  title: 'no outer layer',
  order: 99,
  samples: [
    {
      line: 'time="2022-04-26T00:43:24Z" level=info msg=a',
      peeled: { text: 'time="2022-04-26T00:43:24Z" level=info msg=a' },
    },
  ],
  peel: (line) => anonymous('bare', line),
}
