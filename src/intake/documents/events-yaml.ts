import { yaml } from '../../base/on-demand.ts'
import type { ExportEntry } from '../../model/export-entry.ts'
import type { ByteSource } from '../byte-stream.ts'
import type { DocumentContext, DocumentReader } from '../document.ts'
import { EntrySieve } from '../entry-sieve.ts'
import { isObject } from '../json/shapes.ts'

/** Longest Event that is parsed; the API server takes no object above 1.5 MiB. */
const MAX_BLOCK = 2 << 20

/** First bytes of such a list or document, of a comment, of a byte order mark: most texts need not be decoded to know that they are none. */
const FIRST: ReadonlySet<number> = new Set([...Buffer.from('-#akimc'), 0xef])

/**
 * Kubernetes Events as YAML: `kubectl get events -o yaml` (must-gather `core/events.yaml`), a bare list of them or documents one after the other. The list is
 * cut at its items, each is parsed by itself and goes on as JSON text.
 */
export const document: DocumentReader = {
  id: 'events-yaml',
  title: 'Kubernetes Events as YAML',
  order: 60,
  accepts: (head) => {
    if (!FIRST.has(head[0] ?? 0)) return false
    const text = new TextDecoder().decode(head)
    return (
      /^(?:---\r?\n|# .*\n)*(?:- )?(?:apiVersion|kind|items|metadata|count|action):/.test(text) &&
      /^(?:- )? *(?:involvedObject|regarding):/m.test(text)
    )
  },
  read: (input, context) => read(input, context),
}

interface Block {
  readonly text: string
  readonly line: number
  readonly byteOffset: number
}

async function* read(input: ByteSource, context: DocumentContext): AsyncIterable<readonly ExportEntry[]> {
  const sieve = new EntrySieve(context)
  for await (const block of blocks(input.bytes)) {
    if (!/^(?:- )? *reason:/m.test(block.text)) continue
    const entry = sieve.take(entryOf(block))
    if (entry === undefined) continue
    const message = eventJson(block.text, () => context.count('YAML blocks with faults, read as far as they go'))
    if (message === undefined) context.count('YAML blocks that are no Event')
    else yield [{ ...entry, message }]
  }
}

function entryOf({ text, line, byteOffset }: Block): ExportEntry {
  const lineEnd = line + text.trimEnd().split('\n').length - 1
  const place = { line, lineEnd, byteOffset, raw: text.trimEnd() }
  return { ...place, transport: 'json-document', stamp: undefined, host: '', ident: '', pid: '', message: text }
}

/** The Event that a block holds, as JSON; undefined where it holds none. */
function eventJson(text: string, onFault: () => void): string | undefined {
  const value =
    parse(text) ?? parse(text.replace(UNQUOTED, (_, key: string, words: string) => key + JSON.stringify(words)))
  if (value !== undefined) return eventIn(value)
  const rest = eventIn(parseFaulty(text))
  if (rest !== undefined) onFault()
  return rest
}

function eventIn(value: unknown): string | undefined {
  const item: unknown = Array.isArray(value) ? value[0] : value
  return isObject(item) && typeof item['reason'] === 'string' ? JSON.stringify(item) : undefined
}

//   message: Failed to create pod sandbox: rpc error: ..    written by hand: a plain text may not hold `: `
const UNQUOTED = /^( *(?:- )?(?:message|note): )([^'"|>\s].*)$/m

function parse(text: string): unknown {
  try {
    return yaml().parse(text, { maxAliasCount: 20, logLevel: 'error' }) as unknown
  } catch {
    return undefined
  }
}

/** What can be told of a text that breaks the rules: a quotation that was not closed ends where its line does. */
function parseFaulty(text: string): unknown {
  try {
    const options = { logLevel: 'silent', strict: false, uniqueKeys: false } as const
    return yaml().parseDocument(text, options).toJS({ maxAliasCount: 20 }) as unknown
  } catch {
    return undefined
  }
}

/** Items of the list and documents between `---` lines. What stands outside of items (`kind: List`) makes small blocks of its own. */
async function* blocks(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Block> {
  const decoder = new TextDecoder()
  const cutter = new BlockCutter()
  let rest = ''
  for await (const chunk of bytes) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) yield* cutter.take(line)
    if (rest.length > MAX_BLOCK) rest = ''
  }
  if (rest !== '') yield* cutter.take(rest)
  yield cutter.cut()
}

class BlockCutter {
  private lines: string[] = []
  private size = 0
  private from = { line: 1, byteOffset: 0 }
  private at = { line: 1, byteOffset: 0 }
  /** Indentation of the items of the open list. */
  private item: string | undefined

  /** The block that ends before this line, if one does. */
  take(line: string): readonly Block[] {
    const separator = line.startsWith('---')
    const dash = this.itemStart(line)
    const ends = separator || (this.item !== undefined && dash === undefined && /^[A-Za-z]/.test(line))
    const done = ends || dash !== undefined || this.size > MAX_BLOCK ? [this.cut()] : []
    if (ends || dash !== undefined) this.item = dash
    if (!separator) this.lines.push(line)
    this.size += line.length
    this.at = { line: this.at.line + 1, byteOffset: this.at.byteOffset + Buffer.byteLength(line) + 1 }
    if (separator) this.from = this.at
    return done
  }

  cut(): Block {
    const block = { text: this.lines.join('\n'), ...this.from }
    this.lines = []
    this.size = 0
    this.from = this.at
    return block
  }

  /** Indentation of an item that begins with the line. */
  private itemStart(line: string): string | undefined {
    const dash = /^( {0,4})- /.exec(line)?.[1]
    const above = this.lines.at(-1)?.trimEnd()
    const isOne = this.item === undefined ? above === undefined || above === 'items:' : dash === this.item
    return isOne ? dash : undefined
  }
}
