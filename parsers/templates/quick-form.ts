import type { LineWindow, SourceContext } from '../../src/model/line-window.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { mayHoldMarks } from '../assembly/foreign-marks.ts'
import { splitGlued } from '../assembly/glue.ts'
import { startsPayload } from '../assembly/read-payload.ts'
import { readKlogHead } from '../grammar/klog.ts'
import { readRecords } from '../record.ts'
import { findHead, type Head, isTextStart } from './head.ts'
import { Neighbours } from './neighbours.ts'
import { isPlainRecord } from './plain-record.ts'

/** What a record tells of the form of its source. */
export type Form = Pick<LogRecord, 'transport' | 'payload' | 'component' | 'host'>

/** Form of the record that the window's line begins and ends, as `readRecords` tells it; undefined where only that can. */
export type ReadForm = (window: LineWindow, context: SourceContext) => Form | undefined

/** Payloads that the beginning of a text tells. */
type Kind = 'klog-text' | 'logrus-text' | 'plain-message'

const MOST_FORMS = 4096

/** Reads one line of each sender and kind of text the ordinary way: the others differ in nothing that tells a form. */
export function createFormReader(): ReadForm {
  const neighbours = new Neighbours()
  const forms = new Map<string, Form | undefined>()
  return (window, context) => {
    const line = window.at(0) ?? ''
    const head = findHead(line)
    if (head === undefined || mayBeMore(line)) return undefined
    const kind = kindOf(line, head)
    if (kind === undefined || !isAlone(window, line, head, kind, neighbours)) return undefined
    const key = `${kind} ${head.shape} ${head.stampEnd}${line.slice(head.stampEnd, head.textAt)}${context.section}`
    const known = forms.get(key)
    if (known !== undefined || forms.has(key)) return known
    if (forms.size >= MOST_FORMS) forms.clear()
    const form = formOf(line, kind, context)
    forms.set(key, form)
    return form
  }
}

function formOf(line: string, kind: Kind, context: SourceContext): Form | undefined {
  const [record] = readRecords({ line: 1, lineEnd: 1, byteOffset: 0, lines: [line] }, context)
  if (record?.payload !== kind) return undefined
  const { transport, payload, component, host } = record
  return { transport, payload, component, host }
}

/** Lines that other readers than those of the head may take, or that hold several records. */
function mayBeMore(line: string): boolean {
  // .. reason/FailedCreatePodSandBox ..   At 2021-01-29 06:36:50 +0000 UTC - event for web-0: ..   msg=&quot;..   msg=“..
  if (line.includes('reason/') || line.includes(' - event for ') || mayHoldMarks(line) || line.includes('=“'))
    return true
  return splitGlued(line).length > 1
}

/** `plain-message` is also what only the lines above can tell to be one. */
function kindOf(line: string, { textAt }: Head): Kind | undefined {
  if (!isTextStart(line, textAt)) return 'plain-message'
  if (line.charCodeAt(textAt) !== 116) return readKlogHead(line, textAt) === undefined ? undefined : 'klog-text'
  return isWholeLogrus(line, textAt) ? 'logrus-text' : undefined
}

// time="2022-04-26T00:43:24.518165483Z" level=info msg="StopPodSandbox for \"b\""
const LOGRUS = /time="[\d.:TZ+-]{19,40}" level=[a-z]{4,7} msg="?(?=[A-Za-z])/y

/** Whether a text is a logrus record whose message holds no other record, and which names no part of its program. */
function isWholeLogrus(line: string, textAt: number): boolean {
  LOGRUS.lastIndex = textAt
  return LOGRUS.test(line) && !startsPayload(line.slice(LOGRUS.lastIndex)) && !line.includes('subsys=')
}

/** Whether the line is a record by itself, whose head the transport reads as it is cut. */
function isAlone(window: LineWindow, line: string, head: Head, kind: Kind, neighbours: Neighbours): boolean {
  if (head.shape !== 'bare' && !neighbours.isReadAsCut(line, head)) return false
  const isPlain = kind === 'plain-message'
  if (!(isPlain ? isPlainRecord(window) : neighbours.endsAbove(window.at(-1)))) return false
  return neighbours.isAlone(line, head, isPlain, window.at(1))
}
