import type { Assembled } from '../../src/model/line-window.ts'
import type { Peeled } from '../../src/model/record.ts'
import type { Stamp } from '../../src/model/stamp.ts'
import { readBlockLine } from '../grammar/block-line.ts'
import { withoutCutMark } from './cut.ts'

/** Outer layer and text of a record of `journalctl -o verbose` or `-o export` whose fields stand on lines of their own. */
export function peelBlock(assembled: Assembled): Peeled {
  const fields = new Map<string, string>()
  let headStamp: Stamp | undefined
  for (const line of assembled.fields ?? []) {
    const read = readBlockLine(line)
    if (read?.kind === 'head') headStamp = read.stamp
    if (read?.kind === 'field' && !fields.has(read.name)) fields.set(read.name, read.value)
  }
  const text = assembled.lines.map(fieldValue).join('\n')
  const whole = withoutCutMark(text)
  return {
    transport: fields.has('__CURSOR') || fields.has('__REALTIME_TIMESTAMP') ? 'journald-export' : 'journald-verbose',
    text: whole,
    stamp: epochOf(fields) ?? headStamp,
    host: fields.get('_HOSTNAME') ?? '',
    ident: fields.get('SYSLOG_IDENTIFIER') ?? fields.get('_SYSTEMD_UNIT') ?? fields.get('_COMM') ?? '',
    pid: fields.get('_PID') ?? fields.get('SYSLOG_PID') ?? '',
    cut: whole !== text,
  }
}

function epochOf(fields: ReadonlyMap<string, string>): Stamp | undefined {
  const text = fields.get('_SOURCE_REALTIME_TIMESTAMP') ?? fields.get('__REALTIME_TIMESTAMP') ?? ''
  return /^\d{1,16}$/.test(text) ? { kind: 'epoch', us: Number(text) } : undefined
}

function fieldValue(line: string): string {
  const read = readBlockLine(line)
  return read === undefined || read.kind === 'head' ? line : read.value
}
