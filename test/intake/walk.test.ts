import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { reason, unreadable, walk } from '../../src/intake/walk.ts'

const root = mkdtempSync(join(tmpdir(), 'walk-'))
after(() => rmSync(root, { recursive: true }))
for (const folder of ['b', 'b/inner', 'B', 'empty']) mkdirSync(join(root, folder))
for (const file of ['b/two.log', 'b/inner/one.log', 'b.log', 'B/x.log', 'z.log', 'Ä.log'])
  writeFileSync(join(root, file), file)
symlinkSync('z.log', join(root, 'y.log'))
symlinkSync('.', join(root, 'b/loop'))
symlinkSync('nowhere', join(root, 'b/broken'))

const below = (paths: readonly string[]): readonly string[] =>
  walk(paths).files.map(({ path }) => path.replace(root, ''))

describe('walk', () => {
  it('lists files in bytewise order of path, each once, loops and broken links named', () => {
    assert.deepEqual(below([root]), ['/B/x.log', '/b.log', '/b/inner/one.log', '/b/two.log', '/y.log', '/Ä.log'])
    assert.deepEqual(
      walk([root]).problems.map(({ path, why }) => [path.replace(root, ''), why]),
      [['/b/broken', 'a link that leads nowhere']],
    )
  })

  it('does not follow a link to a folder above the argument: what lies beside it was not asked for', () => {
    const inner = join(root, 'b/inner')
    symlinkSync('..', join(inner, 'up'))
    assert.deepEqual(below([inner]), ['/b/inner/one.log'])
    assert.deepEqual(walk([inner]).problems, [
      { path: join(inner, 'up'), why: 'a link that leads to a folder above it' },
    ])
    assert.deepEqual(below([inner, join(root, 'b')]), ['/b/inner/one.log', '/b/two.log'])
    rmSync(join(inner, 'up'))
  })

  it('orders names of other scripts by their bytes too', () => {
    const folder = join(root, 'empty')
    const names = ['a\u{1f600}.log', 'a\uff5e.log', 'a.log', 'aé.log']
    for (const name of names) writeFileSync(join(folder, name), name)
    const byBytes = names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    assert.deepEqual(
      below([folder]),
      byBytes.map((name) => `/empty/${name}`),
    )
    for (const name of names) rmSync(join(folder, name))
  })

  it('keeps the order of the arguments and knows size and time', () => {
    assert.deepEqual(below([join(root, 'z.log'), `${root}/b/`, join(root, 'z.log')]), [
      '/z.log',
      '/b/inner/one.log',
      '/b/two.log',
    ])
    const [file] = walk([join(root, 'b.log')]).files
    assert.equal(file?.size, 5)
    assert.ok((file?.mtimeUs ?? 0) > 1.6e15)
    assert.equal(file?.root, join(root, 'b.log'))
  })

  it('passes standard input through', () => {
    assert.deepEqual(walk(['-']).files, [{ path: '-', root: '-', size: undefined, mtimeUs: 0 }])
  })

  it('a missing path is an error that says so', () => {
    assert.throws(() => walk([join(root, 'none.log')]), { code: 'PATH_NOT_FOUND' })
    assert.throws(() => walk([join(root, 'z.log/x')]), { code: 'PATH_UNREADABLE' })
  })

  it('a system error is told without its call', () => {
    const error = unreadable('a.log', new Error("EACCES: permission denied, open 'a.log'"))
    assert.deepEqual([error.code, error.reason], ['PATH_UNREADABLE', 'EACCES: permission denied'])
    assert.equal(reason('text'), 'text')
  })
})
