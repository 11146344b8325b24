import type { Cause } from '../../src/model/vocabulary.ts'
import type { Peeling } from './peel.ts'

/** gRPC classes that are a cause by themselves where the text behind them says nothing more. */
const statusCauses: readonly (readonly [string, Cause])[] = [
  ['DeadlineExceeded', 'runtime-timeout'],
  ['Canceled', 'runtime-timeout'],
  ['Unavailable', 'runtime-unavailable'],
  ['Unimplemented', 'runtime-unavailable'],
]

/** Cut names that are still told apart: `Una` could be Unauthenticated, `Unav` is Unavailable. */
const shortNames: ReadonlySet<string> = new Set(['Dea', 'Can'])

/** `gRPC status DeadlineExceeded`, also where the line was cut inside the name. */
function isCode(who: string, name: string): boolean {
  const printed = who.slice(who.lastIndexOf(' ') + 1)
  return name.startsWith(printed) && (printed.length >= 4 || shortNames.has(printed))
}

/** What the wrappers of an error tell where its innermost text tells nothing: a timed-out call, a runtime that is not there. */
export function causeOfWrappers({ wrappers }: Peeling): Cause {
  const status = wrappers.find(({ layer }) => layer === 'grpc')
  const code = status === undefined ? undefined : statusCauses.find(([name]) => isCode(status.who, name))
  if (code !== undefined) return code[1]
  return wrappers.some(({ text }) => text.includes('NetworkPluginNotReady')) ? 'cni-config-missing' : 'unknown'
}
