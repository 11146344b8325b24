import assert from 'node:assert/strict'
import { test } from 'node:test'
import { run } from './fake-io.ts'

const ask = async (...words: string[]): Promise<string> => (await run(['explain', 'versions', ...words])).out

test('the matrix names every range of releases with what it carries and what ADD and DEL do', async () => {
  const text = await ask()
  assert.match(text, /^containerd {2}1\.6\.3 +1\.1\.4 +1\.0\.1 +1\.1\.1 +1\.0\.0$/m)
  assert.match(text, /^crio +1\.23 +1\.0\.1 +1\.0\.0$/m)
  assert.match(text, /^1\.6\.0 to 1\.9 {2}.* 1\.1\.0$/m)
  assert.match(text, /^containerd {2}1\.3\.0 to 1\.6\.3 +ok +fails: cni-config-version-missing +measured$/m)
  assert.match(text, /^crio +1\.15 to 1\.23 +ok +fails: cni-config-version-missing +inferred$/m)
  assert.match(text, /^containerd {2}1\.6\.0 to 1\.6\.4 +fails: network-info-missing +ok +measured$/m)
  assert.match(text, /The Kubernetes page names containerd 1\.6\.0 to 1\.6\.3/)
  assert.match(text, /only\s+1\.6\.3 needs it/)
  assert.match(text, /^- cni pull request 893/m)
})

test('releases that are named together get an answer for ADD and for DEL', async () => {
  const refused = await ask('--containerd', '1.6.2', '--plugins', '0.9.1', '--config', '1.0.0')
  assert.match(
    refused,
    /^containerd 1\.6\.2 \(go-cni 1\.1\.3\) with libcni 1\.0\.1, plugins 0\.9\.1, cniVersion 1\.0\.0\.$/m,
  )
  assert.match(refused, /^ADD, when a pod starts: fails: cni-config-version-unsupported \(measured\)$/m)
  assert.match(refused, /^DEL, when a pod stops: fails: cni-config-version-unsupported \(measured\)$/m)
  assert.match(refused, /^Highest cniVersion that both read: 0\.4\.0\.$/m)
  const empty = await ask('--containerd', 'v1.5.2', '--config', '')
  assert.match(empty, /^ADD, when a pod starts: ok/m)
  assert.match(empty, /^DEL, when a pod stops: fails: cni-config-version-missing \(measured\)$/m)
  assert.match(empty, /^ {4}invalid version "": the version is empty$/m)
  assert.match(empty, /^The public page states it differently$/m)
  assert.doesNotMatch(await ask('--containerd', '1.6.2', '--config', ''), /public page/)
  const crio = await ask('--crio', '1.22')
  assert.match(crio, /^CRI-O 1\.22 with libcni 0\.8\.1, plugins not given, a configuration without cniVersion\.$/m)
  assert.match(crio, /^DEL, when a pod stops: fails: cni-config-version-missing \(inferred\)$/m)
  assert.match(await ask('--crio', '1.30', '--config', '0.4.0'), /^ADD, when a pod starts: unknown$/m)
})

test('versions that are not in the tables are refused with what there is', async () => {
  const refused: readonly (readonly [words: readonly string[], error: RegExp])[] = [
    [['--plugins', '0.9.1'], /^error: name one runtime\ncause: neither was given/],
    [['--containerd', '1.6.2', '--crio', '1.22'], /^error: name one runtime\ncause: both were given/],
    [['--containerd', '0.1'], /^error: --containerd does not know 0\.1/],
    [['--crio', '0.1'], /^error: --crio does not know 0\.1/],
    [['--containerd', '1.6.2', '--plugins', '7'], /^error: --plugins does not know 7/],
    [['--containerd', '1.6.2', '--config', '2'], /^error: --config is no CNI version: 2\ncause: there are 0\.1\.0, /],
  ]
  for (const [words, error] of refused) {
    const { code, out, err } = await run(['explain', 'versions', ...words])
    assert.deepEqual([code, out], [2, ''])
    assert.match(err, error)
  }
})
