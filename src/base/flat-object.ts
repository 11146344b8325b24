import type { MemberFinder } from '../model/flat-object.ts'

/** Members of an object that are kept; one with more is none. */
export const MOST_MEMBERS = 64
/** Numbers of a member. */
export const MEMBER_NUMBERS = 5
/** What a value has: escapes. */
export const HAS_ESCAPE = 1
/** `]:` */
export const HAS_BRACKET = 2

// "_HOSTNAME":"node-7",   "MESSAGE":"level=info msg=\"text\""}
const MEMBER = /"([A-Z0-9_]+)":"([ !#-[\]-\x7f]*(?:\\["\\/bfnrt][ !#-[\]-\x7f]*)*)"([,}])/y

/** A finder without WebAssembly; `members` of scanner.as gives the same. */
export function plainMembers(bytes: Buffer): MemberFinder {
  const members = new Int32Array(MOST_MEMBERS * MEMBER_NUMBERS)
  return {
    members,
    findMembers(start, end) {
      const text = bytes.latin1Slice(start, end)
      if (!text.startsWith('{')) return 0
      MEMBER.lastIndex = 1
      for (let n = 1; n <= MOST_MEMBERS; n++) {
        const match = MEMBER.exec(text)
        if (match === null) return 0
        members.set(numbersOf(match, start), (n - 1) * MEMBER_NUMBERS)
        if (match[3] === '}') return MEMBER.lastIndex === text.length ? n : 0
      }
      return 0
    },
  }
}

function numbersOf({ index, 1: name = '', 2: value = '' }: RegExpExecArray, start: number): readonly number[] {
  const nameAt = start + index + 1
  const valueAt = nameAt + name.length + 3
  const has = (value.includes('\\') ? HAS_ESCAPE : 0) + (value.includes(']:') ? HAS_BRACKET : 0)
  return [nameAt, nameAt + name.length, valueAt, valueAt + value.length, has]
}
