import type { Payload } from '../../src/model/parser.ts'
import type { PayloadRecord } from '../../src/model/record.ts'
import type { Stamp } from '../../src/model/stamp.ts'
import { stripColours } from '../grammar/ansi.ts'
import { levelOf } from '../grammar/levels.ts'
import { fieldsOf, type Logfmt } from '../grammar/logfmt.ts'
import { isKeyAt, scanPairs } from '../grammar/pairs.ts'
import { readIsoStamp } from '../grammar/stamps.ts'

/**
 * logrus on a terminal: level (four letters, or whole in documents), time or seconds since start in brackets, the raw
 * message, then fields behind two blanks. Copies break the line before `error=`.
 */
export const payload: Payload = {
  id: 'logrus-tty',
  title: 'logrus on a terminal (ERRO[...])',
  order: 11,
  samples: [
    {
      text: 'ERROR[2022-04-26T00:43:24.518165483Z] StopPodSandbox for "b" failed\nerror="invalid version \\"\\""',
      record: {
        level: 'error',
        message: 'StopPodSandbox for "b" failed',
        error: 'invalid version ""',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_604_518_165, offsetMin: 0 },
      },
    },
    {
      text: '\x1b[31mFATA\x1b[0m[0004] run pod sandbox: rpc error: code = Unknown desc = plugin type="x" failed ',
      record: {
        level: 'fatal',
        message: 'run pod sandbox: rpc error: code = Unknown desc = plugin type="x" failed',
        stamp: { kind: 'monotonic', us: 4_000_000 },
      },
    },
    {
      text: 'FATA[0010] **run pod sandbox failed: cannot convert: no valid IP addresses**',
      record: { level: 'fatal', message: 'run pod sandbox failed: cannot convert: no valid IP addresses' },
    },
    {
      text: 'INFO[0000] unable to retrieve it                         container=019780  error="unexpected end of JSON input"',
      record: {
        message: 'unable to retrieve it',
        error: 'unexpected end of JSON input',
        fields: { container: '019780' },
      },
    },
  ],
  starts: (text) => readHead(text.charCodeAt(0) === 27 ? stripColours(text) : text) !== undefined,
  read,
}

interface Head {
  readonly level: string
  readonly time: string
  readonly textAt: number
}

/** Longest text in the brackets. */
const MAX_TIME = 40

function readHead(text: string): Head | undefined {
  const first = text.charCodeAt(0)
  if (first < 65 || first > 87) return undefined
  const open = text.indexOf('[')
  if (
    open < 4 ||
    open > 8 ||
    levelOf(text.slice(0, open)) === '' ||
    text.slice(0, open) !== text.slice(0, open).toUpperCase()
  ) {
    return undefined
  }
  const close = text.indexOf(']', open)
  if (close < 0 || close - open > MAX_TIME || close === open + 1) return undefined
  return { level: text.slice(0, open), time: text.slice(open + 1, close), textAt: close + 1 }
}

function read(text: string): PayloadRecord | undefined {
  const plain = stripColours(text)
  const head = readHead(plain)
  if (head === undefined) return undefined
  const fieldsAt = findFields(plain, head.textAt)
  const fields: Logfmt = fieldsOf(plain, scanPairs(plain, fieldsAt))
  return {
    payload: 'logrus-tty',
    stamp: readTime(head.time, plain),
    component: '',
    level: levelOf(head.level),
    message: withoutEmphasis(plain.slice(head.textAt, fieldsAt).trim()),
    error: fields.get('error') ?? '',
    caller: fields.get('func') ?? fields.get('file') ?? '',
    field: fields.get,
  }
}

// FATA[0010] **run pod sandbox failed: rpc error: ..**: the message stands out in a comment
const withoutEmphasis = (message: string): string =>
  message.includes('**') ? message.replace(/^\*\*|\s*\*\*$/g, '') : message

// FATA[0001] failed to create shim task: ... stderr: time="2022-09-30T16:18:12Z" level=fatal msg="..."
const QUOTED_TIME = / time="(\d{4}-\d\d-\d\d[T ][\d:.]{8,20}(?:Z|[+-]\d\d:?\d\d)?)"/

/** Seconds since start date nothing: a record quoted in the message may. */
function readTime(time: string, text: string): Stamp | undefined {
  if (!/^\d{1,9}$/.test(time)) return readIsoStamp(time)?.value
  const quoted = readIsoStamp(QUOTED_TIME.exec(text)?.[1] ?? '')
  return quoted?.value ?? { kind: 'monotonic', us: Number(time) * 1_000_000 }
}

/** Index of the first field: behind two blanks or a line end; else of a last `error=`; else the end of the text. */
function findFields(text: string, from: number): number {
  const wide = text.slice(from).search(/(?: {2}|\n)[A-Za-z_][\w.-]{0,63}=/)
  const start = wide < 0 ? -1 : skipToKey(text, from + wide)
  if (start >= 0 && isKeyAt(text, start)) return start
  const error = text.lastIndexOf(' error="')
  return error > from && text.trimEnd().endsWith('"') ? error + 1 : text.length
}

function skipToKey(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 10) at++
  return at
}
