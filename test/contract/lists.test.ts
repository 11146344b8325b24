import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { causes } from '../../parsers/causes/index.ts'
import { events } from '../../parsers/events/index.ts'
import { evidences } from '../../parsers/evidence/index.ts'
import { facts } from '../../parsers/facts/index.ts'
import { payloads } from '../../parsers/payloads/index.ts'
import { transports } from '../../parsers/transports/index.ts'
import { checks } from '../../src/audit/checks/index.ts'
import { sections } from '../../src/report/sections/index.ts'
import { moduleNames, root } from '../build.ts'

const lists: readonly (readonly [folder: string, modules: readonly { readonly id: string }[]])[] = [
  ['parsers/transports', transports],
  ['parsers/payloads', payloads],
  ['parsers/events', events],
  ['parsers/facts', facts],
  ['parsers/causes', causes],
  ['parsers/evidence', evidences],
  ['src/audit/checks', checks],
  ['src/report/sections', sections],
]

for (const [folder, modules] of lists) {
  test(`ids in ${folder} equal the file names`, () => {
    assert.deepEqual(
      modules.map(({ id }) => id),
      moduleNames(folder),
    )
  })
}

test('generated files are up to date', () => {
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'test/gen-index.mjs'), '--check'], {
    encoding: 'utf8',
  })
  assert.equal(status, 0, stdout)
})

const sources = ['src', 'parsers'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file)),
)

test('no result can depend on clock, locale or the zone of the machine', () => {
  // Date.now()  new Date()  x.toLocaleString()  date.getHours()  a.localeCompare(b)
  const forbidden =
    /\bDate\.now\(|\bnew Date\(\)|\.toLocale\w*\(|\.localeCompare\(|\bIntl\.Collator|\.get(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)\(|\bMath\.random\(/
  const hits = sources.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (forbidden.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  )
  assert.deepEqual(hits, [])
})
