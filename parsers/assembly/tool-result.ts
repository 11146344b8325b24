import { looksLikeLog } from '../grammar/heads.ts'
import { isObject, type JsonObject, parseObject, textOf } from '../grammar/json-line.ts'

/** What a command printed on a node, as the tool that ran it there prints the result on one line. */
export interface ToolResult {
  /** The node; '' where the line does not say. */
  readonly host: string
  readonly lines: readonly string[]
}

// ok: [node-a] => {"changed": false, "rc": 0, "stdout": "..\n.."}   failed: [node-a] (item=x) => {..}   changed: [node-a] => (item=x) => {..}   fatal: [node-a -> node-b]: FAILED! => {..}
const RESULT =
  /^(?:ok|changed|fatal|failed): \[(?:[^\]\s]{1,253} -> )?([^\]\s]{1,253})\](?:: FAILED!)?(?:(?: =>)? \(item=.{0,500}?\))? => (?=\{)/

// "kubelet_log.stdout": "Apr 26 00:43:24 ..\nApr 26 .."
const MEMBER = /^\s*"(?:[\w.[\]-]{0,80}\.)?(?:msg|output|std(?:out|err))": ("(?:[^"\\]|\\.)*"),?\s*$/

/** Of `ok`, `changed`, `fatal`, of an indent and of a member. */
const BEGINNINGS: ReadonlySet<number> = new Set([...'ocf \t"'].map((first) => first.charCodeAt(0)))

/** Members that hold what was printed; each stream stands there a second time, by lines. */
const STREAMS = ['stdout', 'stderr', 'module_stderr']

/**
 * Splits a result of Ansible, or a member of one that was printed with indents, into the lines that a command printed. undefined for any other
 * line, and where none of them looks like a log's.
 */
export function readToolResult(line: string): ToolResult | undefined {
  if (!BEGINNINGS.has(line.charCodeAt(0))) return undefined
  const result = RESULT.exec(line)
  if (result !== null) {
    const object = parseObject(line.slice(result[0].length).trimEnd())
    return object === undefined ? undefined : resultOf(result[1] ?? '', textsOf(object))
  }
  const member = line.includes('": "') ? MEMBER.exec(line)?.[1] : undefined
  return member === undefined ? undefined : resultOf('', [unquoted(member)])
}

function resultOf(host: string, texts: readonly string[]): ToolResult | undefined {
  const lines = texts.flatMap((text) => text.split(/\r?\n/)).filter((line) => line !== '')
  return lines.some(looksLikeLog) ? { host: host === 'localhost' ? '' : host, lines } : undefined
}

/** What a result printed, and the results of its loop: a loop holds no other. */
function textsOf(result: JsonObject): readonly string[] {
  const { results } = result
  const items = Array.isArray(results) ? results.filter(isObject).flatMap(printed) : []
  return [...(items.length === 0 ? printed(result) : streamsOf(result)), ...items]
}

/** The streams of one result; its message where there is none. */
function printed(result: JsonObject): readonly string[] {
  const streams = streamsOf(result)
  return streams.length === 0 && typeof result.msg === 'string' ? [result.msg] : streams
}

const streamsOf = (result: JsonObject): readonly string[] =>
  STREAMS.map((name) => textOf(result[name]) ?? '').filter((text) => text !== '')

function unquoted(literal: string): string {
  try {
    const value: unknown = JSON.parse(literal)
    return typeof value === 'string' ? value : ''
  } catch {
    return ''
  }
}
