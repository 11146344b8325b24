import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { aliasOf } from '../../src/store/node-aliases.ts'
import { run } from '../cli/fake-io.ts'

const speakers = (of: Readonly<Record<string, readonly string[]>>) => new Map(Object.entries(of))

describe('aliasOf', () => {
  const named = (node: string, ...others: readonly string[]): string | undefined =>
    aliasOf({ node, paths: [], hasLog: false }, speakers(Object.fromEntries(others.map((name) => [name, []]))))

  it('knows a name by its capitals, and without its domain', () => {
    assert.equal(named('db7.example.com', 'db7', 'db8'), 'db7')
    assert.equal(named('db7', 'db7.example.com'), 'db7.example.com')
    assert.equal(named('aks-vmss00000A', 'aks-vmss00000a'), 'aks-vmss00000a')
  })

  it('does not guess between two, nor from numbers, other hosts or localhost', () => {
    assert.equal(named('db7', 'db7.a.example', 'db7.b.example'), undefined)
    assert.equal(named('10', '10.0.0.1'), undefined)
    assert.equal(named('db7', 'db70.example.com', 'db70'), undefined)
    assert.equal(named('db7.a.example', 'db7.b.example'), undefined)
    assert.equal(named('localhost', 'localhost.localdomain'), undefined)
  })

  const quiet = { node: 'i-0abc', paths: ['x/eks_i-0abc.tgz!/eks_i-0abc_1/cni/a.conflist'], hasLog: false }

  it('knows the name of a folder by the one node whose logs lie in there', () => {
    const logs = speakers({ 'ip-10-0-1-7': ['x/eks_i-0abc.tgz!/eks_i-0abc_1/kubelet/kubelet.log'], other: ['y/k.log'] })
    assert.equal(aliasOf(quiet, logs), 'ip-10-0-1-7')
    assert.equal(aliasOf({ ...quiet, hasLog: true }, logs), undefined)
    assert.equal(aliasOf({ ...quiet, paths: [...quiet.paths, 'z/i-0abc/b.conflist'] }, logs), undefined)
  })

  it('not where more nodes log in there, or the node logs elsewhere too, or the name is a part of another', () => {
    const folder = 'x/eks_i-0abc.tgz!/eks_i-0abc_1/'
    assert.equal(aliasOf(quiet, speakers({ a: [`${folder}a.log`], b: [`${folder}b.log`] })), undefined)
    assert.equal(aliasOf(quiet, speakers({ a: [`${folder}a.log`, 'y/a.log'] })), undefined)
    assert.equal(aliasOf(quiet, speakers({ a: ['y/a.log'] })), undefined)
    const part = { node: 'n1', paths: ['/tmp/an1x/n1/a.conflist'], hasLog: false }
    assert.equal(aliasOf(part, speakers({ b: ['/tmp/an1x/b/k.log'] })), undefined)
    assert.equal(
      aliasOf({ ...part, paths: ['/tmp/an1x/a.conflist'] }, speakers({ b: ['/tmp/an1x/b/k.log'] })),
      undefined,
    )
  })
})

describe('a case', () => {
  let folder = ''
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'alias-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const stop = (host: string): string =>
    `2022-05-04T00:43:12+0000 ${host} containerd[7]: time="2022-05-04T00:43:12.000000000Z" level=error msg="StopPodSandbox for \\"${'ab'.repeat(32)}\\" failed" error="failed to destroy network for sandbox \\"${'ab'.repeat(32)}\\": invalid version \\"\\": the version is empty"\n`
  const conf = '{ "name": "podnet", "plugins": [{ "type": "bridge" }] }\n'

  it('counts one node under the names of its files, also when more is added', async () => {
    write('one/sos/etc/hostname', 'db7.example.com\n')
    write('one/sos/etc/cni/net.d/10-a.conflist', conf)
    write('one/sos/messages', stop('db7'))
    write('two/etc/hostname', 'DB7\n')
    write('two/etc/cni/net.d/20-b.conflist', conf)
    const path = join(folder, 'c.db')
    const nodes = async (table: string): Promise<readonly string[]> => {
      const sql = `select distinct node from ${table} where node <> '' order by node`
      return (
        JSON.parse((await run(['query', '--sql', sql, '--case', path, '--format', 'json'])).out) as { node: string }[]
      ).map(({ node }) => node)
    }
    await run(['ingest', join(folder, 'one'), '--case', path])
    for (const table of ['node', 'source', 'cni_config', 'fact']) assert.deepEqual(await nodes(table), ['db7'], table)
    await run(['ingest', join(folder, 'two'), '--case', path])
    for (const table of ['node', 'source', 'cni_config', 'fact']) assert.deepEqual(await nodes(table), ['db7'], table)
    const { out } = await run(['report', '--case', path])
    assert.match(out, /^- \*\*Where\*\*: node `db7`\.$/m)
  })
})
