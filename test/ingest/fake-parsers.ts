import type { Parsers } from '../../src/ingest/parsers.ts'
import type { SandboxEvent } from '../../src/model/event.ts'
import type { Assembled, LineWindow, SourceContext } from '../../src/model/line-window.ts'
import type { LogRecord } from '../../src/model/record.ts'
import type { CalendarStamp, Stamp } from '../../src/model/stamp.ts'

// Apr 26 00:43:24 node-7 containerd: time="2022-04-26T00:43:24Z" StopPodSandbox abc failed
// 0426 00:43:24 StopPodSandbox abc failed
// +lines that begin with a blank go on
const JOURNAL =
  /^(?<month>Apr|Dec|Jan) (?<day>\d\d) (?<time>\d\d:\d\d:\d\d) (?<host>\S+) (?<ident>[^:]+): (?:time="(?<inner>[^"]+)" )?(?<message>[\s\S]*)$/
const BARE = /^(?<month>\d\d)(?<day>\d\d) (?<time>\d\d:\d\d:\d\d) (?<message>[\s\S]*)$/
const MONTHS: Readonly<Record<string, number>> = { Jan: 1, Apr: 4, Dec: 12 }

function calendar(month: number, day: string, time: string): CalendarStamp {
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
  return {
    kind: 'calendar',
    year: 0,
    month,
    day: Number(day),
    dayUs: ((hour * 60 + minute) * 60 + second) * 1_000_000,
    offsetMin: undefined,
  }
}

function assemble(window: LineWindow): Assembled | undefined {
  let first = 0
  while (window.at(first)?.startsWith(' ') && window.at(first - 1) !== undefined) first--
  const lines: string[] = []
  for (let rel = first; rel === first || (rel < first + 64 && window.at(rel)?.startsWith(' ')); rel++)
    lines.push(window.at(rel) ?? '')
  if (lines.every((line) => line.trim() === '')) return undefined
  const line = window.line + first
  return { line, lineEnd: line + lines.length - 1, byteOffset: window.offsetOf(first), lines }
}

function readRecords(assembled: Assembled, context: SourceContext): readonly LogRecord[] {
  const raw = assembled.lines.join('\n')
  const groups = JOURNAL.exec(raw)?.groups ?? BARE.exec(raw)?.groups
  if (groups === undefined) return []
  const { month = '', day = '', time = '', host = '', ident = '', inner, message = '' } = groups
  const outer = calendar(MONTHS[month] ?? Number(month), day, time)
  const stamp: Stamp = inner === undefined ? outer : { kind: 'epoch', us: Date.parse(inner) * 1000 }
  return [record(assembled, raw, { stamp, outer, host: host || context.node, ident, message })]
}

function record(
  at: { readonly line: number; readonly lineEnd: number; readonly byteOffset: number },
  raw: string,
  parts: {
    readonly stamp: Stamp | undefined
    readonly outer: Stamp | undefined
    readonly host: string
    readonly ident: string
    readonly message: string
  },
): LogRecord {
  return {
    line: at.line,
    lineEnd: at.lineEnd,
    byteOffset: at.byteOffset,
    raw,
    transport: 'fake',
    payload: 'fake',
    stamp: parts.stamp,
    outerStamp: parts.outer,
    host: parts.host,
    ident: parts.ident,
    pid: '',
    component: '',
    level: '',
    message: parts.message,
    error: '',
    caller: '',
    cut: false,
    field: () => undefined,
    k8sEvent: undefined,
  }
}

const EVENT: SandboxEvent = {
  operation: 'StopPodSandbox',
  outcome: 'failed',
  component: 'containerd',
  cause: 'unknown',
  sandboxId: '',
  podNamespace: '',
  podName: '',
  podUid: '',
  attempt: -1,
  plugin: '',
  configVersion: undefined,
  supportedVersions: [],
  message: '',
  kind: 'fake',
  secondary: false,
  podFrom: '',
  repeatN: 1,
}

/** Small parsers with every shape that ingest has to carry: context lines, continuation lines, stamps without year and zone. */
export const fakeParsers: Parsers = {
  gates: ['PodSandbox', 'starting containerd', '\nNODE '],
  eventGates: [],
  contextGates: ['\nNODE '],
  evidences: [
    {
      id: 'fake-config',
      title: 'fake',
      maxBytes: 100_000,
      samples: [],
      accepts: (path) => path.endsWith('.conflist'),
      read: (path, text) => ({
        facts: [{ kind: 'config-finding', component: '', value: 'seen', text }],
        configs: [{ path, name: 'net', cniVersion: undefined, plugins: ['bridge'], problem: '', text }],
        problem: '',
      }),
    },
  ],
  assemble,
  readRecords,
  peelEntry: (entry) => ({ ...entry, text: entry.message, cut: false }),
  readPeeled: (entry, peeled) =>
    record(entry, entry.raw, {
      stamp: peeled.stamp,
      outer: peeled.stamp,
      host: peeled.host,
      ident: peeled.ident,
      message: peeled.text,
    }),
  newContext: () => ({
    section: '',
    describeKind: '',
    describeName: '',
    describeNamespace: '',
    describeNode: '',
    columns: [],
    node: '',
  }),
  observe: (context, line) => {
    context.node = line.slice(5)
  },
  readEvents: (one) =>
    (one.message.match(/StopPodSandbox \w+/g) ?? []).map((text) => ({
      ...EVENT,
      sandboxId: text.slice(15),
      message: one.message,
    })),
  readFacts: (one) =>
    one.message.startsWith('starting containerd')
      ? [{ kind: 'version', component: 'containerd', value: one.message.slice(20), text: one.raw }]
      : [],
}
