import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import {
  audit,
  auditExample,
  auditFails,
  auditFixes,
  auditSchema,
  PostmortemError,
  renderAudit,
  writeFixes,
} from '../../src/index.ts'

const FOUNDING = '{\n  "name": "containerd-net",\n  "plugins": [\n    { "type": "bridge" }\n  ]\n}\n'
let dir = ''
const conf = (): string => join(dir, 'node-7/etc/cni/net.d/10-containerd-net.conflist')

before(() => {
  dir = mkdtempSync(join(tmpdir(), 'audit-'))
  mkdirSync(join(dir, 'node-7/etc/cni/net.d'), { recursive: true })
  mkdirSync(join(dir, 'bin'))
  mkdirSync(join(dir, 'manifests'))
  mkdirSync(join(dir, 'empty'))
  writeFileSync(conf(), FOUNDING)
  writeFileSync(join(dir, 'empty/readme.txt'), 'nothing here\n')
  writeFileSync(
    join(dir, 'manifests/flannel.yml'),
    `kind: ConfigMap\nmetadata:\n  name: x\ndata:\n  cni-conf.json: |\n    {"name": "cbr0", "cniVersion": "1.0.0", "plugins": [{"type": "bridge"}]}\n`,
  )
  for (const [name, body] of [
    ['bridge', 'echo \'{"cniVersion":"0.4.0","supportedVersions":["0.3.1","0.4.0"]}\''],
    ['portmap', 'exit 3'],
    ['loopback', 'echo no json'],
  ] as const) {
    writeFileSync(join(dir, 'bin', name), `#!/bin/sh\ntest "$CNI_COMMAND" = VERSION || exit 9\n${body}\n`)
    chmodSync(join(dir, 'bin', name), 0o755)
  }
})
after(() => rmSync(dir, { recursive: true }))

test('the founding configuration is found on its node, in every format', async () => {
  const result = await audit({ paths: [join(dir, 'node-7')] })
  assert.deepEqual(
    result.findings.map((f) => [f.node, f.check, f.line]),
    [['node-7', 'cni-version-missing', 1]],
  )
  assert.match(
    await renderAudit(result, 'text'),
    /1:1 {2}error {2}The configuration has no "cniVersion"\. {2}\[cni-version-missing\][\s\S]*1 configuration, 1 error, 0 warnings\n$/,
  )
  assert.match(await renderAudit(result, 'md'), /\| error \| node-7: /)
  const json = JSON.parse(await renderAudit(result, 'json')) as {
    configs: { cni_version: null }[]
    findings: unknown[]
  }
  assert.deepEqual([json.configs[0]?.cni_version, json.findings.length], [null, 1])
  const sarif = JSON.parse(await renderAudit(result, 'sarif')) as {
    version: string
    runs: {
      results: {
        ruleId: string
        ruleIndex: number
        level: string
        locations: { physicalLocation: { region: { startLine: number } } }[]
      }[]
      tool: { driver: { rules: { id: string }[] } }
    }[]
  }
  const [run] = sarif.runs
  assert.equal(sarif.version, '2.1.0')
  assert.equal(run?.tool.driver.rules[run.results[0]?.ruleIndex ?? -1]?.id, 'cni-version-missing')
  assert.deepEqual(
    [run?.results[0]?.level, run?.results[0]?.locations[0]?.physicalLocation.region.startLine],
    ['error', 1],
  )
})

test('an audit without findings says so', async () => {
  const result = { configs: [], findings: [] }
  assert.equal(
    await renderAudit({ ...result, context: (await audit({ paths: [conf()] })).context }, 'md'),
    '# CNI configuration audit\n\n0 configurations, 0 errors, 0 warnings.\n',
  )
  assert.equal(await auditFails([], 'warning'), false)
})

test('--fail-on tells errors from warnings', async () => {
  const [finding] = (await audit({ paths: [conf()] })).findings
  assert.ok(finding)
  assert.equal(await auditFails([finding], 'error'), true)
  assert.equal(await auditFails([{ ...finding, severity: 'warning' }], 'error'), false)
  assert.equal(await auditFails([{ ...finding, severity: 'warning' }], 'warning'), true)
})

test('a configuration inside a manifest is placed by the line of the manifest', async () => {
  const result = await audit({ paths: [join(dir, 'manifests')], pluginsVersion: '0.9.1' })
  assert.deepEqual(
    result.findings.map((f) => [f.path.endsWith('flannel.yml#cni-conf.json'), f.check, f.line]),
    [[true, 'cni-version-too-new', 6]],
  )
  const fixes = await auditFixes(result)
  assert.match(fixes[0]?.diff ?? '', /\+\{"name": "cbr0", "cniVersion": "0.4.0"/)
  assert.deepEqual(
    (await writeFixes(fixes)).map(({ written }) => written),
    [false],
  )
})

test('plugin binaries are asked only with exec, and only believed when they answer', {
  skip: process.platform === 'win32' && 'shell scripts stand in for plugins',
}, async () => {
  const asked = await audit({ paths: [join(dir, 'manifests')], pluginsDir: join(dir, 'bin'), exec: true })
  assert.match(asked.findings[0]?.what ?? '', /supports 0\.3\.1, 0\.4\.0 \(.*bridge answers VERSION\)/)
  assert.equal(asked.context.supported('bridge')?.versions.length, 2)
  assert.equal(asked.context.supported('portmap'), undefined)
  assert.equal(asked.context.supported('loopback'), undefined)
  const silent = await audit({ paths: [join(dir, 'manifests')], pluginsDir: join(dir, 'bin') })
  assert.deepEqual(silent.findings, [])
})

test('a plugin that is not in --plugins-dir is missed', async () => {
  writeFileSync(
    join(dir, 'manifests/nad.yaml'),
    'apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata:\n  name: m\nspec:\n  config: \'{"cniVersion":"0.3.1","name":"m","type":"macvlan","ipam":{"type":"dhcp"}}\'\n',
  )
  const result = await audit({ paths: [join(dir, 'manifests/nad.yaml')], pluginsDir: join(dir, 'bin') })
  assert.deepEqual(
    result.findings.map((f) => [f.check, f.line]),
    [
      ['binary-missing', 6],
      ['binary-missing', 6],
    ],
  )
})

test('what cannot be done is said in words', async () => {
  await assert.rejects(
    audit({ paths: [join(dir, 'empty')] }),
    (error) => error instanceof PostmortemError && error.code === 'NO_LOGS' && error.hint !== '',
  )
  await assert.rejects(
    audit({ paths: [conf()], pluginsVersion: '77' }),
    (error) => error instanceof PostmortemError && error.code === 'BAD_OPTION',
  )
  await assert.rejects(
    audit({ paths: [conf()], pluginsDir: join(dir, 'absent') }),
    (error) => error instanceof PostmortemError && error.code === 'PATH_UNREADABLE',
  )
})

test('after --write the founding configuration audits clean, and the original is beside it', async () => {
  const fixes = await auditFixes(await audit({ paths: [join(dir, 'node-7')] }))
  assert.deepEqual(await writeFixes(fixes), [{ path: conf(), written: true }])
  assert.equal(readFileSync(`${conf()}.bak`, 'utf8'), FOUNDING)
  assert.deepEqual((await audit({ paths: [join(dir, 'node-7')] })).findings, [])
  assert.deepEqual(await auditFixes(await audit({ paths: [join(dir, 'node-7')] })), [])
})

test('schema and example are JSON', async () => {
  assert.equal(typeof JSON.parse(await auditSchema()), 'object')
  assert.deepEqual(
    (JSON.parse(await auditExample({ subnet: [], cniVersion: '0.4.0' })) as { cniVersion: string }).cniVersion,
    '0.4.0',
  )
})
