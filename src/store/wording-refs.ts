import type { EventPlaces, PlacedEvent } from '../model/event.ts'

/** Row ids of what an event shares with many others. */
export interface WordingRefs {
  readonly signature: number
  readonly message: number
  readonly pod: number
}

/** Wordings that are remembered; when there are more, all are forgotten. */
const MOST_WORDINGS = 4096

/** Stands for the pod of a wording whose events name different ones. */
const DIFFERS = -1

/** Where row ids come from. */
export type AskRefs = { readonly [part in keyof WordingRefs]: (event: PlacedEvent) => number }

/** Row ids of each event; what is given back holds until the next call. */
export function refsOfEvents(of: AskRefs): (event: PlacedEvent) => WordingRefs {
  const refs = { signature: 0, message: 0, pod: 0 }
  return (event) => {
    refs.signature = of.signature(event)
    refs.message = of.message(event)
    refs.pod = of.pod(event)
    return refs
  }
}

/**
 * The same, but asked for once for a wording whose lines are known by their bytes: they have one signature and one message, and where no text
 * of the pod lies in the line, one pod.
 */
export function refsOfWordings(of: AskRefs): (event: PlacedEvent) => WordingRefs {
  const known = new Map<EventPlaces, WordingRefs>()
  const ask = refsOfEvents(of)
  const refs = { signature: 0, message: 0, pod: 0 }
  return (event) => {
    const places = event.packed?.places
    if (places === undefined) return ask(event)
    const found = known.get(places)
    if (found === undefined) {
      if (known.size >= MOST_WORDINGS) known.clear()
      const asked = ask(event)
      known.set(places, { ...asked, pod: hasOnePod(places) ? asked.pod : DIFFERS })
      return asked
    }
    if (found.pod !== DIFFERS) return found
    refs.signature = found.signature
    refs.message = found.message
    refs.pod = of.pod(event)
    return refs
  }
}

function hasOnePod({ podNamespace, podName, podUid }: EventPlaces): boolean {
  return typeof podNamespace === 'string' && typeof podName === 'string' && typeof podUid === 'string'
}
