import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { configOf } from '../../src/audit/check.ts'
import { exampleConfig } from '../../src/audit/example.ts'
import { repair, repairDiff } from '../../src/audit/repair.ts'
import { NO_CONTEXT, runChecks } from '../../src/audit/run-checks.ts'
import { CNI_SCHEMA } from '../../src/audit/schema.ts'
import { highestCommon } from '../../src/audit/spec-versions.ts'
import { writeRepair } from '../../src/audit/write-repair.ts'
import { PostmortemError } from '../../src/base/errors.ts'
import type { AuditContext } from '../../src/model/audit.ts'

const PATH = 'etc/cni/net.d/10-containerd-net.conflist'
const FOUNDING = '{\n  "name": "containerd-net",\n  "plugins": [\n    { "type": "bridge" }\n  ]\n}\n'
const OLD_PLUGINS: AuditContext = {
  ...NO_CONTEXT,
  supported: () => ({ versions: ['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0'], from: 'plugins 0.9.1' }),
}

test('the founding configuration gets a version as its first key; the rest stays byte by byte', () => {
  const fixed = repair(configOf(PATH, FOUNDING), NO_CONTEXT)
  assert.equal(fixed.text, FOUNDING.replace('{\n', '{\n  "cniVersion": "0.4.0",\n'))
  assert.equal(
    repairDiff(configOf(PATH, FOUNDING), fixed),
    `--- a/${PATH}\n+++ b/${PATH}\n@@ -1,4 +1,5 @@\n {\n+  "cniVersion": "0.4.0",\n   "name": "containerd-net",\n   "plugins": [\n     { "type": "bridge" }\n`,
  )
  assert.deepEqual(runChecks([configOf(PATH, fixed.text)]), [])
})

test('the highest version that all plugins and the runtime support is chosen, and it is said why', () => {
  const lists: Record<string, string[]> = { bridge: ['0.4.0', '1.0.0', '1.1.0'], portmap: ['0.4.0', '1.0.0'] }
  const context: AuditContext = {
    ...NO_CONTEXT,
    supported: (type) => (lists[type] ? { versions: lists[type], from: 'VERSION output' } : undefined),
    containerd: new Map([['', '1.5.11']]),
  }
  const text = '{"cniVersion":"","name":"n","plugins":[{"type":"bridge"},{"type":"portmap"}]}'
  const fixed = repair(configOf(PATH, text), context)
  assert.match(fixed.text, /"cniVersion":"0.4.0"/)
  assert.match(fixed.comments[0] ?? '', /bridge: VERSION output; portmap: VERSION output; containerd 1.5.11/)
  assert.match(
    repair(configOf(PATH, text), { ...context, containerd: new Map([['', '2.0.1']]) }).text,
    /"cniVersion":"1.0.0"/,
  )
})

test('containerd 1.2 reads results up to 0.3.1 only, so no more is declared', () => {
  const fixed = repair(configOf(PATH, FOUNDING), { ...NO_CONTEXT, containerd: new Map([['', '1.2.14']]) })
  assert.match(fixed.text, /"cniVersion": "0.3.1"/)
})

test('a version newer than the plugins is lowered', () => {
  const fixed = repair(configOf(PATH, '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge"}]}'), OLD_PLUGINS)
  assert.match(fixed.text, /"0.4.0"/)
  assert.match(fixed.comments[0] ?? '', /"1.0.0" replaced by "0.4.0"/)
})

test('a file without fault is left alone', () => {
  const config = configOf(PATH, '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge"}]}')
  assert.equal(repairDiff(config, repair(config, NO_CONTEXT)), '')
})

test('a byte order mark and trailing commas are removed', () => {
  const fixed = repair(
    configOf(PATH, '\uFEFF{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge",},],}'),
    NO_CONTEXT,
  )
  assert.equal(fixed.text, '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge"}]}')
  assert.equal(fixed.comments.length, 2)
})

test('what has no certain meaning is refused in words', () => {
  assert.match(repair(configOf(PATH, '{"name": "n", "plugins": ['), NO_CONTEXT).refused, /not valid JSON/)
  assert.match(repair(configOf(PATH, '[]'), NO_CONTEXT).refused, /not a JSON object/)
  assert.match(
    repair(configOf(PATH, '{"name":"n","plugins":[{"type":"a"}]}'), {
      ...NO_CONTEXT,
      supported: () => ({ versions: ['9.9.9'], from: 'x' }),
    }).refused,
    /upgrade the oldest plugin/,
  )
})

test('the repaired version faults are gone whatever the file held', () => {
  const version = fc.option(fc.constantFrom('', '0.3.1', '0.4.0', '1.0.0', '1.1.0', 'abc', '0.5.0'), { nil: undefined })
  fc.assert(
    fc.property(
      version,
      fc.array(fc.constantFrom('bridge', 'portmap', 'calico'), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 0, max: 4 }),
      (cniVersion, types, indent) => {
        const config = configOf(
          PATH,
          JSON.stringify(
            {
              name: 'n',
              ...(cniVersion === undefined ? {} : { cniVersion }),
              plugins: types.map((type) => ({ type })),
            },
            null,
            indent,
          ),
        )
        const fixed = repair(config, OLD_PLUGINS)
        const left = runChecks([{ ...config, text: fixed.text }], OLD_PLUGINS).filter(
          (f) => f.check.startsWith('cni-version') || f.check === 'invalid-json',
        )
        assert.deepEqual(left, [])
        assert.equal(repair({ ...config, text: fixed.text }, OLD_PLUGINS).text, fixed.text)
      },
    ),
    { numRuns: 200, seed: 9 },
  )
})

test('writing keeps the original beside it and the mode of the file', () => {
  const dir = mkdtempSync(join(tmpdir(), 'audit-'))
  try {
    const path = join(dir, '10-x.conflist')
    writeFileSync(path, 'old')
    chmodSync(path, 0o640)
    writeRepair(path, 'new')
    assert.equal(readFileSync(path, 'utf8'), 'new')
    assert.equal(readFileSync(`${path}.bak`, 'utf8'), 'old')
    if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o777, 0o640)
    assert.throws(
      () => writeRepair(path, 'newer'),
      (error) =>
        error instanceof PostmortemError &&
        error.code === 'OUTPUT_FAILED' &&
        /\.bak is already there/.test(error.reason),
    )
    assert.equal(readFileSync(path, 'utf8'), 'new')
    assert.throws(() => writeRepair(join(dir, 'absent'), 'x'), PostmortemError)
    assert.deepEqual(readdirSync(dir).sort(), ['10-x.conflist', '10-x.conflist.bak'])
    assert.equal(existsSync(`${path}.tmp`), false)
  } finally {
    rmSync(dir, { recursive: true })
  }
})

test('the example is valid, audits clean and follows its flags', () => {
  const validate = new Ajv2020({ strict: false }).compile(CNI_SCHEMA)
  for (const subnets of [['10.88.0.0/16'], ['2001:db8:4860::/64'], ['10.88.0.0/16', '2001:db8:4860::/64']]) {
    const text = exampleConfig({ cniVersion: '1.0.0', subnets })
    assert.deepEqual(runChecks([configOf(PATH, text)]), [])
    assert.equal(validate(JSON.parse(text)), true)
    for (const subnet of subnets) assert.ok(text.includes(subnet))
  }
  for (const subnet of ['10.88.0.1/16', 'x'])
    assert.throws(
      () => exampleConfig({ cniVersion: '1.0.0', subnets: [subnet] }),
      (error) => error instanceof PostmortemError && error.code === 'BAD_OPTION',
    )
})

test('the schema tells conf, conflist and faulty files apart', () => {
  const validate = new Ajv2020({ strict: false }).compile(CNI_SCHEMA)
  assert.equal(validate({ cniVersion: '0.3.1', name: 'n', type: 'bridge' }), true)
  for (const bad of [
    { name: 'n', plugins: [{ type: 'a' }] },
    { cniVersion: '1.0.0', name: 'n' },
    { cniVersion: '9', name: 'n', type: 'a' },
    { cniVersion: '1.0.0', name: 'a b', type: 'x' },
    { cniVersion: '1.0.0', name: 'n', plugins: [] },
  ])
    assert.equal(validate(bad), false)
})

test('lists without a common version have none', () => {
  assert.equal(highestCommon([['0.1.0'], ['1.0.0']]), undefined)
  assert.equal(
    highestCommon([
      ['0.3.1', '0.4.0'],
      ['0.4.0', '1.0.0'],
    ]),
    '0.4.0',
  )
})
