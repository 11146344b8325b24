import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { looksLikeLog } from '../grammar/heads.ts'
import { anonymous } from '../grammar/peeled.ts'

/** Body of a record as OpenTelemetry's debug exporter prints it, beside lines with its times and attributes. */
export const transport: Transport = {
  id: 'otel-debug',
  title: 'OpenTelemetry collector, debug exporter',
  order: 67,
  wrapper: true,
  samples: [
    {
      line: 'Body: Str(Apr 26 00:43:24 node-a kubelet[812]: x)',
      peeled: { text: 'Apr 26 00:43:24 node-a kubelet[812]: x' },
    },
  ],
  peel,
}

const BEGIN = 'Body: Str('

function peel(line: string): Peeled | undefined {
  if (!line.startsWith(BEGIN)) return undefined
  const text = line.slice(BEGIN.length, line.endsWith(')') ? -1 : undefined)
  return looksLikeLog(text) ? anonymous('otel-debug', text) : undefined
}
