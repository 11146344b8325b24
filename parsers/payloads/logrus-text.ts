import type { Payload } from '../../src/model/parser.ts'
import type { PayloadRecord } from '../../src/model/record.ts'
import { levelOf } from '../grammar/levels.ts'
import { readLogfmt } from '../grammar/logfmt.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/** logrus text of containerd, CRI-O, k3s, dockerd, Cilium: `time="..." level=... msg="..." key=value`. */
export const payload: Payload = {
  id: 'logrus-text',
  title: 'logrus text (containerd, CRI-O)',
  order: 10,
  samples: [
    {
      text: 'time="2022-04-26T00:43:24.518165483Z" level=error msg="StopPodSandbox for \\"b\\" failed" error="invalid version \\"\\""',
      record: {
        level: 'error',
        message: 'StopPodSandbox for "b" failed',
        error: 'invalid version ""',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_518_165, offsetMin: 0 },
      },
    },
    {
      text: 'time="2019-04-09 08:36:29.642754343+02:00" level=info msg="[graphdriver] using prior storage driver: overlay"',
      record: {
        message: '[graphdriver] using prior storage driver: overlay',
        stamp: { kind: 'calendar', year: 2019, month: 4, day: 9, dayUs: 30_989_642_754, offsetMin: 120 },
      },
    },
    {
      text: '"2023-11-22T09:37:33.491621635+02:00" level=info msg="StopPodSandbox for \\"b\\""',
      record: {
        level: 'info',
        message: 'StopPodSandbox for "b"',
        stamp: { kind: 'calendar', year: 2023, month: 11, day: 22, dayUs: 34_653_491_621, offsetMin: 120 },
      },
    },
    { text: 'level=info msg=started id=7', record: { level: 'info', message: 'started', fields: { id: '7' } } },
    {
      text: 'time="2018-01-01T00:00:00Z" level=error msg="StopPodSandbox for "b" failed" error="network of "b": gone" ',
      record: { message: 'StopPodSandbox for "b" failed', error: 'network of "b": gone' },
    },
  ],
  starts,
  read,
}

// "2023-11-22T09:37:33.491621635+02:00" level=info msg=".." (columns cut out of the line, and with them the key of the time)
const lostKey = /^"\d{4}-\d\d-\d\dT[\d:.Z+-]{8,30}" level=[a-z]/

// time="2022-..." level=...    time=2022-... level=...    level=error msg="..."    msg="Loaded sandbox ..."
function starts(text: string): boolean {
  if (text.startsWith('time=')) return isTimeStart(text, 5)
  if (text.startsWith('"')) return lostKey.test(text)
  if (text.startsWith('level=')) return levelOf(wordUntilBlank(text, 6)) !== ''
  return text.startsWith('msg="') && text.length > 5
}

function isTimeStart(text: string, from: number): boolean {
  const at = text.charCodeAt(from) === 34 ? from + 1 : from
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

function wordUntilBlank(text: string, from: number): string {
  const end = text.indexOf(' ', from)
  return text.slice(from, end < 0 ? text.length : end)
}

function read(text: string): PayloadRecord | undefined {
  const fields = readLogfmt(text.startsWith('"') ? `time=${text}` : text)
  if (fields === undefined || !fields.keys.some((key) => key === 'level' || key === 'msg')) return undefined
  return {
    payload: 'logrus-text',
    stamp: readIsoStamp(fields.get('time') ?? '')?.value,
    component: fields.get('subsys') === 'cilium-cni' ? 'plugin' : '',
    level: levelOf(fields.get('level') ?? ''),
    message: fields.get('msg') ?? '',
    error: fields.get('error') ?? '',
    caller: fields.get('func') ?? fields.get('file') ?? '',
    field: fields.get,
  }
}
