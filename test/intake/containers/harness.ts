import { DEFAULT_LIMITS } from '../../../src/base/limits.ts'
import type { ByteSource } from '../../../src/intake/byte-stream.ts'
import { HEAD_BYTES } from '../../../src/intake/byte-stream.ts'
import type { Container, ContainerContext } from '../../../src/intake/container.ts'
import { containers } from '../../../src/intake/containers/index.ts'

/** A source over bytes in memory, handed out in chunks of `step` bytes. */
export function sourceOf(bytes: Uint8Array, path = 'in', step = 7919, file?: string): ByteSource {
  async function* chunks(): AsyncIterable<Uint8Array> {
    for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step)
  }
  return {
    path,
    head: bytes.subarray(0, HEAD_BYTES),
    isWhole: bytes.length <= HEAD_BYTES,
    bytes: chunks(),
    file,
    size: bytes.length,
    mtimeUs: 0,
    mtimeFrom: '',
  }
}

export interface Opened {
  /** member path, its text, and why it ended early ('' if it did not) */
  readonly members: { path: string; text: string; error: string }[]
  readonly problems: string[]
  readonly error: string
}

/** Opens a container and reads every member (or only some: `skip`). */
export async function openAll(
  container: Container,
  input: ByteSource,
  options: { limits?: Partial<ContainerContext['limits']>; spool?: string; skip?: (path: string) => boolean } = {},
): Promise<Opened> {
  const problems: string[] = []
  const members: { path: string; text: string; error: string }[] = []
  let error = ''
  const context: ContainerContext = {
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    spool: options.spool,
    problem: (path, why) => problems.push(`${path}: ${why}`),
  }
  try {
    for await (const member of container.open(input, context)) {
      if (options.skip?.(member.path)) continue
      const parts: Uint8Array[] = []
      let why = ''
      try {
        for await (const chunk of member.bytes) parts.push(Uint8Array.from(chunk))
      } catch (e) {
        why = e instanceof Error ? e.message : String(e)
      }
      members.push({ path: member.path, text: Buffer.concat(parts).toString('latin1'), error: why })
    }
  } catch (e) {
    error = e instanceof Error ? e.message : String(e)
  }
  return { members, problems, error }
}

export function containerById(id: string): Container {
  const found = containers.find((container) => container.id === id)
  if (!found) throw new Error(`no container ${id}`)
  return found
}

/** About 300 kB of log-like text, the same every time. */
export function logText(lines = 3000): string {
  let state = 12345
  let out = ''
  for (let i = 0; i < lines; i++) {
    state = (state * 1103515245 + 12345) % 2147483648
    out += `Apr 26 00:43:${String(i % 60).padStart(2, '0')} node-a containerd[701]: time="2022" level=info msg="line ${i} ${state.toString(16)}"\n`
  }
  return out
}
