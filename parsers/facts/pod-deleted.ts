import type { Fact } from '../../src/model/fact.ts'
import type { FactModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { factOf } from '../grammar/fact.ts'

// SyncLoop (DELETE, "api"): "web-0_default(b2648924-..), web-1_default(..)"
const nameForm = /([A-Za-z0-9][A-Za-z0-9.-]{0,252})_([a-z0-9-]{1,63})\(/g
// "SyncLoop DELETE" source="api" pods=[default/web-0 default/web-1] · pods=["default/web-0"]
const slashForm = /([a-z0-9][a-z0-9-]{0,62})\/([A-Za-z0-9][A-Za-z0-9.-]{0,252})/g

const most = 50

function read(record: LogRecord): readonly Fact[] | undefined {
  const { message } = record
  if (message === 'SyncLoop DELETE') return named(record, record.field('pods') ?? '', slashForm, 1, 2)
  return message.startsWith('SyncLoop (DELETE') ? named(record, message, nameForm, 2, 1) : undefined
}

function named(record: LogRecord, text: string, form: RegExp, namespaceAt: number, nameAt: number): readonly Fact[] {
  const facts: Fact[] = []
  for (const found of text.slice(0, 16_384).matchAll(form)) {
    if (facts.length === most) break
    facts.push(factOf(record, 'pod-deleted', 'kubelet', `${found[namespaceAt]}/${found[nameAt]}`))
  }
  return facts
}

/** kubelet learns that a pod is deleted (kubelet.go syncLoop, 1.8 to 1.34). */
export const fact: FactModule = {
  id: 'pod-deleted',
  title: 'A pod is deleted',
  gate: ['SyncLoop DELETE', 'SyncLoop (DELETE'],
  heads: ['SyncLoop'],
  samples: [
    {
      line: 'I0904 20:04:57.411920   65352 kubelet.go:2093] "SyncLoop DELETE" source="api" pods=["default/web-0"]',
      facts: [{ kind: 'pod-deleted', component: 'kubelet', value: 'default/web-0' }],
    },
    {
      line: 'I0904 20:04:57.411920   65352 kubelet.go:1854] SyncLoop (DELETE, "api"): "web-0_default(b2648924-ac95-48fc-8ea6-3c811eef3696)"',
      facts: [{ kind: 'pod-deleted', value: 'default/web-0' }],
    },
  ],
  lookAlikes: ['I0904 20:04:57.411920   65352 kubelet.go:2093] "SyncLoop REMOVE" source="api" pods=["default/web-0"]'],
  read,
}
