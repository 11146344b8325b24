import { findSandboxId, isSandboxId } from '../grammar/sandbox-id.ts'
import type { Peeling } from './peel.ts'

// name "web_default_<uid>_0" is reserved for "<id of another>" · is already in use by sandbox <id of another>
const otherSandbox = /(?:is reserved for|already in use by (?:sandbox|container|pod)|name is already used by)\b/i
// failed to destroy network for sandbox "b": ..
const shortId = /\bsandbox "([0-9a-f]{1,63})"/

/** Sandbox that an error is about: the full id, else the short one that a CRI layer prints; '' where it names none. */
export function namedSandbox(text: string, { wrappers, core }: Peeling): string {
  const other = otherSandbox.exec(text)
  const full = findSandboxId(other === null ? text : text.slice(0, other.index))
  if (full !== '' || other !== null) return full
  for (const layer of wrappers) {
    const short = layer.layer === 'cri' ? (shortId.exec(layer.text)?.[1] ?? '') : ''
    if (isSandboxId(short)) return short
  }
  const short = shortId.exec(core)?.[1] ?? ''
  return isSandboxId(short) ? short : ''
}
