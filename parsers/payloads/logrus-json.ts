import type { Payload } from '../../src/model/parser.ts'
import type { PayloadRecord } from '../../src/model/record.ts'
import { parseObject, textOf } from '../grammar/json-line.ts'
import { fromObject } from '../grammar/json-payload.ts'
import { levelOf } from '../grammar/levels.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/** containerd with `log.format = "json"` (1.5 and later, Talos): logrus JSON, keys sorted. */
export const payload: Payload = {
  id: 'logrus-json',
  title: 'logrus JSON (containerd)',
  order: 30,
  samples: [
    {
      text: '{"error":"invalid version \\"\\"","level":"error","msg":"StopPodSandbox for \\"b\\" failed","time":"2022-04-26T00:43:24.518165483Z"}',
      record: {
        level: 'error',
        message: 'StopPodSandbox for "b" failed',
        error: 'invalid version ""',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_518_165, offsetMin: 0 },
      },
    },
  ],
  starts: (text) => text.startsWith('{"') && text.includes('"level":') && text.includes('"msg":'),
  read,
}

function read(text: string): PayloadRecord | undefined {
  const record = parseObject(text)
  const level = textOf(record?.level)
  const message = textOf(record?.msg)
  if (record === undefined || level === undefined || message === undefined || Object.hasOwn(record, 'ts'))
    return undefined
  const stamp = readIsoStamp(textOf(record.time) ?? '')?.value
  return fromObject('logrus-json', record, { stamp, level: levelOf(level), message, error: textOf(record.error) ?? '' })
}
