import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { analyze } from '../../src/index.ts'
import { root, sampleIncidents } from '../build.ts'

interface SampleCase {
  readonly title: string
  readonly cause: string | null
  readonly nodesHit: readonly string[]
  readonly nodesClean: readonly string[]
  readonly recovered: boolean
  readonly origin: string
  readonly licence: string
}

const samples = sampleIncidents()

function textsOf(sample: string): { path: string; text: string }[] {
  return readdirSync(join(root, 'samples', sample), { recursive: true, encoding: 'utf8' })
    .map((file) => join(root, 'samples', sample, file))
    .filter((path) => statSync(path).isFile())
    .sort()
    .map((path) => {
      const bytes = readFileSync(path)
      return { path, text: (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8') }
    })
}

for (const sample of samples) {
  const expected: SampleCase = JSON.parse(readFileSync(join(root, 'samples', sample, 'case.json'), 'utf8'))

  test(`sample ${sample} gets the verdict of its case.json`, async () => {
    let json = ''
    const { verdict } = await analyze({ paths: [join(root, 'samples', sample)], format: 'json' }, (part) => {
      json += part
    })
    assert.equal(verdict.cause, expected.cause)
    const found: { incidents: { cause: string; nodes: string[]; recovered: string | null }[] } = JSON.parse(json)
    const incidents = found.incidents.filter(({ cause }) => cause === expected.cause)
    assert.deepEqual([...new Set(incidents.flatMap(({ nodes }) => nodes))].sort(), [...expected.nodesHit].sort())
    const recovered = incidents.length > 0 && incidents.every((incident) => incident.recovered !== null)
    assert.equal(recovered, expected.recovered)
  })

  test(`sample ${sample} is small, says where it is from, and holds no personal data`, () => {
    for (const text of [expected.title, expected.origin, expected.licence]) assert.notEqual(text, '')
    const files = textsOf(sample)
    const lines = files.reduce((sum, { text }) => sum + text.split('\n').length, 0)
    assert.ok(lines <= 25_000, `${lines} lines`)
    for (const { path, text } of files) {
      assert.doesNotMatch(
        text,
        /[\w.+-]+@[\w-]+\.(?!service|target|slice|example\b)[a-z]{2,}\b/,
        `mail address in ${path}`,
      )
      assert.doesNotMatch(text, /BEGIN [A-Z ]*PRIVATE KEY|eyJ[\w-]{20,}\./, `secret in ${path}`)
    }
  })
}
