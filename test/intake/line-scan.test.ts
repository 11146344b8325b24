import assert from 'node:assert/strict'
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import fc from 'fast-check'
import { LineScan, type Span, WHOLE, windowBytes } from '../../src/intake/line-scan.ts'
import { createScanner } from '../../src/intake/sieve/create-scanner.ts'
import { createRegexScanner } from '../../src/intake/sieve/regex-scanner.ts'
import type { Scanner } from '../../src/intake/sieve/scanner.ts'
import type { LineWindow } from '../../src/model/line-window.ts'

const GATES = ['sandbox', '\nHEAD']
const LINE_BYTES = 2000
const SCANNERS: readonly Scanner[] = [
  createScanner(GATES, windowBytes(LINE_BYTES)),
  createRegexScanner(GATES, windowBytes(LINE_BYTES)),
]
const folder = mkdtempSync(join(tmpdir(), 'line-scan-'))
after(() => rmSync(folder, { recursive: true }))

interface Seen {
  readonly line: number
  readonly offset: number
  readonly text: string
  readonly above: readonly (string | undefined)[]
  readonly below: readonly (string | undefined)[]
}

const RELS = [1, 2, 3, 40, 63, 64, 65]

function see(window: LineWindow): Seen {
  const above = RELS.map((rel) => window.at(-rel))
  const below = RELS.map((rel) => window.at(rel))
  return { line: window.line, offset: window.offsetOf(0), text: window.at(0) ?? '', above, below }
}

/** The same by the definition: 64 lines and 64 KiB either way, nothing below a cut line. */
function expected(bytes: Buffer, sieve: boolean): readonly Seen[] {
  const lines: { readonly start: number; readonly end: number }[] = []
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(10, start)
    const end = feed < 0 ? bytes.length : feed
    lines.push({ start, end })
    start = end + 1
  }
  const text = (i: number): string => {
    const line = lines[i] ?? { start: 0, end: 0 }
    return bytes.toString('latin1', line.start, Math.min(line.end, line.start + LINE_BYTES)).replace(/\r$/, '')
  }
  return lines.flatMap(({ start, end }, i) => {
    const cut = end - start > LINE_BYTES
    if (sieve && !GATES.some((gate) => `\n${text(i)}`.includes(gate))) return []
    const shown = (at: number): string | undefined => {
      const other = lines[at]
      if (!other || (at > i && (cut || other.end > end + 65536)) || (at < i && other.start < start - 65536))
        return undefined
      return bytes.toString('latin1', other.start, other.end).replace(/\r$/, '')
    }
    const near = (sign: number): readonly (string | undefined)[] =>
      RELS.map((rel) => (rel > 64 ? undefined : shown(i + sign * rel)))
    return [{ line: i + 1, offset: start, text: text(i), above: near(-1), below: near(1) }]
  })
}

function scanPieces(
  scanner: Scanner,
  bytes: Buffer,
  pieces: readonly number[],
  sieve: boolean,
): { readonly seen: Seen[]; readonly scan: LineScan } {
  const scan = new LineScan(scanner, { sieve, lineBytes: LINE_BYTES })
  const seen: Seen[] = []
  scan.begin(WHOLE, (window) => {
    seen.push(see(window))
  })
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = Math.max(1, pieces[i % pieces.length] ?? 1)
    scan.push(bytes.subarray(at, at + size))
    at += size
  }
  scan.finish()
  return { seen, scan }
}

function scanSpans(
  scanner: Scanner,
  path: string,
  size: number,
  segment: number,
): { readonly seen: Seen[]; readonly lines: number; readonly cut: number } {
  const scan = new LineScan(scanner, { sieve: true, lineBytes: LINE_BYTES })
  const fd = openSync(path, 'r')
  const seen: Seen[] = []
  let feeds = 0
  let lines = 0
  let cut = 0
  for (let from = 0; from < size; from += segment) {
    const span: Span = { from, to: from + segment }
    scan.begin(span, (window) => {
      const offset = window.offsetOf(0)
      if (offset >= from && offset < span.to) seen.push({ ...see(window), line: feeds + window.line })
    })
    while (scan.read(fd));
    feeds += scan.feeds
    lines += scan.lines
    cut += scan.cutLines
  }
  closeSync(fd)
  return { seen, lines, cut }
}

const piece = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      '\n',
      '\r\n',
      'sandbox\n',
      'HEAD',
      'a HEAD\n',
      ' '.repeat(50),
      'x'.repeat(300),
      '\n'.repeat(70),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'y'.repeat(1990),
      `${'z'.repeat(2500)}\n`,
      'w'.repeat(70_000),
      `${'short line\n'.repeat(6000)}`,
    ),
  },
)
const source = fc.array(piece, { minLength: 1, maxLength: 120 }).map((words) => Buffer.from(words.join(''), 'latin1'))

describe('line scan', () => {
  it('shows the same candidates and neighbours whatever the pieces, with either scanner', () => {
    fc.assert(
      fc.property(
        source,
        fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        (bytes, pieces, sieve) => {
          for (const scanner of SCANNERS)
            assert.deepEqual(scanPieces(scanner, bytes, pieces, sieve).seen, expected(bytes, sieve))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('segments of a file show each line once, with the same numbers, offsets and neighbours', () => {
    const path = join(folder, 'segments.log')
    fc.assert(
      fc.property(source, fc.constantFrom(1000, 7001, 65_536, 200_000), (bytes, segment) => {
        writeFileSync(path, bytes)
        for (const scanner of SCANNERS) {
          const whole = scanPieces(scanner, bytes, [1 << 20], true)
          const parts = scanSpans(scanner, path, bytes.length, segment)
          assert.deepEqual(parts.seen, expected(bytes, true))
          assert.equal(parts.lines, whole.scan.lines)
          assert.equal(parts.cut, whole.scan.cutLines)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('gives samples of the first and the last line', () => {
    const scan = new LineScan(createScanner(GATES, windowBytes(LINE_BYTES)), { sieve: true, lineBytes: LINE_BYTES })
    const seen: string[] = []
    scan.begin(
      WHOLE,
      () => {},
      (window) => seen.push(`${window.at(0)} at ${window.offsetOf(0)}`),
    )
    scan.push(Buffer.from('first\nsecond\nlast\n'))
    scan.finish()
    assert.deepEqual(seen, ['first at 0', 'last at 13'])
  })

  it('counts lines, NUL bytes and cut lines, and reads on after a line of 5 MB', () => {
    const bytes = Buffer.from(`\0a\n${'x'.repeat(5_000_000)} sandbox\nsandbox after\0\n`)
    const { seen, scan } = scanPieces(SCANNERS[0] as Scanner, bytes, [65_536], true)
    assert.deepEqual(
      seen.map(({ line, text }) => [line, text]),
      [[3, 'sandbox after\0']],
    )
    assert.deepEqual([scan.lines, scan.nulBytes, scan.cutLines, scan.bytes], [3, 2, 1, bytes.length])
  })

  it('more than 16384 candidates in one window keep their numbers', () => {
    const bytes = Buffer.from('sandbox\nno\n'.repeat(60_000))
    const scanner = createScanner(GATES, windowBytes(1 << 20))
    const scan = new LineScan(scanner, { sieve: true, lineBytes: 1 << 20 })
    const numbers: number[] = []
    scan.begin(WHOLE, (window) => numbers.push(window.line))
    scan.push(bytes)
    scan.finish()
    assert.deepEqual(
      numbers,
      Array.from({ length: 60_000 }, (_, i) => i * 2 + 1),
    )
    assert.equal(scan.lines, 120_000)
  })

  it('decodes UTF-8 where a byte is not ASCII and marks what is invalid', () => {
    const texts: (string | undefined)[] = []
    const scan = new LineScan(createScanner(GATES, windowBytes(LINE_BYTES)), { sieve: true, lineBytes: LINE_BYTES })
    scan.begin(WHOLE, (window) => texts.push(window.at(0)))
    scan.push(Buffer.concat([Buffer.from('sandbox ä €\nsandbox '), Buffer.from([0xff, 0x0a])]))
    scan.finish()
    assert.deepEqual(texts, ['sandbox ä €', 'sandbox \ufffd'])
  })

  it('an offset outside the window is refused', () => {
    const scan = new LineScan(createScanner(GATES, windowBytes(LINE_BYTES)), { sieve: true, lineBytes: LINE_BYTES })
    let refused = false
    scan.begin(WHOLE, (window) => {
      assert.throws(() => window.offsetOf(-1), RangeError)
      refused = true
    })
    scan.push(Buffer.from('sandbox\n'))
    scan.finish()
    assert.equal(refused, true)
  })
})
