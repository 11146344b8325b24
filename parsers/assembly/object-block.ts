import type { Assembled, LineWindow } from '../../src/model/line-window.ts'
import { isObject, type JsonObject, parseObject } from '../grammar/json-line.ts'
import type { FindBlock, ObjectBlock } from './found-block.ts'
import { jsonBlock } from './json-block.ts'
import { MAX_LINES } from './neighbours.ts'
import { yamlBlock } from './yaml-block.ts'

/** Objects round a line that are looked at, from the innermost outwards. */
const MAX_DEPTH = 4

//     "message": "Failed to ..      message: 'Failed to ..      - apiVersion: v1          setup network for sandbox ..
const INSIDE = /^(?:[ \t]+(?!(?:Warning|Normal|[A-Z][a-z]{2} [ \d]\d) )\S|(?:- )?[a-z][A-Za-z]{2,40}:(?: |$))/

/**
 * An Event or a log entry whose members stand on lines of their own (`kubectl get events -o json`, `-o yaml`, `gcloud logging read`), where
 * the file is more than that document: a prompt stands above it, its head was cut off. undefined for every other line.
 */
export function objectExtent(window: LineWindow, line: string): Assembled | undefined {
  if (!INSIDE.test(line)) return undefined
  return climb(window, jsonBlock) ?? climb(window, yamlBlock)
}

function climb(window: LineWindow, find: FindBlock): Assembled | undefined {
  let inner = { from: 0, to: 0 }
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const block = find(window, inner)
    if (block === undefined || block.to - block.from >= MAX_LINES) return undefined
    const object = parseObject(block.json)
    if (object !== undefined && isRecord(object)) return assembledOf(window, block)
    inner = block
  }
  return undefined
}

/** An Event, or an entry of Cloud Logging. Smaller objects inside them (a reference, a condition) are none. */
function isRecord(object: JsonObject): boolean {
  if (typeof object.reason === 'string') return isObject(object.involvedObject) || isObject(object.regarding)
  const isEntry = typeof object.insertId === 'string' || typeof object.logName === 'string'
  return isEntry && (isObject(object.jsonPayload) || typeof object.textPayload === 'string')
}

function assembledOf(window: LineWindow, { from, to, json }: ObjectBlock): Assembled {
  const lines = Array.from({ length: to - from + 1 }, (_, index) => window.at(from + index) ?? '')
  const place = { line: window.line + from, lineEnd: window.line + to, byteOffset: window.offsetOf(from) }
  return { ...place, lines, object: json }
}
