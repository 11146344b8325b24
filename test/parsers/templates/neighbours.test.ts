import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Neighbours } from '../../../parsers/templates/neighbours.ts'
import { ChunkWindow } from '../../../src/intake/chunk-window.ts'
import { createScanner } from '../../../src/intake/sieve/create-scanner.ts'

const LINE = 'Apr 26 00:43:24 node-a containerd[701]: msg="the one at hand"'
const BELOW = [
  'Apr 26 00:43:24 node-a kubelet[1205]: E0426 00:43:24.518165    1205 pod_workers.go:951] "Error"',
  'Apr 26 00:43:25 node-a containerd[701]: time="2022-04-26T00:43:25.518165483Z" level=error msg="x"',
  'Apr 26 00:43:25 node-a kernel: cni0: port 3 entered forwarding state',
]

const scanner = createScanner(['cni'], 1 << 12)
const window = new ChunkWindow(scanner)

function isClosedAlone(neighbours: Neighbours, below: string): boolean {
  const text = `\n${LINE}\n${below}\n`
  scanner.window.write(text, 'latin1')
  window.origin = -1
  window.limit = text.length
  window.moveTo(1, 1, 1 + LINE.length, false)
  return neighbours.isClosedAlone(window, window.bytes)
}

test('what was read before changes nothing about a line below', () => {
  const warm = new Neighbours()
  for (const below of BELOW) assert.equal(isClosedAlone(warm, below), true)
  const edits = fc.array(
    fc.record({ at: fc.nat(40), text: fc.constantFrom('0', '3', '5', '6', '9', ' ', ':', '.', 'a', 'F', '') }),
    { maxLength: 3 },
  )
  fc.assert(
    fc.property(fc.constantFrom(...BELOW), edits, (line, made) => {
      let below = line
      for (const { at, text } of made) below = below.slice(0, at) + text + below.slice(at + 1)
      assert.equal(isClosedAlone(warm, below), isClosedAlone(new Neighbours(), below), below)
    }),
    { numRuns: 2000 },
  )
})
