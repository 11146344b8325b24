import { pipeline } from 'node:stream'
import type { Header } from 'tar-stream'
import { limitHint } from '../../base/limits.ts'
import { tarStream } from '../../base/on-demand.ts'
import type { Chunks } from '../byte-stream.ts'
import type { Container, ContainerContext, Member } from '../container.ts'

const BLOCK = 512

/** Sum of the header bytes with the checksum field as blanks (POSIX ustar): recognises archives without the `ustar` magic. */
function isTarHeader(head: Uint8Array): boolean {
  if (head.length < BLOCK) return false
  const field = Buffer.from(head.buffer, head.byteOffset + 148, 8).latin1Slice(0, 8)
  // "0011320\0 " : octal digits, then NUL or blank
  const octal = /^\s*([0-7]+)/.exec(field)?.[1]
  if (octal === undefined) return false
  let sum = 0
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : (head[i] ?? 0)
  return sum > 256 && Number.parseInt(octal, 8) === sum
}

/** tar: ustar, pax and GNU long names through tar-stream; concatenated archives too. Links carry no bytes; sparse members are named, not misread. */
export const container: Container = {
  id: 'tar',
  title: 'tar',
  accepts: (head) => isTarHeader(head),
  open: (input, context) => members(input.path, input.bytes, context),
}

async function* members(path: string, bytes: Chunks, context: ContainerContext): AsyncIterable<Member> {
  const archive = tarStream().extract()
  // The callback takes the error; iterating `archive` throws it once.
  pipeline(bytes, archive, () => {})
  let count = 0
  for await (const entry of archive) {
    const { header } = entry
    const name = `${path}!/${cleanName(header.name)}`
    const skipped = whySkipped(header)
    if (skipped !== undefined) {
      if (skipped !== '') context.problem(name, skipped)
      entry.resume()
      continue
    }
    if (++count > context.limits.members) {
      context.problem(path, `more than ${context.limits.members} members: the rest is not read ${limitHint('members')}`)
      return
    }
    // tar-stream gives parts of the chunks in their order: they are freed as those are.
    const content = Object.assign(chunksOf(entry), { free: bytes.free })
    yield { path: name, bytes: content, size: header.size, mtimeUs: header.mtime.getTime() * 1000 }
    // the next member comes only after this one's bytes are gone
    entry.resume()
  }
}

/**
 * tar-stream yields Buffers; its declaration leaves the element type open. A reader that has enough leaves the rest to `entry.resume()`:
 * ending the entry's own iterator would destroy it, and the next member would never come.
 */
async function* chunksOf(entry: AsyncIterable<unknown>): AsyncIterable<Uint8Array> {
  const chunks = entry[Symbol.asyncIterator]()
  for (;;) {
    const { done, value } = await chunks.next()
    if (done === true) return
    if (value instanceof Uint8Array) yield value
  }
}

/** Undefined: a file to read. '': nothing to read and nothing to say (folders, links to other members). Else why it cannot be read. */
function whySkipped(header: Pick<Header, 'name'> & { readonly type: Header['type'] | null }): string | undefined {
  if (header.name.includes('GNUSparseFile.') || header.type === null)
    return 'a sparse member (tar -S): its content cannot be told from its holes'
  if (header.type === 'file' || header.type === 'contiguous-file') return undefined
  return ''
}

/** `./node-7//kubelet.log` as `node-7/kubelet.log`: names only label sources, nothing is written anywhere. */
export function cleanName(name: string): string {
  return name
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')
}
