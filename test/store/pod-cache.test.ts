import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlacedEvent, TextPlace } from '../../src/model/event.ts'
import { podCache } from '../../src/store/pod-cache.ts'

const UID = '960d6036-7b7c-4fad-acce-14546dd4a43a'
type Pod = Pick<PlacedEvent, 'podNamespace' | 'podName' | 'podUid'>

const event = (podNamespace: string, podName: string, podUid: string): PlacedEvent =>
  ({ podNamespace, podName, podUid }) as PlacedEvent

/** The same with its name and uid as bytes of a record. */
function packed(podNamespace: string, podName: string, podUid: string): PlacedEvent {
  const raw = `... ${podName} (${podUid})`
  const at = (text: string): TextPlace => ({ from: raw.indexOf(text), to: raw.indexOf(text) + text.length })
  const places = {
    sandboxId: '',
    podNamespace,
    podName: at(podName),
    podUid: at(podUid),
    attempt: undefined,
    varying: [],
  }
  const texts = {
    utf8: Buffer.from(`>>${raw}`),
    from: 2,
    to: 2 + raw.length,
    placesFrom: 2,
    template: '',
    isTemplate: false,
    places,
  }
  return { ...event(podNamespace, podName, podUid), packed: texts }
}

test('pods are asked for once while they are met again, as text or as bytes', () => {
  const asked: string[] = []
  const pod = podCache(({ podNamespace, podName, podUid }: Pod) => asked.push(`${podNamespace}/${podName} ${podUid}`))
  assert.equal(pod(event('', '', '')), 0)
  const web = ['default', 'web-0', UID] as const
  assert.deepEqual([pod(event(...web)), pod(packed(...web)), pod(event(...web))], [1, 1, 1])
  assert.deepEqual([pod(packed('default', 'web-1', UID)), pod(packed('kube-system', 'web-1', UID))], [2, 3])
  assert.deepEqual(
    [pod(event('default', 'web-0', '')), pod(event('default', 'web-0', '')), pod(event('default', '', ''))],
    [4, 4, 5],
  )
  assert.deepEqual(asked, [
    `default/web-0 ${UID}`,
    `default/web-1 ${UID}`,
    `kube-system/web-1 ${UID}`,
    'default/web-0 ',
    'default/ ',
  ])
})
