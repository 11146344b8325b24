import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { looksLikeLog } from '../grammar/heads.ts'
import { anonymous } from '../grammar/peeled.ts'

/** Terraform's name of a resource before what its provisioner printed. */
export const transport: Transport = {
  id: 'provisioner',
  title: 'terraform, remote-exec and local-exec',
  order: 72,
  wrapper: true,
  samples: [
    {
      line: 'null_resource.join[2] (remote-exec): Apr 26 00:43:24 node-a kubelet[812]: x',
      peeled: { text: 'Apr 26 00:43:24 node-a kubelet[812]: x' },
    },
    {
      line: 'module.node["a"].aws_instance.this (local-exec): level=info msg=a',
      peeled: { text: 'level=info msg=a' },
    },
  ],
  peel,
}

// null_resource.join[2] (remote-exec):
const RESOURCE = /^[\w.[\]"-]{1,200} \((?:remote|local)-exec\): {1,4}/

function peel(line: string): Peeled | undefined {
  if (!line.includes('-exec): ', 8)) return undefined
  const prefix = RESOURCE.exec(line)?.[0]
  if (prefix === undefined) return undefined
  const text = line.slice(prefix.length)
  return looksLikeLog(text) ? anonymous('provisioner', text) : undefined
}
