import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { HostNames } from '../../src/ingest/host-names.ts'

test('in an archive a hostname file counts for what lies beside and below it', () => {
  const names = new HostNames()
  const of = (path: string, named = ''): string => names.nodeOf({ path, file: undefined }, 'a.zip', named)
  names.note('a.zip!/etc/hostname', 'aks-1')
  names.note('a.zip!/var/log/x/myhostname', 'no')
  names.note('a.zip!/b/etc/hostname', '')
  assert.equal(of('a.zip!/var/log/azure-vnet.log'), 'aks-1')
  assert.equal(of('a.zip!/node-7/kubelet.log', 'node-7'), 'node-7')
  assert.equal(of('b.zip!/var/log/azure-vnet.log'), '')
})

test('the folder whose name was taken for a node is named by the file in it', () => {
  const names = new HostNames()
  names.note('a.zip!/node-a-case/hostname', 'node-a')
  assert.equal(
    names.nodeOf({ path: 'a.zip!/node-a-case/var/log/x.log', file: undefined }, 'a.zip', 'node-a-case'),
    'node-a',
  )
})

test('on disk the file is looked for, below the path argument alone', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'host-names-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'in/etc'), { recursive: true })
  mkdirSync(join(folder, 'in/var/log'), { recursive: true })
  writeFileSync(join(folder, 'in/etc/hostname'), 'aks-1\n')
  writeFileSync(join(folder, 'hostname'), 'outer\n')
  const path = join(folder, 'in/var/log/x.log')
  const names = new HostNames()
  assert.equal(names.nodeOf({ path, file: path }, join(folder, 'in'), ''), 'aks-1')
  assert.equal(names.nodeOf({ path, file: path }, join(folder, 'in'), ''), 'aks-1')
  assert.equal(names.nodeOf({ path, file: path }, join(folder, 'in/var'), ''), '')
})
