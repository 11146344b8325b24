import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createRegexScanner } from '../../../src/intake/sieve/regex-scanner.ts'
import type { Scanner } from '../../../src/intake/sieve/scanner.ts'
import { createWasmScanner } from '../../../src/intake/sieve/wasm-scanner.ts'

const WINDOW = 1 << 18

function wasmScanner(gates: readonly string[]): Scanner {
  const scanner = createWasmScanner(gates, WINDOW)
  assert.ok(scanner, 'this Node has WebAssembly SIMD')
  return scanner
}

/** Lines with a hit as [1-based line number, text], by the scanner's own account. */
function found(scanner: Scanner, text: string): readonly (readonly [number, string])[] {
  const bytes = Buffer.from(text, 'latin1')
  scanner.window[0] = 10
  scanner.window.set(bytes, 1)
  const lines: (readonly [number, string])[] = []
  let line = 1
  for (let from = 1; from < bytes.length + 1; ) {
    const n = scanner.scan(from, bytes.length + 1)
    for (let i = 0; i < n; i++) {
      const [start = 0, end = 0, feeds = 0] = scanner.hits.subarray(i * 3, i * 3 + 3)
      line += feeds
      lines.push([line, scanner.window.latin1Slice(start, end)])
    }
    if (n * 3 < scanner.hits.length) break
    from = (scanner.hits[n * 3 - 2] ?? 0) + 1
    line++
  }
  return lines
}

/** The same, line by line. */
function expected(gates: readonly string[], text: string): readonly (readonly [number, string])[] {
  return text
    .split('\n')
    .map((line, i) => [i + 1, line] as const)
    .filter(([, line]) => gates.some((gate) => `\n${line}`.includes(gate)))
}

describe('scanner', () => {
  it('finds literals at every place of the vector, first and last byte included', () => {
    const scanner = wasmScanner(['StopPodSandbox', 'cni', '\nevent'])
    for (let pad = 0; pad < 40; pad++) {
      const text = `${'x'.repeat(pad)}cni\n${'y'.repeat(pad)}\nevent${'z'.repeat(pad)}StopPodSandbox`
      assert.deepEqual(found(scanner, text), expected(['StopPodSandbox', 'cni', '\nevent'], text))
    }
  })

  it('takes an anchored literal at a line start and at the start of the source only', () => {
    for (const make of [wasmScanner, (gates: readonly string[]) => createRegexScanner(gates, WINDOW)]) {
      assert.deepEqual(found(make(['\nName:']), 'Name: a\n Name: b\nName: c\nxName:'), [
        [1, 'Name: a'],
        [3, 'Name: c'],
      ])
    }
  })

  it('does not look beyond the region', () => {
    for (const make of [wasmScanner, (gates: readonly string[]) => createRegexScanner(gates, WINDOW)]) {
      const scanner = make(['sandbox'])
      scanner.window.write('\nab sandbox\ncd sandbox\n', 'latin1')
      assert.equal(scanner.scan(1, 8), 0)
      assert.equal(scanner.scan(1, 12), 1)
      assert.equal(scanner.scan(1, 23), 2)
    }
  })

  it('both scanners agree with a search line by line on random text', () => {
    const word = fc.constantFrom(
      'cni',
      'sandbox',
      'Sandbox',
      'sand',
      'box',
      'CmdAdd',
      'Cmd',
      'Add',
      '\n',
      '\n\n',
      'Name',
      'ni',
      ' ',
      'é',
      '\0',
      'xxxxxxxxxxxxxxxxxxxx',
    )
    for (const gates of [
      // looked at at every second place, and at every fourth
      ['cni', 'sandbox', 'Sandbox', '\nName', 'box\\', '\nxxx'],
      ['sandbox', 'Sandbox', 'CmdAdd', '\nName', '\nCmdSandbox', 'Name sandbox', '\nxxxx'],
    ]) {
      const wasm = wasmScanner(gates)
      const regex = createRegexScanner(gates, WINDOW)
      fc.assert(
        fc.property(fc.array(word, { maxLength: 120 }), (words) => {
          const text = words.join('')
          const lines = expected(gates, text)
          assert.deepEqual(found(wasm, text), lines)
          assert.deepEqual(found(regex, text), lines)
        }),
        { numRuns: 300 },
      )
    }
  })

  it('finds literals of any length at any place, with any byte beside them', () => {
    for (const literal of ['abc', 'abcd', 'abcde', 'abcdef', 'abcdefg', 'abcdefghijk', '\nabc', '\nabcd']) {
      const scanner = wasmScanner([literal, 'unrelated literal'])
      for (let pad = 0; pad < 20; pad++) {
        for (const beside of ['', ' ', '\0', '\n', '\u00ff']) {
          const text = `${'z'.repeat(pad)}${beside}${literal}${beside}`
          assert.deepEqual(found(scanner, text), expected([literal], text), JSON.stringify(text))
          assert.deepEqual(found(scanner, text.slice(0, -1 - beside.length)), [], JSON.stringify(text))
        }
      }
    }
  })

  it('150 literals and more hits than one call returns', () => {
    const gates = Array.from({ length: 150 }, (_, i) => `w${i.toString(36)}q`)
    const text = Array.from({ length: 20_000 }, (_, i) => (i % 7 === 0 ? 'none' : `w${(i % 150).toString(36)}q`)).join(
      '\n',
    )
    const lines = expected(gates, text)
    assert.deepEqual(found(wasmScanner(gates), text), lines)
    assert.deepEqual(found(createRegexScanner(gates, WINDOW), text), lines)
  })

  it('counts bytes and tells ASCII in pieces of any length', () => {
    for (const scanner of [wasmScanner(['cni']), createRegexScanner(['cni'], WINDOW)]) {
      const text = `${'a\n'.repeat(3000)}\0é\n\0`
      scanner.window.write(`\n${text}`, 'latin1')
      assert.equal(scanner.countLines(1, text.length + 1), 3001)
      assert.equal(scanner.countByte(1, text.length + 1, 0), 2)
      assert.equal(scanner.isAscii(1, 6001), true)
      assert.equal(scanner.isAscii(1, text.length + 1), false)
      assert.equal(scanner.isAscii(6002, 6003), false)
    }
  })

  it('finds both ends of a line within the bounds', () => {
    for (const scanner of [wasmScanner(['cni']), createRegexScanner(['cni'], WINDOW)]) {
      const line = 'x'.repeat(50)
      scanner.window.write(`\n${line}\n${line}\n`, 'latin1')
      assert.equal(scanner.lineEnd(1, 103), 51)
      assert.equal(scanner.lineEnd(52, 103), 102)
      assert.equal(scanner.lineEnd(52, 80), 80)
      assert.equal(scanner.lineStart(52, 1), 52)
      assert.equal(scanner.lineStart(51, 1), 1)
      assert.equal(scanner.lineStart(101, 1), 52)
      assert.equal(scanner.lineStart(101, 60), 60)
      assert.equal(scanner.lineStart(60, 60), 60)
    }
  })

  it('refuses literals that would let nearly every line through', () => {
    assert.throws(() => createRegexScanner(['ab'], WINDOW), RangeError)
  })
})
