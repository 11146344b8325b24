import type { Container } from '../container.ts'

const startsWith = (head: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, i) => head[i] === byte)
const text = (magic: string): readonly number[] => [...magic].map((c) => c.charCodeAt(0))

/** Kinds that are met in practice and not read: magic bytes, and what to do instead. */
const KINDS: readonly (readonly [magic: readonly number[], why: string])[] = [
  [text('age-encryption.org/v1'), 'encrypted with age: decrypt it with your key first (age -d)'],
  [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], '7z archives are not read: unpack it first'],
  [text('Rar!'), 'RAR archives are not read: unpack it first'],
  [text('ElfFile\0'), 'Windows event logs (.evtx) are not read: export them as text'],
  [[0x5d, 0x00, 0x00], 'old .lzma files are not read: decompress it first (xz -d)'],
]

/** Names what cannot be read and what to do, instead of skipping it in silence. */
export const container: Container = {
  id: 'unsupported',
  title: 'recognised, not read (age, 7z, rar, evtx, lzma)',
  accepts: (head) => KINDS.some(([magic]) => startsWith(head, magic)),
  async *open(input, context) {
    const kind = KINDS.find(([magic]) => startsWith(input.head, magic))
    if (kind) context.problem(input.path, kind[1])
  },
}
