import type { Payload } from '../../src/model/parser.ts'
import type { PayloadRecord } from '../../src/model/record.ts'
import type { Stamp } from '../../src/model/stamp.ts'
import { type JsonObject, parseObject, textOf } from '../grammar/json-line.ts'
import { fromObject } from '../grammar/json-payload.ts'
import { levelOf } from '../grammar/levels.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/** zap JSON of plugins (`/var/log/aws-routed-eni/plugin.log`, azure-vnet): level, `ts` as ISO text or seconds, caller, msg. */
export const payload: Payload = {
  id: 'zap-json',
  title: 'zap JSON (AWS and Azure plugins)',
  order: 32,
  samples: [
    {
      text: '{"level":"error","ts":"2021-08-25T16:57:52.632Z","caller":"routed-eni-cni-plugin/cni.go:240","msg":"Error received: gone"}',
      record: {
        level: 'error',
        component: 'plugin',
        message: 'Error received: gone',
        caller: 'routed-eni-cni-plugin/cni.go:240',
        stamp: { kind: 'calendar', year: 2021, month: 8, day: 25, dayUs: 61_072_632_000, offsetMin: 0 },
      },
    },
    {
      text: '{"level":"info","ts":1650933804.5,"msg":"x"}',
      record: { stamp: { kind: 'epoch', us: 1_650_933_804_500_000 } },
    },
  ],
  starts: (text) => text.startsWith('{"') && text.includes('"level":') && text.includes('"ts":'),
  read,
}

function read(text: string): PayloadRecord | undefined {
  const record = parseObject(text)
  const level = textOf(record?.level)
  const message = textOf(record?.msg)
  if (record === undefined || level === undefined || message === undefined || record.ts === undefined) return undefined
  const error = textOf(record.error) ?? textOf(record.err) ?? ''
  const read = fromObject('zap-json', record, { stamp: readTime(record), level: levelOf(level), message, error })
  return { ...read, component: 'plugin' }
}

function readTime(record: JsonObject): Stamp | undefined {
  if (typeof record.ts === 'number') return { kind: 'epoch', us: Math.round(record.ts * 1_000_000) }
  return readIsoStamp(textOf(record.ts) ?? '')?.value
}
