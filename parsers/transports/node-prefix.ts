import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { looksLikeLog } from '../grammar/heads.ts'
import { anonymous } from '../grammar/peeled.ts'

/**
 * A node's name or address before lines of several nodes: `talosctl logs` (`10.5.0.2: `) and `oc adm node-logs --path`
 * (`<node> `, only where more than one node matched).
 */
export const transport: Transport = {
  id: 'node-prefix',
  title: 'talosctl and oc adm node-logs, node before the line',
  order: 71,
  wrapper: true,
  samples: [
    { line: '10.5.0.2: {"level":"info","msg":"a","time":"2022-04-26T00:43:24Z"}', peeled: { host: '10.5.0.2' } },
    {
      line: 'ip-10-0-131-233.ec2.internal time="2022-02-09T00:16:09.701293100Z" level=info msg=a',
      peeled: { host: 'ip-10-0-131-233.ec2.internal', text: 'time="2022-02-09T00:16:09.701293100Z" level=info msg=a' },
    },
    {
      line: '10.5.0.2: user: warning: [2022-04-26T00:43:24.5Z]: [talos] up',
      peeled: { text: 'user: warning: [2022-04-26T00:43:24.5Z]: [talos] up' },
    },
  ],
  peel,
}

// node-a.example.org text     10.5.0.2: text     fd00::2: text     (not a severity: DEFAULT text)
const NODE = /^(?![A-Z]+ )([A-Za-z0-9][\w.:-]{1,253}?):? /

// user: warning: [2022-04-26T00:43:24.5Z]: [talos] ...
const TALOS_KERNEL = /^[a-z]\w{1,8}: +[a-z]{3,8}: \[\d{4}-/

function peel(line: string): Peeled | undefined {
  const node = NODE.exec(line)
  if (node === null) return undefined
  const rest = line.slice(node[0].length)
  if (!looksLikeLog(rest) && !TALOS_KERNEL.test(rest)) return undefined
  return { ...anonymous('node-prefix', rest), host: node[1] ?? '' }
}
