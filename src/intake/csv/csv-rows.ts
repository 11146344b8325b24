/** A row of a CSV text and its place. */
export interface CsvRow {
  /** As it stands, without its line end. */
  readonly text: string
  readonly line: number
  readonly lineEnd: number
  readonly byteOffset: number
}

const QUOTE = 34
const LF = 10

/** Cuts a CSV text (RFC 4180) into rows: a line end inside quotes ends none. Bytes come in any pieces. */
export class CsvRows {
  private pending: Buffer = Buffer.alloc(0)
  private scanned = 0
  private quoted = false
  private lines = 0
  private line = 1
  private byteOffset = 0
  private readonly most: number

  /** Rows longer than `most` bytes are cut there: a quote that nothing closes must not take the rest of the text. */
  constructor(most: number) {
    this.most = most
  }

  /** Rows that end within the bytes so far. */
  push(chunk: Uint8Array): readonly CsvRow[] {
    this.pending = this.pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.pending, chunk])
    const rows: CsvRow[] = []
    let start = 0
    for (let at = this.scanned; at < this.pending.length; at++) {
      const code = this.pending[at]
      if (code === QUOTE) this.quoted = !this.quoted
      if (code !== LF) continue
      this.lines++
      if (this.quoted && at - start < this.most) continue
      rows.push(this.row(start, at))
      start = at + 1
    }
    this.pending = this.pending.subarray(start)
    this.scanned = this.pending.length
    return rows
  }

  /** The last row, where no line end follows it. */
  finish(): readonly CsvRow[] {
    if (this.pending.length === 0) return []
    this.lines++
    return [this.row(0, this.pending.length)]
  }

  private row(start: number, end: number): CsvRow {
    const text = this.pending.toString('utf8', start, end)
    const row = {
      text: text.endsWith('\r') ? text.slice(0, -1) : text,
      line: this.line,
      lineEnd: this.line + this.lines - 1,
      byteOffset: this.byteOffset,
    }
    this.line += this.lines
    this.byteOffset += end - start + 1
    this.lines = 0
    this.quoted = false
    return row
  }
}

/** The fields of a row, quotes undone. */
export function csvFields(row: string, separator: string): string[] {
  const fields: string[] = []
  let at = 0
  for (;;) {
    const { value, end } = row.charCodeAt(at) === QUOTE ? quotedField(row, at) : plainField(row, at, separator)
    fields.push(value)
    if (row.charAt(end) !== separator) return fields
    at = end + 1
  }
}

function plainField(row: string, at: number, separator: string): { value: string; end: number } {
  const next = row.indexOf(separator, at)
  const end = next < 0 ? row.length : next
  return { value: row.slice(at, end), end }
}

function quotedField(row: string, at: number): { value: string; end: number } {
  let end = row.indexOf('"', at + 1)
  while (end >= 0 && row.charCodeAt(end + 1) === QUOTE) end = row.indexOf('"', end + 2)
  const close = end < 0 ? row.length : end
  return { value: row.slice(at + 1, close).replaceAll('""', '"'), end: close + 1 }
}
