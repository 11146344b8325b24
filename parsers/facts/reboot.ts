import type { Fact } from '../../src/model/fact.ts'
import type { FactModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { factOf } from '../grammar/fact.ts'

// kernel: Linux version 5.15.0-60-generic (buildd@..) ..
const kernelVersion = /^(?:\[ {0,8}0\.0{6}\] )?Linux version (\d[\w.+~-]{0,80})/
// -- Reboot -- · -- Boot 2c1b4720f785f4765f05c12b5f64a255 --
const marker = /^-- (?:Reboot|Boot [0-9a-f]{32}) --$/

function read(record: LogRecord): readonly Fact[] | undefined {
  const { message } = record
  const version = kernelVersion.exec(message)?.[1]
  if (version !== undefined)
    return [factOf(record, 'version', 'kernel', version), factOf(record, 'reboot', 'kernel', version)]
  return marker.test(message) ? [factOf(record, 'reboot', '', '')] : undefined
}

/** The node booted. */
export const fact: FactModule = {
  id: 'reboot',
  title: 'The node booted',
  gate: ['Linux version ', '-- Reboot --', '-- Boot '],
  heads: ['Linux', '', '--'],
  samples: [
    {
      line: 'Apr 26 00:43:24 node-1 kernel: Linux version 5.15.0-60-generic (buildd@lcy02) (gcc 11) #66-Ubuntu SMP',
      facts: [{ kind: 'version', component: 'kernel', value: '5.15.0-60-generic' }, { kind: 'reboot' }],
    },
  ],
  lookAlikes: ['Apr 26 00:43:24 node-1 kernel: Command line: BOOT_IMAGE=/boot/vmlinuz'],
  read,
}
