import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type RotatedFile, rotationHoles, rotationOf } from '../../src/ingest/rotation-holes.ts'

test('files of one log have the same name but for rotation and compression', () => {
  for (const [paths, log] of [
    [
      ['n/kubelet.log', 'n/kubelet.log.1', 'n/kubelet.log.12.gz', 'n/kubelet.1.log', 'n/kubelet-20220426.log.xz'],
      'n/kubelet.log',
    ],
    [['b.tgz!/v/messages', 'b.tgz!/v/messages-20220426', 'b.tgz!/v/messages-1650931200.zst'], 'b.tgz!/v/messages'],
    [['p/c/0.log', 'p/c/0.log.20220426-004324', 'p/c/0.log.20220426-004324.gz'], 'p/c/0.log'],
    [['p/c/1.log'], 'p/c/1.log'],
  ] as const) {
    assert.deepEqual(
      paths.map(rotationOf),
      paths.map(() => log),
    )
  }
})

const MINUTE = 60_000_000
const file = (
  source: number,
  path: string,
  from: number,
  to: number,
  more: Partial<RotatedFile> = {},
): RotatedFile => ({
  source,
  path,
  node: 'node-7',
  firstUs: from * MINUTE,
  lastUs: to * MINUTE,
  stepUs: MINUTE,
  ...more,
})
const holes = (...files: readonly RotatedFile[]): readonly string[] =>
  rotationHoles(files).map(({ before, after }) => `${before.source}-${after.source}`)

test('a hole is much longer than what is usual on either side, and nothing lies in it', () => {
  assert.deepEqual(holes(file(0, 'k.log', 100, 200), file(1, 'k.log.1', 1, 60)), ['1-0'])
  assert.deepEqual(holes(file(0, 'k.log', 100, 200), file(1, 'k.log.1', 1, 97)), [], 'three minutes')
  assert.deepEqual(holes(file(0, 'k.log', 100, 200), file(1, 'k.log.1', 1, 60, { stepUs: 20 * MINUTE })), [])
  assert.deepEqual(holes(file(0, 'k.log', 100, 200), file(1, 'k.log.1', 1, 60, { stepUs: undefined })), ['1-0'])
  assert.deepEqual(
    holes(file(0, 'k.log', 100, 200, { stepUs: undefined }), file(1, 'k.log.1', 1, 60, { stepUs: undefined })),
    [],
  )
  assert.deepEqual(holes(file(0, 'k.log', 100, 200), file(1, 'k.log.1', 1, 60, { node: 'node-8' })), [])
  const long = file(2, 'k.log.2', 1, 150)
  assert.deepEqual(holes(file(0, 'k.log', 160, 200), file(1, 'k.log.1', 20, 60), long), ['2-0'])
  assert.deepEqual(
    holes(file(0, 'k.log', 200_000, 200_100), file(1, 'k.log.1', 1, 60)),
    [],
    'a year that was taken wrongly',
  )
})
