import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { test } from 'node:test'

const root = resolve(import.meta.dirname, '../..')

/** One forbidden import a rule: rule, file that imports, what it imports. */
const planted: readonly (readonly [rule: string, file: string, target: string])[] = [
  ['model-imports-nothing', 'src/model/a.ts', '../base/a.ts'],
  ['base-knows-no-rooms', 'src/base/a.ts', '../intake/a.ts'],
  ['parsers-stay-pure', 'parsers/a.ts', '../src/store/a.ts'],
  ['intake-stays-below', 'src/intake/a.ts', '../../parsers/a.ts'],
  ['joins-stay-pure', 'src/joins/a.ts', '../store/a.ts'],
  ['ingest-floor', 'src/ingest/a.ts', '../store/a.ts'],
  ['store-floor', 'src/store/a.ts', '../../parsers/a.ts'],
  ['rules-see-the-case-file', 'src/rules/a.ts', '../store/a.ts'],
  ['report-sees-the-case-file', 'src/report/a.ts', '../rules/a.ts'],
  ['audit-floor', 'src/audit/a.ts', '../store/a.ts'],
  ['cli-is-thin', 'src/cli/a.ts', '../ingest/a.ts'],
  ['nothing-imports-the-cli', 'src/rules/b.ts', '../cli/a.ts'],
  ['api-only-from-above', 'src/report/b.ts', '../postmortem.ts'],
  ['sqlite-only-in-store', 'src/rules/c.ts', 'better-sqlite3'],
  ['commander-only-in-cli', 'src/report/c.ts', 'commander'],
  ['files-only-at-the-edge', 'parsers/c.ts', 'node:fs'],
  ['no-network', 'src/intake/c.ts', 'node:http'],
  ['no-circular', 'src/base/d.ts', './d.ts'],
  ['not-to-dev-dependency', 'src/store/d.ts', 'fast-check'],
  ['not-to-unresolvable', 'src/store/e.ts', './absent.ts'],
]

test('each rule on import directions catches its planted violation', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'rooms-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const file of ['.dependency-cruiser.mjs', 'package.json', 'tsconfig.json']) {
    copyFileSync(join(root, file), join(folder, file))
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  write('src/postmortem.ts', '')
  for (const [, file, target] of planted) write(file, `import '${target}'\n`)
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const { stdout } = spawnSync(
    process.execPath,
    [bin, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src', 'parsers'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 },
  )
  const found: { summary: { violations: { rule: { name: string }; from: string }[] } } = JSON.parse(stdout)
  const caught = new Set(found.summary.violations.map((violation) => `${violation.rule.name} ${violation.from}`))
  assert.deepEqual(
    planted.map(([rule, file]) => `${rule} ${file}`).filter((expected) => !caught.has(expected)),
    [],
  )
})
