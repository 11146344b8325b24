import type { ParseError } from 'jsonc-parser'
import { jsonc } from '../base/on-demand.ts'

/** The first fault in a JSON text and the slip that most likely made it. */
export interface Slip {
  readonly offset: number
  readonly what: string
  readonly do: string
}

const nameOf = (error: ParseError): string => jsonc().printParseErrorCode(error.error)

const BOM = '\uFEFF'

/** Names the likely slip behind the first syntax error; undefined for valid JSON. */
export function likelySlip(text: string, errors: readonly ParseError[]): Slip | undefined {
  if (text.trim() === '')
    return {
      offset: 0,
      what: 'the file is empty (written only half, or the disk was full)',
      do: 'Write it again, to a temporary name in the same folder, then rename it.',
    }
  if (text.startsWith(BOM))
    return {
      offset: 0,
      what: 'it begins with a byte order mark, which Go does not accept',
      do: 'Save it as UTF-8 without BOM.',
    }
  const [first] = errors
  if (!first) return undefined
  if (errors.some((error) => nameOf(error) === 'InvalidCommentToken'))
    return at(errors, 'InvalidCommentToken', 'it has comments, which JSON does not know', 'Remove the comments.')
  if (endsEarly(text, first))
    return {
      offset: Math.min(first.offset, text.length - 1),
      what: 'it ends in the middle (half written or cut)',
      do: 'Write it again, to a temporary name in the same folder, then rename it.',
    }
  const before = text.slice(0, first.offset).trimEnd()
  if (before.endsWith(',') && /^[\]}]/.test(text.slice(first.offset)))
    return { offset: before.length - 1, what: 'a comma stands before a closing bracket', do: 'Remove that comma.' }
  if (text.charAt(first.offset) === "'")
    return { offset: first.offset, what: 'it has single quotes', do: 'Use double quotes.' }
  if (nameOf(first) === 'CommaExpected')
    return { offset: first.offset, what: 'a comma is missing', do: 'Add the comma before this place.' }
  if (nameOf(first) === 'EndOfFileExpected')
    return {
      offset: first.offset,
      what: 'there is more text behind the end',
      do: 'Remove what follows, or keep one of the two configurations.',
    }
  return { offset: first.offset, what: 'unexpected text', do: 'Correct it at this place.' }
}

function at(errors: readonly ParseError[], code: string, what: string, todo: string): Slip {
  return { offset: errors.find((error) => nameOf(error) === code)?.offset ?? 0, what, do: todo }
}

/** The error stands at the end, or a string runs to the end. */
function endsEarly(text: string, error: ParseError): boolean {
  if (nameOf(error) === 'UnexpectedEndOfString')
    return text.slice(error.offset).trimEnd().length >= text.trimEnd().length - error.offset
  return error.offset + error.length >= text.trimEnd().length && nameOf(error) !== 'EndOfFileExpected'
}
