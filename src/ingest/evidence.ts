import { type Leaf, sourceKey } from '../intake/index.ts'
import type { EvidenceModule } from '../model/parser.ts'
import type { FoundEvidence } from './part.ts'

const HEAD_TEXT = 4096

/** What a source turned out to be: an evidence file, a log (its stream from the first byte again), or both. */
interface Read {
  readonly evidence: FoundEvidence | undefined
  readonly log: Leaf | undefined
}

/**
 * Reads a source that looks like an evidence file; undefined where it does not, and then no byte is taken. People paste a log below the output
 * of a command that an evidence file begins like: what may tell of sandboxes (`eventGates`) is then read as a log too.
 */
export async function readEvidence(
  leaf: Leaf,
  node: string,
  modules: readonly EvidenceModule[],
  eventGates: readonly string[],
): Promise<Read | undefined> {
  if (leaf.head.length === 0) return undefined
  const head = textOf(leaf.head.subarray(0, HEAD_TEXT))
  const module = modules.find((one) => (leaf.size ?? leaf.head.length) <= one.maxBytes && one.accepts(leaf.path, head))
  if (module === undefined) return undefined
  const taken = await take(leaf, module.maxBytes)
  const text = Buffer.concat(taken.chunks).toString('utf8')
  const found = module.read(leaf.path, text)
  const isFound = found.facts.length > 0 || found.configs.length > 0 || found.node !== undefined
  const isLog = (module.holdsEvents === true || !isFound) && eventGates.some((gate) => text.includes(gate))
  if (!isLog) await taken.rest?.return?.()
  const evidence = {
    path: leaf.path,
    key: sourceKey(leaf.path, leaf.head),
    node,
    module: module.id,
    bytes: taken.bytes,
    lines: text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    found: { ...found, problem: taken.problem || found.problem },
    isLog,
  }
  return {
    evidence: isLog && !isFound ? undefined : evidence,
    log: isLog ? { ...leaf, isWhole: false, bytes: again(taken) } : undefined,
  }
}

/** A stream of bytes that are at hand. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')

/** The beginning of a stream, and what is left of it. */
interface Taken {
  readonly chunks: readonly Uint8Array[]
  readonly bytes: number
  /** Undefined where nothing is left. */
  readonly rest: AsyncIterator<Uint8Array> | undefined
  /** What ended the stream too early. */
  readonly error: unknown
  readonly problem: string
}

async function take(leaf: Leaf, maxBytes: number): Promise<Taken> {
  const chunks: Uint8Array[] = []
  const stream = leaf.bytes[Symbol.asyncIterator]()
  let bytes = 0
  try {
    for (let next = await stream.next(); next.done !== true; next = await stream.next()) {
      bytes += next.value.length
      chunks.push(next.value)
      if (bytes > maxBytes)
        return {
          chunks,
          bytes,
          rest: stream,
          error: undefined,
          problem: `larger than ${maxBytes} bytes: only its beginning was read`,
        }
    }
  } catch (error) {
    return { chunks, bytes, rest: undefined, error, problem: error instanceof Error ? error.message : String(error) }
  }
  return { chunks, bytes, rest: undefined, error: undefined, problem: '' }
}

/** The whole stream once more, its end as it was. */
async function* again({ chunks, rest, error }: Taken): AsyncGenerator<Uint8Array> {
  yield* chunks
  if (error !== undefined) throw error
  for (let next = await rest?.next(); next !== undefined && next.done !== true; next = await rest?.next())
    yield next.value
}
