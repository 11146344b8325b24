import type { Fact } from '../../src/model/fact.ts'
import type { FactModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { factOf } from '../grammar/fact.ts'

// INFO: task runc:[1:CHILD]:4711 blocked for more than 120 seconds. · INFO: task dockerd:812 blocked for more than 241 seconds.
const blocked = /\btask (\S{1,64}):\d{1,10} blocked for more than (\d{1,6}) seconds/
// skipping pod synchronization - [PLEG is not healthy: pleg was last seen active 3m12.1s ago; threshold is 3m0s]
const pleg = /PLEG is not healthy: pleg was last seen active ([\dhms.]{2,24}) ago/

function read(record: LogRecord): readonly Fact[] | undefined {
  const { message } = record
  const task = blocked.exec(message)
  if (task !== null) return [factOf(record, 'hang', 'kernel', `task ${task[1]} blocked for ${task[2]} s`)]
  const text = record.error === '' ? message : `${message} ${record.error}`
  const silence = pleg.exec(text)?.[1]
  return silence === undefined
    ? undefined
    : [factOf(record, 'hang', 'kubelet', `no life of the runtime for ${silence}`)]
}

/** Something stands still: calls to the runtime that run into their time limit follow. */
export const fact: FactModule = {
  id: 'hang',
  title: 'A task of the node or the runtime stands still',
  gate: ['blocked for more than ', 'PLEG is not healthy'],
  samples: [
    {
      line: 'Apr 26 00:43:24 node-1 kernel: INFO: task runc:[1:CHILD]:4711 blocked for more than 120 seconds.',
      facts: [{ kind: 'hang', component: 'kernel', value: 'task runc:[1:CHILD] blocked for 120 s' }],
    },
    {
      line: 'E0904 20:04:57.411920   65352 kubelet.go:2347] "Skipping pod synchronization" err="PLEG is not healthy: pleg was last seen active 3m12.1s ago; threshold is 3m0s"',
      facts: [{ kind: 'hang', component: 'kubelet', value: 'no life of the runtime for 3m12.1s' }],
    },
  ],
  lookAlikes: [
    'E0904 20:04:57.411920   65352 kubelet.go:2347] "Skipping pod synchronization" err="PLEG is not healthy: pleg has yet to be successful"',
    'Apr 26 00:43:24 node-1 kernel: echo 0 > /proc/sys/kernel/hung_task_timeout_secs disables this message.',
  ],
  read,
}
