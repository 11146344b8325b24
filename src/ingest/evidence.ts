import { type Leaf, sourceKey } from '../intake/index.ts'
import type { EvidenceModule } from '../model/parser.ts'
import type { FoundEvidence } from './part.ts'

const HEAD_TEXT = 4096

/** An evidence file, and its stream from the first byte again where its lines are also read as a log's. */
interface Read {
  readonly evidence: FoundEvidence
  readonly log: Leaf | undefined
}

/** What an evidence file holds, or undefined where the source is none. The bytes are taken only if it is one. */
export async function readEvidence(
  leaf: Leaf,
  node: string,
  modules: readonly EvidenceModule[],
): Promise<Read | undefined> {
  if (leaf.head.length === 0) return undefined
  const head = textOf(leaf.head.subarray(0, HEAD_TEXT))
  const module = modules.find((one) => (leaf.size ?? leaf.head.length) <= one.maxBytes && one.accepts(leaf.path, head))
  if (module === undefined) return undefined
  const { text, bytes, problem } = await wholeText(leaf, module.maxBytes)
  const found = module.read(leaf.path, text)
  const evidence = {
    path: leaf.path,
    key: sourceKey(leaf.path, leaf.head),
    node,
    module: module.id,
    bytes,
    lines: text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    found: { ...found, problem: problem || found.problem },
  }
  return {
    evidence,
    log: module.holdsEvents === true ? { ...leaf, isWhole: false, bytes: once(Buffer.from(text)) } : undefined,
  }
}

/** A stream of bytes that are at hand. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')

async function wholeText(
  leaf: Leaf,
  maxBytes: number,
): Promise<{ readonly text: string; readonly bytes: number; readonly problem: string }> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  let problem = ''
  try {
    for await (const chunk of leaf.bytes) {
      bytes += chunk.length
      if (bytes > maxBytes) {
        problem = `larger than ${maxBytes} bytes: only its beginning was read`
        break
      }
      chunks.push(chunk)
    }
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error)
  }
  return { text: Buffer.concat(chunks).toString('utf8'), bytes, problem }
}
