import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { readMonotonic } from '../grammar/monotonic.ts'
import { anonymous } from '../grammar/peeled.ts'

/** Kernel ring buffer (`dmesg`, a Talos console): `[12345.678901] text`. */
export const transport: Transport = {
  id: 'kernel-ring',
  title: 'kernel ring buffer (dmesg)',
  order: 33,
  samples: [
    {
      line: '[  334.009087] [talos] upgrade failed',
      peeled: { text: '[talos] upgrade failed', stamp: { kind: 'monotonic', us: 334_009_087 } },
    },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  const time = readMonotonic(line)
  if (time === undefined || line.charCodeAt(time.end) !== 32) return undefined
  return anonymous('kernel-ring', line.slice(time.end + 1), time.value, 'kernel')
}
