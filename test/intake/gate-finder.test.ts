import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { gateFinder } from '../../src/intake/sieve/gate-finder.ts'

const GATES = ['RunPodSandbox', '\n* ==> ', 'cni plugin', 'größe']

/** What a gate means, without a scanner. */
function holds(text: string): boolean {
  return GATES.some((gate) => text.includes(gate) || (gate.startsWith('\n') && text.startsWith(gate.slice(1))))
}

const piece = fc.oneof(
  fc.constantFrom(...GATES, '* ==> ', 'RunPodSand', 'box', '\n', 'cni', ' plugin', '🙂'),
  fc.string({ unit: 'grapheme' }),
)

test('finds gates in texts and bytes, at their start and in the middle', () => {
  const finder = gateFinder(GATES)
  fc.assert(
    fc.property(fc.array(piece), fc.nat(9), (pieces, before) => {
      const text = pieces.join('')
      const bytes = Buffer.from(`${'x'.repeat(before)}${text}RunPodSandbox`)
      assert.equal(finder.has(text), holds(text.toWellFormed()))
      assert.equal(finder.hasBytes(bytes, before, bytes.length - 13), holds(text.toWellFormed()))
    }),
  )
})

test('finds a gate on the border of two pieces of a long text, and no line start there', () => {
  const finder = gateFinder(GATES)
  for (const shift of [0, 1, 6, 12, 13, 14]) {
    const text = `${'x'.repeat(256 * 1024 - shift)}RunPodSandbox`
    assert.ok(finder.has(text))
    assert.ok(!finder.has(text.slice(0, -1)))
    assert.ok(!finder.has(`${'x'.repeat(256 * 1024 - shift)}* ==> y`))
  }
})

test('a list of gates has one finder', () => {
  assert.equal(gateFinder(GATES), gateFinder(GATES))
})
