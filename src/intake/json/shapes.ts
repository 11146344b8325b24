/** A parsed JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Where the records of a known export stand in its document, and what of their surroundings they need. Paths: `a.b[]` =
 * each element of the array at a.b; '' = the document itself (concatenated objects).
 */
export interface JsonShape {
  readonly id: string
  readonly records: readonly string[]
  /** Values kept while their surroundings are open (labels of a stream, columns of a table). */
  readonly context: readonly string[]
  /** One record as a flat object with the field names that single-line exports of the same store have; undefined = no record. */
  readonly flatten: (record: unknown, context: ReadonlyMap<string, unknown>) => JsonObject | undefined
}

const same = (record: unknown): JsonObject | undefined => (isObject(record) ? record : undefined)

/** Columns and rows, as Azure Monitor, Log Analytics and Kusto answer. */
function zipColumns(record: unknown, columns: unknown): JsonObject | undefined {
  if (!Array.isArray(record) || !Array.isArray(columns)) return undefined
  const row: Record<string, unknown> = {}
  columns.forEach((column: unknown, i) => {
    const name = isObject(column) ? (column['name'] ?? column['ColumnName']) : column
    if (typeof name === 'string') row[name] = (record as readonly unknown[])[i]
  })
  return row
}

/** `[{"field":"@timestamp","value":"..."}, ...]` of CloudWatch Logs Insights as one object. */
function zipFields(record: unknown): JsonObject | undefined {
  if (!Array.isArray(record)) return same(record)
  const row: Record<string, unknown> = {}
  for (const pair of record) if (isObject(pair) && typeof pair['field'] === 'string') row[pair['field']] = pair['value']
  return row
}

/** `["1650933804518165483", "line"]` with the labels of its stream, in the form of `logcli -o jsonl`. */
function lokiValue(record: unknown, labels: unknown): JsonObject | undefined {
  if (!Array.isArray(record) || typeof record[1] !== 'string') return undefined
  return { timestamp: record[0] as unknown, line: record[1], labels: isObject(labels) ? labels : {} }
}

/** Resource, scope and records of OpenTelemetry's JSON (OTLP). */
const OTLP = 'resourceLogs[].scopeLogs[].logRecords[]'

/** The value of an OTLP attribute or body. */
function otlpValue(value: unknown): unknown {
  if (!isObject(value)) return value
  if (isObject(value['kvlistValue'])) return otlpPairs(value['kvlistValue']['values'])
  return value['stringValue'] ?? value['intValue'] ?? value['doubleValue'] ?? value['boolValue']
}

function otlpPairs(pairs: unknown): JsonObject {
  const object: Record<string, unknown> = {}
  for (const pair of Array.isArray(pairs) ? (pairs as readonly unknown[]) : [])
    if (isObject(pair) && typeof pair['key'] === 'string') object[pair['key']] = otlpValue(pair['value'])
  return object
}

/** `{"timeUnixNano":"1650933804518165000","body":{"stringValue":"line"}}`: a body that is an object holds the collector's record. */
function otlpRecord(record: unknown, resource: unknown): JsonObject | undefined {
  if (!isObject(record)) return undefined
  const labels = isObject(resource) ? otlpPairs(resource['attributes']) : {}
  const body = otlpValue(record['body'])
  const held = isObject(body) ? body : { message: body }
  const timestamp = record['timeUnixNano'] ?? record['observedTimeUnixNano']
  return { ...labels, ...otlpPairs(record['attributes']), timestamp, ...held }
}

/** Shapes of one-document exports; the first whose record path occurs in a document reads it. */
export const SHAPES: readonly JsonShape[] = [
  { id: 'elasticsearch', records: ['hits.hits[]', 'responses[].hits.hits[]'], context: [], flatten: same },
  {
    id: 'loki',
    records: ['data.result[].values[]', 'result[].values[]', 'streams[].values[]'],
    context: ['data.result[].stream', 'result[].stream', 'streams[].stream', 'streams[].labels'],
    flatten: (record, context) => lokiValue(record, [...context.values()][0]),
  },
  {
    id: 'azure-tables',
    records: ['tables[].rows[]', 'Tables[].Rows[]', '[].rows[]', '[].Rows[]'],
    context: ['tables[].columns', 'Tables[].Columns', '[].columns', '[].Columns'],
    flatten: (record, context) => zipColumns(record, [...context.values()][0]),
  },
  {
    id: 'otlp',
    records: [OTLP],
    context: ['resourceLogs[].resource'],
    flatten: (record, context) => otlpRecord(record, [...context.values()][0]),
  },
  { id: 'cloudwatch', records: ['events[]'], context: [], flatten: same },
  { id: 'results', records: ['results[]'], context: [], flatten: zipFields },
  {
    id: 'entries',
    records: ['entries[]', 'logs[]', 'records[]', 'messages[]', 'value[]', 'data[]', 'items[]'],
    context: [],
    flatten: same,
  },
  { id: 'array', records: ['[]'], context: [], flatten: same },
  { id: 'objects', records: [''], context: [], flatten: same },
]
