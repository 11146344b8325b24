import { createHash } from 'node:crypto'

const BEGIN = '<!-- cni-postmortem: as printed'
// <!-- cni-postmortem: as printed, sha256 4795bdec... -->
const SEAL = /<!-- cni-postmortem: as printed, sha256 ([0-9a-f]{64}) -->\s*$/

/** The last line of a Markdown or HTML report: by it a later run sees whether people have changed the text. */
export function seal(text: string): string {
  return `${BEGIN}, sha256 ${hashOf(text)} -->\n`
}

/**
 * May a report be written over a file with this text? Yes where the text is empty or, line ends apart, exactly what this program printed.
 * A file without a seal may be anything: `sealed` formats (Markdown, HTML) leave it alone, others, which nobody fills in, replace it.
 */
export function mayReplace(existing: string, sealed: boolean): boolean {
  if (existing.trim() === '') return true
  const found = SEAL.exec(existing.slice(-200))
  if (found === null) return !sealed && !existing.includes(BEGIN)
  return found[1] === hashOf(existing.slice(0, existing.length - found[0].length))
}

function hashOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
}
