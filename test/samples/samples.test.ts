import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { packageRoot } from '../../src/base/package-root.ts'
import { incidents } from './generate.ts'

const root = join(packageRoot(), 'samples')

for (const incident of incidents) {
  test(`samples/${incident.id} is what its generator makes`, () => {
    assert.deepEqual(JSON.parse(readFileSync(join(root, incident.id, 'case.json'), 'utf8')), incident.about)
    for (const file of incident.build()) {
      const bytes = readFileSync(join(root, incident.id, file.path))
      assert.ok(
        (file.gzip ? gunzipSync(bytes) : bytes).toString('utf8') === file.text,
        `${file.path} differs: run npm run samples`,
      )
    }
  })

  test(`samples/${incident.id} has between 2,000 and 20,000 lines`, () => {
    const lines = incident.build().reduce((sum, file) => sum + file.text.split('\n').length - 1, 0)
    assert.ok(lines >= 2000 && lines <= 20000, `${lines} lines`)
  })
}
