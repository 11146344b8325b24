import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventPlaces, PlacedEvent } from '../../src/model/event.ts'
import { refsOfEvents, refsOfWordings } from '../../src/store/wording-refs.ts'

const AT = { from: 10, to: 46 }
const NO_POD = { sandboxId: AT, podNamespace: '', podName: '', podUid: '', attempt: undefined, varying: [AT] }

/** Answers count up; `asked` has the questions. */
function counted(): { readonly asked: string[]; readonly refs: (event: PlacedEvent) => readonly number[] } {
  const asked: string[] = []
  const ask = (what: string) => () => asked.push(what)
  const refs = refsOfWordings({ signature: ask('signature'), message: ask('message'), pod: ask('pod') })
  return {
    asked,
    refs: (event) => {
      const { signature, message, pod } = refs(event)
      return [signature, message, pod]
    },
  }
}

const placed = (places: EventPlaces): PlacedEvent => ({ packed: { places } }) as PlacedEvent

test('a wording without a pod of its own is asked for once', () => {
  const { asked, refs } = counted()
  const other = { ...NO_POD }
  assert.deepEqual(refs(placed(NO_POD)), [1, 2, 3])
  assert.deepEqual(refs(placed(NO_POD)), [1, 2, 3])
  assert.deepEqual(refs(placed(other)), [4, 5, 6], 'wordings are told apart as objects')
  assert.deepEqual(refs(placed(NO_POD)), [1, 2, 3])
  assert.equal(asked.length, 6)
})

test('the pod of a wording is asked for again where a text of it lies in the line', () => {
  for (const part of ['podNamespace', 'podName', 'podUid']) {
    const { asked, refs } = counted()
    const wording = { ...NO_POD, [part]: AT }
    assert.deepEqual(refs(placed(wording)), [1, 2, 3])
    assert.deepEqual(refs(placed(wording)), [1, 2, 4])
    assert.deepEqual(asked, ['signature', 'message', 'pod', 'pod'])
  }
})

test('events whose texts are at hand as strings are asked for each', () => {
  const { refs } = counted()
  const event = { packed: { template: '' } } as PlacedEvent
  assert.deepEqual(
    [refs(event), refs(event), refs({} as PlacedEvent)],
    [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ],
  )
})

test('without wordings every event is asked for', () => {
  const asked: PlacedEvent[] = []
  const ask = (event: PlacedEvent): number => asked.push(event)
  const refs = refsOfEvents({ signature: ask, message: ask, pod: ask })
  assert.deepEqual({ ...refs(placed(NO_POD)) }, { signature: 1, message: 2, pod: 3 })
  assert.deepEqual({ ...refs(placed(NO_POD)) }, { signature: 4, message: 5, pod: 6 })
})

test('more wordings than are remembered are asked for again, with no other result', () => {
  const ids = new Map<EventPlaces, number>()
  const wordings = Array.from({ length: 5000 }, (_, n) => ({ ...NO_POD, podName: `pod-${n}` }))
  for (const [n, wording] of wordings.entries()) ids.set(wording, n)
  const idOf = (event: PlacedEvent): number => ids.get(event.packed?.places ?? NO_POD) ?? -2
  const refs = refsOfWordings({ signature: idOf, message: idOf, pod: idOf })
  for (const wording of [...wordings, ...wordings]) {
    const id = ids.get(wording)
    assert.deepEqual({ ...refs(placed(wording)) }, { signature: id, message: id, pod: id })
  }
})
