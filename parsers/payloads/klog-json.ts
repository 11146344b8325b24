import type { Payload } from '../../src/model/parser.ts'
import type { PayloadRecord } from '../../src/model/record.ts'
import type { Stamp } from '../../src/model/stamp.ts'
import { type JsonObject, parseObject, textOf } from '../grammar/json-line.ts'
import { fromObject } from '../grammar/json-payload.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/**
 * kubelet with `--logging-format=json` (component-base logs/json): `ts` in milliseconds (ISO text where a collector rewrote
 * it), `v` on info entries only from 0.23 on, `err` on errors.
 */
export const payload: Payload = {
  id: 'klog-json',
  title: 'klog JSON (kubelet)',
  order: 31,
  samples: [
    {
      text: '{"ts":1650933804518.12,"caller":"kubelet/pod_workers.go:951","msg":"Error syncing pod, skipping","pod":{"name":"web-0","namespace":"ns"},"err":"failed \\"x\\""}',
      record: {
        level: 'error',
        message: 'Error syncing pod, skipping',
        error: 'failed "x"',
        caller: 'kubelet/pod_workers.go:951',
        stamp: { kind: 'epoch', us: 1_650_933_804_518_120 },
        fields: { pod: 'ns/web-0' },
      },
    },
    {
      text: '{"ts":1650933804518,"msg":"Started kubelet\\n","v":0}',
      record: { level: 'info', message: 'Started kubelet' },
    },
  ],
  starts: (text) =>
    text.startsWith('{"ts":') || (text.startsWith('{"') && text.includes('"ts":') && text.includes('"msg":')),
  read,
}

function read(text: string): PayloadRecord | undefined {
  const record = parseObject(text)
  const message = textOf(record?.msg)
  if (record === undefined || message === undefined || record.ts === undefined || Object.hasOwn(record, 'level'))
    return undefined
  const error = textOf(record.err) ?? ''
  const level = error === '' && Object.hasOwn(record, 'v') ? 'info' : 'error'
  return fromObject('klog-json', record, { stamp: readTime(record), level, message: message.trimEnd(), error })
}

function readTime(record: JsonObject): Stamp | undefined {
  if (typeof record.ts === 'number') return { kind: 'epoch', us: Math.round(record.ts * 1000) }
  return readIsoStamp(textOf(record.ts) ?? '')?.value
}
