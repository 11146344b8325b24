import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configOf } from '../../src/audit/check.ts'
import { repair } from '../../src/audit/repair.ts'
import { NO_CONTEXT, runChecks } from '../../src/audit/run-checks.ts'
import { publicConfigs } from './public-configs.ts'

test('there are at least sixty public-shaped configurations', () =>
  assert.ok(publicConfigs.length >= 60, String(publicConfigs.length)))

for (const { name, path, text } of publicConfigs) {
  test(`${name}: no false error, and nothing to repair`, () => {
    const config = configOf(path, text)
    assert.deepEqual(
      runChecks([config])
        .filter((finding) => finding.severity === 'error')
        .map((finding) => finding.what),
      [],
    )
    assert.equal(repair(config, NO_CONTEXT).text, text)
  })
}
