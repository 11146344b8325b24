import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { byteShape } from '../../../parsers/templates/byte-shape.ts'
import type { EventRecipe } from '../../../parsers/templates/event-recipe.ts'
import { fixedMessage } from '../../../parsers/templates/fixed-message.ts'
import { placesOf } from '../../../parsers/templates/part-places.ts'
import { Parts } from '../../../parsers/templates/parts.ts'
import { placeInLine } from '../../../parsers/templates/place-in-line.ts'
import { cook } from '../../../parsers/templates/text-recipe.ts'

const ID = 'a1'.repeat(32)
const OTHER = 'b2'.repeat(32)
const UID = '960d6036-7b7c-4fad-acce-14546dd4a43a'
// parts: 0 time, 1 process, 2 and 3 endings of the pod's name, 4 UID, 5 and 6 sandboxes
const LINE = `E0426 00:43:24.518165    1205 a.go:205] web-jf6v8x7w2-xxt6b ${UID} ${ID} ${OTHER}`

function cut(line: string): Parameters<typeof placeInLine>[2] {
  const parts = new Parts()
  assert.ok(parts.cut(line))
  const places = placesOf(line, parts)
  assert.ok(places)
  return places
}

function fixed(recipe: Partial<EventRecipe>): string | undefined {
  const places = cut(LINE)
  const shape = byteShape(LINE, places)
  assert.ok(shape)
  const whole = { sandboxId: 5, podUid: 4, podName: ['web-', 2, '-', 3], podNamespace: '', message: '', ...recipe }
  return fixedMessage(whole as EventRecipe, LINE, places, shape)
}

describe('the message of a wording', () => {
  it('has marks where every line has its own ids', () => {
    assert.equal(
      fixed({ message: ['no network for ', 5, ' of ns/web-', 2, '-', 3, '(', 4, '), ', 5] }),
      'no network for \u0001 of ns/\u0003(\u0002), \u0001',
    )
    assert.equal(fixed({ message: 'nothing of its own' }), 'nothing of its own')
  })

  it('is not the same for all where another id stands in it, where an id may stand by chance, where marks stand in it', () => {
    assert.equal(fixed({ message: ['no network for ', 6] }), undefined)
    assert.equal(fixed({ message: `no network for ${OTHER}` }), undefined)
    assert.equal(fixed({ podName: ['web-', 2], message: ['web-kkkkkkkkk or web-', 2] }), undefined)
    assert.equal(fixed({ message: 'a \u0002 b' }), undefined)
  })

  it('leaves short names of pods alone', () => {
    assert.equal(fixed({ podName: 'web', message: 'web is gone' }), 'web is gone')
    assert.equal(fixed({ podName: 'webs', message: 'webs is gone' }), '\u0003 is gone')
  })
})

describe('the place of a text', () => {
  const at = (recipe: EventRecipe['podName']): string | undefined => {
    const place = placeInLine(recipe, LINE, cut(LINE))
    return typeof place === 'object' ? LINE.slice(place.from, place.to) : place
  }

  it('is where its pieces stand together', () => {
    for (const recipe of [5, 6, ['web-', 2, '-', 3], [2, '-', 3], ['web-', 2, '-', 3, ' ', 4]])
      assert.equal(at(recipe), cook(recipe, LINE, cut(LINE)))
    assert.equal(at('default'), 'default')
  })

  it('is none where they do not', () => {
    for (const recipe of [
      ['api-', 2],
      [3, '-', 2],
      [2, 3],
      [5, ', ', 6],
      ['-', 5],
      [2, '-xxt6b'],
    ])
      assert.equal(at(recipe), undefined, JSON.stringify(recipe))
  })
})
