import type { Stamp } from '../../src/model/stamp.ts'
import type { Told } from './told.ts'

/** Whether ingest sees the same in two tellings of a record, in whatever order their keys are. */
export function isSameTelling(a: Told, b: Told): boolean {
  return isSame(essence(a), essence(b))
}

export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** All that ingest sees of a record, in a fixed order of keys. */
function essence({ record, events, facts }: Told): unknown {
  const { transport, payload, component, host, cut, stamp, outerStamp, raw, k8sEvent } = record
  return [
    transport,
    payload,
    component,
    host,
    cut,
    sortedStamp(stamp),
    sortedStamp(outerStamp),
    raw,
    k8sEvent ?? 0,
  ].concat(events.map(sorted), facts.map(sorted))
}

const sortedStamp = (stamp: Stamp | undefined): string => JSON.stringify(stamp === undefined ? 0 : sorted(stamp))

function sorted(value: object): string {
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
