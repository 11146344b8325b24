import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { isLogrusHead } from '../grammar/heads.ts'
import { readKlogHead } from '../grammar/klog.ts'
import { isQuotedBody } from '../grammar/klog-body.ts'
import { anonymous } from '../grammar/peeled.ts'
import { readSender } from '../grammar/syslog-head.ts'

/** How far into the line a payload's head is looked for. */
const MAX_PREFIX = 200

/** Most words of a prefix whose last one is taken for a program although no process id follows it. */
const MAX_WORDS = 3

/**
 * A klog or logrus head behind something we have no name for (a collector's label, a cut time): the record is read, the
 * prefix gives host and identifier if it ends like syslog does.
 */
export const transport: Transport = {
  id: 'unknown-prefix',
  title: 'klog or logrus behind an unknown prefix',
  order: 80,
  samples: [
    {
      line: 'DEFAULT 2023-09-25T18:32:05.878231700Z [resource.labels.nodeName: gke-1] time="2023-09-25T18:32:05.7Z" level=info msg=a',
      peeled: { text: 'time="2023-09-25T18:32:05.7Z" level=info msg=a' },
    },
    {
      line: '9 09:58:07 node kubelet[5738]: E1029 09:58:07.693335    5738 a.go:1] x',
      peeled: { text: 'E1029 09:58:07.693335    5738 a.go:1] x', host: 'node', ident: 'kubelet', pid: '5738' },
    },
    { line: 'kubelet[3752]: E1212 21:12:29.218496    3752 cni.go:294] x', peeled: { ident: 'kubelet', pid: '3752' } },
    {
      line: 'node-1 kubelet: "Error adding pod to network" err="x" pod="shop/web-0"',
      peeled: { text: '"Error adding pod to network" err="x" pod="shop/web-0"', host: 'node-1', ident: 'kubelet' },
    },
    {
      line: '[ERROR CRI]: the runtime is not running: output: time="2023-04-18T09:12:33Z" level=fatal msg=a',
      peeled: { ident: '' },
    },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  const at = findHead(line)
  if (at <= 0) return undefined
  const prefix = line.slice(0, at).trimEnd()
  const sender = prefix.endsWith(':') ? readLastSender(prefix) : undefined
  const peeled = anonymous('unknown-prefix', line.slice(at))
  return sender === undefined ? peeled : { ...peeled, host: sender.host, ident: sender.ident, pid: sender.pid }
}

/** Index of the first klog or logrus head that stands behind a blank; -1. A quote or brace before it means it is only quoted. */
function findHead(line: string): number {
  const end = Math.min(line.length, MAX_PREFIX)
  for (let at = line.indexOf(' '); at >= 0 && at < end; at = line.indexOf(' ', at + 1)) {
    if (isHead(line, at + 1)) return /["`'{(]/.test(line.slice(0, at)) ? -1 : at + 1
  }
  return -1
}

function isHead(line: string, at: number): boolean {
  if (line.charCodeAt(at) === 34) return line.charCodeAt(at - 2) === 58 && isQuotedBody(line, at)
  return readKlogHead(line, at) !== undefined || (line.startsWith('time="', at) && isLogrusHead(line.slice(at, at + 8)))
}

/** `... HOST IDENT[PID]:` at the end of the prefix. */
function readLastSender(prefix: string): { host: string; ident: string; pid: string } | undefined {
  const words = prefix.slice(0, -1).split(' ')
  const sender = readSender(` - ${words.at(-1) ?? ''}: `, 0)
  const host = words.at(-2) ?? ''
  // `... is not running: output: time="..."`: a word of a sentence wrote nothing
  if (sender?.pid === '' && words.length > MAX_WORDS) return undefined
  return sender === undefined ? undefined : { ...sender, host: /^[\w.-]+$/.test(host) ? host : '' }
}
