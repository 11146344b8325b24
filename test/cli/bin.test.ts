import assert from 'node:assert/strict'
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { isSuitedNode, unsuitedNodeText } from '../../src/cli/node-version.ts'
import { root, typescriptLoader } from '../build.ts'

const bin = [...typescriptLoader, join(root, 'src/cli/bin.ts')]
const big = join(root, 'samples/founding-start/edge-a/journal.log')

test('the Node versions of package.json are accepted, others are told what is needed', () => {
  assert.deepEqual(
    ['18.20.0', '20.18.3', '20.19.0', '21.7.0', '22.13.1', '22.14.0', '23.9.0', '24.0.0', '26.1.0'].filter(
      isSuitedNode,
    ),
    ['20.19.0', '22.14.0', '24.0.0', '26.1.0'],
  )
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  assert.equal(engines.node, '^20.19.0 || ^22.14.0 || >=24.0.0')
  assert.match(unsuitedNodeText('18.20.0'), /^error: .*18\.20\.0\ncause: .*\n hint: /)
})

test('--version prints the version of the package and exits 0', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...bin, '--version'], { cwd: root, encoding: 'utf8' })
  assert.deepEqual([status, stderr], [0, ''])
  assert.match(stdout, /^\d+\.\d+\.\d+\n$/)
})

test('a missing path ends with exit code 2 and one error', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...bin, 'extract', 'absent.log'], {
    cwd: root,
    encoding: 'utf8',
  })
  assert.deepEqual([status, stdout], [2, ''])
  assert.match(stderr, /^error: [^\n]*absent\.log/)
  assert.equal(stderr.match(/error:/g)?.length, 1)
})

test('a pipe given by its name is read like standard input', {
  skip: process.platform === 'win32',
}, async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'fifo-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  const fifo = join(folder, 'fifo')
  spawnSync('mkfifo', [fifo])
  const text = readFileSync(big).subarray(0, 200_000)
  const child = spawn(process.execPath, [...bin, 'extract', fifo], { cwd: root })
  const [out] = await Promise.all([textOf(child), writeFile(fifo, text)])
  const { stdout } = spawnSync(process.execPath, [...bin, 'extract', '-'], { cwd: root, input: text, encoding: 'utf8' })
  assert.ok(out.length > 1000)
  assert.equal(out, stdout.replaceAll('"source":"-"', `"source":${JSON.stringify(fifo)}`))
})

test('a reader that closes stdout early ends the run quietly, and no temporary case is left', async (context) => {
  const temporary = mkdtempSync(join(tmpdir(), 'epipe-'))
  context.after(() => rmSync(temporary, { recursive: true, force: true }))
  for (const words of [
    ['extract', big],
    ['analyze', '--format', 'json', big],
  ]) {
    const child = spawn(process.execPath, [...bin, ...words], { cwd: root, env: { ...process.env, TMPDIR: temporary } })
    let stderr = ''
    child.stderr.on('data', (chunk) => {
      stderr += String(chunk)
    })
    child.stdout.once('data', () => child.stdout.destroy())
    const [code] = await once(child, 'close')
    assert.deepEqual([code, stderr], [0, ''], words.join(' '))
  }
  assert.deepEqual(
    readdirSync(temporary).filter((name) => name.startsWith('cni-postmortem-')),
    [],
  )
})

test('neither --help nor extract loads SQLite', () => {
  const script = `
    import Module from 'node:module'
    process.argv = [process.argv[0], 'bin', ...JSON.parse(process.env.WORDS)]
    const { runProcess } = await import('./src/cli/run-process.ts')
    await runProcess()
    console.error(Object.keys(Module._cache).filter((file) => file.includes('better-sqlite3')).length)`
  for (const words of [['--help'], ['extract', big]]) {
    const { stderr } = spawnSync(process.execPath, [...typescriptLoader, '--input-type=module', '--eval', script], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, WORDS: JSON.stringify(words) },
    })
    assert.equal(stderr, '0\n', words.join(' '))
  }
})

test('work that can never end is an error with exit code 2, not silence', () => {
  const never = '({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) })'
  const script = `Object.defineProperty(process, 'stdin', { value: ${never} }); process.argv.splice(1, 9, 'node', 'extract', '-');
    process.argv.splice(1, 0); const { runProcess } = await import('./src/cli/run-process.ts'); await runProcess()`
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...typescriptLoader, '--input-type=module', '--eval', script],
    { cwd: root, encoding: 'utf8' },
  )
  assert.deepEqual([status, stdout], [2, ''])
  assert.match(stderr, /^error: the work stopped before its end\ncause: .*\n hint: /)
})

/** What a process prints on stdout until it ends. */
async function textOf(child: ChildProcessWithoutNullStreams): Promise<string> {
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += String(chunk)
  })
  await once(child, 'close')
  return text
}
