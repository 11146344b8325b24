import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PostmortemError } from '../../src/base/errors.ts'
import { printError } from '../../src/cli/print-error.ts'
import { fakeIo } from './fake-io.ts'

const known = new PostmortemError('NO_LOGS', 'no logs in x\x1b[31m', {
  reason: 'all 3 files are binary',
  hint: 'name the log folder',
})

test('an error is printed once as error, cause and hint', () => {
  const io = fakeIo()
  printError(known, io)
  assert.equal(io.err(), 'error: no logs in x\\x1b[31m\ncause: all 3 files are binary\n hint: name the log folder\n')
})

test('cause and hint are left out where there is none', () => {
  const io = fakeIo()
  printError(new PostmortemError('NO_LOGS', 'no logs'), io)
  assert.equal(io.err(), 'error: no logs\n')
})

test('labels have colour on a terminal', () => {
  const io = fakeIo({ tty: true })
  printError(known, io)
  assert.match(io.err(), /^\x1b\[31merror:\x1b\[0m no logs/)
})

test('an error nobody foresaw keeps its stack and asks for a report', () => {
  const io = fakeIo()
  printError(new TypeError('boom'), io)
  assert.match(io.err(), /^error: this is a fault of cni-postmortem\nTypeError: boom\n +at /)
  assert.match(io.err(), / hint: please report it/)
  const other = fakeIo()
  printError('a text', other)
  assert.match(other.err(), /\na text\n/)
})

test('a path that the system refuses is no fault of the program', () => {
  const io = fakeIo()
  printError(Object.assign(new Error("EACCES: permission denied, stat '/root/x.md'"), { code: 'EACCES' }), io)
  assert.match(
    io.err(),
    /^error: the system refused a file or folder\ncause: EACCES: [^\n]+x\.md'\n hint: check its perm/,
  )
})

test('an interrupted run says so, and a broken stdout says why', () => {
  const io = fakeIo()
  io.interrupt.abort()
  printError(new Error('aborted'), io)
  assert.equal(io.err(), 'error: interrupted\n')
  const broken = fakeIo()
  broken.interrupt.abort(new PostmortemError('OUTPUT_FAILED', 'cannot write to stdout', { cause: new Error('ENOSPC') }))
  printError(new Error('aborted'), broken)
  assert.equal(broken.err(), 'error: cannot write to stdout\ncause: ENOSPC\n')
})

test('a full disk is told as such, not as a fault of the program', () => {
  for (const code of ['SQLITE_FULL', 'ENOSPC', 'EDQUOT']) {
    const io = fakeIo()
    printError(Object.assign(new Error('no space left'), { code }), io)
    assert.match(io.err(), /^error: a disk is full\ncause: no space left\n hint: free space .*--case and TMPDIR/)
  }
})
