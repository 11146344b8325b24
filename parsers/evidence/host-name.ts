import type { EvidenceFound, EvidenceModule } from '../../src/model/parser.ts'

// node-a      ip-10-0-1-7.ec2.internal
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/
/** Names that images bring along, before the machine has its own. */
const NO_NAME = new Set(['localhost', 'localhost.localdomain', 'none'])

/** The host's name in a file that holds nothing else; ''. */
export function hostNameIn(text: string): string {
  const name = text.trim()
  return NAME.test(name) && !NO_NAME.has(name.toLowerCase()) ? name : ''
}

function read(_path: string, text: string): EvidenceFound {
  const node = hostNameIn(text)
  return { facts: [], configs: [], problem: '', ...(node === '' ? {} : { node }) }
}

/** `etc/hostname` and the output of `hostname`: whose files lie beside it. */
export const evidence: EvidenceModule = {
  id: 'host-name',
  title: 'name of the host',
  maxBytes: 300,
  samples: [{ path: 'bundle/etc/hostname', text: 'node-a\n', found: { facts: [], configs: [], problem: '' } }],
  accepts: (path, head) => /(?:^|\/)hostname$/.test(path) && NAME.test(head.trim()),
  read,
}
