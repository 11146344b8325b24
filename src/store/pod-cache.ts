import type { PlacedEvent, TextPlace } from '../model/event.ts'
import { detached } from './dictionary.ts'

const SLOTS = 4096

interface Pod {
  readonly podNamespace: string
  readonly podName: string
  readonly podUid: string
  readonly id: number
}

/**
 * Row ids of pods: 0 where an event names none, else those of the pods met last, without making strings of an event's bytes, else what `idOf`
 * gives.
 */
export function podCache(
  idOf: (pod: Pick<PlacedEvent, 'podNamespace' | 'podName' | 'podUid'>) => number,
): (event: PlacedEvent) => number {
  const recent = new Array<Pod | undefined>(SLOTS)
  return (event) => {
    const places = event.packed?.places ?? event
    const slot = hash(event, places.podUid === '' ? places.podName : places.podUid)
    const known = recent[slot]
    if (
      known !== undefined &&
      isSame(event, places.podUid, known.podUid) &&
      isSame(event, places.podName, known.podName) &&
      isSame(event, places.podNamespace, known.podNamespace)
    )
      return known.id
    const { podNamespace, podName, podUid } = event
    if (podName === '' && podUid === '' && podNamespace === '') return 0
    const id = idOf({ podNamespace, podName, podUid })
    const pod = { podNamespace: detached(podNamespace), podName: detached(podName), podUid: detached(podUid), id }
    recent[slot] = pod
    return id
  }
}

/** Of the last letters, which differ most. */
function hash({ packed }: PlacedEvent, place: TextPlace): number {
  let sum = 0
  if (typeof place === 'string') {
    for (let at = Math.max(0, place.length - 8); at < place.length; at++)
      sum = Math.imul(sum, 31) + place.charCodeAt(at)
  } else if (packed !== undefined) {
    const end = packed.placesFrom + place.to
    for (let at = Math.max(packed.placesFrom + place.from, end - 8); at < end; at++)
      sum = Math.imul(sum, 31) + (packed.utf8[at] ?? 0)
  }
  return sum & (SLOTS - 1)
}

function isSame({ packed }: PlacedEvent, place: TextPlace, text: string): boolean {
  if (typeof place === 'string') return place === text
  if (packed === undefined || place.to - place.from !== text.length) return false
  const from = packed.placesFrom + place.from
  for (let n = 0; n < text.length; n++) if (packed.utf8[from + n] !== text.charCodeAt(n)) return false
  return true
}
