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
    {
      line: '[   12.345678] kubelet[812]: E0426 00:43:24.518120     812 a.go:1] x',
      peeled: { text: 'E0426 00:43:24.518120     812 a.go:1] x', ident: 'kubelet', pid: '812' },
    },
  ],
  peel,
}

// kubelet[812]: text: what a service wrote, which journald (ForwardToConsole, ForwardToKMsg) sends on
const SERVICE = /^([\w.@-]{1,64})\[(\d{1,10})\]: /

function peel(line: string): Peeled | undefined {
  const time = readMonotonic(line)
  if (time === undefined || line.charCodeAt(time.end) !== 32) return undefined
  const text = line.slice(time.end + 1)
  const service = SERVICE.exec(text)
  if (service === null) return anonymous('kernel-ring', text, time.value, 'kernel')
  const [tag, ident = '', pid = ''] = service
  return { ...anonymous('kernel-ring', text.slice(tag.length), time.value, ident), pid }
}
